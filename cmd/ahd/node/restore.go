package node

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/google/uuid"

	"ahd/events/cause"
	"ahd/events/durable"
	"ahd/events/eventlog/supervision"
	"ahd/events/folder"
	"ahd/events/strictjson"
)

// member is what a backup may hold: nothing else is written into a folder, wherever a
// name might lead.
var member = regexp.MustCompile(`^(format|log|head|copies\.ndjson|texts\.db|private\.db|keys/log\.key|files/[0-9a-f]{64}|ledger/(origin|entries\.log|checkpoint|checkpoint\.witnessed|policy|checkpoints/[0-9]{1,20}|anchors/[0-9A-Za-z._-]{1,100}))$`)

// maxManifest bounds the manifest, in bytes: it names every file.
const maxManifest = 64 << 20

// Restore writes a backup into a folder in which nothing is, compares every file with
// the manifest, and makes the log anew from the ledger. If we stop before the files are
// there, the folder is of no use: remove it and begin again; after that, RepairLog does
// the rest. Errors: ErrBackup, and those of opening the folder.
func Restore(ctx context.Context, path string, options Options, progress func(done, total uint64)) (_ Manifest, err error) {
	undo, err := emptyFolder(options.Dir)
	if err != nil {
		return Manifest{}, err
	}
	taken := false
	defer func() {
		if err != nil && !taken { // nothing of what was refused stays
			err = errors.Join(err, undo())
		}
	}()
	m, err := unpack(path, options.Dir)
	if err != nil {
		return m, err
	}
	if options.Drill {
		err = folder.WritePlace(options.Dir, folder.Place{})
	}
	moved := false
	if err == nil && options.NATS != "" {
		moved, err = movedSince(options)
	}
	n := &Node{options: options}
	if err == nil {
		err = n.hold(ctx)
	}
	if err == nil && n.Key.Origin != m.Origin {
		err = noBackup("The key in the backup is not that of its register. Nothing of it can be used.")
	}
	if err == nil {
		err = n.openLedger(ctx)
	}
	if err == nil {
		err = n.compareRoot(m)
	}
	if err == nil && moved {
		err = n.foundThere(ctx)
	}
	if err == nil {
		taken = true
		err = n.restoreLog(ctx, options.NATS != "", progress)
	}
	if err == nil {
		err = n.noteRestored(path, m)
	}
	return m, errors.Join(err, n.Close())
}

// restoreLog makes the folder's own log anew, unless the log is kept outside: there it is
// still. The folder says which, and is another node than the one that was backed up.
func (n *Node) restoreLog(ctx context.Context, named bool, progress func(done, total uint64)) error {
	dir := n.options.Dir
	if n.options.NATS == "" {
		err := supervision.Refill(ctx, filepath.Join(dir, supervision.PartFolder), n.Ledger, progress)
		if err == nil {
			err = os.Rename(filepath.Join(dir, supervision.PartFolder, "jetstream"), filepath.Join(dir, "jetstream"))
		}
		if err := errors.Join(err, os.RemoveAll(filepath.Join(dir, supervision.PartFolder)), durable.Sync(dir)); err != nil {
			return err
		}
	}
	if err := folder.RaiseFormat(dir); err != nil {
		return err
	}
	if !n.placed || named { // files and passwords are this machine's
		if err := supervision.WritePlace(n.options.address()); err != nil {
			return err
		}
	}
	return folder.SetNewNodeID(dir, uuid.NewString())
}

// movedSince lets a backup of a folder that kept its log itself go on with the log at the
// address that was given: it was moved there later. It says whether that is so; what is
// there must be the register's.
func movedSince(options Options) (moved bool, err error) {
	place, said, err := folder.ReadPlace(options.Dir)
	if err != nil || said && !place.Embedded() {
		return false, err
	}
	return true, supervision.WritePlace(options.address())
}

// noteRestored remembers the backup that was restored: it is a copy that cannot have known
// of itself.
func (n *Node) noteRestored(path string, m Manifest) error {
	file, err := durable.OpenFile(path)
	if err != nil {
		return cause.Of(noBackup("The backup cannot be opened again, to be noted."), err)
	}
	defer file.Close()
	whole := sha256.New()
	if _, err := io.Copy(whole, file); err != nil {
		return cause.Of(noBackup("The backup cannot be read again, to be noted."), err)
	}
	return n.NoteCopy(folder.Copy{Kind: folder.BackupCopy, Time: m.Time, Scope: "all", Size: m.Size, SHA256: hex.EncodeToString(whole.Sum(nil))})
}

// compareRoot says whether the ledger is what the backup says it is.
func (n *Node) compareRoot(m Manifest) error {
	size, root := n.Ledger.Root()
	if size != m.Size || base64.StdEncoding.EncodeToString(root[:]) != m.Root {
		return noBackup(fmt.Sprintf("The backup says that it holds %d events with the root %s, and holds %d others.", m.Size, m.Root, size))
	}
	return nil
}

// unpack writes the members of a backup, syncs them, and compares them with the
// manifest, which is the last.
func unpack(path, dir string) (m Manifest, err error) {
	file, err := durable.OpenFile(path)
	if err != nil {
		return m, cause.Of(noBackup("The backup cannot be opened. See whether its name is right."), err)
	}
	defer file.Close()
	root, err := os.OpenRoot(dir)
	if err != nil {
		return m, cause.Of(noBackup("The data folder cannot be made."), err)
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	found := []Member{}
	for members := tar.NewReader(file); ; {
		header, err := members.Next()
		if err != nil {
			return m, cause.Of(noBackup("The file is no backup, or its end is missing."), err)
		}
		if header.Name == "manifest.json" {
			return checkManifest(members, found)
		}
		if err := permitted(header, file); err != nil {
			return m, err
		}
		written, err := writeMember(root, header.Name, members)
		if err != nil {
			return m, err
		}
		found = append(found, written)
	}
}

// largest is how many bytes a member may have whose size does not grow with the record.
var largest = map[string]int64{"format": 1 << 10, "log": 16 << 10, "head": 1 << 10, "keys/log.key": 1 << 12, "ledger/origin": 1 << 10, "ledger/checkpoint": 1 << 20, "ledger/checkpoint.witnessed": 1 << 20, "ledger/policy": 1 << 20}

// permitted refuses a member that no backup holds. One with holes would fill the disk
// from a small file; any other is no larger than the file that holds it.
func permitted(header *tar.Header, file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return cause.Of(noBackup("The backup cannot be read."), err)
	}
	bound, small := largest[header.Name]
	if !small {
		bound = info.Size()
	}
	sparse := func(name string) bool { return strings.HasPrefix(name, "GNU.sparse") }
	if header.Typeflag != tar.TypeReg || !member.MatchString(header.Name) || header.Size > bound || slices.ContainsFunc(slices.Collect(maps.Keys(header.PAXRecords)), sparse) {
		return noBackup("The file is no backup: it holds what no backup holds.")
	}
	return nil
}

// emptyFolder makes the folder or takes one in which nothing is. undo leaves it as it
// was.
func emptyFolder(dir string) (undo func() error, err error) {
	entries, err := os.ReadDir(dir)
	if err == nil && len(entries) > 0 {
		return nil, noBackup("The data folder is not empty. Nothing was written: restore into a folder that is not there yet.")
	}
	if err == nil {
		return func() error { return emptied(dir) }, nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, cause.Of(noBackup("The data folder cannot be made."), err)
	}
	return func() error { return os.RemoveAll(dir) }, nil
}

func emptied(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		err = errors.Join(err, os.RemoveAll(filepath.Join(dir, entry.Name())))
	}
	return err
}

func writeMember(root *os.Root, name string, content io.Reader) (m Member, err error) {
	if err := root.MkdirAll(filepath.Dir(filepath.FromSlash(name)), 0o700); err != nil {
		return m, cause.Of(noBackup("The data folder cannot be written to."), err)
	}
	mode := os.FileMode(0o600)
	if name == "keys/log.key" {
		mode = 0o400
	}
	file, err := root.OpenFile(filepath.FromSlash(name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err != nil {
		return m, cause.Of(noBackup("The file is no backup: a member is in it twice, or the folder cannot be written to."), err)
	}
	hash := sha256.New()
	size, err := io.Copy(io.MultiWriter(file, hash), content)
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return m, cause.Of(noBackup("The backup could not be restored: "+withoutPath(err).Error()+"."), err)
	}
	return Member{Name: name, Bytes: size, SHA256: hex.EncodeToString(hash.Sum(nil))}, nil
}

// checkManifest compares the manifest with what was found before it.
func checkManifest(text io.Reader, found []Member) (m Manifest, err error) {
	content, err := io.ReadAll(io.LimitReader(text, maxManifest))
	if err == nil {
		err = strictjson.Unmarshal(content, &m)
	}
	if err != nil {
		return m, cause.Of(noBackup("The manifest of the backup cannot be read."), err)
	}
	if m.Format != backupFormat {
		return m, noBackup("The file is no backup of this version of ahd.")
	}
	for i, stated := range m.Files {
		if i >= len(found) || found[i] != stated {
			return m, noBackup("The backup is damaged: " + stated.Name + " is not what it was.")
		}
	}
	if len(found) != len(m.Files) || !slices.ContainsFunc(found, func(f Member) bool { return f.Name == "format" }) {
		return m, noBackup("The backup is damaged: it does not hold what its manifest says.")
	}
	return m, nil
}
