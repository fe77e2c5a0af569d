package node

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"ahd/events/cause"
	"ahd/events/folder"
)

// BackedUp is what is known of the last backup of this folder. It is no part of the
// record, and no backup holds it.
type BackedUp struct {
	Time  time.Time  `json:"time"`
	Size  uint64     `json:"size"`
	Root  string     `json:"root"`  // base64
	Drill *time.Time `json:"drill"` // when it was last restored and compared, to see whether it can be; null for never
}

const backupsFile = "backup.json"

// LastBackup is the last backup of this folder; nil where there was none.
func (n *Node) LastBackup() *BackedUp {
	text, err := os.ReadFile(filepath.Join(n.options.Dir, backupsFile))
	var last BackedUp
	if err != nil || json.Unmarshal(text, &last) != nil {
		return nil
	}
	return &last
}

// noteBackup remembers a backup, also as a copy of all texts; a drill of an earlier one is
// remembered on.
func (n *Node) noteBackup(m Manifest) error {
	if err := n.NoteCopy(folder.Copy{Kind: folder.BackupCopy, Time: n.options.Now(), Scope: "all", Size: m.Size, SHA256: m.sum}); err != nil {
		return cause.Of(noBackup("The backup was made, and could not be noted in the data folder."), err)
	}
	last := BackedUp{Time: m.Time, Size: m.Size, Root: m.Root}
	if before := n.LastBackup(); before != nil {
		last.Drill = before.Drill
	}
	return n.writeBackedUp(last)
}

// NoteDrill remembers that a backup was restored and compared. Errors: ErrBackup where
// none was made here.
func (n *Node) NoteDrill() error {
	last := n.LastBackup()
	if last == nil {
		return noBackup("No backup was made of this data folder yet.")
	}
	now := n.options.Now().UTC()
	last.Drill = &now
	return n.writeBackedUp(*last)
}

func (n *Node) writeBackedUp(last BackedUp) error {
	text, err := json.Marshal(last)
	if err != nil {
		return err
	}
	err = folder.WriteWhole(filepath.Join(n.options.Dir, backupsFile), string(text)+"\n", 0o600)
	if errors.Is(err, fs.ErrPermission) {
		return cause.Of(noBackup("The backup was made, and could not be noted in the data folder."), err)
	}
	return err
}
