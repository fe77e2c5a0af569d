package main

import (
	"context"

	"ahd/services/api"
	"ahd/services/recording"
)

type recordEvidence struct {
	onCommitment
	URL         string  `name:"url" placeholder:"URL" help:"Address of the document."`
	File        string  `type:"path" placeholder:"FILE" help:"Or the document itself: PDF, JPEG, PNG, DOCX, XLSX, ODT, text or CSV, at most 20 MB. Pictures lose place and camera; other files keep what is in them."`
	Visibility  string  `placeholder:"V" help:"public or restricted. Left out: a file is restricted, an address public."`
	Kind        string  `default:"supports" placeholder:"KIND" help:"supports, contradicts, mixed or context."`
	Report      *string `placeholder:"UUID" help:"The progress report that it belongs to, by its command id."`
	Description *string `placeholder:"TEXT" help:"What it shows."`
	Supersedes  *string `placeholder:"UUID" help:"The document of which this is a new version, by its command id."`
	Effective   *string `placeholder:"DATE" help:"Of which day it speaks. Not stated if left out."`
	Informant   *string `placeholder:"withheld" help:"withheld, where it comes from somebody who must not be known: the record then names neither them nor you."`
}

// Run records. A document is linked by its public address, or deposited.
func (r *recordEvidence) Run(ctx context.Context, p *program, c *cli) error {
	document := recording.Documented{
		ID: r.id(), Kind: r.Kind, Report: r.Report, Description: clean(r.Description), Effective: r.Effective, Supersedes: r.Supersedes, Informant: r.Informant,
	}
	switch {
	case (r.URL == "") == (r.File == ""):
		return api.Usage("Give one address (--url) or one file (--file). Nothing was recorded.")
	case r.File == "" && (r.Visibility == "" || r.Visibility == "public"):
		return r.send(ctx, p, c, "evidence", recording.LinkEvidence{URL: r.URL, Documented: document})
	}
	return r.send(ctx, p, c, "deposit", api.DepositArgs{Documented: document, Path: r.File, URL: r.URL, Visibility: r.Visibility})
}

type recordRetractEvidence struct {
	why
	Evidence string `required:"" placeholder:"UUID" help:"The document, by its command id."`
}

// Run records.
func (r *recordRetractEvidence) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "retract-evidence", recording.RetractEvidence{Reasoned: r.reasoned(), Evidence: r.Evidence})
}

type recordAssess struct {
	onCommitment
	Level      string   `required:"" placeholder:"LEVEL" help:"no_evidence, not_started, limited, substantial, complete or regressed."`
	Confidence string   `required:"" placeholder:"C" help:"high, medium or low."`
	Method     string   `required:"" placeholder:"M" help:"Method and version: ahd-1."`
	Rationale  *string  `required:"" placeholder:"TEXT" help:"What the finding rests on."`
	Considered []string `placeholder:"UUID" help:"A document that was considered, by its command id; may be given again."`
	Effective  *string  `placeholder:"DATE" help:"The day for which it was found. Not stated if left out."`
}

// Run records.
func (r *recordAssess) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "assess", recording.AssessCommitment{
		On: r.on(), Level: r.Level, Confidence: r.Confidence, Method: r.Method, Rationale: clean(r.Rationale), Considered: r.Considered, Effective: r.Effective,
	})
}

type recordClose struct {
	onCommitment
	Outcome string  `required:"" placeholder:"OUTCOME" help:"implemented or not_implemented."`
	Reason  *string `placeholder:"TEXT" help:"Why; needed where it was not implemented."`
}

// Run records.
func (r *recordClose) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "close", recording.CloseCommitment{
		Reasoned: recording.Reasoned{On: r.on(), Reason: clean(r.Reason)}, Outcome: r.Outcome,
	})
}

type recordReopen struct {
	why
}

// Run records.
func (r *recordReopen) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "reopen", recording.ReopenCommitment{Reasoned: r.reasoned()})
}

type recordDispute struct {
	onCommitment
	Claim     string   `required:"" placeholder:"CLAIM" help:"not_implemented, partly_implemented or implemented."`
	Statement *string  `required:"" placeholder:"TEXT" help:"What is said. No names of victims."`
	URL       *string  `name:"url" placeholder:"URL" help:"Address of a document that says so."`
	Evidence  []string `placeholder:"UUID" help:"A document that is here already, by its command id; may be given again."`
	Informant *string  `placeholder:"withheld" help:"withheld, where somebody says it who must not be known. Who that is is kept nowhere, and the record does not name you either: administrators can look it up (ahd intake)."`
	Effective *string  `placeholder:"DATE" help:"When it happened: 2026-10-31, 2026-10, 2026, 2026-10?. Not stated if left out."`
}

// Run records.
func (r *recordDispute) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "dispute", recording.DisputeProgress{
		On: r.on(), Claim: r.Claim, Statement: clean(r.Statement), URL: r.URL, Evidence: r.Evidence, Informant: r.Informant, Effective: r.Effective,
	})
}

type recordHideDispute struct {
	why
	Dispute string `required:"" placeholder:"UUID" help:"The dispute, by its command id."`
}

// Run records.
func (r *recordHideDispute) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "hide-dispute", recording.HideDispute{Reasoned: r.reasoned(), Dispute: r.Dispute})
}
