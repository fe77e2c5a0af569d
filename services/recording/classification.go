package recording

import (
	"slices"
	"strings"
	"time"

	"ahd/events"
	"ahd/events/codes"
	"ahd/events/fold"
	"ahd/events/source"
)

// ClassifyCommitment asks to record under what a commitment is found: all of it.
type ClassifyCommitment struct {
	On
	Pillar     *string
	SDGTargets []string
	Geography  []string
	Groups     []string
	Reason     *string
}

func (c ClassifyCommitment) Decide(state fold.State, who Who, _ time.Time) error {
	_, err := c.standing(state)
	pillars := []string{}
	if c.Pillar != nil {
		pillars = append(pillars, *c.Pillar)
	}
	return first(err, inList("pillar", codes.Pillars, pillars), inList("sdg-targets", codes.SDGTargets, c.SDGTargets),
		inList("geography", codes.Places, c.Geography), inList("groups", codes.Groups, c.Groups),
		required("reason", c.Reason), mayRecord(who, "classify commitments", keepers...))
}

// inList refuses a code that its list does not have.
func inList(field string, list *codes.List, values []string) error {
	for _, value := range values {
		if !list.Has(value) {
			return refuse(ErrMalformed, field, "There is no such code for %s; `ahd list codes` has all. Nothing was recorded.", strings.ReplaceAll(field, "-", " "))
		}
	}
	return nil
}

func (c ClassifyCommitment) Say(refs Refs) events.Payload {
	return events.CommitmentClassified{Pillar: c.Pillar, SDGTargets: tidy(c.SDGTargets), Geography: tidy(c.Geography), Groups: tidy(c.Groups), Reason: refs["reason"]}
}

// tidy is each value once, in order.
func tidy(values []string) []string {
	return append([]string{}, slices.Compact(slices.Sorted(slices.Values(values)))...)
}

func (c ClassifyCommitment) Typed() map[string]string { return typedField("reason", c.Reason) }

// LinkExternal asks to record that others ask for the same.
type LinkExternal struct {
	On
	External events.External
	Note     *string
}

func (c LinkExternal) Decide(state fold.State, who Who, _ time.Time) error {
	s, err := c.standing(state)
	return first(err, external(c.External),
		when(slices.Contains(s.Identified().Links, c.External.String()), refuse(ErrRefused, "link.same", "%s is linked to that already. Nothing was recorded.", c.ID)),
		mayRecord(who, "link commitments to what others ask for", keepers...))
}

func external(e events.External) error {
	return first(inList("scheme", codes.Schemes, []string{e.Scheme}),
		when(e.Year < 1990 || e.Year > 2100, refuse(ErrMalformed, "year", "The year has four digits, such as 2023. Nothing was recorded.")),
		when(e.Number == "" || len(e.Number) > 32 || strings.ContainsAny(e.Number, "/ \t\n"), refuse(ErrMalformed, "number", "The number is as the other document has it, without spaces and “/”: 4, 122.15. Nothing was recorded.")))
}

func (c LinkExternal) Say(Refs) events.Payload {
	return events.CommitmentLinked{External: c.External, Note: c.Note}
}

// UnlinkExternal asks to record that they do not.
type UnlinkExternal struct {
	On
	External events.External
	Reason   *string
}

func (c UnlinkExternal) Decide(state fold.State, who Who, _ time.Time) error {
	s, err := known(c.ID, state)
	return first(err, required("reason", c.Reason),
		when(!slices.Contains(s.Identified().Links, c.External.String()), refuse(ErrUnknown, "link.unknown", "%s is not linked to that. Nothing was recorded.", c.ID)),
		mayRecord(who, "unlink commitments", keepers...))
}

func (c UnlinkExternal) Say(refs Refs) events.Payload {
	return events.CommitmentUnlinked{External: c.External, Reason: refs["reason"]}
}

func (c UnlinkExternal) Typed() map[string]string { return typedField("reason", c.Reason) }

// AssertRating asks to record how a place was rated, as a source tells it.
type AssertRating struct {
	Source string
	Rating events.RatingAsserted
}

func (c AssertRating) Stream() events.Stream { return events.Stream{Kind: "source", ID: c.Source} }

func (c AssertRating) Decide(state fold.State, who Who, _ time.Time) error {
	d := c.Rating
	if state.Source == nil {
		return refuse(ErrUnknown, "source.unknown", "There is no source %s in the register. Nothing was recorded.", c.Source)
	}
	known := slices.Contains(state.Source.Ratings, source.Rated(d))
	return first(place("place", &d.Place), validID("scheme", d.Scheme), stated("rating", d.Rating),
		when(d.Year < 1990 || d.Year > 2100, refuse(ErrMalformed, "year", "The year has four digits, such as 2023. Nothing was recorded.")),
		when(d.Bytes[0] < 0 || d.Bytes[0] >= d.Bytes[1] || d.Bytes[1] > state.Source.Bytes, refuse(ErrMalformed, "bytes", "That is no place in the source. Nothing was recorded.")),
		when(known, refuse(ErrRefused, "rating.asserted-already", "The source %s has a rating for that year and place already. Nothing was recorded.", c.Source)),
		mayRecord(who, "record ratings", keepers...))
}

func (c AssertRating) Say(Refs) events.Payload { return c.Rating }

// AnswerQuestion asks to record what turned out.
type AnswerQuestion struct{ Answered events.QuestionAnswered }

func (c AnswerQuestion) Stream() events.Stream { return events.Register }

func (c AnswerQuestion) Decide(state fold.State, who Who, _ time.Time) error {
	return first(question(state, c.Answered.Question, true), stated("finding", c.Answered.Finding), mayRecord(who, "answer questions", keepers...))
}

// question refuses one that is not there, or not as open as it should be.
func question(state fold.State, id string, open bool) error {
	if state.Register == nil || !slices.Contains(state.Register.Questions, id) {
		return refuse(ErrUnknown, "question.unknown", "There is no question %s. Nothing was recorded.", id)
	}
	answered := slices.Contains(state.Register.Answered, id)
	return first(when(open && answered, refuse(ErrRefused, "question.answered-already", "The question %s is answered. Open it again first. Nothing was recorded.", id)),
		when(!open && !answered, refuse(ErrRefused, "question.open", "The question %s is open. Nothing was recorded.", id)))
}

func (c AnswerQuestion) Say(Refs) events.Payload { return c.Answered }

func (c AnswerQuestion) Refers() []events.Stream { return streamsOf("source", c.Answered.Source) }

// ReopenQuestion asks to record that a question is open again.
type ReopenQuestion struct {
	Question string
	Grounds  string
}

func (c ReopenQuestion) Stream() events.Stream { return events.Register }

func (c ReopenQuestion) Decide(state fold.State, who Who, _ time.Time) error {
	return first(question(state, c.Question, false), why(c.Grounds), mayRecord(who, "open questions again", keepers...))
}

func (c ReopenQuestion) Say(Refs) events.Payload {
	return events.QuestionReopened{Question: c.Question, Grounds: c.Grounds}
}
