package register

import (
	"encoding/base64"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/events/register"
	"ahd.example/ahd/services/commands/rule"
)

// RecordHeads asks to record once a day where every stream stands. Whoever asks has
// worked it out from a book that had read so far; every verifier works it out again.
type RecordHeads struct {
	Heads events.HeadsRecorded
}

func (c RecordHeads) Stream() events.Stream { return events.Register }

func (c RecordHeads) Decide(state fold.State, who rule.Who, at time.Time) error {
	if state.Register == nil || !state.Register.Opened() {
		return rule.Refuse(rule.ErrUnknown, "register.not-open", "The register is not open yet. Nothing was recorded.")
	}
	return rule.First(
		rule.When(!who.IsSystem(), rule.Refuse(rule.ErrNotAllowed, "heads.system", "Only the register itself records where its streams stand. Nothing was recorded.")),
		c.wellFormed(),
		c.follows(*state.Register, rule.Today(at).Day))
}

func (c RecordHeads) wellFormed() error {
	root, err := base64.StdEncoding.Strict().DecodeString(c.Heads.Root)
	return rule.First(
		rule.When(err != nil || len(root) != len(events.Hash{}), rule.Refuse(rule.ErrMalformed, "root", "The root is no hash. Nothing was recorded.")),
		rule.When(c.Heads.Number < 1 || c.Heads.Sequence < c.Heads.Number, rule.Refuse(rule.ErrMalformed, "number", "Every stream has at least one event. Nothing was recorded.")))
}

// follows: a day once, and never one that has not begun or an earlier moment.
func (c RecordHeads) follows(s register.State, today edtf.Day) error {
	day, err := edtf.ParseDay(c.Heads.Day)
	if err != nil {
		return rule.Refuse(rule.ErrMalformed, "day", "A day is written 2026-11-22. Nothing was recorded.").Because(err)
	}
	return rule.First(
		rule.When(today.Before(day), rule.Refuse(rule.ErrMalformed, "day.future", "That day has not begun. Nothing was recorded.")),
		rule.When(c.Heads.Day <= s.HeadsDay, rule.Refuse(rule.ErrRefused, "heads.day-already", "Where the streams stand is recorded for %s already. Nothing was recorded.", s.HeadsDay)),
		rule.When(c.Heads.Sequence <= s.HeadsSequence, rule.Refuse(rule.ErrRefused, "heads.earlier", "A later moment is recorded already. Nothing was recorded.")))
}

func (RecordHeads) Own() {}

func (c RecordHeads) Say(rule.Refs) events.Payload { return c.Heads }
