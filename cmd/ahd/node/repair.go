package node

import (
	"context"

	"ahd/events"
	"ahd/events/cause"
	"ahd/events/eventlog/supervision"
)

// RepairLog makes the log anew from the ledger if something is wrong with it, keeps the
// damaged one beside it, and lets the register record that. It says what was found; nil
// where log and ledger are the same, byte for byte. progress is told how far it is.
//
// It can be stopped anywhere and run again: the new log is made aside, and what was
// moved is kept. Errors: ErrRepair; those of the file system.
func (n *Node) RepairLog(ctx context.Context, progress func(done, total uint64)) (*events.StoreRepaired, error) {
	if err := n.repairable(); err != nil {
		return nil, err
	}
	if reason := n.Notary.Refuses(); reason != nil {
		return nil, cause.Of(supervision.Unrepairable("the log is made anew from the ledger, and "+reason.Error()), reason)
	}
	if n.Ledger.Size() == 0 {
		return nil, supervision.Unrepairable("the ledger holds nothing from which a log could be made")
	}
	cause, err := n.Log.Ailment(ctx, progress)
	if err != nil || cause == nil {
		return nil, err
	}
	if supervision.IsForeign(cause) && n.Log.At().NATS != "" {
		return nil, supervision.ForeignRefusal(cause, true)
	}
	if n.Log.At().NATS != "" && supervision.LacksEvents(cause) {
		if err := n.Moving.Fillable(); err != nil {
			return nil, err
		}
	}
	repair, err := n.Log.Repair(ctx, cause, n.options.Now(), progress)
	if err != nil {
		return nil, err
	}
	return repair, n.noteRepairs(ctx)
}
