package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"ahd/cmd/ahd/terminal"
	"ahd/events"
	"ahd/events/folder"
	"ahd/projections/book"
	"ahd/projections/timeline"
	"ahd/services/api"
)

// told is an event of a timeline as its row comes.
type told struct {
	timeline.Told
	Data json.RawMessage `json:"data"`
}

// happened prints the timeline of a thing: for each event what happened and who said
// so, and under it the words that were typed.
func (p *program) happened(kind, id string, document json.RawMessage) error {
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
		for _, field := range sortedWords(e.Words) {
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
func (p *program) what(e told) string {
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
func (p *program) address(words map[string]*string) string {
	if said := words["address"]; said != nil {
		return " · " + p.Brief(*said, longestAddress)
	}
	return ""
}

// detail is what somebody needs to go on from an event: its channel, the address
// of a document, and the event or the text that it is about.
func (p *program) detail(data json.RawMessage) string {
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

func sortedWords(words map[string]*string) []string {
	fields := map[string]any{}
	for field := range words {
		fields[field] = true
	}
	return terminal.SortedKeys(fields)
}

// recorded says in words that a command was recorded, or had been.
func (p *program) recorded(document json.RawMessage) error {
	var r api.Recorded
	if err := json.Unmarshal(document, &r); err != nil {
		return err
	}
	if r.Recorded {
		p.Line("Recorded on %s %s as event %d.", r.Kind, r.ID, r.Sequence)
	} else {
		p.Line("It was recorded already, as event %d on %s %s. Nothing was added.", r.Sequence, r.Kind, r.ID)
	}
	if r.Copies != nil {
		p.copies(*r.Copies)
	}
	return nil
}

// copies says where an erased text may still be.
func (p *program) copies(left []folder.Copy) {
	made := map[string][]string{}
	for _, c := range left {
		made[c.Kind] = append(made[c.Kind], fmt.Sprintf("%s (sha256 %.12s…)", book.Time(c.Time), c.SHA256))
	}
	if bundles := made[folder.BundleCopy]; len(bundles) > 0 {
		p.Line("Copies of this text may be in bundles made on %s: ask their holders to destroy them.", strings.Join(bundles, ", "))
	}
	if backups := made[folder.BackupCopy]; len(backups) > 0 {
		p.Line("Copies of this text may be in backups made on %s. Backups that hold erased text are kept at most 30 days.", strings.Join(backups, ", "))
	}
}

// standing prints the status.
func (p *program) standing(document json.RawMessage) error {
	var answer api.Thing[api.Status]
	if err := json.Unmarshal(document, &answer); err != nil {
		return err
	}
	s := answer.Row
	if s.Origin != nil {
		p.Line("register  %s", *s.Origin)
	}
	if s.Described.Title != "" {
		p.Line("called    %s", s.Described.Title)
	}
	if s.Ignored != nil {
		p.Line("          a time zone was recorded when days were counted already, and counts for nothing: %s", *s.Ignored)
	}
	if s.Log.Sequence != nil {
		p.Line("log       event %d", *s.Log.Sequence)
	} else if s.Origin != nil {
		p.Line("log       does not answer")
	}
	if s.Origin != nil && s.Log.Place != "embedded" {
		p.Line("          kept at %s", s.Log.Place)
	}
	if who := s.Log.Commander; who != nil && !s.Log.Appointed {
		p.Line("          the node %s records; this one only reads", who.Node)
	}
	if s.Log.Note != "" {
		p.Line("          %s", s.Log.Note)
	}
	if s.Clock.Note != "" {
		p.Line("clock     %s", s.Clock.Note)
	}
	p.Line("ledger    event %d, root %s", s.Ledger.Sequence, s.Ledger.Root)
	if signed := s.Ledger.Signed; signed != nil {
		p.Line("signed    event %d, root %s", signed.Size, signed.Root)
	}
	p.Line("book      %s, digest %s", p.MomentIn(terminal.At(answer.At)), s.Book.Digest)
	if last := s.Backup; last != nil {
		p.Line("backup    event %d, at %s; %s", last.Size, last.Time, drillIn(last.Drill))
	}
	if e := s.Examined; e != nil {
		p.Line("examined  at %s, %d findings", e.Time, e.Findings)
	}
	if s.Book.Note != "" {
		p.Line("          %s", s.Book.Note)
	}
	if s.NotIndependent > 0 {
		p.Line("judged    by somebody who was not independent: %d assessments and closures", s.NotIndependent)
	}
	if s.PersonsNote != "" {
		p.Line("persons   %s", s.PersonsNote)
	}
	if s.Ready {
		p.Line("ready     commands are recorded")
		return nil
	}
	p.Line("ready     no: %s", *s.Reason)
	return nil
}

func drillIn(drill *string) string {
	if drill == nil {
		return "whether it can be restored was never tried: “ahd backup FILE --drill”"
	}
	return "one was restored and compared at " + *drill
}
