package convening

import (
	"slices"
	"strings"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/convening"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// RecordConflict asks to record that what is said cannot all be true.
type RecordConflict struct {
	Meeting
	Conflict events.ConflictRecorded `json:"conflict"`
}

func (c RecordConflict) Decide(state fold.State, who rule.Who, _ time.Time) error {
	d := c.Conflict
	return c.keeps(state, who, "record what cannot all be true", func(s convening.State) error {
		figure, isFigure := strings.CutPrefix(d.About, "figure/")
		return rule.First(rule.ValidID("conflict", d.Conflict), rule.Stated("about", d.About), rule.Why(d.Grounds),
			rule.When(len(d.Alternatives) < 2, rule.Refuse(rule.ErrMalformed, "alternatives", "A conflict has two alternatives or more. Nothing was recorded.")),
			rule.When(isFigure && !slices.Contains(s.Figures, figure), rule.Refuse(rule.ErrUnknown, "figure.unknown", "There is no figure %s of %s. Nothing was recorded.", figure, c.Convening)),
			rule.When(s.Has(d.Conflict), rule.Refuse(rule.ErrRefused, "conflict.recorded-already", "The meeting %s has %s already. Nothing was recorded.", c.Convening, d.Conflict)))
	})
}

func (c RecordConflict) Say(rule.Refs) events.Payload { return c.Conflict }

// ResolveConflict asks to record which of the alternatives the register goes by.
type ResolveConflict struct {
	Meeting
	Resolved events.ConflictResolved `json:"resolved"`
}

func (c ResolveConflict) Decide(state fold.State, who rule.Who, _ time.Time) error {
	d := c.Resolved
	return c.keeps(state, who, "resolve what cannot all be true", func(s convening.State) error {
		return rule.First(
			rule.When(!s.Has(d.Conflict), rule.Refuse(rule.ErrUnknown, "conflict.unknown", "There is no conflict %s of %s. Nothing was recorded.", d.Conflict, c.Convening)),
			rule.When(s.Has(d.Conflict) && !s.Open(d.Conflict), rule.Refuse(rule.ErrRefused, "conflict.resolved-already", "That conflict is resolved already. Nothing was recorded.")),
			rule.Stated("resolution", d.Resolution), rule.Why(d.Grounds))
	})
}

func (c ResolveConflict) Say(rule.Refs) events.Payload { return c.Resolved }

// ConflictTyped is a conflict as it is typed.
type ConflictTyped struct {
	Meeting
	rule.Grounded
	ID          string   `name:"id" required:"true" placeholder:"ID" doc:"An id for the conflict."`
	About       string   `is:"words" required:"true" placeholder:"WHAT" doc:"date, place, title, figure/<id>, …"`
	Alternative []string `is:"words" required:"true" sep:"none" placeholder:"TEXT" doc:"What is said; given twice or more."`
}

func (t ConflictTyped) Fields() (any, error) {
	return RecordConflict{t.Meeting, events.ConflictRecorded{Conflict: t.ID, About: t.About, Alternatives: t.Alternative, Grounds: t.Reason}}, nil
}

// ResolveTyped is what the register goes by, as it is typed.
type ResolveTyped struct {
	Meeting
	rule.Grounded
	Conflict   string `required:"true" placeholder:"ID" doc:"The conflict."`
	Resolution string `is:"words" required:"true" placeholder:"TEXT" doc:"What the register goes by: one of the alternatives, or what else turned out."`
}

func (t ResolveTyped) Fields() (any, error) {
	return ResolveConflict{t.Meeting, events.ConflictResolved{Conflict: t.Conflict, Resolution: t.Resolution, Grounds: t.Reason}}, nil
}
