package answers

import (
	"encoding/json"
	"strings"
	"time"

	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/events"
	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/auditing"
)

// Changes prints, for each commitment, what changed by which event.
func (p Printer) Changes(document json.RawMessage) error {
	var diff api.Diff
	if err := json.Unmarshal(document, &diff); err != nil {
		return err
	}
	for _, changed := range diff.Rows {
		p.Line("%s  %s", changed.ID, p.Shortened(changed.Text, len(changed.ID)+2))
		for _, change := range changed.Changes {
			p.change(change)
		}
	}
	p.Note("%d commitments changed, from %s to %s", len(diff.Rows), p.MomentIn(terminal.At(diff.From)), p.MomentIn(terminal.At(diff.At)))
	return nil
}

func (p Printer) change(change auditing.Change) {
	when := change.Time
	if recorded, err := time.Parse(time.RFC3339, change.Time); err == nil {
		when = p.Moment(recorded)
	}
	who := "the system"
	if change.Role != "" {
		who = terminal.English.Role(change.Role)
	}
	if change.Party != "" {
		who += " of " + change.Party
	}
	if change.OnBehalfOf != "" {
		who += ", on behalf of " + change.OnBehalfOf
	}
	p.Line("%6d  %s  %s, by %s", change.Sequence, when, terminal.English.Type(events.Type(change.Type)), who)
	for _, field := range change.Fields {
		p.Line("        %s: %s → %s", strings.ReplaceAll(field.Field, "_", " "), p.orNone(field.Before), p.orNone(field.After))
	}
	if change.Lost {
		p.Line("        why: (the text was lost; nobody erased it)")
	}
	if change.Reason != nil {
		p.Line("        why: %s", strings.ReplaceAll(*change.Reason, "\n", "\n        "))
	}
}

func (p Printer) orNone(value string) string {
	if value == "" {
		return "–"
	}
	return p.Brief(value, longestHappening)
}
