package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"ahd.example/ahd/cmd/ahd/offline"
	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/services/commands/rule"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/reporting/document"
)

// reportPublish records that a summary is published.
type reportPublish struct {
	asking
	Confirmed bool   `help:"What was warned about in the title is harmless."`
	CommandID string `name:"command-id" placeholder:"UUID" help:"Id of this command. The same id twice is recorded once; made up if left out."`
	ID        string `name:"id" placeholder:"ID" help:"An id for it, such as third-quarter-2026; made of its digest if left out."`
	Title     string `required:"" placeholder:"TEXT" help:"What it is called. It stays in the record for good."`
	scoping
	asOf
}

// Run publishes.
func (r *reportPublish) Run(ctx context.Context, p *program, c *cli) error {
	e := envelope{asking: r.asking, Confirmed: r.Confirmed, CommandID: r.CommandID}
	return e.send(ctx, p, c, "summary", api.PublishArgs{
		ID: r.ID, Title: rule.Clean(r.Title), SummaryArgs: api.SummaryArgs{Scope: r.Scope, Method: r.Method, AsOf: r.args()},
	})
}

// reportCheck says whether a file is what the record gives.
type reportCheck struct {
	File string `arg:"" help:"A summary: its JSON document, or a form that carries it inside."`
}

// Run checks. The file is read here, because it is this user's.
func (r *reportCheck) Run(ctx context.Context, p *program, c *cli) error {
	file, err := offline.ReadBounded(r.File, document.MaxFile)
	if err != nil {
		return err
	}
	format := document.FormatOf(file)
	encoded, err := document.Extract(format, file)
	if err != nil {
		return err
	}
	d, encoded, err := document.Parse(encoded)
	if err != nil {
		return err
	}
	answer, err := p.ask(ctx, c, "check", api.CheckArgs{Document: encoded}, false)
	if err == nil {
		var checked api.Thing[api.Checked]
		if err = json.Unmarshal(answer, &checked); err == nil {
			d.Register.Says, err = checked.Row.Register.Register()
		}
	}
	if err == nil {
		err = document.Shows(format, file, d)
	}
	if err != nil {
		return err
	}
	return p.Print(answer, p.checked)
}

// checked says in words what was found.
func (p *program) checked(document json.RawMessage) error {
	var answer api.Thing[api.Checked]
	if err := json.Unmarshal(document, &answer); err != nil {
		return err
	}
	row := answer.Row
	p.Line("This is what the record gives. digest %s", row.Digest)
	if len(row.Published) > 0 {
		p.Line("It was published as %s.", strings.Join(row.Published, ", "))
	}
	if !row.Changed {
		p.Line("The same question is answered the same now, as of %s.", p.MomentIn(terminal.At(answer.At)))
		return nil
	}
	p.Line("The same question is answered otherwise now, as of %s.", p.MomentIn(terminal.At(answer.At)))
	for _, n := range row.Numbers {
		p.Line("  %s: %s → %s", n.Name, orNA(n.Then), orNA(n.Now))
	}
	if !row.Exact {
		p.Line("These events may be why:")
	}
	for _, e := range row.By {
		kind := "since then"
		if e.Correction {
			kind = "correction"
		}
		p.Line("%6d  %s  %s: %s %s", e.Sequence, kind, terminal.English.Type(events.Type(e.Type)), e.Kind, e.ID)
	}
	return nil
}

func orNA(n *int) string {
	if n == nil {
		return "n/a"
	}
	return fmt.Sprint(*n)
}
