package supervision

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/eventlog/comparison"
	"ahd.example/ahd/events/eventlog/localnats"
)

// errHole is the class of a log that misses events before its last.
var errHole = errors.New("it misses events")

// mender makes the folder's own log anew from the ledger.
type mender struct {
	*place
	mended bool                                 // the log was made anew by this process
	remade atomic.Pointer[events.StoreRepaired] // how; nil if it was not
}

// connectMended connects to a log and brings the folder's own to what the ledger holds: a
// command was answered for when the ledger had it on disk, and the log may have been in
// memory still when the power went.
//
// One that lacks the end gets it back. One that is gone, has a hole, or holds other bytes
// where it was not known to be on disk is made anew; the damaged one is kept beside it,
// and the register records that. Where it differs further ahead no power cut did that,
// and a person is asked.
func (m *mender) connectMended(ctx context.Context, o *opened) error {
	err := m.connect(o)
	if m.At().NATS != "" || m.needs.Ledger.Size() == 0 || m.needs.Ledger.Found().Missing > 0 {
		return err // there is nothing to go by; what is wrong is said when it is opened
	}
	found := err
	if err == nil {
		found, err = m.bringBack(ctx, o)
	} else if errors.Is(err, localnats.ErrDamaged) {
		err = nil
	}
	if found == nil || err != nil {
		return err
	}
	if m.unplaced.Load() { // the log may be elsewhere: what lies here is not made the log
		return cause.Of(ErrUnplaced, found)
	}
	if err := o.close(); err != nil {
		m.tell(err) // a damaged store may not close well
	}
	o.closing, o.server = nil, nil
	if reason := m.needs.Trusted(); reason != nil {
		return errors.Join(found, reason)
	}
	if m.mended { // a disk that does this again needs a person
		return found
	}
	m.mended = true
	m.needs.Messages.Error("the log is made anew from the ledger, which holds all that was answered for", "problem", found)
	repair, err := m.replace(ctx, found, m.needs.Now(), m.telling("the log is made anew from the ledger"))
	if err != nil {
		return err
	}
	m.remade.Store(repair)
	return m.connect(o)
}

// bringBack looks at the log and appends what it lacks at its end. found is why it must
// be made anew.
func (m *mender) bringBack(ctx context.Context, o *opened) (found, err error) {
	log, err := eventlog.OpenExisting(ctx, o.connection, 1)
	if errors.Is(err, eventlog.ErrAbsent) {
		return fmt.Errorf("%w, and the ledger holds %d events of it", err, m.needs.Ledger.Size()), nil
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
	if found, err := m.torn(ctx, log, extent.Last); found != nil || err != nil {
		return found, err
	}
	if m.unplaced.Load() && extent.Last < m.needs.Ledger.Size() {
		return fmt.Errorf("%w: it ends with event %d, and the ledger holds %d", ErrAnother, extent.Last, m.needs.Ledger.Size()), nil
	}
	return nil, m.append(ctx, log, extent.Last)
}

// torn compares what may have been in memory when the power went.
func (m *mender) torn(ctx context.Context, log *eventlog.Log, last uint64) (found, err error) {
	synced, err := readSynced(m.needs.Dir)
	if err != nil {
		return nil, err
	}
	findings, err := comparison.From(ctx, log, m.needs.Ledger, synced+1, min(last, m.needs.Ledger.Size()), m.telling("the log is compared with the ledger"))
	if err == nil && len(findings) > 0 {
		found = &comparison.Damaged{Findings: findings}
	}
	return found, err
}

// append gives a log the events that the ledger holds behind its last.
func (m *mender) append(ctx context.Context, log *eventlog.Log, last uint64) error {
	size, tell := m.needs.Ledger.Size(), m.telling("the log gets its end back from the ledger")
	if last < size {
		m.needs.Messages.Warn("the log gets its end back from the ledger", "from", last+1, "to", size)
	}
	for last < size {
		bodies, err := m.needs.Ledger.Entries(last + 1)
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
func (p *place) telling(what string) func(done, total uint64) {
	began, told := time.Now(), time.Now()
	return func(done, total uint64) {
		if time.Since(told) < time.Second {
			return
		}
		told = time.Now()
		left := time.Duration(float64(time.Since(began)) / float64(max(done, 1)) * float64(total-min(done, total)))
		p.needs.Messages.Warn(what, "done", done, "of", total, "left", left.Round(time.Second).String())
	}
}

// Remade says that the log was made anew from the ledger by itself while the folder was
// opened; "" if it was not.
func (l *Log) Remade() string {
	repair := l.mender.remade.Load()
	if repair == nil {
		return ""
	}
	text := "The log was damaged or gone and was made anew from the ledger: nothing that anybody was answered for is lost"
	if repair.Kept == "" {
		return text + "."
	}
	return text + "; what was left of it is kept in the data folder as " + repair.Kept + "."
}
