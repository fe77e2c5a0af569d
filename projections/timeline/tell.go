package timeline

import (
	"context"
	"encoding/json"
	"fmt"

	"ahd/events"
)

// Told is an event of the timeline with what it said.
type Told struct {
	Row
	Effective *string            `json:"effective"` // EDTF: when it happened; null where not stated
	Data      events.Payload     `json:"data"`
	Words     map[string]*string `json:"words"` // typed texts by field; null where erased
}

// Record holds the bytes of events: the ledger.
type Record interface {
	Entry(sequence uint64) ([]byte, error)
}

// Words reads typed texts, unless they were erased.
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
		told[i] = Told{Row: row, Data: event.Data, Effective: effective(event.Data), Words: map[string]*string{}}
		for field, text := range events.Texts(event.Data) {
			said, found, err := words.Read(ctx, text.ID)
			if err != nil {
				return nil, err
			}
			told[i].Words[field] = nil
			if found {
				told[i].Words[field] = &said
			}
		}
	}
	return told, nil
}

// effective is when an event says that it happened.
func effective(payload events.Payload) *string {
	var dated struct {
		Effective *string `json:"effective"`
	}
	text, err := json.Marshal(payload)
	if err != nil || json.Unmarshal(text, &dated) != nil {
		return nil
	}
	return dated.Effective
}
