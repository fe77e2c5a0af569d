package node

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"ahd.example/ahd/services/commands/register"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger/sealing"
	"ahd.example/ahd/services/auditing/examination"
	"ahd.example/ahd/services/importing"
	"ahd.example/ahd/services/repair"
)

// tidy ends what an earlier process was stopped in.
func (n *Node) tidy(context.Context) error {
	if err := clearRemnants(n.options.Dir); err != nil {
		return err
	}
	return repair.FinishExchange(n.options.Dir)
}

// openLedger opens the second copy.
func (n *Node) openLedger(ctx context.Context) (err error) {
	n.Ledger, err = n.heldLedger().Open(ctx)
	if err != nil {
		n.Ledger = nil
		return fmt.Errorf("%w. Nothing was recorded. “ahd doctor” says what to do", err)
	}
	n.atClose(n.Ledger.Close)
	if torn, was := examination.Torn(n.Ledger); was {
		n.options.Messages.Error("the ledger", "problem", torn.Sentence)
	}
	return nil
}

// menderOf mends the stores that are open.
func menderOf(n *Node) *repair.Mender {
	return &repair.Mender{
		Dir: n.options.Dir, Log: n.Log, Ledger: n.Ledger, Closed: &n.lastClose, Now: n.options.Now,
		Mine: []func() error{n.ownRegister, n.Moving.Appointed}, Signed: n.Notary.Refuses, Fillable: n.Moving.Fillable,
		Believed: func() bool { return n.Clock.Reading().Ahead() == nil },
		Rebuild:  n.Book.Rebuild, Stores: n.Examiner.Stores,
		Record: func(ctx context.Context, stamp string, repaired events.StoreRepaired) error {
			id := importing.CommandID(n.Key.Origin, events.Register.Subject()+"/"+stamp, repaired.Type())
			outcome, err := n.Recorder.RecordOwn(ctx, id, register.NoteRepair{Repair: repaired})
			if err != nil {
				return fmt.Errorf("the repair could not be recorded: %w", err)
			}
			return n.Book.Wait(ctx, outcome.Sequence)
		},
	}
}

// RepairLedger makes the ledger of a folder anew that nobody holds: see repair.Ledger.
// Errors besides: *folder.Held.
func RepairLedger(ctx context.Context, options Options, progress func(done, total uint64)) (_ *events.StoreRepaired, err error) {
	n := &Node{options: options}
	defer func() { err = errors.Join(err, n.Close()) }()
	if err := errors.Join(n.hold(ctx), ctx.Err()); err != nil {
		return nil, err
	}
	if err := repair.FinishExchange(n.options.Dir); err != nil {
		return nil, err
	}
	if err := sealing.CheckKey(options.Dir, n.Key); err != nil {
		return nil, err
	}
	return n.heldLedger().Repair(ctx, progress)
}

// heldLedger is the ledger as it lies in the folder.
func (n *Node) heldLedger() repair.Ledger {
	return repair.Ledger{Dir: n.options.Dir, Head: n.options.headFile(), Key: n.Key, Log: n.options.address(), Now: n.options.Now}
}

// headFile is the file with the last signed size and root.
func (o Options) headFile() string {
	return cmp.Or(o.Head, filepath.Join(o.Dir, "head"))
}
