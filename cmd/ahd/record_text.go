package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"

	"ahd.example/ahd/services/commands/rule"

	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/importing"
)

// readText reads a file that is to become a source, with what is said of it.
func readText(c *cli, path string, about importing.Source) (importing.Text, error) {
	content, err := c.readForRecord(path, importing.MaxSource)
	about.File = rule.Clean(filepath.Base(path))
	about.Title, about.Byline, about.Publisher, about.Note = clean(about.Title), clean(about.Byline), clean(about.Publisher), clean(about.Note)
	return importing.Text{Source: about, Content: content}, err
}

// several is a command that may record several events.
type several struct {
	asking
	Receipt string `group:"who" placeholder:"FILE" help:"Write the receipt there; where several events are recorded, one for each, as FILE.NUMBER."`
}

// receipts writes a receipt for each event that was recorded now.
func (s several) receipts(ctx context.Context, p *program, c *cli, document json.RawMessage) error {
	if s.Receipt == "" {
		return nil
	}
	var tally importing.Tally
	if err := json.Unmarshal(document, &tally); err != nil {
		return err
	}
	if len(tally.Sequences) == 0 {
		p.Note("Nothing was recorded now, so there is no receipt.")
	}
	for _, sequence := range tally.Sequences {
		path := s.Receipt
		if len(tally.Sequences) > 1 {
			path = fmt.Sprintf("%s.%d", path, sequence)
		}
		if err := p.writeReceipt(ctx, c, sequence, path); err != nil {
			return err
		}
	}
	return nil
}

type recordSource struct {
	several
	Confirmed bool    `help:"What was warned about in the text is harmless."`
	ID        string  `required:"" name:"id" placeholder:"ID" help:"An id for it, such as source-005."`
	File      string  `required:"" placeholder:"FILE" help:"The text itself, UTF-8, of at most 4 MB. It is kept byte for byte."`
	Title     *string `placeholder:"TEXT" help:"Its title."`
	Byline    *string `placeholder:"TEXT" help:"Who wrote it."`
	Publisher *string `placeholder:"TEXT" help:"Who published it."`
	Published *string `placeholder:"DATE" help:"When: 2026-10-31, 2026-10, 2026."`
	Note      *string `placeholder:"TEXT" help:"What else there is to say."`
}

// Run records. The text can be read by everybody who can read the register.
func (r *recordSource) Run(ctx context.Context, p *program, c *cli) error {
	text, err := readText(c, r.File, importing.Source{
		ID: r.ID, Title: r.Title, Byline: r.Byline, Publisher: r.Publisher, Published: r.Published, Note: r.Note,
	})
	if err != nil {
		return err
	}
	document, err := r.take(ctx, p, c, api.ImportArgs{What: "source", Confirmed: r.Confirmed}, text, false)
	if err != nil {
		return err
	}
	return errors.Join(p.Print(document, p.tallied), r.receipts(ctx, p, c, document))
}

type recordCapture struct {
	several
	Confirmed       bool     `help:"What was warned about in the text is harmless."`
	ID              string   `required:"" name:"id" placeholder:"ID" help:"An id for it, such as cm-z1."`
	Convening       string   `required:"" placeholder:"ID" help:"The conference or meeting."`
	Kind            string   `required:"" placeholder:"KIND" help:"declaration, recommendation, call, pledge, objective, activity, collective-statement; recommendation-text-missing or outcome-text-missing while its wording is not known."`
	Source          []string `required:"" placeholder:"ID" help:"The source of the quotes; or one for each quote, in their order."`
	Quote           []string `required:"" sep:"none" placeholder:"TEXT" help:"A sentence that it stands on, word for word; may be given again."`
	Text            *string  `placeholder:"TEXT" help:"What is to be done, in a sentence; the first quote if left out."`
	Instrument      *string  `placeholder:"ID" help:"The declaration or set of recommendations that it is part of."`
	Address         *string  `placeholder:"TEXT" help:"Where it stands there: clause-2."`
	WorkingGroup    *string  `placeholder:"ID" help:"The working group that it comes from."`
	IssuedBy        *string  `placeholder:"TEXT" help:"Who said it, in the words of the source."`
	AddresseeStated *string  `placeholder:"TEXT" help:"Whom the source addresses, in its words."`
	GeographyStated *string  `placeholder:"TEXT" help:"Where it holds, in the words of the source."`
	Pillar          *string  `placeholder:"PILLAR" help:"prevention, protection, prosecution or partnership."`
	SDGTargets      []string `name:"sdg-targets" placeholder:"CODE" help:"Targets of the Sustainable Development Goals: 8.7,16.2."`
	Geography       []string `placeholder:"CODE" help:"Places: PK-PB,PK-SD."`
	SplitBy         *string  `placeholder:"province" help:"province: it is to be kept in each of the places, and each has a part of its own. Without --geography these are PK-PB, PK-SD, PK-KP and PK-BA."`
	Verifiable      string   `default:"true" enum:"true,false" placeholder:"true|false" help:"Whether a stranger could settle it; true if left out."`
}

// Run records the commitment, and that its quotes were found.
func (r *recordCapture) Run(ctx context.Context, p *program, c *cli) error {
	quotes, err := r.quotes()
	if err != nil {
		return err
	}
	what := clean(r.Text)
	if what == nil {
		what = &quotes[0].Quote
	}
	document, err := r.take(ctx, p, c, api.ImportArgs{What: "capture", Confirmed: r.Confirmed}, importing.Item{
		ID: r.ID, Convening: r.Convening, Kind: r.Kind, Text: *what, Quotes: quotes, Instrument: r.Instrument, Address: clean(r.Address),
		WorkingGroup: r.WorkingGroup, IssuedBy: clean(r.IssuedBy), AddresseeStated: clean(r.AddresseeStated), GeographyStated: clean(r.GeographyStated),
		Pillar: r.Pillar, SDGTargets: all(r.SDGTargets), Geography: all(r.Geography), SplitBy: r.SplitBy, Verifiable: r.Verifiable == "true",
	}, false)
	if err != nil {
		return err
	}
	return errors.Join(p.Print(document, p.tallied), r.receipts(ctx, p, c, document))
}

// quotes pairs quotes with their sources.
func (r *recordCapture) quotes() (quotes []importing.Quote, err error) {
	if len(r.Source) != 1 && len(r.Source) != len(r.Quote) {
		return nil, api.Usage("Give one --source for all quotes, or one for each --quote. Nothing was recorded.")
	}
	for i, quote := range r.Quote {
		source := r.Source[0]
		if len(r.Source) > 1 {
			source = r.Source[i]
		}
		quotes = append(quotes, importing.Quote{Source: source, Quote: rule.Clean(quote)})
	}
	return quotes, nil
}

// all is a list as events keep it: empty where nothing was given.
func all(ids []string) []string { return append([]string{}, ids...) }
