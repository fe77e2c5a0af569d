// Package streams answers: what does each stream add up to, and where does it end?
//
// Commands are decided on these rows, and every event is evolved from them.
package streams

import (
	"encoding/json"
	"fmt"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/projections/book"
)

// Schema makes the table. In a book of the past state is empty: no command is decided
// on it, and it would be most of the file.
const Schema = `
CREATE TABLE streams (
	first    INTEGER PRIMARY KEY,  -- sequence of its first event: its number in other tables
	stream   TEXT NOT NULL UNIQUE, -- "commitment/<id>"
	sequence INTEGER NOT NULL,     -- of its last event
	version  INTEGER NOT NULL,     -- number of its events
	leaf     BLOB NOT NULL,        -- leaf hash of its last event
	state    TEXT NOT NULL         -- fold.State as JSON, apart from the contributions
) STRICT;`

const find = `SELECT state, first, sequence, version, leaf FROM streams WHERE stream = ?`

// Row is one stream. The zero Row is a stream without events.
type Row struct {
	State    fold.State
	First    uint64
	Sequence uint64
	Version  int64
	Leaf     events.Hash
}

// finder is a transaction or a view.
type finder interface {
	Row(query string, args, into []any) (bool, error)
}

// folder is a view of the past, which knows what a stream added up to then.
type folder interface {
	Fold(first, last uint64) (fold.State, error)
}

// Find returns the row of a stream, with what is sought of the contributions in hand; the
// zero Row if it has no events. Who writes a book of the past finds no State, and asks
// the record itself.
func Find(in finder, stream events.Stream, sought ...commitment.Name) (row Row, err error) {
	var state string
	var first, sequence int64
	var leaf []byte
	found, err := in.Row(find, []any{stream.Subject()}, []any{&state, &first, &sequence, &row.Version, &leaf})
	if err != nil || !found {
		return Row{}, err
	}
	row.First, row.Sequence = uint64(first), uint64(sequence)
	copy(row.Leaf[:], leaf)
	if state == "" {
		if past, ok := in.(folder); ok {
			row.State, err = past.Fold(row.First, row.Sequence)
		}
		return row, err
	}
	if err := json.Unmarshal([]byte(state), &row.State); err != nil {
		return Row{}, fmt.Errorf("the state of %s cannot be read: %w", stream, err)
	}
	return row, row.takeInHand(in, sought)
}

// takeInHand seeks contributions of a stream.
func (row *Row) takeInHand(in finder, sought []commitment.Name) error {
	s := row.State.Commitment
	if s == nil || !s.IsApart || len(sought) == 0 {
		return nil
	}
	found, err := Seek(in, row.First, sought)
	*s = s.With(Together(found), sought...)
	return err
}

// Flush writes what a stream adds up to at the end of a batch.
func Flush(tx *book.Tx, s *book.Flushed) error {
	return tx.Exec(`INSERT INTO streams (stream, state, first, sequence, version, leaf) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (stream) DO UPDATE SET state = excluded.state, sequence = excluded.sequence,
			version = excluded.version, leaf = excluded.leaf`,
		s.Stream.Subject(), string(s.Text), int64(s.First), int64(s.Sequence), s.Version, s.Leaf[:])
}
