package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/events/register"
	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/reporting/document"
	_ "ahd.example/ahd/services/reporting/forms" // the forms besides JSON
)

// reportCommand makes compliance summaries.
type reportCommand struct {
	Summary reportSummary `cmd:"" help:"Who kept which promise: one summary, the same every time."`
	Trend   reportTrend   `cmd:"" help:"How it stood at the ends of months or quarters, as was known then and as is known now."`
	Publish reportPublish `cmd:"" help:"Record that a summary is published: its digest, so that everybody can check it."`
	Check   reportCheck   `cmd:"" help:"Whether a file is what the record gives, and what it would be now."`
	Methods reportMethods `cmd:"" help:"By which methods can be counted."`
}

// scoping is what a summary is about.
type scoping struct {
	Scope  []string `sep:"none" placeholder:"KIND/ID" help:"What it is about: ${scopes}; such as province/PK-PB, external/tip/2023/4, period/2024. May be given again: things of one kind add up, of several kinds it is what they have in common. Everything if left out."`
	Method string   `placeholder:"METHOD" help:"The method with its version, such as ahd-1; the shipped one if left out."`
}

// output says in which form and where.
type output struct {
	Lang   string `enum:"en,ur" default:"en" placeholder:"LANG" help:"en or ur, for forms that people read."`
	Format string `placeholder:"FORMAT" help:"${formats}. In words if left out."`
	BOM    bool   `name:"bom" help:"Write csv as csv-excel: with a byte order mark and with words for people, as Excel wants it."`
	Output string `short:"o" default:"-" placeholder:"FILE" help:"Where to write it; - is standard output."`
}

type reportSummary struct {
	scoping
	asOf
	output
	Shape string `placeholder:"SHAPE" help:"The shape of the document: ahd-summary/1 counts what happened after the day too, as summaries did that were published so; the last one if left out."`
	Days  bool   `help:"Name the day on which its last event was recorded and not the time, as pages do: the document is then the one that a page gives."`
}

// Run makes a summary.
func (r *reportSummary) Run(ctx context.Context, p *program, c *cli) error {
	if err := r.check(); err != nil {
		return err
	}
	answer, err := p.ask(ctx, c, "summary", api.SummaryArgs{Scope: r.Scope, Method: r.Method, Days: r.Days, Shape: r.Shape, AsOf: r.args(), Framed: true}, false)
	if err != nil {
		return err
	}
	return r.write(p, answer)
}

// check refuses a form that there is none of, before anything is counted.
func (o *output) check() error {
	if o.BOM {
		if o.Format != "csv" {
			return api.Usage("A byte order mark is for lines: --bom goes with --format csv.")
		}
		o.Format = "csv-excel"
	}
	if o.Format == "" || slices.Contains(document.FormNames(), o.Format) {
		return nil
	}
	return api.Usage(fmt.Sprintf("A summary cannot be written as %q. The formats are: %s.", o.Format, strings.Join(document.FormNames(), ", ")))
}

// framed reads a document, and what its register says of itself.
func framed[D any](answer json.RawMessage) (encoded []byte, d D, says register.Described, err error) {
	var f api.Framed
	if err = json.Unmarshal(answer, &f); err == nil {
		err = json.Unmarshal(f.Document, &d)
	}
	if err == nil {
		says, err = f.Register.Register()
	}
	return f.Document, d, says, err
}

// write writes a summary in the form that was asked for. A JSON document is written
// byte for byte, so that its SHA-256 is the digest of the summary.
func (o output) write(p *program, answer json.RawMessage) error {
	encoded, d, says, err := framed[document.Document](answer)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	switch {
	case o.Format == "json" || o.Format == "" && (p.JSON || o.Output != "-"):
		out.Write(encoded)
	default:
		d.Register.Says = says
		if o.Format == "" {
			return summaryInWords(p.Out, d)
		}
		if err := document.Drawers[o.Format](d, o.Lang, &out); err != nil {
			return err
		}
	}
	return o.put(p, out.Bytes())
}

// put writes a file whole or not at all.
func (o output) put(p *program, content []byte) error {
	if o.Output == "-" {
		_, err := p.Out.Write(content)
		return err
	}
	fail := api.Usage("The file " + filepath.Base(o.Output) + " cannot be written.")
	draft, err := os.CreateTemp(filepath.Dir(o.Output), ".ahd-report-")
	if err != nil {
		return fail
	}
	defer os.Remove(draft.Name()) // nothing where it was renamed
	_, err = draft.Write(content)
	if closed := draft.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Chmod(draft.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(draft.Name(), o.Output)
	}
	if err != nil {
		return fail
	}
	return nil
}

// summaryInWords prints the figures of a summary that people ask for first.
func summaryInWords(w io.Writer, d document.Document) error {
	t := d.Totals
	if d.Register.Says.Example {
		terminal.Line(w, "EXAMPLE. %s", terminal.English.Summary().Say("invented"))
	}
	scope := "the whole register"
	if len(d.Scope) > 0 {
		var names []string
		for _, s := range d.Scope {
			names = append(names, s.Label.EN)
		}
		scope = strings.Join(names, ", ")
	}
	terminal.Line(w, "%s, as known at event %d, as it stood on %s, by %s-%d", scope, d.At.Sequence, d.On, d.Method.ID, d.Method.Version)
	terminal.Line(w, "Facts that nothing but their recording dates, and that count from that day: %d.", d.DatedByRecording)
	terminal.Line(w, "Of %d commitments that can be checked, %d have been assessed; %d have no report: %d were not yet asked, %d were asked and did not answer.",
		t.N, t.Assessed, t.Silent, t.NeverAsked, t.AskedNoAnswer)
	terminal.Line(w, "registered    %d = %d counted + %d not verifiable + %d of other kinds + %d not in force", t.Registered, t.N, t.NotVerifiable, t.OtherKinds, t.NotInForce)
	terminal.Line(w, "complete      %s, with substantial %s", percent(t.StrictBP), percent(t.HighBP))
	terminal.Line(w, "score         %s, at least %s, at most %s; %s of %d assessed", percent(t.ScoreBP), percent(t.FloorBP), percent(t.CeilingBP), percent(t.CoverageBP), t.N)
	terminal.Line(w, "no report     %s of %d open; nobody answers for %d", percent(t.SilenceBP), t.Open, t.Unassigned)
	terminal.Line(w, "no news       %s of %d open", percent(t.StaleBP), t.Open)
	terminal.Line(w, "on time       %s; %d overdue", percent(t.OnTimeBP), t.Overdue)
	terminal.Line(w, "reported done, not confirmed  %s", percent(t.ClaimGapBP))
	return nil
}

// percent is a rate in words.
func percent(bp *int) string {
	if bp == nil {
		return "n/a"
	}
	sign, n := "", *bp
	if n < 0 {
		sign, n = "−", -n
	}
	return fmt.Sprintf("%s%d.%02d%%", sign, n/100, n%100)
}

type reportMethods struct{ asOf }

// Run lists.
func (r *reportMethods) Run(ctx context.Context, p *program, c *cli) error {
	return p.show(ctx, c, "methods", r.args(), func(document json.RawMessage) error {
		return p.Table([]string{"name", "kinds", "stale_days", "title"}, document)
	})
}

// reportTrend says how a scope stood, again and again.
type reportTrend struct {
	scoping
	Every  string `default:"month" placeholder:"STEP" help:"month or quarter."`
	From   string `placeholder:"PERIOD" help:"The first: 2025, 2025-10. The last twelve if left out."`
	To     string `placeholder:"PERIOD" help:"The last; the last that has ended if left out."`
	At     string `placeholder:"MOMENT" help:"As of when “now” knows; now if left out."`
	Format string `enum:"json,html,svg,," default:"" placeholder:"FORMAT" help:"json, html or svg. In words if left out."`
	Lang   string `enum:"en,ur" default:"en" placeholder:"LANG" help:"en or ur, for forms that people read."`
	Output string `short:"o" default:"-" placeholder:"FILE" help:"Where to write it; - is standard output."`
}

// Run tells.
func (r *reportTrend) Run(ctx context.Context, p *program, c *cli) error {
	answer, err := p.ask(ctx, c, "trend", api.TrendArgs{Every: r.Every, From: r.From, To: r.To,
		SummaryArgs: api.SummaryArgs{Scope: r.Scope, Method: r.Method, AsOf: api.AsOf{At: r.At}, Framed: true}}, false)
	if err != nil {
		return err
	}
	encoded, t, says, err := framed[document.Trend](answer)
	if err != nil {
		return err
	}
	t.Register.Says = says
	draw := document.TrendDrawers[r.Format]
	if draw == nil && (r.Format == "json" || p.JSON || r.Output != "-") {
		return output{Output: r.Output}.put(p, encoded)
	}
	if draw != nil {
		var drawn bytes.Buffer
		if err := draw(t, r.Lang, &drawn); err != nil {
			return err
		}
		return output{Output: r.Output}.put(p, drawn.Bytes())
	}
	return trendInWords(p.Out, t)
}

// trendInWords prints a line for each point, and a second where more is known now.
func trendInWords(w io.Writer, t document.Trend) error {
	if t.Register.Says.Example {
		terminal.Line(w, "EXAMPLE. %s", terminal.English.Summary().Say("invented"))
	}
	out := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	terminal.Line(out, "ON\tKNOWN\tCOUNTED\tASSESSED\tNO REPORT\tNOT YET ASKED\tCOMPLETE\tSCORE\tLOWEST\tHIGHEST\tDATED BY RECORDING")
	row := func(on, known string, k document.Totals, undated string) {
		terminal.Line(out, "%s\t%s\t%d\t%d\t%d\t%d\t%s\t%s\t%s\t%s\t%s", on, known, k.N, k.Assessed, k.Silent, k.NeverAsked,
			percent(k.StrictBP), percent(k.ScoreBP), percent(k.FloorBP), percent(k.CeilingBP), undated)
	}
	for _, point := range t.Points {
		undated := strconv.Itoa(point.DatedByRecording)
		if point.SoFar {
			point.On += ", so far"
		}
		switch {
		case point.Then == nil:
			terminal.Line(out, "%s\tthen\tnothing was recorded yet", point.On)
			row("", "now", point.Now.Totals, undated)
		case len(point.Differs) > 0:
			row(point.On, "then", point.Then.Totals, "")
			row("", "now", point.Now.Totals, undated)
		default:
			row(point.On, "then and now", point.Now.Totals, undated)
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if t.Differs {
		terminal.Line(w, "Where there are two lines, more is known now than was known then.")
	}
	return nil
}
