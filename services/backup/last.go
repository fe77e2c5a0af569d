package backup

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/folder"
)

// Last is what is known of the last backup of this folder. It is no part of the
// record, and no backup holds it.
type Last struct {
	Time  time.Time  `json:"time"`
	Size  uint64     `json:"size"`
	Root  string     `json:"root"`  // base64
	Drill *time.Time `json:"drill"` // when it was last restored and compared, to see whether it can be; null for never
}

const lastFile = "backup.json"

// Last is the last backup of this folder; nil where there was none.
func (b *Backups) Last() *Last {
	text, err := os.ReadFile(filepath.Join(b.Dir, lastFile))
	var last Last
	if err != nil || json.Unmarshal(text, &last) != nil {
		return nil
	}
	return &last
}

// note remembers a backup, also as a copy of all texts; a drill of an earlier one is
// remembered on.
func (b *Backups) note(m Manifest) error {
	if err := folder.NoteCopy(b.Dir, folder.Copy{Kind: folder.BackupCopy, Time: b.Now(), Scope: "all", Size: m.Size, SHA256: m.sum}); err != nil {
		return cause.Of(refuse("The backup was made, and could not be noted in the data folder."), err)
	}
	last := Last{Time: m.Time, Size: m.Size, Root: m.Root}
	if before := b.Last(); before != nil {
		last.Drill = before.Drill
	}
	return b.write(last)
}

// NoteDrill remembers that a backup was restored and compared. Errors: ErrBackup where
// none was made here.
func (b *Backups) NoteDrill() error {
	last := b.Last()
	if last == nil {
		return refuse("No backup was made of this data folder yet.")
	}
	now := b.Now().UTC()
	last.Drill = &now
	return b.write(*last)
}

func (b *Backups) write(last Last) error {
	text, err := json.Marshal(last)
	if err != nil {
		return err
	}
	err = folder.WriteWhole(filepath.Join(b.Dir, lastFile), string(text)+"\n", 0o600)
	if errors.Is(err, fs.ErrPermission) {
		return cause.Of(refuse("The backup was made, and could not be noted in the data folder."), err)
	}
	return err
}
