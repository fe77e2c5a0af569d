package main

import (
	"context"

	"ahd/services/recording"
)

type recordProgress struct {
	onCommitment
	State     string   `required:"" placeholder:"STATE" help:"planning, in_progress, stalled or reported_complete."`
	Narrative *string  `placeholder:"TEXT" help:"What happened, in a few sentences. No names of victims."`
	Effective *string  `placeholder:"DATE" help:"When it happened: 2026-10-31, 2026-10, 2026, 2026-10?. Not stated if left out."`
	Channel   *string  `placeholder:"CHANNEL" help:"How the word came: letter, phone, e-mail, meeting or message."`
	Milestone []string `placeholder:"ID" help:"A milestone that was met; may be given again."`
	values
}

// Run records.
func (r *recordProgress) Run(ctx context.Context, p *program, c *cli) error {
	if err := r.alone(); err != nil {
		return err
	}
	return r.send(ctx, p, c, "progress", recording.ReportProgress{
		ID: r.id(), State: r.State, Narrative: clean(r.Narrative), Effective: r.Effective, Channel: r.Channel,
		Milestones: r.Milestone, Measurements: r.measurements(),
	})
}

type recordRetract struct {
	why
	Report string `required:"" placeholder:"UUID" help:"The report, by its command id."`
}

// Run records.
func (r *recordRetract) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "retract", recording.RetractProgress{Reasoned: r.reasoned(), Report: r.Report})
}

type recordConfirmReport struct {
	onCommitment
	Report string `required:"" placeholder:"UUID" help:"The report, by its command id."`
}

// Run records.
func (r *recordConfirmReport) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "confirm-report", recording.ConfirmReport{On: r.on(), Report: r.Report})
}

type recordContestReport struct {
	why
	Report string `required:"" placeholder:"UUID" help:"The report, by its command id."`
}

// Run records.
func (r *recordContestReport) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "contest-report", recording.ContestReport{Reasoned: r.reasoned(), Report: r.Report})
}

type recordRequestUpdate struct {
	onCommitment
	Party   string `required:"" placeholder:"ID" help:"The organisation that was asked."`
	Channel string `required:"" placeholder:"CHANNEL" help:"letter, phone, e-mail, meeting or message."`
	Day     string `required:"" placeholder:"DAY" help:"When it was asked."`
}

// Run records.
func (r *recordRequestUpdate) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "request-update", recording.RequestUpdate{On: r.on(), Party: r.Party, Channel: r.Channel, Day: r.Day})
}
