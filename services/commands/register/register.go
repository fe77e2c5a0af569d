// Package register answers: may this be recorded of the register itself?
package register

import (
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// OpenRegister asks to record the first event of the log.
type OpenRegister struct {
	Opening events.RegisterOpened
}

func (c OpenRegister) Stream() events.Stream { return events.Register }

func (c OpenRegister) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if state.Register != nil {
		return rule.Refuse(rule.ErrRefused, "register.open-already", "The register is open already. Nothing was recorded.")
	}
	return rule.MayRecord(who, "open the register", "administrator")
}

func (OpenRegister) Own() {}

func (c OpenRegister) Say(rule.Refs) events.Payload { return c.Opening }

// NoteRepair asks to record that log or ledger was made anew from the other.
type NoteRepair struct {
	Repair events.StoreRepaired
}

func (c NoteRepair) Stream() events.Stream { return events.Register }

func (c NoteRepair) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if state.Register == nil {
		return rule.Refuse(rule.ErrRefused, "register.none", "There is no register yet. Nothing was recorded.")
	}
	if !who.IsSystem() { // nobody else has seen it
		return rule.Refuse(rule.ErrNotAllowed, "role.not-allowed", "Only the program itself records that it made a store anew. Nothing was recorded.")
	}
	return nil
}

func (NoteRepair) Own() {}

func (c NoteRepair) Say(rule.Refs) events.Payload { return c.Repair }
