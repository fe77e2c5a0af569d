package supervision

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/eventlog/comparison"
)

// find opens what lies at the connection.
func (op *opener) find(ctx context.Context, o *opened) error {
	find := eventlog.Open
	known := max(op.needs.Ledger.Size(), op.needs.Ledger.Found().Known)
	if known > 0 { // an empty log in its place would take other events under the same numbers
		find = eventlog.OpenExisting
	}
	var how []eventlog.Option
	if o.server != nil {
		how = append(how, eventlog.Embedded)
	}
	err := op.twice(ctx, func() (err error) {
		o.log, err = find(ctx, o.connection, max(1, op.At().Replicas), how...)
		return err
	})
	if err != nil {
		if errors.Is(err, eventlog.ErrAbsent) {
			err = fmt.Errorf("%w, and the ledger holds %d events of it", err, known)
		}
		return op.unplacedBecause(err)
	}
	o.closing = append(o.closing, func() error {
		o.log.Close()
		o.head = op.sound(o)
		return nil
	})
	o.log.Clock = op.needs.Clock // one for rules and stamps, however often the log is opened
	o.log.Fit, o.log.Foreign, o.log.Node = op.fit, op.needs.Met, op.needs.NodeID
	return nil
}

// A log that others keep is not called lost before the server that decides has said so
// twice, this long apart: one that led it until a moment ago may not know better.
const noticeInterval = 2 * time.Second

// twice asks again where the answer would be that a log is lost.
func (p *place) twice(ctx context.Context, ask func() error) error {
	err := ask()
	if p.At().NATS == "" || !saysLost(err) {
		return err
	}
	if durable.Sleep(ctx, noticeInterval); ctx.Err() != nil {
		return err
	}
	return ask()
}

func saysLost(err error) bool {
	return errors.Is(err, ErrAnother) || errors.Is(err, comparison.ErrDamaged) || errors.Is(err, eventlog.ErrAbsent)
}
