// Package method answers: by which method is compliance counted, and what comes out?
package method

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ahd.example/ahd/events"
)

// Method is one version of a method.
type Method struct {
	ID string
	events.MethodPublished
}

// Name is how people write a method: "ahd-1".
func (m Method) Name() string { return fmt.Sprintf("%s-%d", m.ID, m.Version) }

// ParseName reads "ahd-1"; ok is false for what is no name of a method.
func ParseName(name string) (id string, version int, ok bool) {
	at := strings.LastIndexByte(name, '-')
	if at < 1 || !events.ValidID(name[:at]) {
		return "", 0, false
	}
	version, err := strconv.Atoi(name[at+1:])
	return name[:at], version, err == nil && version > 0 && strconv.Itoa(version) == name[at+1:]
}

// Selects reports whether commitments of a kind count in rates.
func (m Method) Selects(kind string) bool { return slices.Contains(m.Kinds, kind) }

// Weight is how often a commitment of a kind counts.
func (m Method) Weight(kind string) int {
	for _, w := range m.Weights {
		if w.Kind == kind {
			return w.Weight
		}
	}
	return 1
}

// Grade is what a level counts in the score; false where it is none.
func (m Method) Grade(level string) (int, bool) {
	for _, g := range m.Grades {
		if g.Level == level {
			return g.Grade, true
		}
	}
	return 0, false
}

// State is what the events of one method add up to: its versions, the first first.
type State struct {
	Versions []events.MethodPublished `json:"versions"`
}

// Evolve adds one event. It panics on a type it has no rule for.
func Evolve(s State, e events.Event) State {
	switch d := e.Data.(type) {
	case events.MethodPublished:
		s.Versions = append(slices.Clip(s.Versions), d)
	default:
		panic(fmt.Sprintf("method: no rule for %T", d))
	}
	return s
}

// Has reports whether a version was published.
func (s State) Has(version int) bool {
	return slices.ContainsFunc(s.Versions, func(v events.MethodPublished) bool { return v.Version == version })
}

// Latest is the highest version of the method with an id: 0 where there is none. The
// shipped method is known although nobody published it.
func (s State) Latest(id string) int {
	latest := 0
	if id == Ahd1.ID {
		latest = Ahd1.Version
	}
	for _, v := range s.Versions {
		latest = max(latest, v.Version)
	}
	return latest
}
