package node

import (
	"context"
	"errors"

	"ahd/events/cause"
	"ahd/events/eventlog"
	"ahd/events/eventlog/comparison"
	"ahd/events/ledger"
)

// unread is the finding of an event behind the end of the ledger that the log should
// bring and does not; false where the ledger follows, or stands still for another reason.
func unread(l *ledger.Ledger) (comparison.Finding, bool) {
	reason := l.Stopped()
	if !errors.Is(reason, eventlog.ErrGap) && !errors.Is(reason, eventlog.ErrUnread) {
		return comparison.Finding{}, false
	}
	return comparison.Unread(l.Size()+1, reason), true
}

// unreadNext asks the log for the next event of a ledger that waits for it: whoever
// follows says only after a while that it does not come.
func (n *Node) unreadNext() (comparison.Finding, bool) {
	o := n.Log.borrow()
	if o == nil {
		return comparison.Finding{}, false
	}
	defer o.users.Done()
	ctx, cancel := context.WithTimeout(context.Background(), askFor)
	defer cancel()
	next := n.Ledger.Size() + 1
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
	found, is := unread(l.ledger)
	if !is {
		return nil
	}
	_, err := o.log.Body(ctx, l.ledger.Size()+1)
	if err == nil {
		return nil
	}
	return cause.Of(&comparison.Damaged{Findings: []comparison.Finding{found}}, err)
}
