package main

import (
	"context"

	"ahd/services/commands/commitment"

	"ahd/services/api"
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
	document := commitment.Documented{
		ID: r.about(), Kind: r.Kind, Report: r.Report, Description: clean(r.Description), Effective: r.Effective, Supersedes: r.Supersedes, Informant: r.Informant,
	}
	switch {
	case (r.URL == "") == (r.File == ""):
		return api.Usage("Give one address (--url) or one file (--file). Nothing was recorded.")
	case r.File == "" && (r.Visibility == "" || r.Visibility == "public"):
		return r.send(ctx, p, c, "evidence", commitment.LinkEvidence{URL: r.URL, Documented: document})
	}
	return r.send(ctx, p, c, "deposit", api.DepositArgs{Documented: document, Path: r.File, URL: r.URL, Visibility: r.Visibility})
}
