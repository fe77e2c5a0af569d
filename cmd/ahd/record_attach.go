package main

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"ahd/services/commands/rule"

	"ahd/services/api"
	"ahd/services/importing"
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
