package supervision

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/nats-io/nats.go"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/eventlog/comparison"
	"ahd.example/ahd/events/eventlog/localnats"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/events/ledger"
)

// ErrRepair is the class of what cannot be repaired here.
var ErrRepair = errors.New("it cannot be repaired")

// Unrepairable is an error of that class, with why.
func Unrepairable(why string) error { return fmt.Errorf("%w: %s", ErrRepair, why) }

var errRepairing = errors.New("it is being made anew from the ledger")

// Ailment is what is wrong with the log; nil if nothing is.
func (l *Log) Ailment(ctx context.Context, progress func(done, total uint64)) (cause, err error) {
	o, reason := l.look()
	var closed *noLog
	errors.As(reason, &closed)
	if o == nil {
		for _, other := range []error{errNoRoom, localnats.ErrFull, localnats.ErrInUse, errClosing} {
			if errors.Is(closed.reason, other) {
				return nil, Unrepairable(closed.reason.Error())
			}
		}
		return closed.reason, nil
	}
	found, err := comparison.All(ctx, o.log, l.needs.Ledger, l.needs.Ledger.Size(), progress)
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
	return repair, l.openAnew(ctx)
}

// exchange puts another log in the place of the one that is damaged. Nobody opens
// either meanwhile.
func (l *Log) exchange(ctx context.Context, found error, now time.Time, progress func(done, total uint64)) (*events.StoreRepaired, error) {
	l.opening.Lock()
	defer l.opening.Unlock()
	if err := l.giveUp(errRepairing); err != nil {
		l.tell(err) // a damaged store may not close well
	}
	return l.mender.replace(ctx, found, now, progress)
}

// replace is exchange for whoever opens the log.
func (m *mender) replace(ctx context.Context, found error, now time.Time, progress func(done, total uint64)) (*events.StoreRepaired, error) {
	dir := m.needs.Dir
	if err := os.RemoveAll(filepath.Join(dir, PartFolder)); err != nil {
		return nil, cause.Of(Unrepairable("what an earlier repair left cannot be removed"), err)
	}
	if err := Refill(ctx, filepath.Join(dir, PartFolder), m.needs.Ledger, progress); err != nil {
		return nil, err
	}
	size, root := m.needs.Ledger.Root()
	repair := events.StoreRepaired{Store: "log", Cause: found.Error(), Size: int(size), Root: base64.StdEncoding.EncodeToString(root[:])}
	if err := Swap(dir, "jetstream", now, &repair); err != nil {
		return nil, err
	}
	if err := writeSynced(dir, size); err != nil {
		return nil, err
	}
	m.bad.Store(nil)
	return &repair, nil
}

// Repair makes the log anew from the ledger, or fills the one outside with what it lacks,
// and opens it. found is what is wrong with it, see Ailment.
func (l *Log) Repair(ctx context.Context, found error, now time.Time, progress func(done, total uint64)) (*events.StoreRepaired, error) {
	if l.At().NATS != "" {
		return l.completeOutside(ctx, found, now, progress)
	}
	return l.makeAnew(ctx, found, now, progress)
}

// Refill makes the own log of a folder of what a ledger holds and compares both, byte for byte: the
// same bytes in the same places have the same root.
func Refill(ctx context.Context, dir string, from *ledger.Ledger, progress func(done, total uint64)) error {
	size := from.Size()
	err := localnats.Refill(dir, func(connection *nats.Conn) error {
		log, err := eventlog.Open(ctx, connection, 1)
		for next := uint64(1); err == nil && next <= size; {
			var bodies [][]byte
			if bodies, err = from.Entries(next); err != nil {
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
	found, err := comparison.All(ctx, log, from, size, progress)
	if err == nil && len(found) > 0 {
		err = Unrepairable("the new log is damaged too: " + found[0].Sentence + " See to the disk")
	}
	return err
}

// A store is made anew in a folder of its own and then put in the place of the damaged
// one, which is kept under a name of its own. A note of the repair stays until the
// register has recorded it.
const (
	// PartFolder is where the new store is made.
	PartFolder = "repair.part"
	// KeptMark is how the damaged one is called, behind the name of the store.
	KeptMark = "-kept-"
	// NoteMark is how the name of a note begins.
	NoteMark = "repaired-"
)

// Swap moves a damaged store aside and the new one into its place. Before that it
// leaves a note of the repair for whoever opens the folder next: if we stop after it,
// the repair is recorded then, or made once more.
func Swap(dir, store string, now time.Time, repair *events.StoreRepaired) error {
	stamp := Stamp(now)
	place, fresh := filepath.Join(dir, store), filepath.Join(dir, PartFolder, store)
	if durable.Exists(place) {
		repair.Kept = store + KeptMark + stamp
	}
	err := LeaveNote(dir, stamp, repair)
	if err == nil && repair.Kept != "" {
		err = os.Rename(place, filepath.Join(dir, repair.Kept))
	}
	if err == nil {
		err = os.Rename(fresh, place)
	}
	if err != nil {
		return cause.Of(Unrepairable("the stores could not be exchanged; nothing was removed"), err)
	}
	return errors.Join(durable.Sync(dir), os.RemoveAll(filepath.Join(dir, PartFolder)))
}

// Stamp names what belongs to one repair.
func Stamp(now time.Time) string { return now.UTC().Format("20060102T150405.000Z") }

// LeaveNote leaves a note of a repair.
func LeaveNote(dir, stamp string, repair *events.StoreRepaired) error {
	note, err := json.Marshal(repair)
	if err != nil {
		return err
	}
	return folder.WriteWhole(filepath.Join(dir, NoteMark+stamp), string(note), 0o600)
}
