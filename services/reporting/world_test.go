package reporting_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/services/reporting"
	"ahd.example/ahd/services/reporting/document"
)

// Run more with: go test ./services/reporting -rapid.checks=1000
func TestMain(m *testing.M) {
	flag.Parse()
	if set := flag.Lookup("rapid.checks"); set.Value.String() == set.DefValue {
		flag.Set("rapid.checks", "40")
	}
	os.Exit(m.Run())
}

// history is a record that a test makes up, and what it told: a fake that checks what
// it is asked for.
type history struct {
	t      testing.TB
	at     time.Time
	bodies [][]byte
	told   []events.Event
	prev   map[string]string
	count  map[string]int64
}

func newHistory(t testing.TB) *history {
	h := &history{t: t, at: time.Date(2026, 1, 5, 7, 0, 0, 0, time.UTC), prev: map[string]string{}, count: map[string]int64{}}
	h.add("register/register", events.RegisterOpened{Name: "test", Origin: "urn:ahd:test", VerifierKey: "k"})
	return h
}

// add records a payload about a subject and returns the event's id.
func (h *history) add(subject string, payload events.Payload) string {
	h.t.Helper()
	e := events.Event{Data: payload, Envelope: events.Envelope{
		ID: uuid.NewSHA1(uuid.NameSpaceURL, fmt.Append(nil, len(h.bodies))).String(), Source: "urn:ahd:test",
		Type: payload.Type(), Subject: subject, Time: h.at, Actor: "local", ActorRole: "coordinator", Auth: "local",
		StreamVersion: h.count[subject] + 1, StreamPrev: h.prev[subject],
	}}
	body, err := events.Encode(e)
	if err != nil {
		h.t.Fatal(err)
	}
	if _, corrects := payload.(events.ClockCorrected); corrects { // what is there was there by now
		for i := range h.told {
			if h.told[i].Time.After(h.at) {
				h.told[i].Time = h.at
			}
		}
	}
	h.bodies, h.told = append(h.bodies, body), append(h.told, e)
	h.count[subject]++
	h.prev[subject] = events.LeafHash(body).String()
	return e.ID
}

func (h *history) Size() uint64 { return uint64(len(h.bodies)) }

func (h *history) Leaf(sequence uint64) (events.Hash, error) {
	return events.LeafHash(h.bodies[sequence-1]), nil
}

func (h *history) Wait(_ context.Context, sequence uint64) error {
	if sequence > h.Size() {
		return fmt.Errorf("the book asks for event %d of %d", sequence, h.Size())
	}
	return nil
}

func (h *history) Entry(sequence uint64) ([]byte, error) { return h.bodies[sequence-1], nil }

func (h *history) Entries(first uint64) ([][]byte, error) {
	if first == 0 || first > h.Size()+1 {
		return nil, fmt.Errorf("no entry %d", first)
	}
	return h.bodies[first-1 : min(first+50, h.Size())], nil
}

func (h *history) Among(sequences []uint64) (bodies [][]byte, err error) {
	for _, sequence := range sequences {
		bodies = append(bodies, h.bodies[sequence-1])
	}
	return bodies, nil
}

type noTexts struct{}

func (noTexts) Read(context.Context, string) (string, bool, error) { return "", false, nil }

// book makes the book of a history.
func (h *history) book() *projections.Book {
	h.t.Helper()
	b, err := projections.Open(context.Background(), h.t.TempDir(), h, projections.Options{Texts: noTexts{}})
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { b.Close() })
	if stop := b.Stopped(); stop != nil || b.Checkpoint().Sequence != h.Size() {
		h.t.Fatalf("the book stands at %d of %d: %v", b.Checkpoint().Sequence, h.Size(), stop)
	}
	return b
}

// summary answers a question from a book.
func summary(t testing.TB, b *projections.Book, q reporting.Question) document.Document {
	t.Helper()
	var d document.Document
	err := b.Read(context.Background(), func(v *book.View) (err error) {
		d, err = reporting.Summarise(v, q, "root")
		return err
	})
	if err != nil {
		t.Fatalf("%v: %v", q, err)
	}
	return d
}
