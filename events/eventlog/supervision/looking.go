package supervision

import (
	"context"
	"errors"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/eventlog/comparison"
	"ahd.example/ahd/events/ledger"
)

// Count is how many events a log outside holds, whosoever it is.
func Count(ctx context.Context, at Address) (events uint64, err error) {
	o := &opened{}
	if err := o.dial(at); err != nil {
		return 0, err
	}
	defer o.connection.Close()
	ctx, cancel := context.WithTimeout(ctx, AskFor)
	defer cancel()
	ctx, done := o.rights.during(ctx)
	defer done()
	return eventlog.Count(ctx, o.connection)
}

// LookThere says why a log outside is not the one of a ledger, or not whole.
func LookThere(ctx context.Context, at Address, record *ledger.Ledger) error {
	o := &opened{}
	if err := o.dial(at); err != nil {
		return err
	}
	defer o.connection.Close()
	ctx, done := o.rights.during(ctx)
	defer done()
	log, err := eventlog.OpenExisting(ctx, o.connection, max(1, at.Replicas))
	if err != nil {
		return err
	}
	defer log.Close()
	there := &opener{place: &place{needs: Needs{Address: at, Ledger: record}}}
	return there.twice(ctx, func() error {
		_, err := there.agrees(ctx, log)
		return err
	})
}

// Readable is a log as far as it can be read; nil if it cannot. done closes it.
func Readable(ctx context.Context, at Address) (log *eventlog.Log, done func()) {
	o := &opened{}
	done = func() { o.close() }
	if err := (&place{needs: Needs{Address: at}}).connect(o); err != nil {
		return nil, done
	}
	log, err := eventlog.OpenExisting(ctx, o.connection, max(1, at.Replicas))
	if err != nil {
		return nil, done
	}
	return log, done
}

// unread is the finding of an event behind the end of the ledger that the log should
// bring and does not; false where the ledger follows, or stands still for another reason.
func unread(l *ledger.Ledger) (comparison.Finding, bool) {
	reason := l.Stopped()
	if !errors.Is(reason, eventlog.ErrGap) && !errors.Is(reason, eventlog.ErrUnread) {
		return comparison.Finding{}, false
	}
	return comparison.Unread(l.Size()+1, reason), true
}

// Unread is the finding of an event that the log should bring and does not; false where
// there is none. stands says that the ledger stands still for it; else it waits still.
func (l *Log) Unread() (found comparison.Finding, stands, is bool) {
	if found, is = unread(l.needs.Ledger); is {
		return found, true, true
	}
	found, is = l.unreadNext()
	return found, false, is
}

// unreadNext asks the log for the next event of a ledger that waits for it: whoever
// follows says only after a while that it does not come.
func (l *Log) unreadNext() (comparison.Finding, bool) {
	o := l.borrow()
	if o == nil {
		return comparison.Finding{}, false
	}
	defer o.users.Done()
	ctx, cancel := context.WithTimeout(context.Background(), AskFor)
	defer cancel()
	next := l.needs.Ledger.Size() + 1
	if head, err := o.log.Head(ctx); err != nil || head < next {
		return comparison.Finding{}, false
	}
	_, err := o.log.Body(ctx, next)
	if !errors.Is(err, eventlog.ErrGap) {
		return comparison.Finding{}, false
	}
	return comparison.Unread(next, err), true
}

// unreadable asks the log once more for the event that it did not bring. What it gives
// now comes by itself.
func (l *Log) unreadable(ctx context.Context, o *opened) error {
	found, is := unread(l.needs.Ledger)
	if !is {
		return nil
	}
	_, err := o.log.Body(ctx, l.needs.Ledger.Size()+1)
	if err == nil {
		return nil
	}
	return cause.Of(&comparison.Damaged{Findings: []comparison.Finding{found}}, err)
}
