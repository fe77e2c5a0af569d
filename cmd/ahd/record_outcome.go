package main

import (
	"context"

	"ahd/events"
	"ahd/services/api"
	"ahd/services/recording"
)

type recordInstrument struct {
	envelope
	ID           string  `required:"" name:"id" placeholder:"ID" help:"An id for it."`
	Kind         string  `required:"" placeholder:"KIND" help:"declaration, recommendations or outcome."`
	Convening    string  `required:"" placeholder:"ID" help:"The conference or meeting."`
	WorkingGroup *string `placeholder:"ID" help:"The working group that it comes from."`
	Title        *string `placeholder:"TEXT" help:"Its title."`
	Note         *string `placeholder:"TEXT" help:"What else there is to say."`
}

// Run records. Its wording is attached by another command.
func (r *recordInstrument) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "instrument", recording.RecordInstrument{ID: r.ID, Kind: r.Kind, Instrument: events.Instrument{
		Clauses: []events.Clause{}, Convening: r.Convening, WorkingGroup: r.WorkingGroup, Title: clean(r.Title), Note: clean(r.Note),
	}})
}

type recordSignatory struct {
	envelope
	Instrument string  `required:"" placeholder:"ID" help:"The declaration or set of recommendations."`
	Party      string  `required:"" placeholder:"ID" help:"The organisation that signed or adopted it."`
	Effective  *string `placeholder:"DATE" help:"When: 2026-10-31, 2026-10, 2026. Not stated if left out."`
	Source     *string `placeholder:"ID" help:"The source that says so."`
}

// Run records.
func (r *recordSignatory) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "signatory", recording.RecordSignatory{Instrument: r.Instrument, Signatory: events.SignatoryRecorded{
		Party: r.Party, Effective: r.Effective, Source: r.Source,
	}})
}

type recordRating struct {
	envelope
	quoted
	Scheme string `required:"" placeholder:"SCHEME" help:"Whose rating: tip-tier."`
	Year   int    `required:"" placeholder:"YEAR" help:"Of which year."`
	Place  string `required:"" placeholder:"CODE" help:"Of which place: PK."`
	Rating string `required:"" placeholder:"TEXT" help:"The rating, as the scheme names it: Tier 2."`
}

// Run records.
func (r *recordRating) Run(ctx context.Context, p *program, c *cli) error {
	quote, err := r.asked()
	if err != nil {
		return err
	}
	return r.send(ctx, p, c, "rating", api.RatingArgs{Quote: r.Quote, AssertRating: recording.AssertRating{Source: r.Source, Rating: events.RatingAsserted{
		Scheme: r.Scheme, Year: r.Year, Place: r.Place, Rating: recording.Clean(r.Rating), Bytes: quote.Bytes,
	}}})
}
