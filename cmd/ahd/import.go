package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"ahd.example/ahd/cmd/ahd/offline"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/importing"
	"ahd.example/ahd/services/recording"
)

// importCommand imports somebody else's file.
type importCommand struct {
	Register importRegister `cmd:"" help:"An ahd-register/1 file with its sources. Importing it again adds nothing."`
	Ratings  importRatings  `cmd:"" help:"A CSV file of ratings of places by others, with the columns scheme,year,place,rating. The file becomes a source; importing it again adds nothing."`
}

type importRegister struct {
	asking
	called
	File    string `arg:"" help:"The register."`
	Sources string `placeholder:"DIR" help:"The folder of its sources. Default: “sources” beside the register."`
	taking
}

// taking is how a file is taken in.
type taking struct {
	Confirmed bool `help:"What was warned about in the texts is harmless: somebody read each."`
	DryRun    bool `help:"Check and compare, list what would be warned about, and record nothing."`
}

// Run reads the files here, because they are this user's, and has the register
// imported by whoever holds the data folder.
func (i *importRegister) Run(ctx context.Context, p *program, c *cli) error {
	if err := i.called.check(); err != nil {
		return err
	}
	args := api.RegisterArgs{Title: i.Title, TimeZone: i.TimeZone}
	var err error
	if args.Register, err = c.readForRecord(i.File, importing.MaxRegister); err != nil {
		return err
	}
	if args.Sources, err = i.readSources(c, args.Register); err != nil {
		return err
	}
	prepared, err := importing.Prepare(args.Register, args.Sources, "urn:ahd:ahd", api.Who(i.As, i.Role))
	if err != nil {
		return err
	}
	document, err := i.take(ctx, p, c, i.args("register"), args, i.begins(c.Data, prepared) && i.harmless(i.asking, i.Confirmed))
	if err != nil {
		return err
	}
	return i.told(p.Print(document, p.imported), document)
}

func (c taking) args(what string) api.ImportArgs {
	return api.ImportArgs{What: what, Confirmed: c.Confirmed, DryRun: c.DryRun}
}

// begins reports whether an import may open a folder: one that is refused must not, for
// then something would be recorded. A register that is there is asked what it knows.
func (c taking) begins(dir string, prepared *importing.Import) bool {
	if c.DryRun {
		return false
	}
	if _, err := os.Stat(filepath.Join(dir, "format")); err == nil {
		return true
	}
	if c.Confirmed {
		prepared.Confirm()
	}
	return prepared.Check() == nil
}

// told ends a dry run that found what has to be confirmed as the run itself would end.
func (c taking) told(printed error, document json.RawMessage) error {
	var result struct {
		Findings []importing.Finding `json:"findings"`
	}
	if err := errors.Join(printed, json.Unmarshal(document, &result)); err != nil {
		return err
	}
	if !c.DryRun || c.Confirmed || len(result.Findings) == 0 {
		return nil
	}
	return api.Doubted(len(result.Findings))
}

// findings lists what could lead to a person.
func (p *program) findings(list []importing.Finding) {
	for _, f := range list {
		p.Line("%-6s %s, %s: it seems to hold %s", "ask:", f.Item, f.Field, recording.Danger(f.Kind))
	}
}

// take has something taken in by several commands, with the fields of it.
func (a asking) take(ctx context.Context, p *program, c *cli, args api.ImportArgs, fields any, begins bool) (_ json.RawMessage, err error) {
	args.As, args.Role = a.As, a.Role
	if args.Fields, err = json.Marshal(fields); err != nil {
		return nil, err
	}
	return p.ask(ctx, c, "import", args, begins)
}

// readSources reads the files that the register names. One that is absent is
// named by the check, with its item.
func (i *importRegister) readSources(c *cli, file []byte) (map[string][]byte, error) {
	register, err := importing.Read(file)
	if err != nil {
		return nil, err
	}
	dir := i.Sources
	if dir == "" {
		dir = filepath.Join(filepath.Dir(i.File), "sources")
	}
	sources, total := map[string][]byte{}, 0
	for _, name := range register.Files() {
		if filepath.Base(name) != name {
			continue
		}
		content, err := c.readForRecord(filepath.Join(dir, name), importing.MaxSource)
		if offline.Absent(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if total += len(content); total > importing.MaxSources {
			return nil, api.TooLarge()
		}
		sources[name] = content
	}
	return sources, nil
}

// readForRecord reads a file that is to be recorded or kept, unless it is one of the data
// folder's own.
func (c *cli) readForRecord(path string, limit int64) ([]byte, error) {
	if folder.Owns(c.Data, path) {
		return nil, api.OwnFile()
	}
	return offline.ReadBounded(path, limit)
}

// imported says in words what an import did.
func (p *program) imported(document json.RawMessage) error {
	var result importing.Result
	if err := json.Unmarshal(document, &result); err != nil {
		return err
	}
	for _, part := range []struct {
		what   string
		counts importing.Counts
	}{{"new", result.New}, {"known", result.Known}} {
		n := part.counts
		p.Line("%-6s %d commitments, %d children, %d conferences or meetings, %d organisations, %d working groups, %d declarations and recommendations, %d figures, %d open questions, %d sources",
			part.what+":", n.Commitments, n.Children, n.Convenings, n.Parties, n.WorkingGroups, n.Instruments, n.Figures, n.Questions, n.Sources)
	}
	p.findings(result.Findings)
	p.differences(result.Differences)
	return nil
}

// differences says what the register keeps, whatever the file says.
func (p *program) differences(list []importing.Difference) {
	for _, d := range list {
		p.Line("%-6s %s %s, %s: the register says %s, the file says %s", "kept:", d.Kind, d.ID, d.Field, inMarks(d.Register), inMarks(d.File))
	}
}

// inMarks is a value in a line.
func inMarks(text *string) string {
	if text == nil {
		return "nothing"
	}
	if r := []rune(*text); len(r) > 80 {
		return "“" + string(r[:80]) + "…”"
	}
	return "“" + *text + "”"
}

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
