package main

import (
	"bytes"
	"context"
	"io"
	"strconv"
	"text/tabwriter"

	"ahd/cmd/ahd/terminal"
	"ahd/services/api"
	"ahd/services/reporting/document"
)

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
