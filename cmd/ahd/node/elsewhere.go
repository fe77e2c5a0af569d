package node

import (
	"context"
	"errors"
	"time"

	"ahd/events/durable"
	"ahd/events/eventlog"
	"ahd/events/eventlog/comparison"
)

// A log that others keep is not called lost before the server that decides has said so
// twice, this long apart: one that led it until a moment ago may not know better.
const betweenSayings = 2 * time.Second

// twice asks again where the answer would be that a log is lost.
func (l *Log) twice(ctx context.Context, ask func() error) error {
	err := ask()
	if l.at().NATS == "" || !saysLost(err) {
		return err
	}
	if durable.Sleep(ctx, betweenSayings); ctx.Err() != nil {
		return err
	}
	return ask()
}

func saysLost(err error) bool {
	return errors.Is(err, errAnother) || errors.Is(err, comparison.ErrDamaged) || errors.Is(err, eventlog.ErrAbsent)
}
