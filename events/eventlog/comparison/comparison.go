// Package comparison answers: do log and ledger say the same?
package comparison

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"

	"ahd.example/ahd/events/eventlog"
)

// Log is the log, as it is compared.
type Log interface {
	// Body is the event of a place; eventlog.ErrGap where it cannot be read.
	Body(ctx context.Context, sequence uint64) ([]byte, error)
	// Follow hands over what is there from a place on; eventlog.ErrGap at the first
	// event that cannot be read.
	Follow(ctx context.Context, from uint64, handle func(first uint64, bodies [][]byte) error) error
}

// Record holds the bytes of events: the ledger.
type Record interface {
	Entry(sequence uint64) ([]byte, error)
	// Entries reads bodies from the sequence first on, a few megabytes of them.
	Entries(first uint64) ([][]byte, error)
}

// MaxFindings is how many events of one store are named: whoever reads the list has
// understood by then.
const MaxFindings = 20

// How many runs of events are compared where there is no time for all, and how many events
// are in each.
const (
	runs   = 4
	runFor = 250
)

// end is how many events at the end of an external log are compared when it is opened.
const end = 1000

// Runs compares the first event of log and ledger, and some runs of others through
// the event last. Events that lie together are read at once: for one that lies alone the
// log's server reads thousands, and keeps them.
func Runs(ctx context.Context, log Log, record Record, last uint64) ([]Finding, error) {
	c := comparing{log: log, record: record}
	quiet := func(uint64, uint64) {}
	if last <= runs*runFor {
		err := c.all(ctx, 1, last, quiet)
		return c.found, err
	}
	err := c.all(ctx, 1, 1, quiet)
	for range runs {
		if err != nil || c.full() {
			break
		}
		first := 1 + rand.Uint64N(last)
		err = c.all(ctx, first, min(first+runFor-1, last), quiet)
	}
	return c.found, err
}

// From compares every byte of log and ledger from one event through another.
func From(ctx context.Context, log Log, record Record, first, last uint64, progress func(done, total uint64)) ([]Finding, error) {
	c := comparing{log: log, record: record}
	err := c.all(ctx, first, last, progress)
	return c.found, err
}

// All compares every byte of log and ledger through the event size.
func All(ctx context.Context, log Log, record Record, size uint64, progress func(done, total uint64)) ([]Finding, error) {
	c := comparing{log: log, record: record}
	err := c.all(ctx, 1, size, progress)
	return c.found, err
}

// End compares the end of an external log too, and asks the server that decides about
// whatever another, which serves readers as well, does not have as the ledger has it.
func End(ctx context.Context, log Log, record Record, size uint64, found []Finding) ([]Finding, error) {
	more, err := From(ctx, log, record, size-min(size, end)+1, size, func(uint64, uint64) {})
	if err != nil {
		return nil, err
	}
	var sure []Finding
	for _, f := range append(found, more...) {
		body, err := log.Body(ctx, *f.Event)
		if err != nil && !errors.Is(err, eventlog.ErrGap) {
			return nil, err
		}
		entry, read := record.Entry(*f.Event)
		if read != nil {
			return nil, read
		}
		if err != nil || !bytes.Equal(body, entry) {
			sure = append(sure, f)
		}
	}
	return sure, nil
}

type comparing struct {
	log    Log
	record Record
	found  []Finding
}

func (c *comparing) full() bool { return len(c.found) >= MaxFindings }

// errDone ends the following of a log that goes on for ever.
var errDone = errors.New("compared")

// all follows the log and begins anew behind every event that it does not give.
func (c *comparing) all(ctx context.Context, first, last uint64, progress func(done, total uint64)) error {
	for next := first; next <= last && !c.full(); {
		err := c.log.Follow(ctx, next, func(at uint64, bodies [][]byte) error {
			if err := c.same(at, bodies[:min(uint64(len(bodies)), last-at+1)]); err != nil {
				return err
			}
			next = at + uint64(len(bodies))
			progress(min(next-1, last), last)
			if next > last || c.full() {
				return errDone
			}
			return nil
		})
		switch {
		case errors.Is(err, errDone):
			return nil
		case errors.Is(err, eventlog.ErrGap):
			c.found = append(c.found, missing(next))
			next++
		default:
			return fmt.Errorf("the log cannot be compared: %w", err)
		}
	}
	return nil
}

// same compares a batch of the log with the ledger.
func (c *comparing) same(first uint64, bodies [][]byte) error {
	for len(bodies) > 0 && !c.full() {
		entries, err := c.record.Entries(first)
		if err != nil {
			return err
		}
		n := min(len(entries), len(bodies))
		if n == 0 {
			return fmt.Errorf("the ledger ends before event %d", first)
		}
		for i := range n {
			if !bytes.Equal(entries[i], bodies[i]) && !c.full() {
				c.found = append(c.found, differs(first+uint64(i)))
			}
		}
		bodies, first = bodies[n:], first+uint64(n)
	}
	return nil
}
