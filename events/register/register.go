// Package register answers: what do the events about the register itself add up to?
package register

import (
	"fmt"
	"slices"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
)

// State is the register as its own stream tells it.
type State struct {
	Name         string   `json:"name"`
	Origin       string   `json:"origin"` // "" until opened
	VerifierKey  string   `json:"verifier_key"`
	PublicRecord bool     `json:"public_record"`
	Questions    []string `json:"questions,omitempty"` // ids of the questions raised
	Answered     []string `json:"answered,omitempty"`  // ids of those that are no longer open
	Repairs      int      `json:"repairs,omitempty"`   // how often log or ledger was made anew from the other
	// The last day for which it is recorded where every stream stands, and after which
	// event that was; "" and 0 before the first.
	HeadsDay      string `json:"heads_day,omitempty"`
	HeadsSequence int64  `json:"heads_sequence,omitempty"`

	Title    string `json:"title,omitempty"`     // what people call it; "" until described
	TimeZone string `json:"time_zone,omitempty"` // as it was described last
	Example  bool   `json:"example,omitempty"`   // it only shows how a register works
	ClockSet int    `json:"clock_set,omitempty"` // how often the clock was set right

	Node *Node `json:"node,omitempty"` // who appends to the log; nil while that is whoever holds the key
}

// Node is the node that was appointed last.
type Node struct {
	ID  string `json:"id"`
	URL string `json:"url,omitempty"` // where people reach it
	Log string `json:"log"`           // where the log is: events.LogEmbedded, events.LogExternal
}

// Opened reports whether the register has been opened.
func (s State) Opened() bool { return s.Origin != "" }

// Evolve adds one event. It panics on a type it has no rule for: a fact that
// is ignored here would be a wrong answer everywhere.
func Evolve(s State, e events.Event) State {
	switch d := e.Data.(type) {
	case events.RegisterOpened:
		s.Name, s.Origin = d.Name, d.Origin
		s.VerifierKey, s.PublicRecord = d.VerifierKey, d.PublicRecord
	case events.QuestionRaised:
		s.Questions = append(slices.Clip(s.Questions), d.Question)
	case events.QuestionAnswered:
		s.Answered = append(slices.Clip(s.Answered), d.Question)
	case events.QuestionReopened:
		s.Answered = slices.DeleteFunc(slices.Clone(s.Answered), func(id string) bool { return id == d.Question })
	case events.StoreRepaired:
		s.Repairs++
	case events.HeadsRecorded:
		s.HeadsDay, s.HeadsSequence = d.Day, d.Sequence
	case events.RegisterDescribed:
		s.Title, s.TimeZone, s.Example = d.Title, d.TimeZone, d.Example
	case events.ClockCorrected:
		s.ClockSet++
		s.HeadsDay = earlier(s.HeadsDay, d.To, edtf.In(e.Zone))
	case events.NodeAppointed:
		s.Node = &Node{ID: d.Node, URL: d.URL, Log: d.Log}
	default:
		panic(fmt.Sprintf("register: no rule for %T", d))
	}
	return s
}

// earlier is a day, or the civil day of a time where that comes first: a day that was
// recorded under a clock ahead must not keep the days from being recorded that follow.
func earlier(day, moment string, zone edtf.Zone) string {
	at, err := time.Parse(time.RFC3339, moment)
	if err != nil { // the appender wrote it; a foreign event need not be right
		return day
	}
	return min(day, zone.Day(at).String())
}
