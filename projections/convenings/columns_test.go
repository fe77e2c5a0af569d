package convenings

import (
	"testing"

	"ahd.example/ahd/projections/book"
)

// Whatever a column is not given is left out knowingly.
func TestEveryColumnIsWrittenAndRead(t *testing.T) {
	for _, omission := range book.Omissions(columns, "sequence", "name", "earliest", "latest") {
		t.Error(omission)
	}
}
