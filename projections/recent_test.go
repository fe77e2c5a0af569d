package projections_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/people"
	"ahd.example/ahd/projections/streams"
)

// asked compares what stands ready with what the file has.
func asked(t *testing.T, r *rapid.T, b *projections.Book, subject string) {
	t.Helper()
	stream, _ := events.ParseStream(subject)
	ready, err := b.State(stream)
	if err != nil {
		r.Fatal(err)
	}
	administrated, err := b.Administrated()
	if err != nil {
		r.Fatal(err)
	}
	err = b.Read(background, func(v *book.View) error {
		row, err := streams.Find(v, stream)
		if err != nil {
			return err
		}
		if got, want := spelt(t, ready), spelt(t, row); got != want {
			r.Fatalf("%s stands ready as\n%s, the book has\n%s", subject, got, want)
		}
		so, err := people.Administrated(v)
		if so != administrated {
			r.Fatalf("that there is an administrator is %t, the book says %t", administrated, so)
		}
		return err
	})
	if err != nil {
		r.Fatal(err)
	}
}

// Whoever decides a command is handed what the book has: whatever was asked before the
// batch, after one that was refused, and after the book was made anew.
func TestWhatStandsReadyIsWhatTheBookHas(t *testing.T) {
	root, n := t.TempDir(), 0
	subjects := []string{"commitment/c-1", "commitment/c-2", "person/p-1", "person/p-2"}
	rapid.Check(t, func(r *rapid.T) {
		n++
		dir := filepath.Join(root, fmt.Sprint(n))
		defer os.RemoveAll(dir)
		h := newHistory(t)
		b := openBookWith(t, dir, h, projections.Options{Texts: noTexts{}, Streams: rapid.IntRange(0, 3).Draw(r, "streams in memory")})
		defer b.Close()
		for range rapid.IntRange(1, 30).Draw(r, "turns") {
			subject := rapid.SampledFrom(subjects).Draw(r, "about")
			switch rapid.IntRange(0, 9).Draw(r, "turn") {
			case 0:
				if err := b.Rebuild(background, func(uint64, uint64) {}); err != nil {
					r.Fatal(err)
				}
			case 1: // a batch that is refused leaves nothing
				b.Apply(background, uint64(len(h.bodies))+1, [][]byte{[]byte("{}")})
			case 2, 3, 4:
				asked(t, r, b, subject)
			default:
				first := uint64(len(h.bodies)) + 1
				for range rapid.IntRange(1, 3).Draw(r, "events") {
					happen(r, h, rapid.SampledFrom(subjects).Draw(r, "on"))
				}
				if err := b.Apply(background, first, h.bodies[first-1:]); err != nil {
					r.Fatal(err)
				}
			}
		}
		for _, subject := range subjects {
			asked(t, r, b, subject)
		}
	})
}

func happen(r *rapid.T, h *history, subject string) {
	stream, _ := events.ParseStream(subject)
	switch {
	case stream.Kind == "person":
		h.add(subject, events.PersonRecorded{Roles: []string{rapid.SampledFrom([]string{"administrator", "assessor"}).Draw(r, "role")}})
	case h.count[subject] == 0:
		h.add(subject, events.CommitmentCaptured{Text: "x", Kind: "pledge", Convening: "m-1"})
	default:
		contribute(r, h, subject)
	}
}
