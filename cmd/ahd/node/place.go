package node

import (
	"context"
	"errors"

	"ahd/events/eventlog"
	"ahd/events/eventlog/supervision"
	"ahd/projections"
	"ahd/services/recording"
)

// Errors of the log.
var (
	ErrNoLog          = supervision.ErrNoLog
	ErrAnotherAddress = supervision.ErrAnotherAddress
	ErrMove           = supervision.ErrMove
	ErrRepair         = supervision.ErrRepair
)

// address is where the log is that the options name.
func (o Options) address() supervision.Address {
	return supervision.Address{Dir: o.Dir, NATS: o.NATS, Security: o.Security, Replicas: o.Replicas}
}

// Placed are the options of a folder, with where its log is as the folder says it; false
// where it does not say. An address beside another one is refused.
func Placed(o Options) (_ Options, said bool, err error) {
	at, said, err := supervision.Placed(o.address())
	o.NATS, o.Security, o.Replicas = at.NATS, at.Security, at.Replicas
	return o, said, err
}

var _ recording.Log = (*supervision.Log)(nil)

// logNeeds is what the log is opened with.
func (n *Node) logNeeds() supervision.Needs {
	o := n.options
	return supervision.Needs{
		Address: o.address(), Placed: n.placed, Crashed: n.left.sums == nil && n.Ledger.Size() > 0,
		Socket: o.Socket, Reserve: o.Reserve, Clock: o.Clock, Now: o.Now, Messages: o.Messages, CheckInterval: o.BetweenChecks,
		Ledger: n.Ledger, Trusted: n.Notary.Refuses, Book: follower{n.Book}, ReadTo: func() uint64 { return n.Book.Checkpoint().Sequence },
		Feed: func(log *eventlog.Log) (func() error, error) {
			feed, err := projections.StartFeed(context.Background(), n.Book, log, log.Settled, o.Messages)
			if err != nil {
				return nil, err
			}
			return feed.Close, nil
		},
		NodeID: n.ID, Admit: n.admit, May: n.mayAppendNow, Recorded: n.appended, Met: n.meet,
	}
}

// follower is the book as the log is opened before it: one that stands still has read as
// far as it can, and says so itself.
type follower struct{ *projections.Book }

// Wait is Wait of the book.
func (f follower) Wait(ctx context.Context, sequence uint64) error {
	var stands *projections.Stop
	err := f.Book.Wait(ctx, sequence)
	if errors.As(err, &stands) {
		return nil
	}
	return err
}
