package repair

import (
	"context"
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/events/ledger"
)

// What was signed last stands in two files, the checkpoint and the head. Where one
// cannot be read, the other says as much.

// repairSeal moves away the one of the two that cannot be read, if the ledger is what
// the other says. The next start writes it again.
func (l Ledger) repairSeal(ctx context.Context, found error, progress func(done, total uint64)) (*events.StoreRepaired, error) {
	nowhere := filepath.Join(l.Dir, supervision.PartFolder, "nowhere")
	byHead, badHead := ledger.ReadSigned(nowhere, l.Head, l.Key.Verifier)
	byCheckpoint, badCheckpoint := ledger.ReadSigned(l.folder(), nowhere, l.Key.Verifier)
	none := ledger.Checkpoint{}
	switch {
	case badCheckpoint != nil && badHead == nil && byHead != none:
		return l.setAside(ctx, filepath.Join(l.folder(), "checkpoint"), "checkpoint", byHead, found, progress)
	case badHead != nil && badCheckpoint == nil && byCheckpoint != none:
		return l.setAside(ctx, l.Head, "head", byCheckpoint, found, progress)
	}
	return nil, cause.Of(supervision.Unrepairable("what was signed cannot be read, so nobody can say which ledger is right: "+found.Error()+". Restore a backup"), found)
}

func (l Ledger) setAside(ctx context.Context, path, name string, signed ledger.Checkpoint, found error, progress func(done, total uint64)) (*events.StoreRepaired, error) {
	if err := l.ailment(ctx, signed, progress); err != nil {
		return nil, cause.Of(supervision.Unrepairable("the ledger is not what was signed either: "+err.Error()+". Restore a backup"), err)
	}
	repair := &events.StoreRepaired{Store: name, Cause: found.Error(), Size: int(signed.Size), Root: base64.StdEncoding.EncodeToString(signed.Root[:])}
	stamp := supervision.Stamp(l.Now())
	repair.Kept = name + supervision.KeptMark + stamp
	err := errors.Join(durable.CopyTree(filepath.Join(l.Dir, repair.Kept), path), supervision.LeaveNote(l.Dir, stamp, repair))
	if err == nil {
		err = os.Remove(path)
	}
	if err != nil {
		return nil, cause.Of(supervision.Unrepairable("what cannot be read could not be set aside; nothing was removed"), err)
	}
	return repair, nil
}
