package projections

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"ahd/projections/book"
	"ahd/projections/commitments"
	"ahd/projections/convenings"
	"ahd/projections/instruments"
	"ahd/projections/parties"
	"ahd/projections/questions"
	"ahd/projections/sources"
	"ahd/projections/streams"
	"ahd/projections/timeline"
)

// table is one question that the book answers: how its rows are laid out and
// what an event changes in them.
type table struct {
	schema string
	apply  func(tx *book.Tx, c book.Change) error
}

// tables are all of them, in the order in which an event reaches them.
var tables = []table{
	{streams.Schema, streams.Apply},
	{timeline.Schema, timeline.Apply},
	{sources.Schema, sources.Apply},
	{parties.Schema, parties.Apply},
	{convenings.Schema, convenings.Apply},
	{instruments.Schema, instruments.Apply},
	{questions.Schema, questions.Apply},
	{commitments.Schema, commitments.Apply},
}

// meaning is raised when the same events lead to other rows under the same
// schema, so that old books are replaced.
const meaning = "1"

func schema() string {
	var all strings.Builder
	for _, table := range tables {
		all.WriteString(table.schema)
	}
	return all.String()
}

// fingerprint names the schema. A book with another one is another book.
func fingerprint() string {
	sum := sha256.Sum256([]byte(meaning + schema()))
	return hex.EncodeToString(sum[:6])
}
