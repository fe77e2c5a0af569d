package main

import (
	"context"

	"ahd/services/recording"
)

type recordConfirm struct {
	onCommitment
}

// Run records.
func (r *recordConfirm) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "confirm", recording.ConfirmCommitment{ID: r.id(), Basis: "checked-by-hand"})
}

type recordAssign struct {
	onCommitment
	Party string `required:"" placeholder:"ID" help:"The organisation."`
}

// Run records.
func (r *recordAssign) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "assign", recording.AssignCommitment{ID: r.id(), Party: r.Party})
}

type recordOperationalise struct {
	onCommitment
	Party      *string `placeholder:"ID" help:"The organisation that answers, unless it is named already."`
	Due        *string `placeholder:"DAY" help:"The due day, such as 2027-06-30."`
	ReviewDays *int    `placeholder:"N" help:"Or days between one word and the next; 90 is usual."`
}

// Run records.
func (r *recordOperationalise) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "operationalise", recording.OperationaliseCommitment{On: r.on(), Party: r.Party, Due: r.Due, ReviewDays: r.ReviewDays})
}

type recordDue struct {
	onCommitment
	Due string `required:"" placeholder:"DAY" help:"The day, such as 2027-06-30. It is itself still in time."`
}

// Run records.
func (r *recordDue) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "due", recording.SetDueDate{ID: r.id(), Due: r.Due})
}

type recordReviseDue struct {
	why
	Due string `required:"" placeholder:"DAY" help:"The day, such as 2027-06-30."`
}

// Run records.
func (r *recordReviseDue) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "revise-due", recording.ReviseDueDate{On: r.on(), Due: r.Due, Reason: clean(r.Reason)})
}

type recordReview struct {
	onCommitment
	Days int `required:"" placeholder:"N" help:"Days between one word and the next."`
}

// Run records.
func (r *recordReview) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "review", recording.SetReviewInterval{ID: r.id(), Days: r.Days})
}

type recordRespond struct {
	onCommitment
	Response  string  `required:"" placeholder:"R" help:"accepted, accepted_in_part, noted or rejected."`
	Source    string  `required:"" placeholder:"ID" help:"The source that says so."`
	Effective *string `placeholder:"DATE" help:"When it answered: 2026-10-31, 2026-10, 2026, 2026-10?. Not stated if left out."`
}

// Run records.
func (r *recordRespond) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "respond", recording.RecordResponse{On: r.on(), Response: r.Response, Source: r.Source, Effective: r.Effective})
}

type recordSmart struct {
	onCommitment
	Specific   bool `help:"It says what is to be done."`
	Measurable bool `help:"It can be measured."`
	Achievable bool `help:"It can be done."`
	Relevant   bool `help:"It matters."`
	TimeBound  bool `help:"It says until when."`
}

// Run records.
func (r *recordSmart) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "smart", recording.RateSmart{
		On: r.on(), Specific: r.Specific, Measurable: r.Measurable, Achievable: r.Achievable, Relevant: r.Relevant, TimeBound: r.TimeBound,
	})
}

type recordVerifiable struct {
	why
	Verifiable string `required:"" enum:"true,false" placeholder:"true|false" help:"true or false."`
}

// Run records.
func (r *recordVerifiable) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "verifiable", recording.JudgeVerifiability{On: r.on(), Verifiable: r.Verifiable == "true", Reason: clean(r.Reason)})
}

type recordCorrect struct {
	why
	Field string  `required:"" placeholder:"FIELD" help:"text, kind, pillar, address, note, issued_by, addressee_stated, geography_stated or verifiable_note."`
	Value *string `placeholder:"TEXT" help:"What it should be. Left out: not stated."`
}

// Run records.
func (r *recordCorrect) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "correct", recording.CorrectCommitment{On: r.on(), Field: r.Field, Value: clean(r.Value), Reason: clean(r.Reason)})
}

type recordSuspend struct {
	why
}

// Run records.
func (r *recordSuspend) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "suspend", recording.SuspendCommitment{Reasoned: r.reasoned()})
}

type recordResume struct {
	why
}

// Run records.
func (r *recordResume) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "resume", recording.ResumeCommitment{Reasoned: r.reasoned()})
}

type recordWithdraw struct {
	why
}

// Run records.
func (r *recordWithdraw) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "withdraw", recording.WithdrawCommitment{Reasoned: r.reasoned()})
}

type recordReject struct {
	why
}

// Run records.
func (r *recordReject) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "reject", recording.RejectCommitment{Reasoned: r.reasoned()})
}

type recordSupersede struct {
	why
	By string `required:"" placeholder:"ID" help:"The commitment that takes its place."`
}

// Run records.
func (r *recordSupersede) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "supersede", recording.SupersedeCommitment{Reasoned: r.reasoned(), By: r.By})
}
