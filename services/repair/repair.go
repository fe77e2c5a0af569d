// Package repair answers: how is a damaged store made anew from the other ones, and how
// does the register come to say so?
//
// What is damaged is kept beside what was made. A repair can be stopped anywhere and run
// again.
package repair

import (
	"context"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/eventlog/comparison"
	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/events/ledger"
)

// Mender mends the stores of a data folder that is open.
type Mender struct {
	Dir    string
	Log    *supervision.Log
	Ledger *ledger.Ledger
	Closed *folder.LastClose
	Now    func() time.Time

	Mine     []func() error // why this node has nothing to mend: the register is not its own, or another node records
	Signed   func() error   // how what was signed does not fit the ledger; nil if it does
	Fillable func() error   // why a log outside is not filled from here; nil if it may be
	Believed func() bool    // whether the machine's clock is

	Rebuild func(ctx context.Context, progress func(done, total uint64)) error                         // makes the book anew
	Stores  func(ctx context.Context, progress func(done, total uint64)) ([]comparison.Finding, error) // what is wrong with the stores of which there is only one
	Record  func(ctx context.Context, stamp string, repaired events.StoreRepaired) error
}

// RepairLog makes the log anew from the ledger if something is wrong with it, keeps the
// damaged one beside it, and lets the register record that. It says what was found; nil
// where log and ledger are the same, byte for byte. progress is told how far it is.
//
// It can be stopped anywhere and run again: the new log is made aside, and what was
// moved is kept. Errors: supervision.ErrRepair; those of the file system.
func (m *Mender) RepairLog(ctx context.Context, progress func(done, total uint64)) (*events.StoreRepaired, error) {
	if err := m.repairable(); err != nil {
		return nil, err
	}
	if reason := m.Signed(); reason != nil {
		return nil, cause.Of(supervision.Unrepairable("the log is made anew from the ledger, and "+reason.Error()), reason)
	}
	if m.Ledger.Size() == 0 {
		return nil, supervision.Unrepairable("the ledger holds nothing from which a log could be made")
	}
	ailment, err := m.Log.Ailment(ctx, progress)
	if err != nil || ailment == nil {
		return nil, err
	}
	outside := m.Log.At().NATS != ""
	if outside && supervision.IsForeign(ailment) {
		return nil, supervision.ForeignRefusal(ailment, true)
	}
	if outside && supervision.LacksEvents(ailment) {
		if err := m.Fillable(); err != nil {
			return nil, err
		}
	}
	repaired, err := m.Log.Repair(ctx, ailment, m.Now(), progress)
	if err != nil {
		return nil, err
	}
	return repaired, m.NoteRepairs(ctx)
}

// AcceptStores takes the stores as they are that were changed while nobody had the
// folder open, if SQLite can read them and they hold what events name. It returns which
// they were. Errors: supervision.ErrRepair.
func (m *Mender) AcceptStores(ctx context.Context, progress func(done, total uint64)) ([]string, error) {
	changed := m.Closed.Changed()
	if len(changed) == 0 {
		return nil, nil
	}
	found, err := m.Stores(ctx, progress)
	if err != nil {
		return nil, err
	}
	if len(found) > 0 {
		return nil, supervision.Unrepairable(found[0].Sentence + " " + found[0].Remedy)
	}
	m.Closed.Accept()
	return changed, m.Rebuild(ctx, progress)
}
