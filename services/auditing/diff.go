// Package auditing answers: what changed between two moments, by which event, and who
// said so? And is the record what it was?
package auditing

import (
	"context"
	"errors"
	"fmt"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/eventlog/comparison"
)

// Record holds the bytes of events: the ledger.
type Record = comparison.Record

// Words reads typed texts, unless they were erased.
type Words interface {
	Read(ctx context.Context, id string) (string, bool, error)
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
	Reason     *string `json:"reason"`                 // what was typed; null where nothing was, or it was erased or lost
	Lost       bool    `json:"lost,omitempty"`         // what was typed is gone although nobody erased it
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
	Text    string   `json:"text"` // as it stands after the last change
	Changes []Change `json:"changes"`
}

// Differ tells what changed.
type Differ struct {
	Record  Record
	Streams Streams
	Words   Words
}

// Diff tells of every commitment that want wants what changed in it by the events
// after the sequence from, through the sequence to; those that changed first come
// first. Events that changed nothing that is shown are left out.
func (d Differ) Diff(ctx context.Context, from, to uint64, want func(id string) bool) ([]Changed, error) {
	t := tally{differ: d, from: from, want: want, at: map[string]int{}, seen: map[string]*seen{}}
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
	return append([]Changed{}, t.changed...), nil
}

// tally is what was found so far. It holds the states of the commitments that changed.
type tally struct {
	differ  Differ
	from    uint64
	want    func(id string) bool
	at      map[string]int   // where in changed a commitment is
	seen    map[string]*seen // by subject
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
	one, known := t.seen[event.Subject]
	if !known {
		if one, err = t.differ.see(ctx, event.Subject, t.from); err != nil {
			return err
		}
		t.seen[event.Subject] = one
	}
	fields, err := one.add(event)
	if err != nil || len(fields) == 0 {
		return err
	}
	i, known := t.at[stream.ID]
	if !known {
		i = len(t.changed)
		t.at[stream.ID] = i
		t.changed = append(t.changed, Changed{ID: stream.ID})
	}
	change, err := t.differ.change(ctx, sequence, event, fields)
	t.changed[i].Changes, t.changed[i].Text = append(t.changed[i].Changes, change), one.stated.Text
	return err
}

// see reads what a stream added up to at a sequence.
func (d Differ) see(ctx context.Context, subject string, last uint64) (*seen, error) {
	sequences, err := d.Streams.Sequences(ctx, subject, last)
	if err != nil {
		return nil, err
	}
	one := &seen{}
	for _, sequence := range sequences {
		body, err := d.Record.Entry(sequence)
		if err != nil {
			return nil, err
		}
		event, err := events.Decode(body)
		if err != nil {
			return nil, fmt.Errorf("event %d: %w", sequence, err)
		}
		one.state.Add(event)
		commitment.Restate(&one.stated, event.Data)
		one.classify(event)
	}
	one.fields, err = one.flat()
	return one, err
}

func (d Differ) change(ctx context.Context, sequence uint64, e events.Event, fields []Field) (Change, error) {
	c := Change{
		Sequence: sequence, Time: e.Time.UTC().Format("2006-01-02T15:04:05.000Z"), Type: string(e.Type), ID: e.ID,
		Role: e.ActorRole, Party: e.ActorParty, OnBehalfOf: e.OnBehalfOf, Fields: fields,
	}
	if e.Unnamed() {
		c.Role, c.Party, c.OnBehalfOf = events.Withheld, "", ""
	}
	for _, field := range []string{"reason", "rationale"} {
		text := events.Texts(e.Data)[field]
		if text == nil {
			continue
		}
		words, found, err := d.Words.Read(ctx, text.ID)
		if err != nil && !errors.Is(err, events.ErrLost) {
			return c, err
		}
		c.Lost = c.Lost || err != nil
		if found {
			c.Reason = &words
		}
	}
	return c, nil
}
