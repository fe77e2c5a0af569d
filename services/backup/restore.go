package backup

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/google/uuid"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/events/ledger"
)

// Target is the folder into which a backup is restored. It is opened as every data folder
// is, as far as the ledger; Close is called however that went.
type Target struct {
	Address supervision.Address // the folder, and the address of its log if one was given
	Drill   bool                // the backup is only tried: its log is kept in the folder, wherever the register's is

	Hold   func(ctx context.Context) (Held, error)           // takes the folder and its key
	Ledger func(ctx context.Context) (*ledger.Ledger, error) // opens what was unpacked
	Close  func() error
}

// Held is what a folder that was taken says of itself.
type Held struct {
	Origin  string
	Address supervision.Address // where its log is
	Placed  bool                // the folder says it
}

// Restore writes a backup into a folder in which nothing is, compares every file with
// the manifest, and makes the log anew from the ledger. A configuration file may be there:
// it stays as it is. If we stop before the files are there, the folder is of no use: remove
// it and begin again; after that, a repair of the log does the rest. Errors: ErrBackup, and
// those of opening the folder.
func Restore(ctx context.Context, path string, to Target, progress func(done, total uint64)) (m Manifest, err error) {
	undo, err := emptyFolder(to.Address.Dir)
	if err != nil {
		return m, err
	}
	taken := false
	if m, err = unpack(path, to.Address.Dir); err == nil {
		taken, err = to.take(ctx, m, progress)
		if err == nil {
			err = noteRestored(path, to.Address.Dir, m)
		}
		err = errors.Join(err, to.Close())
	}
	if err != nil && !taken { // nothing of what was refused stays
		err = errors.Join(err, undo())
	}
	return m, err
}

// take opens what was unpacked and makes its log, if the record is what the manifest says;
// taken says that it is.
func (t Target) take(ctx context.Context, m Manifest, progress func(done, total uint64)) (taken bool, err error) {
	moved, err := t.place()
	if err != nil {
		return false, err
	}
	held, err := t.Hold(ctx)
	if err != nil {
		return false, err
	}
	if held.Origin != m.Origin {
		return false, refuse("The key in the backup is not that of its register. Nothing of it can be used.")
	}
	record, err := t.Ledger(ctx)
	if err != nil {
		return false, err
	}
	if err := compareRoot(record, m); err != nil {
		return false, err
	}
	if moved {
		if err := foundThere(ctx, held.Address, record); err != nil {
			return false, err
		}
	}
	return true, t.makeLog(ctx, held, record, progress)
}

// place says in the folder where its log is, where the backup is not to decide that. A
// backup of a folder that kept its log itself goes on with the log at the address that was
// given: moved says that it was moved there later, and what is there must be the register's.
func (t Target) place() (moved bool, err error) {
	if t.Drill {
		err = folder.WritePlace(t.Address.Dir, folder.Place{})
	}
	if err != nil || t.Address.NATS == "" {
		return false, err
	}
	place, said, err := folder.ReadPlace(t.Address.Dir)
	if err != nil || said && !place.Embedded() {
		return false, err
	}
	return true, supervision.WritePlace(t.Address)
}

// foundThere refuses to restore a backup beside an address at which the log of its
// register is not: the folder would name a place where its log never was.
func foundThere(ctx context.Context, at supervision.Address, record *ledger.Ledger) error {
	if err := supervision.LookThere(ctx, at, record); err != nil {
		return cause.Of(refuse("The log of this register was not found at the address that was given, or is not whole there. Nothing was restored. See whether the address is right, and whether the NATS server runs on its own store. If the log was never moved there, leave --nats out."), err)
	}
	return nil
}

// makeLog makes the folder's own log anew, unless the log is kept outside: there it is
// still. The folder says which, and is another node than the one that was backed up.
func (t Target) makeLog(ctx context.Context, held Held, record *ledger.Ledger, progress func(done, total uint64)) error {
	dir := t.Address.Dir
	if held.Address.NATS == "" {
		err := supervision.Refill(ctx, filepath.Join(dir, supervision.PartFolder), record, progress)
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
	if !held.Placed || t.Address.NATS != "" { // files and passwords are this machine's
		if err := supervision.WritePlace(held.Address); err != nil {
			return err
		}
	}
	return folder.SetNewNodeID(dir, uuid.NewString())
}

// noteRestored remembers the backup that was restored: it is a copy that cannot have known
// of itself.
func noteRestored(path, dir string, m Manifest) error {
	file, err := durable.OpenFile(path)
	if err != nil {
		return cause.Of(refuse("The backup cannot be opened again, to be noted."), err)
	}
	defer file.Close()
	whole := sha256.New()
	if _, err := io.Copy(whole, file); err != nil {
		return cause.Of(refuse("The backup cannot be read again, to be noted."), err)
	}
	return folder.NoteCopy(dir, folder.Copy{Kind: folder.BackupCopy, Time: m.Time, Scope: "all", Size: m.Size, SHA256: hex.EncodeToString(whole.Sum(nil))})
}

// compareRoot says whether the ledger is what the backup says it is.
func compareRoot(record *ledger.Ledger, m Manifest) error {
	size, root := record.Root()
	if size != m.Size || base64.StdEncoding.EncodeToString(root[:]) != m.Root {
		return refuse(fmt.Sprintf("The backup says that it holds %d events with the root %s, and holds %d others.", m.Size, m.Root, size))
	}
	return nil
}

// emptyFolder makes the folder or takes one in which nothing is, or only a configuration
// file. undo leaves it as it was.
func emptyFolder(dir string) (undo func() error, err error) {
	entries, err := os.ReadDir(dir)
	if err == nil {
		if len(without(entries, folder.ConfigFile)) > 0 {
			return nil, refuse("The data folder is not empty. Nothing was written: restore into a folder that is not there yet.")
		}
		return func() error { return emptied(dir, entries) }, nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, cause.Of(refuse("The data folder cannot be made."), err)
	}
	return func() error { return os.RemoveAll(dir) }, nil
}

// emptied removes everything from a folder but what was in it before.
func emptied(dir string, before []os.DirEntry) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, one := range before {
		entries = without(entries, one.Name())
	}
	for _, entry := range entries {
		err = errors.Join(err, os.RemoveAll(filepath.Join(dir, entry.Name())))
	}
	return err
}

func without(entries []os.DirEntry, name string) []os.DirEntry {
	return slices.DeleteFunc(slices.Clone(entries), func(entry os.DirEntry) bool { return entry.Name() == name })
}
