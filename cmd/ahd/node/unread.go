package node

import (
	"context"
	"errors"

	"ahd/events/cause"
	"ahd/events/eventlog"
	"ahd/events/ledger"
	"ahd/services/auditing"
)

// unread is the finding of an event behind the end of the ledger that the log should
// bring and does not; false where the ledger follows, or stands still for another reason.
func unread(l *ledger.Ledger) (auditing.Finding, bool) {
	reason := l.Stopped()
	if !errors.Is(reason, eventlog.ErrGap) && !errors.Is(reason, eventlog.ErrUnread) {
		return auditing.Finding{}, false
	}
	return unreadAt(l.Size()+1, reason), true
}

func unreadAt(next uint64, reason error) auditing.Finding {
	return auditing.Finding{
		Code: "log.unread", Event: &next, Sentence: sentence(reason), Grave: true,
		Remedy: auditing.RepairLog + " Of the events from there on nobody was told that they were recorded, unless the ledger was set back: then restore a backup.",
	}
}

// unreadNext asks the log for the next event of a ledger that waits for it: whoever
// follows says only after a while that it does not come.
func (n *Node) unreadNext() (auditing.Finding, bool) {
	o := n.Log.borrow()
	if o == nil {
		return auditing.Finding{}, false
	}
	defer o.users.Done()
	ctx, cancel := context.WithTimeout(context.Background(), askFor)
	defer cancel()
	next := n.Ledger.Size() + 1
	if head, err := o.log.Head(ctx); err != nil || head < next {
		return auditing.Finding{}, false
	}
	_, err := o.log.Body(ctx, next)
	if !errors.Is(err, eventlog.ErrGap) {
		return auditing.Finding{}, false
	}
	return unreadAt(next, err), true
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
	return cause.Of(&Damaged{[]auditing.Finding{found}}, err)
}
