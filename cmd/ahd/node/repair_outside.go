package node

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"ahd/events"
	"ahd/events/cause"
	"ahd/events/eventlog"
	"ahd/events/eventlog/comparison"
	"ahd/events/folder"
	"ahd/services/recording"
)

// repairable says why the log is not made anew from here: this node does not append to
// it, or the folder does not say that this is its log. Else a log that was only looked
// for in the wrong place would be begun a second time.
func (n *Node) repairable() error {
	for _, check := range []func() error{n.ownRegister, n.Appointed} {
		if err := check(); err != nil {
			return err
		}
	}
	reason := n.Log.Ready()
	byHand := !folder.Began(n.options.Dir) && n.Log.at().NATS == "" // a ledger and a key, and nothing that says more
	switch {
	case reason == nil, !isUnplaced(reason):
		return nil
	case errors.Is(reason, errUnplaced) && byHand:
		return nil
	case isForeign(reason):
		return foreignRefusal(reason, false)
	case errors.Is(reason, errUnplaced) && n.Log.at().NATS != "":
		return cause.Of(recording.Refuse(recording.ErrRefused, "node.unasked",
			"The data folder does not say where its log is, and at the address that was given it is not, or not whole. Nothing was repaired, and the address was not written down. "+unplacedRemedy), reason)
	}
	return cause.Of(unrepairable(unplacedSaid(reason)), reason)
}

// completeOutside fills a log outside that has lost its events, or the last of them, with
// what the ledger holds. What it still has must be the same: a log in which something
// else stands is looked at by people.
func (l *Log) completeOutside(ctx context.Context, found error, now time.Time, progress func(done, total uint64)) (*events.StoreRepaired, error) {
	if !lacksEvents(found) {
		return nil, cause.Of(unrepairable("the log is kept by an external NATS server, and what is wrong with it is to be mended there: "+found.Error()), found)
	}
	repair, err := l.refillOutside(ctx, found, now, progress)
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

// lacksEvents reports whether a log is not there, or only shorter than the ledger.
func lacksEvents(found error) bool {
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
	size, root := l.ledger.Root()
	if err := l.copyTo(ctx, l.at(), size, progress); err != nil {
		return nil, unfilled(err)
	}
	repair := events.StoreRepaired{Store: "log", Cause: found.Error(), Size: int(size), Root: base64.StdEncoding.EncodeToString(root[:])}
	if err := leaveNote(l.options.Dir, stampOf(now), &repair); err != nil {
		return nil, err
	}
	l.mu.Lock()
	l.bad = nil
	l.mu.Unlock()
	return &repair, nil
}

// unfilled says of a repair what kept events from being copied.
func unfilled(err error) error {
	if u := (*uncopied)(nil); errors.As(err, &u) {
		return cause.Of(unrepairable(u.why+". Nothing was repaired"), err)
	}
	return cause.Of(unrepairable(err.Error()), err)
}

// fillOutside is the remedy where the log that has lost something is outside.
const fillOutside = "See first that the NATS server runs on its own store: as long as that is there, nothing is lost. If the store is lost for good, or keeps less than it did, run “ahd repair log” on the node that records: it fills the log from the ledger."

// anotherOutside is the same where another log stands at the address.
const anotherOutside = "See that the NATS server runs on its own store, and that no other program writes to its stream. If what stands there is not this register's, keep that store aside, let the server begin with an empty one, and run “ahd repair log” on the node that records: it fills the log from the ledger."

// outside puts what is to be done where the log is outside in the place of what would be
// done to the folder's own.
func (n *Node) outside(found []comparison.Finding) {
	if n.Log == nil || n.Log.at().NATS == "" {
		return
	}
	unasked, _ := n.unasked()                       // who is appointed cannot be read: then it is said as for one that may
	another := errors.Is(n.Log.Ready(), errAnother) // it is not only shorter
	for i, f := range found {
		switch {
		case f.Code == comparison.Short(0, 0).Code, f.Remedy == comparison.RepairLog && f.Code == "log.unusable" && !f.Fork && !another:
			found[i].Remedy = fillOutside
			if unasked {
				found[i].Remedy = "See first that the NATS server runs on its own store: as long as that is there, nothing is lost. " + recordedLast
			}
		case strings.Contains(f.Remedy, "ahd repair log"):
			found[i].Remedy = anotherOutside
		}
		if reason := n.Appointed(); reason != nil && found[i].Remedy != f.Remedy {
			found[i].Remedy = fmt.Sprintf("%s Here nothing is to be done: %s", found[i].Remedy, comparison.Sentence(reason))
		}
	}
}
