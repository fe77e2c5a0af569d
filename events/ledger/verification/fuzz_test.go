package verification

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ahd.example/ahd/events/ledger"
)

// beginnings are bundles, notes and events of the vectors: what to begin from.
func beginnings(f *testing.F, ending string) (found [][]byte) {
	f.Helper()
	names, err := filepath.Glob(filepath.Join("testdata", "*"+ending))
	if err != nil || len(names) == 0 {
		f.Fatalf("no vectors: %v", err)
	}
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		found = append(found, content)
	}
	return found
}

// A note that is read has one spelling, and x/mod's reader and ours agree on what it
// says.
func FuzzNote(f *testing.F) {
	for _, note := range beginnings(f, ".checkpoint") {
		f.Add(note)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		c, bad := readNote(text, "It")
		if bad != nil {
			return
		}
		if !strings.HasPrefix(string(text), c.Text()+"\n— ") || !bytes.Equal(c.Note, text) {
			t.Errorf("%q is read as %q", text, c.Text())
		}
		log, err := verifierOf("urn:ahd:test+8f3dc02d+ATp3LzUUu8Bq8naxbEO4r98OA1jmFG4YVqbx5KXDLAJv")
		if err != nil {
			t.Fatal(err)
		}
		if opened, err := ledger.OpenCheckpoint(text, log); err == nil && opened != c.Checkpoint {
			t.Errorf("%q is read as %+v and as %+v", text, opened, c.Checkpoint)
		}
	})
}

// pieces are bodies that come one at a time.
type pieces struct{ bodies [][]byte }

func (p *pieces) Next() ([][]byte, error) {
	if len(p.bodies) == 0 {
		return nil, io.EOF
	}
	next := p.bodies[:1]
	p.bodies = p.bodies[1:]
	return next, nil
}

// Whatever the events say, the walk over them ends, with an answer.
func FuzzEvents(f *testing.F) {
	note := beginnings(f, ".checkpoint")[0]
	opening := beginnings(f, "opening.json")[0]
	for _, body := range beginnings(f, ".json") {
		f.Add(body, body)
	}
	f.Fuzz(func(t *testing.T, one, two []byte) {
		_, err := Whole(context.Background(), Record{Note: note, Entries: &pieces{[][]byte{opening, one, two}}, Hashes: bytes.NewReader(two)}, Demands{Old: one})
		var bad *Failure
		if !errors.As(err, &bad) {
			t.Errorf("it cannot be right: %v", err)
		}
	})
}
