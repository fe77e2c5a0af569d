// Package wording answers: what do we call it in front of people?
//
// Code, events and addresses keep the terms of the field; pages and messages say
// "organisation" for a party and "noted, not yet checked" for captured. A second
// language is one more table beside english.
package wording

import (
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
)

// Language is a language in which people are spoken to, by its tag.
type Language string

// English is the language of which everything else is a translation.
const English Language = "en"

// table is every word of one language, by the name that code has for it.
type table struct {
	direction   string                       // "ltr" or "rtl"
	axes        map[string]string            // the six axes
	values      map[string]map[string]string // axis → value
	kinds       map[string]string            // of commitments
	pillars     map[string]string
	roles       map[string]string
	streams     map[string]string            // kinds of stream, and of their parts
	instruments map[string]string            // kinds of instrument
	evidence    map[string]string            // kinds of evidence
	fields      map[string]string            // what a list can be narrowed by, and what a form asks
	bases       map[string]string            // on what a commitment was confirmed
	said        map[string]map[string]string // lists of codes that events hold, by what they are of
	sentences   map[string]string            // with places for what differs
	types       map[events.Type]string
	notStated   string
	everyDays   string // with a number
}

var tables = map[Language]*table{English: &english}

// Direction is the direction of the language's script: "ltr" or "rtl".
func (l Language) Direction() string { return l.table().direction }

// Axis is the name of an axis: "Self-reported".
func (l Language) Axis(name string) string { return word(l.table().axes, name) }

// Value is a value of an axis: "in progress".
func (l Language) Value(axis, value string) string { return word(l.table().values[axis], value) }

// State is what a progress report says: "in progress".
func (l Language) State(state string) string { return l.Value(commitment.AxisSelfReported, state) }

// Kind is a kind of commitment.
func (l Language) Kind(kind string) string { return word(l.table().kinds, kind) }

// Pillar is one of the four Ps.
func (l Language) Pillar(pillar string) string { return word(l.table().pillars, pillar) }

// Role is a role in which somebody acted: "focal person".
func (l Language) Role(role string) string { return word(l.table().roles, role) }

// Stream is a kind of thing: "organisation" for party.
func (l Language) Stream(kind string) string { return word(l.table().streams, kind) }

// Instrument is a kind of declaration, recommendations or other outcome.
func (l Language) Instrument(kind string) string { return word(l.table().instruments, kind) }

// Evidence is how a document bears on a commitment.
func (l Language) Evidence(kind string) string { return word(l.table().evidence, kind) }

// Field is the name of a field of a list or form: "Organisation that answers".
func (l Language) Field(name string) string { return word(l.table().fields, name) }

// NotStated says that nobody said.
func (l Language) NotStated() string { return l.table().notStated }

// Plain is a code of an open list, such as a kind of meeting, made readable.
func Plain(code string) string { return strings.NewReplacer("_", " ", "-", " ").Replace(code) }

// table falls back to English: a word in the wrong language is better than none.
func (l Language) table() *table {
	if words := tables[l]; words != nil {
		return words
	}
	return &english
}

// word is what people say for a name; what another build of Ahd named is at
// least readable.
func word(words map[string]string, name string) string {
	if said, ok := words[name]; ok {
		return said
	}
	return Plain(name)
}
