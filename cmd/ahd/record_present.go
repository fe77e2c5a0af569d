package main

import (
	"context"
	"strconv"
	"strings"

	"ahd/events"
	"ahd/events/cause"
	"ahd/services/recording"
)

// quoted is a sentence of a source, as it is typed: where it stands is looked up by
// whoever holds the archived texts.
type quoted struct {
	Source string `required:"" placeholder:"ID" help:"The source."`
	Quote  string `required:"" placeholder:"TEXT" help:"Its own words, exactly as they stand there."`
	Bytes  string `placeholder:"FROM-TO" help:"Which bytes of the source are meant, where the words stand there more than once. Left out: the first place."`
}

// asked is the quote, without the place unless that was named.
func (q quoted) asked() (events.Quote, error) {
	quote := events.Quote{Source: q.Source, Quote: q.Quote}
	if q.Bytes == "" {
		return quote, nil
	}
	from, to, _ := strings.Cut(q.Bytes, "-")
	for i, typed := range []string{from, to} {
		n, err := strconv.ParseInt(typed, 10, 64)
		if err != nil || n < 0 || i == 1 && n <= quote.Bytes[0] {
			return quote, cause.Of(recording.Refuse(recording.ErrMalformed, "bytes", "The place is written as two numbers, such as 842-876: the first byte, and the one after the last. Nothing was recorded."), err)
		}
		quote.Bytes[i] = n
	}
	return quote, nil
}

type recordParticipation struct {
	onConvening
	quoted
	Called        *string `placeholder:"TEXT" help:"The name, only of an office holder whom the source names in public. Never of a victim."`
	RoleStated    *string `placeholder:"TEXT" help:"The office, in the words of the source: Director General of FIA."`
	ConveningRole *string `placeholder:"TEXT" help:"As what the person took part: speaker, guest of honour."`
}

// Run records.
func (r *recordParticipation) Run(ctx context.Context, p *program, c *cli) error {
	quote, err := r.asked()
	if err != nil {
		return err
	}
	return r.send(ctx, p, c, "participation", recording.RecordParticipation{Convening: r.Convening, Participation: events.ParticipationRecorded{
		Quote: quote, Name: clean(r.Called), RoleStated: clean(r.RoleStated), ConveningRole: clean(r.ConveningRole),
	}})
}

type recordSamePerson struct {
	onConvening
	grounds
	Participation string `required:"" placeholder:"ID" help:"The participation, by its id, such as p-0f3a5c7e9b1d2f40."`
	SameAs        string `required:"" placeholder:"ID" help:"Another participation of the same person, at any meeting."`
}

// Run records.
func (r *recordSamePerson) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "same-person", recording.IdentifyParticipants{
		Meeting: r.meeting(), Participation: r.Participation, SameAs: r.SameAs, Grounds: r.words(),
	})
}

type recordFigure struct {
	onConvening
	quoted
	ID            string   `required:"" name:"id" placeholder:"ID" help:"An id for the figure."`
	Claim         string   `required:"" placeholder:"TEXT" help:"What is claimed, in a sentence."`
	Value         *string  `placeholder:"N" help:"The number, as stated: 1/3, 3300000."`
	Unit          *string  `placeholder:"TEXT" help:"Of what: victims, years."`
	Scope         *string  `placeholder:"SCOPE" help:"Where it holds: PK, world, or a conference."`
	Period        *string  `placeholder:"TEXT" help:"For when."`
	AttributedTo  *string  `placeholder:"TEXT" help:"Who is said to have said it."`
	Note          *string  `placeholder:"TEXT" help:"What else there is to say."`
	ConflictsWith []string `placeholder:"ID" help:"A figure that it contradicts; may be given again."`
}

// Run records.
func (r *recordFigure) Run(ctx context.Context, p *program, c *cli) error {
	quote, err := r.asked()
	if err != nil {
		return err
	}
	return r.send(ctx, p, c, "figure", recording.AssertFigure{Convening: r.Convening, Figure: events.FigureAsserted{
		Figure: r.ID, Claim: recording.Clean(r.Claim), Quote: quote, Value: clean(r.Value), Unit: clean(r.Unit), Scope: clean(r.Scope), Period: clean(r.Period),
		AttributedTo: clean(r.AttributedTo), Note: clean(r.Note), ConflictsWith: all(r.ConflictsWith),
	}})
}
