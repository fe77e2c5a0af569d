package timeline

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
)

// Told is an event of the timeline with what it said.
type Told struct {
	Sequence   uint64  `json:"sequence"`
	ID         string  `json:"id"`
	Kind       string  `json:"kind"`
	Thing      string  `json:"thing"`
	Part       *string `json:"part"`
	Type       string  `json:"type"`
	Time       string  `json:"time"` // recorded
	Actor      string  `json:"actor"`
	Role       *string `json:"role"`
	Party      *string `json:"party"`
	Auth       string  `json:"auth"`
	OnBehalfOf *string `json:"on_behalf_of"`
	Judged
	Axes      *Axes              `json:"axes"`      // null for what is no commitment, and for an event of another thing
	Effective *string            `json:"effective"` // EDTF: when it happened; null where not stated
	Data      events.Payload     `json:"data"`
	Words     map[string]*string `json:"words"`          // typed texts by field; null where erased or lost
	Lost      []string           `json:"lost,omitempty"` // fields of texts that are gone although nobody erased them
}

// Judged is whether whoever assessed or closed had no part in the commitment when that
// was recorded.
type Judged struct {
	Independent    *bool   `json:"independent"`     // null for what is neither
	NotIndependent *string `json:"not_independent"` // own-work, reporter, assessor, coordinator; null for who is independent
}

// judged looks at one event; the book knows why somebody was not independent.
func judged(payload events.Payload, why *string) (j Judged) {
	switch payload.(type) {
	case events.CommitmentAssessed, events.CommitmentClosed:
		independent := why == nil
		j.Independent, j.NotIndependent = &independent, why
	}
	return j
}

// Record holds the bytes of events: the ledger.
type Record interface {
	Entry(sequence uint64) ([]byte, error)
}

// Words reads typed texts, unless they were erased. One that is lost is
// events.ErrLost.
type Words interface {
	Read(ctx context.Context, id string) (string, bool, error)
}

// Tell adds to rows of the timeline what their events said. The book itself does
// not hold it, so that erasing a text leaves the book as it was.
func Tell(ctx context.Context, rows []Row, record Record, words Words) ([]Told, error) {
	told := make([]Told, len(rows))
	for i, row := range rows {
		body, err := record.Entry(row.Sequence)
		if err != nil {
			return nil, fmt.Errorf("event %d: %w", row.Sequence, err)
		}
		event, err := events.Decode(body)
		if err != nil {
			return nil, fmt.Errorf("event %d: %w", row.Sequence, err)
		}
		told[i] = tell(row, event)
		for field, text := range events.Texts(event.Data) {
			said, found, err := words.Read(ctx, text.ID)
			if err != nil && !errors.Is(err, events.ErrLost) {
				return nil, err
			}
			told[i].Words[field] = nil
			if found {
				told[i].Words[field] = &said
			}
			if err != nil {
				told[i].Lost = append(told[i].Lost, field)
			}
		}
		slices.Sort(told[i].Lost)
	}
	return told, nil
}

func tell(row Row, event events.Event) Told {
	kind, thing, _ := strings.Cut(event.Subject, "/")
	return Told{
		Sequence: row.Sequence, ID: event.ID, Kind: kind, Thing: thing, Part: row.Part,
		Type: string(event.Type), Time: book.Time(event.Time), Actor: event.Actor, Auth: event.Auth,
		Role: book.OrNull(event.ActorRole), Party: book.OrNull(event.ActorParty), OnBehalfOf: book.OrNull(event.OnBehalfOf),
		Judged: judged(event.Data, row.Why), Axes: row.Axes, Effective: effective(event.Data), Data: event.Data, Words: map[string]*string{},
	}
}

// effective is when an event says that it happened; nil where its kind has no such field.
func effective(payload events.Payload) *string {
	stated := reflect.Indirect(reflect.ValueOf(payload)).FieldByName("Effective")
	if !stated.IsValid() {
		return nil
	}
	day, _ := stated.Interface().(*string)
	return day
}
