package supervision

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ahd/events/cause"
	"ahd/events/eventlog"
	"ahd/events/eventlog/comparison"
	"ahd/events/eventlog/localnats"
)

// errHole is the class of a log that misses events before its last.
var errHole = errors.New("it misses events")

// connectMended connects to a log and brings the folder's own to what the ledger holds: a
// command was answered for when the ledger had it on disk, and the log may have been in
// memory still when the power went.
//
// One that lacks the end gets it back. One that is gone, has a hole, or holds other bytes
// where it was not known to be on disk is made anew; the damaged one is kept beside it,
// and the register records that. Where it differs further ahead no power cut did that,
// and a person is asked.
func (l *Log) connectMended(ctx context.Context, o *opened) error {
	err := l.connect(o)
	if l.At().NATS != "" || l.needs.Ledger.Size() == 0 || l.needs.Ledger.Found().Missing > 0 {
		return err // there is nothing to go by; what is wrong is said when it is opened
	}
	found := err
	if err == nil {
		found, err = l.bringBack(ctx, o)
	} else if errors.Is(err, localnats.ErrDamaged) {
		err = nil
	}
	if found == nil || err != nil {
		return err
	}
	if l.unplaced.Load() { // the log may be elsewhere: what lies here is not made the log
		return cause.Of(ErrUnplaced, found)
	}
	if err := o.close(); err != nil {
		l.tell(err) // a damaged store may not close well
	}
	o.closing, o.server = nil, nil
	if reason := l.needs.Trusted(); reason != nil {
		return errors.Join(found, reason)
	}
	if l.mended { // a disk that does this again needs a person
		return found
	}
	l.mended = true
	l.needs.Messages.Error("the log is made anew from the ledger, which holds all that was answered for", "problem", found)
	repair, err := l.replace(ctx, found, l.needs.Now(), l.telling("the log is made anew from the ledger"))
	if err != nil {
		return err
	}
	l.remade.Store(repair)
	return l.connect(o)
}

// bringBack looks at the log and appends what it lacks at its end. found is why it must
// be made anew.
func (l *Log) bringBack(ctx context.Context, o *opened) (found, err error) {
	log, err := eventlog.OpenExisting(ctx, o.connection, 1)
	if errors.Is(err, eventlog.ErrAbsent) {
		return fmt.Errorf("%w, and the ledger holds %d events of it", err, l.needs.Ledger.Size()), nil
	}
	if err != nil {
		return nil, err
	}
	defer log.Close()
	extent, err := log.Extent(ctx)
	if err != nil {
		return nil, err
	}
	if !extent.Whole() {
		return fmt.Errorf("%w: %d of those through event %d are there", errHole, extent.Events, extent.Last), nil
	}
	if found, err := l.torn(ctx, log, extent.Last); found != nil || err != nil {
		return found, err
	}
	if l.unplaced.Load() && extent.Last < l.needs.Ledger.Size() {
		return fmt.Errorf("%w: it ends with event %d, and the ledger holds %d", ErrAnother, extent.Last, l.needs.Ledger.Size()), nil
	}
	return nil, l.append(ctx, log, extent.Last)
}

// torn compares what may have been in memory when the power went.
func (l *Log) torn(ctx context.Context, log *eventlog.Log, last uint64) (found, err error) {
	synced, err := readSynced(l.needs.Dir)
	if err != nil {
		return nil, err
	}
	findings, err := comparison.From(ctx, log, l.needs.Ledger, synced+1, min(last, l.needs.Ledger.Size()), l.telling("the log is compared with the ledger"))
	if err == nil && len(findings) > 0 {
		found = &comparison.Damaged{Findings: findings}
	}
	return found, err
}

// append gives a log the events that the ledger holds behind its last.
func (l *Log) append(ctx context.Context, log *eventlog.Log, last uint64) error {
	size, tell := l.needs.Ledger.Size(), l.telling("the log gets its end back from the ledger")
	if last < size {
		l.needs.Messages.Warn("the log gets its end back from the ledger", "from", last+1, "to", size)
	}
	for last < size {
		bodies, err := l.needs.Ledger.Entries(last + 1)
		if err == nil {
			err = log.Restore(ctx, last+1, bodies)
		}
		if err != nil {
			return err
		}
		last += uint64(len(bodies))
		tell(last, size)
	}
	return nil
}

// telling says how far something is that takes more than a second.
func (l *Log) telling(what string) func(done, total uint64) {
	began, told := time.Now(), time.Now()
	return func(done, total uint64) {
		if time.Since(told) < time.Second {
			return
		}
		told = time.Now()
		left := time.Duration(float64(time.Since(began)) / float64(max(done, 1)) * float64(total-min(done, total)))
		l.needs.Messages.Warn(what, "done", done, "of", total, "left", left.Round(time.Second).String())
	}
}
