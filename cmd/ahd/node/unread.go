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
	next := l.Size() + 1
	return auditing.Finding{
		Code: "log.unread", Event: &next, Sentence: sentence(reason), Grave: true,
		Remedy: auditing.RepairLog + " Of the events from there on nobody was told that they were recorded, unless the ledger was set back: then restore a backup.",
	}, true
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
