package main

import (
	"context"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"ahd/cmd/ahd/verbs"
	"ahd/services/recording"
)

// recordCommand records one thing.
type recordCommand struct {
	Progress recordProgress `cmd:"" help:"What an organisation says of its own progress.\n\nExample:\n\n    ahd record progress --commitment cm-b1 --state in_progress --effective 2026-10"`
	Evidence recordEvidence `cmd:"" help:"A document that bears on a commitment.\n\nExample:\n\n    ahd record evidence --commitment cm-b1 --url https://example.org/report"`
	Assign   recordAssign   `cmd:"" help:"Which organisation answers for a commitment.\n\nExample:\n\n    ahd record assign --commitment cm-b1 --party fia"`
	Due      recordDue      `cmd:"" help:"By which day a commitment is to be kept.\n\nExample:\n\n    ahd record due --commitment cm-b1 --due 2027-06-30"`
	Review   recordReview   `cmd:"" help:"How often a commitment is to be heard of.\n\nExample:\n\n    ahd record review --commitment cm-b1 --days 90"`
}

// envelope is what every command that records can be given.
type envelope struct {
	asking
	OnBehalfOf string `placeholder:"PARTY" help:"Organisation for which this is entered."`
	CommandID  string `name:"command-id" placeholder:"UUID" help:"Id of this command. The same id twice is recorded once; made up if left out."`
}

// send has one command recorded.
func (e envelope) send(ctx context.Context, p *program, c *cli, what string, command recording.Command) error {
	encoded, err := json.Marshal(command)
	if err != nil {
		return err
	}
	document, err := p.ask(ctx, c, "record", verbs.RecordArgs{
		What: what, CommandID: strings.ToLower(e.CommandID), As: e.As, Role: e.Role, OnBehalfOf: e.OnBehalfOf, Command: encoded,
	}, false) // what is recorded here is about something that is there already
	if err != nil {
		return err
	}
	return p.print(document, p.recorded)
}

type recordProgress struct {
	envelope
	Commitment string  `required:"" placeholder:"ID" help:"The commitment."`
	State      string  `required:"" placeholder:"STATE" help:"planning, in_progress, stalled or reported_complete."`
	Narrative  *string `placeholder:"TEXT" help:"What happened, in a few sentences. No names of victims."`
	Effective  *string `placeholder:"DATE" help:"When it happened: 2026-10-31, 2026-10, 2026, 2026-10?. Not stated if left out."`
}

// Run records.
func (r *recordProgress) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "progress", recording.ReportProgress{
		ID: r.Commitment, State: r.State, Narrative: clean(r.Narrative), Effective: r.Effective,
	})
}

type recordEvidence struct {
	envelope
	Commitment  string  `required:"" placeholder:"ID" help:"The commitment."`
	URL         string  `name:"url" required:"" placeholder:"URL" help:"Address of the document."`
	Kind        string  `default:"supports" placeholder:"KIND" help:"supports, contradicts, mixed or context."`
	Report      *string `placeholder:"UUID" help:"The progress report that it belongs to, by its command id."`
	Description *string `placeholder:"TEXT" help:"What it shows."`
	Effective   *string `placeholder:"DATE" help:"Of which day it speaks. Not stated if left out."`
}

// Run records.
func (r *recordEvidence) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "evidence", recording.LinkEvidence{
		ID: r.Commitment, URL: r.URL, Kind: r.Kind, Report: r.Report, Description: clean(r.Description), Effective: r.Effective,
	})
}

type recordAssign struct {
	envelope
	Commitment string `required:"" placeholder:"ID" help:"The commitment."`
	Party      string `required:"" placeholder:"ID" help:"The organisation."`
}

// Run records.
func (r *recordAssign) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "assign", recording.AssignCommitment{ID: r.Commitment, Party: r.Party})
}

type recordDue struct {
	envelope
	Commitment string `required:"" placeholder:"ID" help:"The commitment."`
	Due        string `required:"" placeholder:"DAY" help:"The day, such as 2027-06-30. It is itself still in time."`
}

// Run records.
func (r *recordDue) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "due", recording.SetDueDate{ID: r.Commitment, Due: r.Due})
}

type recordReview struct {
	envelope
	Commitment string `required:"" placeholder:"ID" help:"The commitment."`
	Days       int    `required:"" placeholder:"N" help:"Days between one word and the next."`
}

// Run records.
func (r *recordReview) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "review", recording.SetReviewInterval{ID: r.Commitment, Days: r.Days})
}

// clean is typed text as it is kept; blank text was not typed. Text that is not
// UTF-8 was refused before.
func clean(typed *string) *string {
	if typed == nil || !utf8.ValidString(*typed) {
		return typed
	}
	if words := recording.Clean(*typed); words != "" {
		return &words
	}
	return nil
}
