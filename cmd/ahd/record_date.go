package main

import (
	"context"

	"ahd/events"
	"ahd/services/recording"
)

type recordDate struct {
	onConvening
	EDTF   string  `name:"edtf" required:"" placeholder:"DATE" help:"The date: 2026-11-22, 2026-11, 2023-02-27/2023-02-28, XXXX-07-30."`
	Stated *string `placeholder:"TEXT" help:"In the words of the source."`
	Source *string `placeholder:"ID" help:"The source that says so."`
	Basis  *string `placeholder:"TEXT" help:"Who says so, and where; needed unless a source is given."`
}

// Run records.
func (r *recordDate) Run(ctx context.Context, p *program, c *cli) error {
	asserted := events.ConveningDateAsserted{EDTF: r.EDTF, Stated: clean(r.Stated), Source: r.Source}
	switch basis := clean(r.Basis); {
	case basis != nil:
		asserted.Basis = *basis
	case r.Source != nil:
		asserted.Basis = "source " + *r.Source
	}
	return r.send(ctx, p, c, "date", recording.AssertDate{Meeting: r.meeting(), Asserted: asserted})
}

type recordCorrectDate struct {
	onConvening
	grounds
	EDTF *string `name:"edtf" placeholder:"DATE" help:"The date by which the register is to go. Left out: it cannot be said."`
}

// Run records.
func (r *recordCorrectDate) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "correct-date", recording.CorrectDate{Meeting: r.meeting(), EDTF: r.EDTF, Grounds: r.words()})
}

type recordConflict struct {
	onConvening
	grounds
	ID          string   `required:"" name:"id" placeholder:"ID" help:"An id for the conflict."`
	About       string   `required:"" placeholder:"WHAT" help:"date, place, title, figure/<id>, …"`
	Alternative []string `required:"" sep:"none" placeholder:"TEXT" help:"What is said; given twice or more."`
}

// Run records.
func (r *recordConflict) Run(ctx context.Context, p *program, c *cli) error {
	conflict := events.ConflictRecorded{Conflict: r.ID, About: recording.Clean(r.About), Alternatives: []string{}, Grounds: r.words()}
	for _, said := range r.Alternative {
		conflict.Alternatives = append(conflict.Alternatives, recording.Clean(said))
	}
	return r.send(ctx, p, c, "conflict", recording.RecordConflict{Meeting: r.meeting(), Conflict: conflict})
}

type recordResolve struct {
	onConvening
	grounds
	Conflict   string `required:"" placeholder:"ID" help:"The conflict."`
	Resolution string `required:"" placeholder:"TEXT" help:"What the register goes by: one of the alternatives, or what else turned out."`
}

// Run records.
func (r *recordResolve) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "resolve", recording.ResolveConflict{Meeting: r.meeting(), Resolved: events.ConflictResolved{
		Conflict: r.Conflict, Resolution: recording.Clean(r.Resolution), Grounds: r.words(),
	}})
}
