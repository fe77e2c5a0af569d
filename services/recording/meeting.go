package recording

import (
	"slices"
	"strings"
	"time"

	"ahd/events"
	"ahd/events/convening"
	"ahd/events/edtf"
	"ahd/events/fold"
)

// Meeting is the convening that a command is about.
type Meeting struct{ Convening string }

// Stream is that of the convening.
func (m Meeting) Stream() events.Stream { return conveningStream(m.Convening) }

// standing returns the state of a convening that is not one with another.
func (m Meeting) standing(state fold.State) (convening.State, error) {
	if state.Convening == nil || !state.Convening.Registered() {
		return convening.State{}, refuse(ErrUnknown, "convening.unknown", "There is no meeting %s. Nothing was recorded.", m.Convening)
	}
	s := *state.Convening
	return s, when(s.Into != "", refuse(ErrRefused, "convening.joined", "%s is one with %s; name that one. Nothing was recorded.", m.Convening, s.Into))
}

// keeps is what most commands about a convening ask: that it stands on its own, and
// a keeper of the register.
func (m Meeting) keeps(state fold.State, who Who, what string, rules ...func(convening.State) error) error {
	s, err := m.standing(state)
	if err != nil {
		return err
	}
	for _, rule := range rules {
		if err := rule(s); err != nil {
			return err
		}
	}
	return mayRecord(who, what, keepers...)
}

// stated refuses where a text that stays in the record is missing.
func stated(field, words string) error {
	return when(strings.TrimSpace(words) == "", refuse(ErrMalformed, field+".missing", "The %s is missing. Nothing was recorded.", strings.ReplaceAll(field, "-", " ")))
}

func why(grounds string) error {
	return required("reason", &grounds)
}

func date(field string, text *string) error {
	if text == nil {
		return nil
	}
	if _, err := edtf.Parse(*text); err != nil {
		return refuse(ErrMalformed, field, "%s. Nothing was recorded.", sentence(err)).because(err)
	}
	return nil
}

func validID(field, id string) error {
	return when(!events.ValidID(id), refuse(ErrMalformed, field, "An id has 1 to 64 of the characters a–z, 0–9 and “-”. Nothing was recorded."))
}

// AssertDate asks to record what somebody says about a date.
type AssertDate struct {
	Meeting
	Asserted events.ConveningDateAsserted
}

func (c AssertDate) Decide(state fold.State, who Who, _ time.Time) error {
	return c.keeps(state, who, "record dates of meetings", func(s convening.State) error {
		return first(date("edtf", &c.Asserted.EDTF), stated("basis", c.Asserted.Basis),
			when(slices.Contains(s.Dates, c.Asserted.EDTF) && c.Asserted.Source == nil, refuse(ErrRefused, "date.same", "That date is recorded of %s already. Nothing was recorded.", c.Convening)))
	})
}

func (c AssertDate) Say(Refs) events.Payload { return c.Asserted }

func (c AssertDate) Refers() []events.Stream { return streamsOf("source", c.Asserted.Source) }

// CorrectDate asks to record by which date the register goes.
type CorrectDate struct {
	Meeting
	EDTF    *string // nil for "cannot be said"
	Grounds string
}

func (c CorrectDate) Decide(state fold.State, who Who, _ time.Time) error {
	return c.keeps(state, who, "correct dates of meetings", func(s convening.State) error {
		return first(date("edtf", c.EDTF), why(c.Grounds),
			when(s.Corrected && s.Date == or(c.EDTF), refuse(ErrRefused, "date.same", "The register goes by that date already. Nothing was recorded.")))
	})
}

func (c CorrectDate) Say(Refs) events.Payload {
	return events.ConveningDateCorrected{EDTF: c.EDTF, Grounds: c.Grounds}
}

// RecordConflict asks to record that what is said cannot all be true.
type RecordConflict struct {
	Meeting
	Conflict events.ConflictRecorded
}

func (c RecordConflict) Decide(state fold.State, who Who, _ time.Time) error {
	d := c.Conflict
	return c.keeps(state, who, "record what cannot all be true", func(s convening.State) error {
		figure, isFigure := strings.CutPrefix(d.About, "figure/")
		return first(validID("conflict", d.Conflict), stated("about", d.About), why(d.Grounds),
			when(len(d.Alternatives) < 2, refuse(ErrMalformed, "alternatives", "A conflict has two alternatives or more. Nothing was recorded.")),
			when(isFigure && !slices.Contains(s.Figures, figure), refuse(ErrUnknown, "figure.unknown", "There is no figure %s of %s. Nothing was recorded.", figure, c.Convening)),
			when(s.Has(d.Conflict), refuse(ErrRefused, "conflict.recorded-already", "The meeting %s has %s already. Nothing was recorded.", c.Convening, d.Conflict)))
	})
}

func (c RecordConflict) Say(Refs) events.Payload { return c.Conflict }

// ResolveConflict asks to record which of the alternatives the register goes by.
type ResolveConflict struct {
	Meeting
	Resolved events.ConflictResolved
}

func (c ResolveConflict) Decide(state fold.State, who Who, _ time.Time) error {
	d := c.Resolved
	return c.keeps(state, who, "resolve what cannot all be true", func(s convening.State) error {
		return first(
			when(!s.Has(d.Conflict), refuse(ErrUnknown, "conflict.unknown", "There is no conflict %s of %s. Nothing was recorded.", d.Conflict, c.Convening)),
			when(s.Has(d.Conflict) && !s.Open(d.Conflict), refuse(ErrRefused, "conflict.resolved-already", "That conflict is resolved already. Nothing was recorded.")),
			stated("resolution", d.Resolution), why(d.Grounds))
	})
}

func (c ResolveConflict) Say(Refs) events.Payload { return c.Resolved }

func streamsOf(kind string, ids ...*string) (streams []events.Stream) {
	for _, id := range ids {
		if id != nil {
			streams = append(streams, events.Stream{Kind: kind, ID: *id})
		}
	}
	return streams
}

// or is a text, "" where it was not stated.
func or(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}
