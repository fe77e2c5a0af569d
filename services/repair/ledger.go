package repair

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/events/ledger"
)

// Ledger is the ledger of a data folder that this process holds, as it lies there.
type Ledger struct {
	Dir  string // the data folder
	Head string // file with the last signed size and root
	Key  folder.Key
	Log  supervision.Address // where the log is
	Now  func() time.Time
}

// Repair makes the ledger of a folder anew that is not open, if something is wrong with
// it: of what the damaged one and the log still hold. It is taken only if it is what was
// signed; the damaged one is kept. nil where nothing is wrong. The register records it when
// the folder is opened next. It can be stopped anywhere and run again. Errors:
// supervision.ErrRepair; those of the file system.
func (l Ledger) Repair(ctx context.Context, progress func(done, total uint64)) (*events.StoreRepaired, error) {
	signed, err := ledger.ReadSigned(l.folder(), l.Head, l.Key.Verifier)
	if err != nil {
		return l.repairSeal(ctx, err, progress)
	}
	found := l.ailment(ctx, signed, progress)
	if found == nil {
		return nil, nil
	}
	if err := tidy(l.Dir); err != nil {
		return nil, err
	}
	repaired := events.StoreRepaired{Store: "ledger", Cause: found.Error()}
	if err := l.remake(ctx, signed, &repaired, progress); err != nil {
		return nil, err
	}
	return &repaired, supervision.Swap(l.Dir, "ledger", l.Now(), &repaired)
}

func (l Ledger) folder() string { return filepath.Join(l.Dir, "ledger") }

// canonical is what the ledger accepts: any event in canonical form, also of a
// type that this build does not know.
func canonical(body []byte) (time.Time, error) {
	envelope, _, err := events.Scan(body)
	return envelope.Time, err
}

// ailment is what is wrong with the ledger; nil if it is whole and what was signed.
func (l Ledger) ailment(ctx context.Context, signed ledger.Checkpoint, progress func(done, total uint64)) error {
	opened, err := ledger.Open(l.folder(), l.Key.Origin, canonical)
	if err != nil {
		return err
	}
	defer opened.Close()
	if err := opened.Rehash(ctx, progress); err != nil {
		return err
	}
	return fits(opened, signed)
}

// fits says whether a ledger continues what was signed.
func fits(l *ledger.Ledger, signed ledger.Checkpoint) error {
	if l.Size() < signed.Size {
		return fmt.Errorf("%w: %d of %d entries", ledger.ErrRolledBack, l.Size(), signed.Size)
	}
	root, err := l.RootAt(signed.Size)
	if err == nil && signed.Size > 0 && root != signed.Root {
		err = fmt.Errorf("%w: its first %d entries have another root", ledger.ErrRewritten, signed.Size)
	}
	return err
}

// remake makes another ledger aside.
func (l Ledger) remake(ctx context.Context, signed ledger.Checkpoint, repaired *events.StoreRepaired, progress func(done, total uint64)) error {
	old, err := ledger.OpenSalvage(l.folder(), canonical)
	if err != nil {
		old = nil // the log alone
	} else {
		defer old.Close()
	}
	log, done := supervision.Readable(ctx, l.Log)
	defer done()
	aside := filepath.Join(l.Dir, supervision.PartFolder, "ledger")
	made, err := ledger.Open(aside, l.Key.Origin, canonical)
	if err != nil {
		return err
	}
	err = gather(ctx, made, old, log, progress)
	if err == nil {
		err = fits(made, signed)
	}
	size, root := made.Root()
	repaired.Size, repaired.Root = int(size), base64.StdEncoding.EncodeToString(root[:])
	if err := errors.Join(err, made.Close()); err != nil {
		return supervision.Unrepairable(fmt.Sprintf("what ledger and log still hold is not what was signed (%v). Nothing was changed. Restore a backup", err))
	}
	return keepRest(l.folder(), aside)
}

// keepRest copies what lies in a ledger besides its entries: what was signed, by us
// and by others.
func keepRest(from, to string) error {
	made := []string{"origin", "entries.log", "entries.idx", "hashes.bin"}
	entries, err := os.ReadDir(from)
	if err != nil {
		return cause.Of(supervision.Unrepairable("the folder of the ledger cannot be read"), err)
	}
	for _, entry := range entries {
		if slices.Contains(made, entry.Name()) {
			continue
		}
		if err := durable.CopyTree(filepath.Join(to, entry.Name()), filepath.Join(from, entry.Name())); err != nil {
			return cause.Of(supervision.Unrepairable("what was signed could not be copied"), err)
		}
	}
	return nil
}
