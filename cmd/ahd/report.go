package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

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
		line(p.out, "%6d  %s  %s%s", e.Sequence, p.moment(recorded), p.what(e), p.address(e.Words)+p.detail(e.Data))
		if e.Part == nil && (e.Kind != kind || e.Thing != id) { // it happened to another thing, and changed this one
			line(p.out, "        to %s %s", e.Kind, e.Thing)
		}
		line(p.out, "        %s", by(e))
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
			line(p.out, "        %s: %s", field, strings.ReplaceAll(words, "\n", "\n        "))
		}
	}
	line(p.err, "%d events, as of %s", len(list.Rows), p.asAsked(list.At, list.On, list.DatedByRecording))
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
			return p.brief(english.Happened(shape.Elem().Interface().(events.Payload), itself), longestHappening)
		}
	}
	return english.Type(events.Type(e.Type))
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
		return " · " + p.brief(*said, longestAddress)
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
			said += " · " + english.Terms().Channel(value)
		case name == "url":
			said += " · " + p.brief(value, longestAddress)
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
		parts[0] += ", " + english.Role(*e.Role)
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
		parts = append(parts, "happened "+english.Date(e.Effective))
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
	return sortedKeys(fields)
}

// recorded says in words that a command was recorded, or had been.
func (p *program) recorded(document json.RawMessage) error {
	var r api.Recorded
	if err := json.Unmarshal(document, &r); err != nil {
		return err
	}
	if r.Recorded {
		line(p.out, "Recorded on %s %s as event %d.", r.Kind, r.ID, r.Sequence)
	} else {
		line(p.out, "It was recorded already, as event %d on %s %s. Nothing was added.", r.Sequence, r.Kind, r.ID)
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
		line(p.out, "Copies of this text may be in bundles made on %s: ask their holders to destroy them.", strings.Join(bundles, ", "))
	}
	if backups := made[folder.BackupCopy]; len(backups) > 0 {
		line(p.out, "Copies of this text may be in backups made on %s. Backups that hold erased text are kept at most 30 days.", strings.Join(backups, ", "))
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
		line(p.out, "register  %s", *s.Origin)
	}
	if s.Described.Title != "" {
		line(p.out, "called    %s", s.Described.Title)
	}
	if s.Ignored != nil {
		line(p.out, "          a time zone was recorded when days were counted already, and counts for nothing: %s", *s.Ignored)
	}
	if s.Log.Sequence != nil {
		line(p.out, "log       event %d", *s.Log.Sequence)
	} else if s.Origin != nil {
		line(p.out, "log       does not answer")
	}
	if s.Origin != nil && s.Log.Place != "embedded" {
		line(p.out, "          kept at %s", s.Log.Place)
	}
	if who := s.Log.Commander; who != nil && !s.Log.Appointed {
		line(p.out, "          the node %s records; this one only reads", who.Node)
	}
	if s.Log.Note != "" {
		line(p.out, "          %s", s.Log.Note)
	}
	if s.Clock.Note != "" {
		line(p.out, "clock     %s", s.Clock.Note)
	}
	line(p.out, "ledger    event %d, root %s", s.Ledger.Sequence, s.Ledger.Root)
	if signed := s.Ledger.Signed; signed != nil {
		line(p.out, "signed    event %d, root %s", signed.Size, signed.Root)
	}
	line(p.out, "book      %s, digest %s", p.momentIn(answer.At), s.Book.Digest)
	if last := s.Backup; last != nil {
		line(p.out, "backup    event %d, at %s; %s", last.Size, last.Time, drillIn(last.Drill))
	}
	if e := s.Examined; e != nil {
		line(p.out, "examined  at %s, %d findings", e.Time, e.Findings)
	}
	if s.Book.Note != "" {
		line(p.out, "          %s", s.Book.Note)
	}
	if s.NotIndependent > 0 {
		line(p.out, "judged    by somebody who was not independent: %d assessments and closures", s.NotIndependent)
	}
	if s.PersonsNote != "" {
		line(p.out, "persons   %s", s.PersonsNote)
	}
	if s.Ready {
		line(p.out, "ready     commands are recorded")
		return nil
	}
	line(p.out, "ready     no: %s", *s.Reason)
	return nil
}

func drillIn(drill *string) string {
	if drill == nil {
		return "whether it can be restored was never tried: “ahd backup FILE --drill”"
	}
	return "one was restored and compared at " + *drill
}
