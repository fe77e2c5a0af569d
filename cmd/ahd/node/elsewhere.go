package node

import (
	"bytes"
	"context"
	"errors"
	"time"

	"ahd/events/durable"
	"ahd/events/eventlog"
	"ahd/services/auditing"
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

// end is how many events at the end of an external log are compared when it is opened.
const end = 1000

// compareEnd compares the end of an external log too, and asks the server that decides
// about whatever another, which serves readers as well, does not have as the ledger has it.
func (l *Log) compareEnd(ctx context.Context, log *eventlog.Log, size uint64, found []auditing.Finding) ([]auditing.Finding, error) {
	more, err := auditing.CompareFrom(ctx, log, l.ledger, size-min(size, end)+1, size, func(uint64, uint64) {})
	if err != nil {
		return nil, err
	}
	var sure []auditing.Finding
	for _, f := range append(found, more...) {
		body, err := log.Body(ctx, *f.Event)
		if err != nil && !errors.Is(err, eventlog.ErrGap) {
			return nil, err
		}
		entry, read := l.ledger.Entry(*f.Event)
		if read != nil {
			return nil, read
		}
		if err != nil || !bytes.Equal(body, entry) {
			sure = append(sure, f)
		}
	}
	return sure, nil
}

func saysLost(err error) bool {
	return errors.Is(err, errAnother) || errors.Is(err, ErrDamaged) || errors.Is(err, eventlog.ErrAbsent)
}
