package examination

import (
	"errors"
	"fmt"
	"strings"

	"ahd.example/ahd/events/eventlog/comparison"
	"ahd.example/ahd/events/eventlog/supervision"
)

const (
	// runsOnItsOwn is what comes first where the log outside has lost something.
	runsOnItsOwn = "See first that the NATS server runs on its own store: as long as that is there, nothing is lost. "
	// fillOutside is the rest of the remedy.
	fillOutside = "If the store is lost for good, or keeps less than it did, run “ahd repair log” on the node that records: it fills the log from the ledger."
	// anotherOutside is the remedy where another log stands at the address.
	anotherOutside = "See that the NATS server runs on its own store, and that no other program writes to its stream. If what stands there is not this register's, keep that store aside, let the server begin with an empty one, and run “ahd repair log” on the node that records: it fills the log from the ledger."
)

// outside puts what is to be done where the log is outside in the place of what would be
// done to the folder's own.
func (e *Examiner) outside(found []comparison.Finding) {
	if e.Log.At().NATS == "" {
		return
	}
	unasked := e.Unasked()
	another := errors.Is(e.Log.Ready(), supervision.ErrAnother) // it is not only shorter
	for i, f := range found {
		switch {
		case f.Code == comparison.Short(0, 0).Code, f.Remedy == comparison.RepairLog && f.Code == "log.unusable" && !f.Fork && !another:
			found[i].Remedy = runsOnItsOwn + fillOutside
			if unasked != "" {
				found[i].Remedy = runsOnItsOwn + unasked
			}
		case strings.Contains(f.Remedy, "ahd repair log"):
			found[i].Remedy = anotherOutside
		}
		if reason := e.Appointed(); reason != nil && found[i].Remedy != f.Remedy {
			found[i].Remedy = fmt.Sprintf("%s Here nothing is to be done: %s", found[i].Remedy, comparison.Sentence(reason))
		}
	}
}
