package answers

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"time"

	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/timeline"
	"ahd.example/ahd/services/api"
)

// told is an event of a timeline as its row comes.
type told struct {
	timeline.Told
	Data json.RawMessage `json:"data"`
}

// Happened prints the timeline of a thing: for each event what happened and who said
// so, and under it the words that were typed.
func (p Printer) Happened(kind, id string, document json.RawMessage) error {
	var list api.List[[]told]
	if err := json.Unmarshal(document, &list); err != nil {
		return err
	}
	for _, e := range list.Rows {
		recorded, err := time.Parse(time.RFC3339, e.Time)
		if err != nil {
			return err
		}
		p.Line("%6d  %s  %s%s", e.Sequence, p.Moment(recorded), p.what(e), p.address(e.Words)+p.detail(e.Data))
		if e.Part == nil && (e.Kind != kind || e.Thing != id) { // it happened to another thing, and changed this one
			p.Line("        to %s %s", e.Kind, e.Thing)
		}
		p.Line("        %s", by(e))
		for _, field := range terminal.SortedKeys(e.Words) {
			words := "(the text was withheld)"
			if said := e.Words[field]; said != nil {
				words = *said
				if field == "address" { // stands in the line above
					continue
				}
			} else if slices.Contains(e.Lost, field) {
				words = "(the text was lost; nobody erased it)"
			}
			p.Line("        %s: %s", field, strings.ReplaceAll(words, "\n", "\n        "))
		}
	}
	p.Note("%d events, as of %s", len(list.Rows), p.AsAsked(terminal.At(list.At), list.On, list.DatedByRecording))
	return nil
}

// what says what happened: "Progress reported: in progress". What only a newer
// build knows is called by its type.
func (p Printer) what(e told) string {
	for _, payload := range events.Catalogue() {
		if string(payload.Type()) != e.Type {
			continue
		}
		shape := reflect.New(reflect.TypeOf(payload))
		if json.Unmarshal(e.Data, shape.Interface()) == nil {
			return p.Brief(terminal.English.Happened(shape.Elem().Interface().(events.Payload), itself), longestHappening)
		}
	}
	return terminal.English.Type(events.Type(e.Type))
}

// How much a terminal shows of what happened, and of the address of a document.
const (
	longestHappening = 120
	longestAddress   = 60
)

func itself(id string) string { return id }

// address is that of a document, unless it was erased.
func (p Printer) address(words map[string]*string) string {
	if said := words["address"]; said != nil {
		return " · " + p.Brief(*said, longestAddress)
	}
	return ""
}

// detail is what somebody needs to go on from an event: its channel, the address
// of a document, and the event or the text that it is about.
func (p Printer) detail(data json.RawMessage) string {
	var fields map[string]any
	if json.Unmarshal(data, &fields) != nil {
		return ""
	}
	said := ""
	for _, name := range []string{"channel", "url", "report", "evidence", "disputed", "supersedes", "text"} {
		value, ok := fields[name].(string)
		switch {
		case !ok || name == "channel" && fields["day"] != nil: // an update that was asked for says it already
		case name == "channel":
			said += " · " + terminal.English.Terms().Channel(value)
		case name == "url":
			said += " · " + p.Brief(value, longestAddress)
		case events.ValidUUID(value):
			said += " · " + name + " " + value
		case name == "text" && fields["basis"] != nil:
			said += " · " + value
		}
	}
	return said
}

// by says who said it, for whom, and when it happened.
func by(e told) string {
	parts := []string{"by " + e.Actor}
	if e.Role != nil {
		parts[0] += ", " + terminal.English.Role(*e.Role)
	}
	if e.Party != nil {
		parts = append(parts, "of "+*e.Party)
	}
	if e.OnBehalfOf != nil {
		parts = append(parts, "entered for "+*e.OnBehalfOf)
	}
	if e.NotIndependent != nil {
		parts = append(parts, "not independent: "+*e.NotIndependent)
	}
	if e.Effective != nil {
		parts = append(parts, "happened "+terminal.English.Date(e.Effective))
	}
	if slices.ContainsFunc(named, func(p events.Payload) bool { return string(p.Type()) == e.Type }) {
		parts = append(parts, "id "+e.ID)
	}
	return strings.Join(parts, " · ")
}

// named are the events that commands name by their id.
var named = []events.Payload{events.ProgressReported{}, events.EvidenceLinked{}, events.EvidenceDeposited{}, events.ProgressDisputed{}}
