package supervision

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/eventlog/comparison"
)

// completeOutside fills a log outside that has lost its events, or the last of them, with
// what the ledger holds. What it still has must be the same: a log in which something
// else stands is looked at by people.
func (l *Log) completeOutside(ctx context.Context, found error, now time.Time, progress func(done, total uint64)) (*events.StoreRepaired, error) {
	if !LacksEvents(found) {
		return nil, cause.Of(Unrepairable("the log is kept by an external NATS server, and what is wrong with it is to be mended there: "+found.Error()), found)
	}
	repair, err := l.refillOutside(ctx, found, now, progress)
	if err != nil {
		return nil, err
	}
	return repair, l.openAnew(ctx)
}

// LacksEvents reports whether a log is not there, or only shorter than the ledger.
func LacksEvents(found error) bool {
	var damaged *comparison.Damaged
	if errors.Is(found, eventlog.ErrAbsent) {
		return true
	}
	return errors.As(found, &damaged) && damaged.Findings[0].Code == comparison.Short(0, 0).Code
}

func (l *Log) refillOutside(ctx context.Context, found error, now time.Time, progress func(done, total uint64)) (*events.StoreRepaired, error) {
	l.opening.Lock()
	defer l.opening.Unlock()
	if err := l.giveUp(errRepairing); err != nil {
		l.tell(err)
	}
	size, root := l.needs.Ledger.Root()
	if err := l.mover.copyTo(ctx, l.At(), size, progress); err != nil {
		return nil, unfilled(err)
	}
	repair := events.StoreRepaired{Store: "log", Cause: found.Error(), Size: int(size), Root: base64.StdEncoding.EncodeToString(root[:])}
	if err := LeaveNote(l.needs.Dir, Stamp(now), &repair); err != nil {
		return nil, err
	}
	l.bad.Store(nil)
	return &repair, nil
}

// unfilled says of a repair what kept events from being copied.
func unfilled(err error) error {
	if u := (*uncopied)(nil); errors.As(err, &u) {
		return cause.Of(Unrepairable(u.why+". Nothing was repaired"), err)
	}
	return cause.Of(Unrepairable(err.Error()), err)
}

// uncopied is why a log outside could not be completed.
type uncopied struct {
	why   string
	cause error
}

func (u *uncopied) Error() string { return u.why }
func (u *uncopied) Unwrap() error { return u.cause }

// copyTo completes a log outside with what the ledger holds. What is there already must
// be the same. Errors: *uncopied; those of log and ledger.
func (m *mover) copyTo(ctx context.Context, target Address, size uint64, progress func(done, total uint64)) (err error) {
	o := &opened{}
	if err := o.dial(target); err != nil {
		return &uncopied{err.Error(), err}
	}
	defer o.connection.Close()
	log, err := eventlog.Open(ctx, o.connection, max(1, target.Replicas))
	if err != nil {
		return &uncopied{"at the other place, " + err.Error(), err}
	}
	defer log.Close()
	head, err := log.Head(ctx)
	if err != nil {
		return err
	}
	if head > size {
		return &uncopied{why: fmt.Sprintf("at the other place is a log of %d events, and the ledger holds %d. It is another one, or goes on without this folder", head, size)}
	}
	found, err := comparison.All(ctx, log, m.needs.Ledger, head, progress)
	if err == nil && len(found) > 0 {
		err = &uncopied{why: "at the other place is another log: " + found[0].Sentence + " Leave it as it is, and take another server"}
	}
	if err != nil {
		return err
	}
	if err := m.fill(ctx, log, head+1, size, progress); err != nil {
		return err
	}
	found, err = comparison.All(ctx, log, m.needs.Ledger, size, progress)
	if err == nil && len(found) > 0 {
		err = &uncopied{why: "what was copied is not what the ledger holds: " + strings.TrimSuffix(found[0].Sentence, ".")}
	}
	return err
}

// copyForMove is copyTo for a move.
func (m *mover) copyForMove(ctx context.Context, target Address, progress func(done, total uint64)) error {
	err := m.copyTo(ctx, target, m.needs.Ledger.Size(), progress)
	if u := (*uncopied)(nil); errors.As(err, &u) {
		return cause.Of(Unmovable(u.why), err)
	}
	return err
}
