package supervision

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/eventlog"
)

// ErrMove is the class of what keeps a log from being moved.
var ErrMove = errors.New("the log cannot be moved")

// Unmovable is an error of that class, with why.
func Unmovable(why string) error { return fmt.Errorf("%w: %s. Nothing was moved", ErrMove, why) }

var errMoving = errors.New("it is being moved")

// mover copies the log to another place.
type mover struct{ *place }

// Prepare copies what the ledger holds by now to a log outside, while this one is used.
func (l *Log) Prepare(ctx context.Context, target Address, progress func(done, total uint64)) error {
	return l.mover.prepare(ctx, target, progress)
}

// prepare only asks for room where the log comes home: that is made while nobody uses it.
func (m *mover) prepare(ctx context.Context, target Address, progress func(done, total uint64)) error {
	if target.NATS == "" {
		return m.Room()
	}
	return m.copyForMove(ctx, target, progress)
}

// fill brings events of the ledger into a log.
func (m *mover) fill(ctx context.Context, log *eventlog.Log, next, size uint64, progress func(done, total uint64)) error {
	for next <= size {
		bodies, err := m.needs.Ledger.Entries(next)
		if err != nil {
			return err
		}
		bodies = bodies[:min(uint64(len(bodies)), size-next+1)]
		if err := log.Restore(ctx, next, bodies); err != nil {
			return err
		}
		next += uint64(len(bodies))
		progress(next-1, size)
	}
	return nil
}

// Move copies what came last to another place, and lets the folder say that the log is
// there. Nobody appends meanwhile. If we stop before the folder says so, the log is where
// it was.
func (l *Log) Move(ctx context.Context, target Address, say func() error, progress func(done, total uint64)) error {
	if err := l.exchangePlace(ctx, target, say, progress); err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx) // it is moved: whoever asked and went is not told otherwise
	return l.openAnew(ctx)
}

// openAnew opens the log and lets the ledger go on.
func (l *Log) openAnew(ctx context.Context) error {
	if err := l.tryOpen(ctx); err != nil {
		return err
	}
	waiting, cancel := context.WithTimeout(ctx, AskFor)
	defer cancel()
	return l.needs.Ledger.Resumed(waiting)
}

func (l *Log) exchangePlace(ctx context.Context, target Address, say func() error, progress func(done, total uint64)) (err error) {
	l.opening.Lock()
	defer l.opening.Unlock()
	o := l.takeAway(errMoving)
	if o != nil {
		var head uint64
		if head, err = o.log.Head(ctx); err == nil {
			err = l.needs.Ledger.Wait(ctx, head) // what was sent and not answered is moved too
		}
	}
	if err = errors.Join(err, l.finish(o)); err != nil {
		return err
	}
	if target.NATS != "" {
		err = l.mover.copyForMove(ctx, target, progress)
	} else {
		err = l.mover.bringHome(ctx, progress)
	}
	if err == nil {
		err = say()
	}
	if err != nil {
		return err
	}
	l.moved.Store(&target)
	l.unplaced.Store(false)
	l.bad.Store(nil)
	return l.mover.setAside(target)
}

// bringHome makes the folder's own log of what the ledger holds. What lies in its place
// is kept.
func (m *mover) bringHome(ctx context.Context, progress func(done, total uint64)) error {
	dir := m.needs.Dir
	part, place := filepath.Join(dir, PartFolder), filepath.Join(dir, "jetstream")
	if err := os.RemoveAll(part); err != nil {
		return cause.Of(Unmovable("what an earlier attempt left cannot be removed"), err)
	}
	if err := Refill(ctx, part, m.needs.Ledger, progress); err != nil {
		return err
	}
	err := m.keepAside()
	if err == nil {
		err = os.Rename(filepath.Join(part, "jetstream"), place)
	}
	if err != nil {
		return cause.Of(Unmovable("the stores could not be exchanged; nothing was removed"), err)
	}
	return errors.Join(durable.Sync(dir), os.RemoveAll(part))
}

// keepAside gives what was the folder's own log another name.
func (m *mover) keepAside() error {
	place := filepath.Join(m.needs.Dir, "jetstream")
	if !durable.Exists(place) {
		return nil
	}
	return os.Rename(place, place+KeptMark+Stamp(m.needs.Now()))
}

// setAside keeps what was the folder's own log, once the log is outside. If we stop
// before, it lies there and is not used.
func (m *mover) setAside(target Address) error {
	if target.NATS == "" {
		return nil
	}
	if err := m.keepAside(); err != nil {
		return cause.Of(errors.New("the log was moved; what was the folder's own could not be set aside"), err)
	}
	return durable.Sync(m.needs.Dir)
}
