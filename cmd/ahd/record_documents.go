package main

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/importing"
	"ahd.example/ahd/services/recording"
)

type recordAttach struct {
	several
	Confirmed  bool     `help:"What was warned about in the text is harmless."`
	Instrument string   `required:"" placeholder:"ID" help:"The declaration or set of recommendations."`
	Source     string   `required:"" placeholder:"ID" help:"An id for the text as a source; without --file, that of a source which is in the register."`
	File       string   `placeholder:"FILE" help:"The text itself, UTF-8, of at most 4 MB. It is kept byte for byte."`
	Title      *string  `placeholder:"TEXT" help:"Its title."`
	Publisher  *string  `placeholder:"TEXT" help:"Who published it."`
	Published  *string  `placeholder:"DATE" help:"When: 2026-10-31, 2026-10, 2026."`
	Clause     []string `sep:"none" placeholder:"ADDRESS=TEXT" help:"A clause, word for word: “clause-1=We will …”; may be given again. Left out: the numbered paragraphs are the clauses, from clause-1."`
	Item       []string `sep:"none" placeholder:"ADDRESS=ID" help:"The commitment that a clause words: clause-1=cm-a1; may be given again. Left out: the one that the register has there, or a new one."`
	Kind       string   `placeholder:"KIND" help:"What kind of commitment the clauses are: declaration, recommendation. Left out: what the instrument is."`
	DryRun     bool     `help:"Show the clauses and what becomes of each, and record nothing."`
}

// Run records, or shows what it would record.
func (r *recordAttach) Run(ctx context.Context, p *program, c *cli) error {
	fields, err := r.fields(c)
	if err != nil {
		return err
	}
	document, err := r.take(ctx, p, c, api.ImportArgs{What: "attach", Confirmed: r.Confirmed, DryRun: r.DryRun}, fields, false)
	if err != nil {
		return err
	}
	if r.DryRun {
		return taking{Confirmed: r.Confirmed, DryRun: true}.told(p.Print(document, p.clauses), document)
	}
	return errors.Join(p.Print(document, p.tallied), r.receipts(ctx, p, c, document))
}

func (r *recordAttach) fields(c *cli) (fields api.AttachArgs, err error) {
	fields = api.AttachArgs{Instrument: r.Instrument, Archived: r.File == "", Title: clean(r.Title), Kind: r.Kind, Items: map[string]string{}}
	fields.Text.ID = r.Source
	if r.File != "" {
		fields.Text, err = readText(c, r.File, importing.Source{ID: r.Source, Title: r.Title, Publisher: r.Publisher, Published: r.Published})
		if err != nil {
			return fields, err
		}
	}
	for _, clause := range r.Clause {
		address, words, err := pair("--clause", clause)
		if err != nil {
			return fields, err
		}
		fields.Clauses = append(fields.Clauses, api.NamedClause{Address: address, Text: words})
	}
	for _, item := range r.Item {
		address, commitment, err := pair("--item", item)
		if err != nil {
			return fields, err
		}
		fields.Items[address] = commitment
	}
	return fields, nil
}

// pair cuts “address=value”.
func pair(flag, typed string) (address, value string, err error) {
	address, value, both := strings.Cut(typed, "=")
	address, value = rule.Clean(address), rule.Clean(value)
	if !both || address == "" || value == "" {
		err = api.Usage("After " + flag + " stands an address, “=” and what is there: clause-1=… Nothing was recorded.")
	}
	return address, value, err
}

// becomes are the words for what is made of a clause.
var becomes = map[string]string{
	importing.Captured: "a new commitment", importing.Worded: "its wording becomes known",
	importing.Corroborated: "says the same", importing.Told: "recorded of it already",
}

// clauses prints the clauses that were found.
func (p *program) clauses(document json.RawMessage) error {
	var found api.Attached
	if err := json.Unmarshal(document, &found); err != nil {
		return err
	}
	for _, clause := range found.Clauses {
		p.Line("%s, bytes %d to %d: %s, %s", clause.Address, clause.Bytes[0], clause.Bytes[1], clause.Item, becomes[clause.Becomes])
		p.Line("    %s", p.Shortened(clause.Quote, 4))
	}
	return p.tallied(document)
}

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

type recordErase struct {
	envelope
	Commitment string  `placeholder:"ID" help:"The commitment."`
	Text       string  `placeholder:"UUID/FIELD" help:"The text: the command id of its event, a slash, and the field; “UUID/document” for a file."`
	Basis      string  `placeholder:"BASIS" help:"victim-data, consent-withdrawn, court-order or mistake."`
	Reason     *string `placeholder:"TEXT" help:"Why, in a few words."`
	Yes        bool    `help:"Do not ask: what is erased does not come back."`
	List       bool    `help:"List the texts and documents that are here, with what can be erased and what cannot; of one commitment or of all. Records nothing."`
}

// Run records, once somebody said that they mean it, or lists what there is.
func (r *recordErase) Run(ctx context.Context, p *program, c *cli) error {
	if r.List {
		return p.show(ctx, c, "erasable", api.ErasableArgs{Commitment: r.Commitment}, func(document json.RawMessage) error {
			return p.Table([]string{"kind", "id", "event", "erasable", "text"}, document)
		})
	}
	if r.Commitment == "" || r.Text == "" || r.Basis == "" {
		return api.Usage("Say what is erased and why it may be: --commitment, --text and --basis; --list shows what there is. Nothing was recorded.")
	}
	if !r.Yes && !p.Confirms("This text is erased for good, here and in every copy that this register keeps of it. Type “yes” to go on: ") {
		return recording.Refuse(rule.ErrRefused, "erase.unconfirmed",
			"What is erased does not come back, so it is erased only when somebody at a terminal types “yes”, or with --yes. Nothing was recorded, and nothing was erased.")
	}
	return r.send(ctx, p, c, "erase", commitment.EraseText{On: commitment.On{ID: r.Commitment}, Text: r.Text, Basis: r.Basis, Reason: clean(r.Reason)})
}
