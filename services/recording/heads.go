package recording

import (
	"encoding/base64"
	"time"

	"ahd/events"
	"ahd/events/edtf"
	"ahd/events/fold"
	"ahd/events/register"
)

// RecordHeads asks to record once a day where every stream stands. Whoever asks has
// worked it out from a book that had read so far; every verifier works it out again.
type RecordHeads struct {
	Heads events.HeadsRecorded
}

func (c RecordHeads) Stream() events.Stream { return events.Register }

func (c RecordHeads) Decide(state fold.State, who Who, at time.Time) error {
	if state.Register == nil || !state.Register.Opened() {
		return refuse(ErrUnknown, "register.not-open", "The register is not open yet. Nothing was recorded.")
	}
	return first(
		when(who.kind != bySystem, refuse(ErrNotAllowed, "heads.system", "Only the register itself records where its streams stand. Nothing was recorded.")),
		c.wellFormed(),
		c.follows(*state.Register, today(at).Day))
}

func (c RecordHeads) wellFormed() error {
	root, err := base64.StdEncoding.Strict().DecodeString(c.Heads.Root)
	return first(
		when(err != nil || len(root) != len(events.Hash{}), refuse(ErrMalformed, "root", "The root is no hash. Nothing was recorded.")),
		when(c.Heads.Number < 1 || c.Heads.Sequence < c.Heads.Number, refuse(ErrMalformed, "number", "Every stream has at least one event. Nothing was recorded.")))
}

// follows: a day once, and never one that has not begun or an earlier moment.
func (c RecordHeads) follows(s register.State, today edtf.Day) error {
	day, err := edtf.ParseDay(c.Heads.Day)
	if err != nil {
		return refuse(ErrMalformed, "day", "A day is written 2026-11-22. Nothing was recorded.").because(err)
	}
	return first(
		when(today.Before(day), refuse(ErrMalformed, "day.future", "That day has not begun. Nothing was recorded.")),
		when(c.Heads.Day <= s.HeadsDay, refuse(ErrRefused, "heads.day-already", "Where the streams stand is recorded for %s already. Nothing was recorded.", s.HeadsDay)),
		when(c.Heads.Sequence <= s.HeadsSequence, refuse(ErrRefused, "heads.earlier", "A later moment is recorded already. Nothing was recorded.")))
}

func (c RecordHeads) Say(Refs) events.Payload { return c.Heads }
