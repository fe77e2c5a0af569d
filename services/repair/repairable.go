package repair

import (
	"errors"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/services/commands/rule"
)

// repairable says why the log is not made anew from here: this node does not append to
// it, or the folder does not say that this is its log. Else a log that was only looked
// for in the wrong place would be begun a second time.
func (m *Mender) repairable() error {
	for _, check := range m.Mine {
		if err := check(); err != nil {
			return err
		}
	}
	reason := m.Log.Ready()
	byHand := !folder.Began(m.Dir) && m.Log.At().NATS == "" // a ledger and a key, and nothing that says more
	switch {
	case reason == nil, !supervision.IsUnplaced(reason):
		return nil
	case errors.Is(reason, supervision.ErrUnplaced) && byHand:
		return nil
	case supervision.IsForeign(reason):
		return supervision.ForeignRefusal(reason, false)
	case errors.Is(reason, supervision.ErrUnplaced) && m.Log.At().NATS != "":
		return cause.Of(rule.Refuse(rule.ErrRefused, "node.unasked",
			"The data folder does not say where its log is, and at the address that was given it is not, or not whole. Nothing was repaired, and the address was not written down. "+supervision.UnplacedRemedy), reason)
	}
	return cause.Of(supervision.Unrepairable(supervision.UnplacedSaid(reason)), reason)
}
