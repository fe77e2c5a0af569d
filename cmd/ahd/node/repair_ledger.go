package node

import (
	"bytes"
	"cmp"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"ahd/events"
	"ahd/events/cause"
	"ahd/events/durable"
	"ahd/events/eventlog"
	"ahd/events/eventlog/supervision"
	"ahd/events/ledger"
	"ahd/events/ledger/sealing"
)

// RepairLedger makes the ledger of a folder anew that nobody holds, if something is
// wrong with it: of what the damaged one and the log still hold. It is taken only if it
// is what was signed; the damaged one is kept. nil where nothing is wrong. The register
// records it when the folder is opened next. It can be stopped anywhere and run again.
// Errors: ErrRepair, *folder.Held; those of the file system.
func RepairLedger(ctx context.Context, options Options, progress func(done, total uint64)) (_ *events.StoreRepaired, err error) {
	n := &Node{options: options}
	defer func() { err = errors.Join(err, n.Close()) }()
	if err := errors.Join(n.hold(ctx), ctx.Err()); err != nil {
		return nil, err
	}
	if err := n.finishExchange(ctx); err != nil {
		return nil, err
	}
	if err := sealing.CheckKey(options.Dir, n.Key); err != nil {
		return nil, err
	}
	signed, err := ledger.ReadSigned(n.ledgerDir(), n.headFile(), n.Key.Verifier)
	if err != nil {
		return n.repairSeal(ctx, err, progress)
	}
	found := n.ledgerAilment(ctx, signed, progress)
	if found == nil {
		return nil, nil
	}
	if err := os.RemoveAll(filepath.Join(options.Dir, supervision.PartFolder)); err != nil {
		return nil, cause.Of(supervision.Unrepairable("what an earlier repair left cannot be removed"), err)
	}
	repair := events.StoreRepaired{Store: "ledger", Cause: found.Error()}
	if err := n.remakeLedger(ctx, signed, &repair, progress); err != nil {
		return nil, err
	}
	return &repair, supervision.Swap(options.Dir, "ledger", options.Now(), &repair)
}

func (n *Node) ledgerDir() string { return filepath.Join(n.options.Dir, "ledger") }

func (n *Node) headFile() string {
	return cmp.Or(n.options.Head, filepath.Join(n.options.Dir, "head"))
}

// ledgerAilment is what is wrong with the ledger; nil if it is whole and what was signed.
func (n *Node) ledgerAilment(ctx context.Context, signed ledger.Checkpoint, progress func(done, total uint64)) error {
	l, err := ledger.Open(n.ledgerDir(), n.Key.Origin, canonical)
	if err != nil {
		return err
	}
	defer l.Close()
	if err := l.Rehash(ctx, progress); err != nil {
		return err
	}
	return fits(l, signed)
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

// remakeLedger makes another ledger aside.
func (n *Node) remakeLedger(ctx context.Context, signed ledger.Checkpoint, repair *events.StoreRepaired, progress func(done, total uint64)) error {
	old, err := ledger.OpenSalvage(n.ledgerDir(), canonical)
	if err != nil {
		old = nil // the log alone
	} else {
		defer old.Close()
	}
	log, done := supervision.Readable(ctx, n.options.address())
	defer done()
	made := filepath.Join(n.options.Dir, supervision.PartFolder, "ledger")
	l, err := ledger.Open(made, n.Key.Origin, canonical)
	if err != nil {
		return err
	}
	err = gather(ctx, l, old, log, progress)
	if err == nil {
		err = fits(l, signed)
	}
	size, root := l.Root()
	repair.Size, repair.Root = int(size), base64.StdEncoding.EncodeToString(root[:])
	if err := errors.Join(err, l.Close()); err != nil {
		return supervision.Unrepairable(fmt.Sprintf("what ledger and log still hold is not what was signed (%v). Nothing was changed. Restore a backup", err))
	}
	return keepRest(n.ledgerDir(), made)
}

// gather fills a ledger with what a damaged one and a log hold. Where they differ, the
// one counts that has the hash that it had when it came. What was signed decides about
// the whole.
func gather(ctx context.Context, into *ledger.Ledger, old *ledger.Salvage, log *eventlog.Log, progress func(done, total uint64)) error {
	var group [][]byte
	put := func() error {
		err := into.Append(into.Size()+1, group)
		group = group[:0]
		progress(into.Size(), into.Size())
		return err
	}
	for sequence := uint64(1); ctx.Err() == nil; sequence++ {
		body, err := pick(ctx, sequence, old, log)
		if err != nil {
			return err
		}
		if body == nil {
			return put()
		}
		if group = append(group, bytes.Clone(body)); len(group) == 1000 {
			if err := put(); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// pick finds the body of a place; nil where neither has it.
func pick(ctx context.Context, sequence uint64, old *ledger.Salvage, log *eventlog.Log) (body []byte, err error) {
	vouched := false
	if old != nil {
		body, vouched = old.Entry(sequence)
	}
	if vouched || log == nil {
		return body, nil
	}
	logged, err := log.Body(ctx, sequence)
	if errors.Is(err, eventlog.ErrGap) {
		return body, nil
	}
	return logged, err
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
