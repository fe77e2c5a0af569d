package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"ahd/services/api"
	"ahd/services/importing"
)

type importRatings struct {
	asking
	File      string  `arg:"" help:"The CSV file, UTF-8, of at most 4 MB."`
	Source    string  `placeholder:"ID" help:"An id for the file as a source. Left out: one made from its contents."`
	Title     *string `placeholder:"TEXT" help:"Its title."`
	Publisher *string `placeholder:"TEXT" help:"Who published the ratings."`
	Published *string `placeholder:"DATE" help:"When: 2026-10-31, 2026-10, 2026."`
	taking
}

// Run reads the file here, because it is this user's. One with faults must not open
// a folder.
func (i *importRatings) Run(ctx context.Context, p *program, c *cli) error {
	text, err := readText(c, i.File, importing.Source{ID: i.Source, Title: i.Title, Publisher: i.Publisher, Published: i.Published})
	if err != nil {
		return err
	}
	prepared, err := importing.PrepareRatings(text, "urn:ahd:ahd", api.Who(i.As, i.Role))
	if err != nil {
		return err
	}
	document, err := i.take(ctx, p, c, i.args("ratings"), text, i.begins(c.Data, &prepared.Import))
	if err != nil {
		return err
	}
	return i.told(p.Print(document, p.tallied), document)
}

// counted are the things that a tally can name, in the order of its line.
var counted = []struct{ thing, one, many string }{
	{"ratings", "rating", "ratings"},
	{"commitments", "commitment", "commitments"},
	{"children", "part of it", "parts of it"},
	{"texts", "text", "texts"},
	{"wordings", "wording of what was only known to exist", "wordings of what was only known to exist"},
	{"corroborations", "passage that says the same", "passages that say the same"},
	{"sources", "source", "sources"},
}

// tallied says in words what was taken in.
func (p *program) tallied(document json.RawMessage) error {
	var tally importing.Tally
	if err := json.Unmarshal(document, &tally); err != nil {
		return err
	}
	p.Line("%-6s %s", "new:", things(tally.New))
	p.Line("%-6s %s", "known:", things(tally.Known))
	p.findings(tally.Findings)
	p.differences(tally.Differences)
	return nil
}

func things(counts map[string]int) string {
	var words []string
	for _, c := range counted {
		switch n, named := counts[c.thing]; {
		case named && n == 1:
			words = append(words, "1 "+c.one)
		case named:
			words = append(words, fmt.Sprintf("%d %s", n, c.many))
		}
	}
	return strings.Join(words, ", ")
}
