package repair

import (
	"bytes"
	"context"
	"errors"

	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/ledger"
)

// gather fills a ledger with what a damaged one and a log hold. Where they differ, the
// one counts that has the hash that it had when it came. What was signed decides about
// the whole.
func gather(ctx context.Context, into *ledger.Ledger, old *ledger.Salvage, log *eventlog.Log, progress func(done, total uint64)) error {
	var group [][]byte
	put := func() error {
		err := into.Append(into.Size()+1, group)
		group = group[:0]
		progress(into.Size(), into.Size())
		return err
	}
	for sequence := uint64(1); ctx.Err() == nil; sequence++ {
		body, err := pick(ctx, sequence, old, log)
		if err != nil {
			return err
		}
		if body == nil {
			return put()
		}
		if group = append(group, bytes.Clone(body)); len(group) == 1000 {
			if err := put(); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// pick finds the body of a place; nil where neither has it.
func pick(ctx context.Context, sequence uint64, old *ledger.Salvage, log *eventlog.Log) (body []byte, err error) {
	vouched := false
	if old != nil {
		body, vouched = old.Entry(sequence)
	}
	if vouched || log == nil {
		return body, nil
	}
	logged, err := log.Body(ctx, sequence)
	if errors.Is(err, eventlog.ErrGap) {
		return body, nil
	}
	return logged, err
}
