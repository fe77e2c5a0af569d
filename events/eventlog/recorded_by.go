package eventlog

import (
	"context"
	"errors"
)

// Beside each event that is recorded in a log that others keep stands which node recorded
// it. It is no part of the record: an event is its body, and a log that is filled again
// from the ledger says of none who it was. It lets a second folder under the same key see
// that it is not alone.
const nodeHeader = "Ahd-Node"

// RecordedBy is the node that recorded the newest event, as far as this log has seen; ""
// where that is not known.
func (l *Log) RecordedBy() string {
	if by := l.by.Load(); by != nil {
		return *by
	}
	return ""
}

func (l *Log) recordedBy(node string) { l.by.Store(&node) }

// Newest is the newest event, and the node that recorded it; "" where that is not known.
// Nothing of a log without events.
func (l *Log) Newest(ctx context.Context) (body []byte, by string, err error) {
	head, err := l.Head(ctx)
	if err != nil || head == 0 {
		return nil, "", err
	}
	newest, err := l.fromLeader(ctx, head)
	if errors.Is(err, ErrGap) { // it was there a moment ago: whoever compares log and ledger says more
		return nil, "", nil
	}
	if err != nil {
		return nil, "", err
	}
	return newest.Data, newest.Header.Get(nodeHeader), nil
}
