package source

import (
	"slices"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/events/source"
	"ahd.example/ahd/services/commands/rule"
)

// AssertRating asks to record how a place was rated, as a source tells it.
type AssertRating struct {
	Source string                `json:"source" is:"self"`
	Rating events.RatingAsserted `json:"rating"`
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

// RatingTyped is how a place was rated, as it is typed.
type RatingTyped struct {
	rule.Quoted
	Scheme string `required:"true" placeholder:"SCHEME" doc:"Whose rating: tip-tier."`
	Year   int    `required:"true" placeholder:"YEAR" doc:"Of which year."`
	Place  string `required:"true" placeholder:"CODE" doc:"Of which place: PK."`
	Rating string `is:"words" required:"true" placeholder:"TEXT" doc:"The rating, as the scheme names it: Tier 2."`
}

func (t RatingTyped) Fields() (any, error) {
	quote, err := t.Asked()
	return QuotedRating{AssertRating{t.Source, events.RatingAsserted{
		Scheme: t.Scheme, Year: t.Year, Place: t.Place, Rating: t.Rating, Bytes: quote.Bytes,
	}}, t.Quote}, err
}

// QuotedRating is a rating with the words of the source that say so. Its event keeps only
// where they stand.
type QuotedRating struct {
	AssertRating
	Quote string `json:"quote"`
}
