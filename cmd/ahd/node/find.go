package node

import (
	"context"
	"errors"
	"fmt"

	"ahd/events/eventlog"
)

// find opens what lies at the connection.
func (l *Log) find(ctx context.Context, o *opened) error {
	find := eventlog.Open
	known := max(l.ledger.Size(), l.ledger.Found().Known)
	if known > 0 { // an empty log in its place would take other events under the same numbers
		find = eventlog.OpenExisting
	}
	var how []eventlog.Option
	if o.server != nil {
		how = append(how, eventlog.Embedded)
	}
	err := l.twice(ctx, func() (err error) {
		o.log, err = find(ctx, o.connection, max(1, l.at().Replicas), how...)
		return err
	})
	if err != nil {
		if errors.Is(err, eventlog.ErrAbsent) {
			err = fmt.Errorf("%w, and the ledger holds %d events of it", err, known)
		}
		return l.unplacedBecause(err)
	}
	o.closing = append(o.closing, func() error {
		o.log.Close()
		o.head = l.sound(o)
		return nil
	})
	o.log.Clock = l.options.Clock // one for rules and stamps, however often the log is opened
	o.log.Fit, o.log.Foreign, o.log.Node = l.fit, l.met, l.node
	return nil
}
