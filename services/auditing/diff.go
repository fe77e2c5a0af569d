// Package auditing answers: what changed between two moments, by which event, and who
// said so?
package auditing

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"ahd/events"
	"ahd/events/commitment"
	"ahd/events/fold"
)

// Record holds the bytes of events: the ledger.
type Record interface {
	Entry(sequence uint64) ([]byte, error)
	// Entries reads bodies from the sequence first on, a few megabytes of them.
	Entries(first uint64) ([][]byte, error)
}

// Streams finds the events of a stream.
type Streams interface {
	// Sequences lists those of the events of a stream through the sequence last, the
	// first first.
	Sequences(ctx context.Context, subject string, last uint64) ([]uint64, error)
}

// Change is what one event changed in a commitment.
type Change struct {
	Sequence   uint64  `json:"sequence"`
	Time       string  `json:"time"` // recorded
	Type       string  `json:"type"`
	ID         string  `json:"id"` // of the event
	Role       string  `json:"role"`
	Party      string  `json:"party,omitempty"`        // the organisation acted for
	OnBehalfOf string  `json:"on_behalf_of,omitempty"` // the organisation spoken for
	Reason     string  `json:"reason,omitempty"`       // id of the text that says why
	Fields     []Field `json:"fields"`
}

// Field is one field before and after; "" is "not stated".
type Field struct {
	Field  string `json:"field"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// Changed is one commitment that changed, with what changed it, the first first.
type Changed struct {
	ID      string   `json:"id"`
	Changes []Change `json:"changes"`
}

// Differ tells what changed.
type Differ struct {
	Record  Record
	Streams Streams
}

// Diff tells of every commitment that want wants what changed in it by the events
// after the sequence from, through the sequence to; those that changed first come
// first. Events that changed nothing that is shown are left out.
func (d Differ) Diff(ctx context.Context, from, to uint64, want func(id string) bool) ([]Changed, error) {
	t := tally{differ: d, from: from, want: want, at: map[string]int{}, states: map[string]fold.State{}}
	for next := from + 1; next <= to; {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		bodies, err := d.Record.Entries(next)
		if err != nil || len(bodies) == 0 {
			return nil, fmt.Errorf("event %d cannot be read: %w", next, err)
		}
		for _, body := range bodies[:min(uint64(len(bodies)), to-next+1)] {
			if err := t.add(ctx, next, body); err != nil {
				return nil, err
			}
			next++
		}
	}
	return t.changed, nil
}

// tally is what was found so far. It holds the states of the commitments that changed.
type tally struct {
	differ  Differ
	from    uint64
	want    func(id string) bool
	at      map[string]int // where in changed a commitment is
	states  map[string]fold.State
	changed []Changed
}

func (t *tally) add(ctx context.Context, sequence uint64, body []byte) error {
	event, err := events.Decode(body)
	if err != nil {
		return fmt.Errorf("event %d: %w", sequence, err)
	}
	stream, err := events.ParseStream(event.Subject)
	if err != nil || stream.Kind != "commitment" || !t.want(stream.ID) {
		return err
	}
	before, known := t.states[event.Subject]
	if !known {
		if before, err = t.differ.state(ctx, event.Subject, t.from); err != nil {
			return err
		}
	}
	after := fold.Evolve(before, event)
	t.states[event.Subject] = after
	fields, err := compare(before, after)
	if err != nil || len(fields) == 0 {
		return err
	}
	i, known := t.at[stream.ID]
	if !known {
		i = len(t.changed)
		t.at[stream.ID] = i
		t.changed = append(t.changed, Changed{ID: stream.ID})
	}
	t.changed[i].Changes = append(t.changed[i].Changes, changeOf(sequence, event, fields))
	return nil
}

// state is what a stream added up to at a sequence.
func (d Differ) state(ctx context.Context, subject string, last uint64) (state fold.State, err error) {
	sequences, err := d.Streams.Sequences(ctx, subject, last)
	if err != nil {
		return state, err
	}
	for _, sequence := range sequences {
		body, err := d.Record.Entry(sequence)
		if err != nil {
			return state, err
		}
		event, err := events.Decode(body)
		if err != nil {
			return state, fmt.Errorf("event %d: %w", sequence, err)
		}
		state.Add(event)
	}
	return state, nil
}

func changeOf(sequence uint64, e events.Event, fields []Field) Change {
	c := Change{
		Sequence: sequence, Time: e.Time.UTC().Format("2006-01-02T15:04:05.000Z"), Type: string(e.Type), ID: e.ID,
		Role: e.ActorRole, Party: e.ActorParty, OnBehalfOf: e.OnBehalfOf, Fields: fields,
	}
	if reason := events.Texts(e.Data)["reason"]; reason != nil {
		c.Reason = reason.ID
	}
	return c
}

// compare lists the fields of a commitment that differ, by their names.
func compare(before, after fold.State) ([]Field, error) {
	was, err := flat(before)
	if err != nil {
		return nil, err
	}
	is, err := flat(after)
	if err != nil {
		return nil, err
	}
	var fields []Field
	for name, value := range is {
		if was[name] != value {
			fields = append(fields, Field{Field: name, Before: was[name], After: value})
		}
	}
	for name, value := range was {
		if _, there := is[name]; !there {
			fields = append(fields, Field{Field: name, Before: value})
		}
	}
	slices.SortFunc(fields, func(a, b Field) int { return order(a.Field, b.Field) })
	return fields, nil
}

// flat is a commitment's state by field: texts as they are, everything else as JSON.
func flat(state fold.State) (map[string]string, error) {
	text, err := json.Marshal(state.Commitment)
	if err != nil {
		return nil, err
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(text, &fields); err != nil {
		return nil, err
	}
	words := make(map[string]string, len(fields))
	for name, value := range fields {
		var plain string
		if json.Unmarshal(value, &plain) == nil {
			words[name] = plain
			continue
		}
		words[name] = string(value)
	}
	return words, nil
}

// order puts the axes first, as they are always named.
func order(a, b string) int {
	place := func(name string) int {
		if i := slices.Index(commitment.RecordedAxes, name); i >= 0 {
			return i
		}
		return len(commitment.RecordedAxes)
	}
	return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a, b))
}
