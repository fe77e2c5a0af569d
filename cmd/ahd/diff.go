package main

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"ahd/events"
	"ahd/services/api"
	"ahd/services/auditing"
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
	return p.print(document, func(document json.RawMessage) error {
		p.noSuchCodes(d.asked())
		return p.changes(document)
	})
}

// changes prints, for each commitment, what changed by which event.
func (p *program) changes(document json.RawMessage) error {
	var diff api.Diff
	if err := json.Unmarshal(document, &diff); err != nil {
		return err
	}
	for _, changed := range diff.Rows {
		line(p.out, "%s  %s", changed.ID, p.shortened(changed.Text, len(changed.ID)+2))
		for _, change := range changed.Changes {
			p.change(change)
		}
	}
	line(p.err, "%d commitments changed, from %s to %s", len(diff.Rows), p.momentIn(diff.From), p.momentIn(diff.At))
	return nil
}

func (p *program) change(change auditing.Change) {
	when := change.Time
	if recorded, err := time.Parse(time.RFC3339, change.Time); err == nil {
		when = p.moment(recorded)
	}
	who := "the system"
	if change.Role != "" {
		who = english.Role(change.Role)
	}
	if change.Party != "" {
		who += " of " + change.Party
	}
	if change.OnBehalfOf != "" {
		who += ", on behalf of " + change.OnBehalfOf
	}
	line(p.out, "%6d  %s  %s, by %s", change.Sequence, when, english.Type(events.Type(change.Type)), who)
	for _, field := range change.Fields {
		line(p.out, "        %s: %s → %s", strings.ReplaceAll(field.Field, "_", " "), p.orNone(field.Before), p.orNone(field.After))
	}
	if change.Lost {
		line(p.out, "        why: (the text was lost; nobody erased it)")
	}
	if change.Reason != nil {
		line(p.out, "        why: %s", strings.ReplaceAll(*change.Reason, "\n", "\n        "))
	}
}

func (p *program) orNone(value string) string {
	if value == "" {
		return "–"
	}
	return p.brief(value, longestHappening)
}
