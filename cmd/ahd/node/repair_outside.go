package node

import (
	"errors"
	"fmt"
	"strings"

	"ahd/events/cause"
	"ahd/events/eventlog/comparison"
	"ahd/events/eventlog/supervision"
	"ahd/events/folder"
	"ahd/services/moving"
	"ahd/services/recording"
)

// repairable says why the log is not made anew from here: this node does not append to
// it, or the folder does not say that this is its log. Else a log that was only looked
// for in the wrong place would be begun a second time.
func (n *Node) repairable() error {
	for _, check := range []func() error{n.ownRegister, n.Moving.Appointed} {
		if err := check(); err != nil {
			return err
		}
	}
	reason := n.Log.Ready()
	byHand := !folder.Began(n.options.Dir) && n.Log.At().NATS == "" // a ledger and a key, and nothing that says more
	switch {
	case reason == nil, !supervision.IsUnplaced(reason):
		return nil
	case errors.Is(reason, supervision.ErrUnplaced) && byHand:
		return nil
	case supervision.IsForeign(reason):
		return supervision.ForeignRefusal(reason, false)
	case errors.Is(reason, supervision.ErrUnplaced) && n.Log.At().NATS != "":
		return cause.Of(recording.Refuse(recording.ErrRefused, "node.unasked",
			"The data folder does not say where its log is, and at the address that was given it is not, or not whole. Nothing was repaired, and the address was not written down. "+supervision.UnplacedRemedy), reason)
	}
	return cause.Of(supervision.Unrepairable(supervision.UnplacedSaid(reason)), reason)
}

// fillOutside is the remedy where the log that has lost something is outside.
const fillOutside = "See first that the NATS server runs on its own store: as long as that is there, nothing is lost. If the store is lost for good, or keeps less than it did, run “ahd repair log” on the node that records: it fills the log from the ledger."

// anotherOutside is the same where another log stands at the address.
const anotherOutside = "See that the NATS server runs on its own store, and that no other program writes to its stream. If what stands there is not this register's, keep that store aside, let the server begin with an empty one, and run “ahd repair log” on the node that records: it fills the log from the ledger."

// outside puts what is to be done where the log is outside in the place of what would be
// done to the folder's own.
func (n *Node) outside(found []comparison.Finding) {
	if n.Log == nil || n.Log.At().NATS == "" {
		return
	}
	unasked, _ := n.Moving.Unasked()                            // who is appointed cannot be read: then it is said as for one that may
	another := errors.Is(n.Log.Ready(), supervision.ErrAnother) // it is not only shorter
	for i, f := range found {
		switch {
		case f.Code == comparison.Short(0, 0).Code, f.Remedy == comparison.RepairLog && f.Code == "log.unusable" && !f.Fork && !another:
			found[i].Remedy = fillOutside
			if unasked {
				found[i].Remedy = "See first that the NATS server runs on its own store: as long as that is there, nothing is lost. " + moving.RecordedLast
			}
		case strings.Contains(f.Remedy, "ahd repair log"):
			found[i].Remedy = anotherOutside
		}
		if reason := n.Moving.Appointed(); reason != nil && found[i].Remedy != f.Remedy {
			found[i].Remedy = fmt.Sprintf("%s Here nothing is to be done: %s", found[i].Remedy, comparison.Sentence(reason))
		}
	}
}
