package node

import (
	"cmp"
	"context"
	"errors"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/services/depositing"
	"ahd.example/ahd/services/erasing"
	"ahd.example/ahd/services/importing"
	"ahd.example/ahd/services/moving"
	"ahd.example/ahd/services/recording"
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

// openLog opens the log, which ledger and book follow from then on.
func (n *Node) openLog(ctx context.Context) (err error) {
	n.Moving.Needs = moving.Needs{
		Book: bookReader{n.Book}, ReadTo: func() uint64 { return n.Book.Checkpoint().Sequence }, OwnKey: n.ownRegister, Whole: n.whole,
		Sound: func() error { return cmp.Or(n.Notary.Refuses(), n.lastClose.Refuses()) },
	}
	if n.Log, err = supervision.Open(ctx, n.logNeeds()); err != nil {
		return err
	}
	n.atClose(n.Log.Close)
	if n.Log.Ready() != nil {
		n.readLedger(ctx)
	}
	n.erasing, err = erasing.Open(ctx, erasing.Needs{
		Texts: n.Texts, Private: n.Private, Files: n.Files, Book: n.Book, Busy: projections.ErrRebuilding, Record: bookReader{n.Book}, Log: n.Log,
		Evidence: depositing.EvidenceOf,
	})
	n.Words = n.erasing.Words
	n.Recorder = &recording.Recorder{
		Source: n.Key.Origin, Log: n.Log, Book: bookReader{n.Book}, Ledger: n.Ledger, Texts: n.erasing, Intakes: n.Private, People: bookReader{n.Book}, Duties: bookReader{n.Book}, Sources: archive{n.Files, bookReader{n.Book}}, Streams: bookReader{n.Book},
		Ready: n.Ready, Now: n.options.Now, Zone: func() *time.Location { return n.Book.Described().Zone.Location() },
	}
	n.Moving.Log, n.Moving.Recorder = n.Log, n.Recorder
	n.Days = recording.Days{
		Recorder: n.Recorder, Heads: n.headsOf, Command: recordHeads, Keep: n.keepDay, Messages: n.options.Messages,
		ID: func(address string, t events.Type) string { return importing.CommandID(n.Key.Origin, address, t) },
	}
	n.Examiner.Subject, n.Mender = subjectOf(n), menderOf(n)
	return err
}

// readLedger lets the book read what the ledger holds, where no log brings it. An
// event that cannot be applied stops the book, which says so itself.
func (n *Node) readLedger(ctx context.Context) {
	for ctx.Err() == nil {
		next := n.Book.Checkpoint().Sequence + 1
		bodies, err := n.Ledger.Entries(next)
		if err != nil || len(bodies) == 0 || n.Book.Apply(ctx, next, bodies) != nil {
			return
		}
	}
}

// logNeeds is what the log is opened with.
func (n *Node) logNeeds() supervision.Needs {
	o := n.options
	return supervision.Needs{
		Address: o.address(), Placed: n.placed, Crashed: n.lastClose.Crashed() && n.Ledger.Size() > 0,
		Socket: o.Socket, Reserve: o.Reserve, Clock: o.Clock, Now: o.Now, Messages: o.Messages, CheckInterval: o.BetweenChecks,
		Ledger: n.Ledger, Trusted: n.Notary.Refuses, Book: follower{n.Book}, ReadTo: n.Moving.ReadTo,
		Feed: func(log *eventlog.Log) (func() error, error) {
			feed, err := projections.StartFeed(context.Background(), n.Book, log, log.HasRead, o.Messages)
			if err != nil {
				return nil, err
			}
			return feed.Close, nil
		},
		NodeID: n.Moving.ID, Admit: n.Moving.Admit, May: n.Moving.May, Recorded: n.Moving.Appended, Met: n.Moving.Met,
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
