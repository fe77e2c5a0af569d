package eventlog

import (
	"context"
	"errors"
	"fmt"

	"ahd.example/ahd/events"
)

// Beside each event that is recorded in a log that others keep stands which node recorded
// it. It is no part of the record: an event is its body, and a log that is filled again
// from the ledger says of none who it was. It lets a second folder under the same key see
// that it is not alone.
const nodeHeader = "Ahd-Node"

// RecordedBy is the node that recorded the newest event, as far as this log has seen; ""
// where that is not known.
func (a *appender) RecordedBy() string {
	if by := a.by.Load(); by != nil {
		return *by
	}
	return ""
}

func (a *appender) recordedBy(node string) { a.by.Store(&node) }

// Newest is the newest event, and the node that recorded it; "" where that is not known.
// Nothing of a log without events.
func (s *server) Newest(ctx context.Context) (body []byte, by string, err error) {
	head, err := s.Head(ctx)
	if err != nil || head == 0 {
		return nil, "", err
	}
	newest, err := s.fromLeader(ctx, head)
	if errors.Is(err, ErrGap) { // it was there a moment ago: whoever compares log and ledger says more
		return nil, "", nil
	}
	if err != nil {
		return nil, "", err
	}
	return newest.Data, newest.Header.Get(nodeHeader), nil
}

// readClock finds the newest event and its time, before which nothing may be stamped
// even if the clock has gone back since. If that event is damaged, the log is still open
// for reading and refuses to append.
func (a *appender) readClock(ctx context.Context) error {
	head, err := a.Head(ctx)
	a.memory = newMemory(head)
	if err != nil || head == 0 {
		return err
	}
	newest, err := a.fromLeader(ctx, head)
	if errors.Is(err, ErrGap) {
		a.unfit = fmt.Errorf("event %d, the newest, is missing", head)
		return nil
	}
	if err != nil {
		return fmt.Errorf("the newest event of the log could not be read (the NATS user of this node must be allowed to publish to $JS.API.STREAM.MSG.GET.%s): %w", Name, err)
	}
	a.recordedBy(newest.Header.Get(nodeHeader))
	envelope, _, err := events.Scan(newest.Data)
	if err != nil {
		a.unfit = fmt.Errorf("event %d, the newest, is damaged: %w", head, err)
		return nil
	}
	a.last = envelope.Time
	return nil
}
