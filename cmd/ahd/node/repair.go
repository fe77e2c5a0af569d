package node

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/nats-io/nats.go"

	"ahd/events"
	"ahd/events/cause"
	"ahd/events/eventlog"
	"ahd/events/eventlog/comparison"
	"ahd/events/eventlog/localnats"
)

// ErrRepair is the class of what cannot be repaired here.
var ErrRepair = errors.New("it cannot be repaired")

func unrepairable(why string) error { return fmt.Errorf("%w: %s", ErrRepair, why) }

var errRepairing = errors.New("it is being made anew from the ledger")

// RepairLog makes the log anew from the ledger if something is wrong with it, keeps the
// damaged one beside it, and lets the register record that. It says what was found; nil
// where log and ledger are the same, byte for byte. progress is told how far it is.
//
// It can be stopped anywhere and run again: the new log is made aside, and what was
// moved is kept. Errors: ErrRepair; those of the file system.
func (n *Node) RepairLog(ctx context.Context, progress func(done, total uint64)) (*events.StoreRepaired, error) {
	if err := n.repairable(); err != nil {
		return nil, err
	}
	if reason := n.Notary.Refuses(); reason != nil {
		return nil, cause.Of(unrepairable("the log is made anew from the ledger, and "+reason.Error()), reason)
	}
	if n.Ledger.Size() == 0 {
		return nil, unrepairable("the ledger holds nothing from which a log could be made")
	}
	cause, err := n.Log.ailment(ctx, progress)
	if err != nil || cause == nil {
		return nil, err
	}
	if isForeign(cause) && n.Log.at().NATS != "" {
		return nil, foreignRefusal(cause, true)
	}
	if n.Log.at().NATS != "" && lacksEvents(cause) {
		if err := n.fillable(); err != nil {
			return nil, err
		}
	}
	make := n.Log.makeAnew
	if n.Log.at().NATS != "" {
		make = n.Log.completeOutside
	}
	repair, err := make(ctx, cause, n.options.Now(), progress)
	if err != nil {
		return nil, err
	}
	return repair, n.noteRepairs(ctx)
}

// ailment is what is wrong with the log; nil if nothing is.
func (l *Log) ailment(ctx context.Context, progress func(done, total uint64)) (cause, err error) {
	l.mu.Lock()
	o := l.now
	var closed *noLog
	errors.As(l.reason, &closed)
	l.mu.Unlock()
	if o == nil {
		for _, other := range []error{errNoRoom, localnats.ErrFull, localnats.ErrInUse, errClosing} {
			if errors.Is(closed.reason, other) {
				return nil, unrepairable(closed.reason.Error())
			}
		}
		return closed.reason, nil
	}
	found, err := comparison.All(ctx, o.log, l.ledger, l.ledger.Size(), progress)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return l.unreadable(ctx, o), nil
	}
	return &comparison.Damaged{Findings: found}, nil
}

// makeAnew makes another log of what the ledger holds, and opens it.
func (l *Log) makeAnew(ctx context.Context, cause error, now time.Time, progress func(done, total uint64)) (*events.StoreRepaired, error) {
	repair, err := l.exchange(ctx, cause, now, progress)
	if err != nil {
		return nil, err
	}
	if err := l.tryOpen(ctx); err != nil {
		return nil, err
	}
	waiting, cancel := context.WithTimeout(ctx, askFor)
	defer cancel()
	return repair, l.ledger.Resumed(waiting)
}

// exchange puts another log in the place of the one that is damaged. Nobody opens
// either meanwhile.
func (l *Log) exchange(ctx context.Context, found error, now time.Time, progress func(done, total uint64)) (*events.StoreRepaired, error) {
	l.opening.Lock()
	defer l.opening.Unlock()
	if err := l.giveUp(errRepairing); err != nil {
		l.tell(err) // a damaged store may not close well
	}
	return l.replace(ctx, found, now, progress)
}

// replace is exchange for whoever opens the log.
func (l *Log) replace(ctx context.Context, found error, now time.Time, progress func(done, total uint64)) (*events.StoreRepaired, error) {
	dir := l.options.Dir
	if err := os.RemoveAll(filepath.Join(dir, partFolder)); err != nil {
		return nil, cause.Of(unrepairable("what an earlier repair left cannot be removed"), err)
	}
	if err := l.refill(ctx, filepath.Join(dir, partFolder), progress); err != nil {
		return nil, err
	}
	size, root := l.ledger.Root()
	repair := events.StoreRepaired{Store: "log", Cause: found.Error(), Size: int(size), Root: base64.StdEncoding.EncodeToString(root[:])}
	if err := swap(dir, "jetstream", now, &repair); err != nil {
		return nil, err
	}
	if err := writeSynced(dir, size); err != nil {
		return nil, err
	}
	l.mu.Lock()
	l.bad = nil
	l.mu.Unlock()
	return &repair, nil
}

// refill makes a log of what the ledger holds and compares both, byte for byte: the
// same bytes in the same places have the same root.
func (l *Log) refill(ctx context.Context, dir string, progress func(done, total uint64)) error {
	size := l.ledger.Size()
	err := localnats.Refill(dir, func(connection *nats.Conn) error {
		log, err := eventlog.Open(ctx, connection, 1)
		for next := uint64(1); err == nil && next <= size; {
			var bodies [][]byte
			if bodies, err = l.ledger.Entries(next); err != nil {
				return err
			}
			err = log.Restore(ctx, next, bodies)
			next += uint64(len(bodies))
			progress(next-1, size)
		}
		return err
	})
	if err != nil {
		return err
	}
	server, err := localnats.Start(dir)
	if err != nil {
		return err
	}
	defer server.Close()
	connection, err := server.Connect()
	if err != nil {
		return err
	}
	defer connection.Close()
	log, err := eventlog.OpenExisting(ctx, connection, 1)
	if err != nil {
		return err
	}
	found, err := comparison.All(ctx, log, l.ledger, size, progress)
	if err == nil && len(found) > 0 {
		err = unrepairable("the new log is damaged too: " + found[0].Sentence + " See to the disk")
	}
	return err
}
