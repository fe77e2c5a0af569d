package source

import (
	"slices"
	"time"

	"ahd/events"
	"ahd/events/fold"
	"ahd/events/source"
	"ahd/services/commands/rule"
)

// AssertRating asks to record how a place was rated, as a source tells it.
type AssertRating struct {
	Source string `is:"self"`
	Rating events.RatingAsserted
}

func (c AssertRating) Stream() events.Stream { return events.Stream{Kind: "source", ID: c.Source} }

func (c AssertRating) Decide(state fold.State, who rule.Who, _ time.Time) error {
	d := c.Rating
	if state.Source == nil {
		return rule.Refuse(rule.ErrUnknown, "source.unknown", "There is no source %s in the register. Nothing was recorded.", c.Source)
	}
	known := slices.Contains(state.Source.Ratings, source.Rated(d))
	return rule.First(rule.Place("place", &d.Place), rule.ValidID("scheme", d.Scheme), rule.Stated("rating", d.Rating),
		rule.When(d.Year < 1990 || d.Year > 2100, rule.Refuse(rule.ErrMalformed, "year", "The year has four digits, such as 2023. Nothing was recorded.")),
		rule.When(d.Bytes[0] < 0 || d.Bytes[0] >= d.Bytes[1] || d.Bytes[1] > state.Source.Bytes, rule.Refuse(rule.ErrMalformed, "bytes", "That is no place in the source. Nothing was recorded.")),
		rule.When(known, rule.Refuse(rule.ErrRefused, "rating.asserted-already", "The source %s has a rating for that year and place already. Nothing was recorded.", c.Source)),
		rule.MayRecord(who, "record ratings", rule.Keepers...))
}

func (c AssertRating) Say(rule.Refs) events.Payload { return c.Rating }
