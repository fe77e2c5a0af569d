package main

import (
	"context"
	"encoding/json"

	"ahd/cmd/ahd/answers"
	"ahd/services/api"
)

// diffCommand shows what changed.
type diffCommand struct {
	A string `arg:"" help:"The earlier moment: the number of an event, a day like 2026-11-22, or a time like 2026-11-22T09:30:00+05:00."`
	B string `arg:"" help:"The later moment."`
	filters
}

// Run shows.
func (d *diffCommand) Run(ctx context.Context, p *program, c *cli) error {
	document, err := p.ask(ctx, c, "diff", api.DiffArgs{From: d.A, To: d.B, Filters: d.asked()}, false)
	if err != nil {
		return err
	}
	return p.Print(document, func(document json.RawMessage) error {
		in := answers.To(p.Terminal)
		in.NoSuchCodes(d.asked())
		return in.Changes(document)
	})
}
