package projections

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/projections/convenings"
	"ahd.example/ahd/projections/described"
	"ahd.example/ahd/projections/documents"
	"ahd.example/ahd/projections/duties"
	"ahd.example/ahd/projections/erasures"
	"ahd.example/ahd/projections/instruments"
	"ahd.example/ahd/projections/joining"
	"ahd.example/ahd/projections/measures"
	"ahd.example/ahd/projections/methods"
	"ahd.example/ahd/projections/parties"
	"ahd.example/ahd/projections/people"
	"ahd.example/ahd/projections/questions"
	"ahd.example/ahd/projections/search"
	"ahd.example/ahd/projections/sources"
	"ahd.example/ahd/projections/streams"
	"ahd.example/ahd/projections/summaries"
	"ahd.example/ahd/projections/timeline"
)

// table is one question that the book answers: how its rows are laid out, what
// an event changes in them, and what they show of a stream when a batch is flushed.
// A row that only shows where a stream stands is written once a batch that way.
type table struct {
	schema string
	apply  func(tx *book.Tx, c *book.Change) error  // may be nil
	flush  func(tx *book.Tx, s *book.Flushed) error // may be nil
	lasts  []string                                 // its tables, if no later event changes a row of them
}

// newTables gives all of them to one writer, in the order in which an event
// reaches them. What they remember between events belongs to that writer.
func newTables() []table {
	words, parts := &search.Waiting{}, &duties.Follower{}
	return []table{
		{streams.Schema, nil, streams.Flush, nil},
		{streams.Contributions, nil, nil, nil}, // written by whoever evolves the states
		{timeline.Schema, timeline.Apply, nil, timeline.Tables},
		{sources.Schema, sources.Apply, nil, nil},
		{parties.Schema, parties.Apply, parties.Flush, nil},
		{people.Schema, nil, people.Flush, nil},
		{convenings.Schema, convenings.Apply, convenings.Flush, nil},
		{instruments.Schema, instruments.Apply, nil, nil},
		{questions.Schema, questions.Apply, nil, nil},
		{commitments.Schema, commitments.Apply, commitments.Flush, nil},
		{commitments.Tallies, nil, nil, nil}, // follow by themselves
		{described.Schema, described.Apply, nil, nil},
		{"", joining.Apply, nil, nil},
		{duties.Schema, parts.Apply, nil, nil},
		{documents.Schema, documents.Apply, nil, nil},
		{measures.Schema, measures.Apply, nil, nil},
		{methods.Schema, methods.Apply, nil, nil},
		{summaries.Schema, summaries.Apply, nil, nil},
		{erasures.Schema, erasures.Apply, nil, nil},
		{search.Schema, words.Apply, words.Flush, nil},
	}
}

// meaning is raised when the same events lead to other rows under the same
// schema, so that old books are replaced.
const meaning = "2"

func schema() string { return schemaOf(newTables()) }

// Last are the statements that a rebuilt book gets when all rows are there: indexes, what
// is counted, and how that is kept.
func Last() string {
	_, last := book.Apart(schema())
	return last
}

func schemaOf(tables []table) string {
	var all strings.Builder
	for _, table := range tables {
		all.WriteString(table.schema)
	}
	return all.String()
}

// pastTables are those that a book of the past has itself. What no later event
// changes it borrows from the book that serves, and where states are folded again,
// nothing of them is kept apart.
func pastTables() []table {
	return slices.DeleteFunc(newTables(), func(t table) bool { return t.lasts != nil || t.schema == streams.Contributions })
}

// borrowedTables are the others.
func borrowedTables() (names []string) {
	for _, table := range newTables() {
		names = append(names, table.lasts...)
	}
	return names
}

// fingerprint names the schema. A book with another one is another book.
func fingerprint() string {
	sum := sha256.Sum256([]byte(meaning + schema()))
	return hex.EncodeToString(sum[:6])
}
