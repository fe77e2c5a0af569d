package eventlog

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ahd/events/cause"
	"ahd/events/durable"
)

// A log that others keep, perhaps several servers, is not called shorter or damaged before
// the one that decides has said so twice, this long apart: one that led it until a moment
// ago may not know better, and a reader is served by any that has a copy.
const betweenSayings = 2 * time.Second

// elsewhere reports whether the log is kept outside this process.
func (l *Log) elsewhere() bool { return l.nc.Opts.InProcessServer == nil }

// confirmed asks the server that decides about an event that was not delivered where it
// should have been. One that is there after all comes when it is followed again.
func (l *Log) confirmed(ctx context.Context, sequence uint64, err error) error {
	if !errors.Is(err, ErrGap) || !l.elsewhere() {
		return err
	}
	for i := range 2 {
		if i > 0 {
			durable.Sleep(ctx, betweenSayings)
		}
		if _, missing := l.Body(ctx, sequence); !errors.Is(missing, ErrGap) && ctx.Err() == nil {
			return cause.Of(fmt.Errorf("%w: event %d was not delivered, and the log does not say that it is missing", ErrInterrupted, sequence), missing)
		}
	}
	return err
}
