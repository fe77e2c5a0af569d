package search_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
)

// world is a book and the typed texts, over a history that grows.
type world struct {
	t       *testing.T
	book    *projections.Book
	words   texts
	bodies  [][]byte
	version map[string]int64
	leaf    map[string]string
}

// texts are typed texts by id; what was erased is not there. Under the id of a
// text that cannot be read stands unreadable.
type texts map[string]string

const unreadable = "\x00"

var errUnreadable = errors.New("the file of texts is damaged")

func (s texts) Read(ctx context.Context, id string) (string, bool, error) {
	words, kept := s[id]
	if words == unreadable {
		return "", false, errUnreadable
	}
	return words, kept, ctx.Err()
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, words: texts{}, version: map[string]int64{}, leaf: map[string]string{}}
	w.open()
	return w
}

// open opens an empty book on what has happened so far.
func (w *world) open() {
	w.t.Helper()
	var err error
	if w.book, err = projections.Open(w.t.Context(), w.t.TempDir(), w, projections.Options{Texts: w.words}); err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { w.book.Close() })
}

// say adds an event to the history; read lets the book take it in.
func (w *world) say(subject string, payload events.Payload) {
	w.t.Helper()
	w.version[subject]++
	body, err := events.Encode(events.Event{Data: payload, Envelope: events.Envelope{
		ID: uuid.NewSHA1(uuid.NameSpaceURL, fmt.Append(nil, len(w.bodies))).String(), Source: "urn:ahd:test",
		Type: payload.Type(), Subject: subject, Time: time.Date(2026, 11, 22, 7, 0, len(w.bodies), 0, time.UTC),
		Actor: "local", ActorRole: "coordinator", Auth: "local",
		StreamVersion: w.version[subject], StreamPrev: w.leaf[subject],
	}})
	if err != nil {
		w.t.Fatal(err)
	}
	w.leaf[subject] = events.LeafHash(body).String()
	w.bodies = append(w.bodies, body)
}

func (w *world) read() {
	w.t.Helper()
	at := w.book.Checkpoint().Sequence
	if err := w.book.Apply(w.t.Context(), at+1, w.bodies[at:]); err != nil {
		w.t.Fatal(err)
	}
}

// commit adds a commitment with a text, in the form that events have.
func (w *world) commit(id, text string) {
	w.say("commitment/"+id, events.CommitmentCaptured{Text: norm.NFC.String(text), Kind: "pledge", Convening: "m-1"})
}

// report adds a report with a narrative.
func (w *world) report(id, narrative string) (text string) {
	text = fmt.Sprintf("text-%d", len(w.bodies))
	w.words[text] = narrative
	w.say("commitment/"+id, events.ProgressReported{State: "in_progress", Narrative: &events.Text{ID: text, Hash: "h"}})
	return text
}

// find returns the things of a table that a search finds, in the order of their
// recording.
func (w *world) find(table, query string) (found []string, err error) {
	w.t.Helper()
	err = w.book.Read(w.t.Context(), func(v *book.View) error {
		found, err = book.List(v, "SELECT id FROM "+table, "sequence", map[string]book.Filter{book.Search: book.Searched},
			book.Query{Filters: map[string]string{book.Search: query}},
			func(scan func(...any) error) (id string, err error) {
				err = scan(&id)
				return id, err
			})
		return err
	})
	return found, err
}

// The history is the record of the book.

func (w *world) Among(sequences []uint64) (bodies [][]byte, err error) {
	for _, n := range sequences {
		bodies = append(bodies, w.bodies[n-1])
	}
	return bodies, nil
}

func (w *world) Size() uint64                       { return uint64(len(w.bodies)) }
func (w *world) Wait(context.Context, uint64) error { return nil }
func (w *world) Entries(n uint64) ([][]byte, error) { return w.bodies[n-1:], nil }
func (w *world) Leaf(n uint64) (events.Hash, error) { return events.LeafHash(w.bodies[n-1]), nil }
