package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"ahd/events"
	"ahd/events/commitment"
	"ahd/events/eventlog"
	"ahd/events/texts"
	"ahd/projections"
	"ahd/projections/book"
	"ahd/projections/duties"
	"ahd/projections/streams"
	"ahd/projections/timeline"
	"ahd/services/recording"
)

// now is the moment at which every test looks: in Karachi it is the 23rd.
var now = time.Date(2026, 11, 22, 20, 30, 0, 0, time.UTC)

// secretActor recorded everything in these tests; no page may show it.
const secretActor = "p-secret-17"

// world is a register with a real book, real texts and the real recorder, over a
// log in memory that checks what the real one checks.
type world struct {
	t        *testing.T
	book     *projections.Book
	log      *memoryLog
	texts    *texts.Store
	recorder *recording.Recorder
	handler  http.Handler
	messages *strings.Builder
	notReady error
	now      time.Time
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, log: &memoryLog{}, messages: &strings.Builder{}, now: now}
	var err error
	if w.texts, err = texts.Open(filepath.Join(t.TempDir(), "texts.db")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.texts.Close() })
	if w.book, err = projections.Open(t.Context(), t.TempDir(), w.log, projections.Options{Texts: w.texts}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.book.Close() })
	w.log.book = w.book
	w.recorder = &recording.Recorder{
		Source: "urn:ahd:test", Log: w.log, Book: shelf{w.book}, Ledger: w.log, Texts: w.texts, People: shelf{w.book}, Duties: shelf{w.book},
		Ready: func() error { return w.notReady }, Now: w.clock,
	}
	w.handler = handlerOf(w.config())
	return w
}

// handlerOf makes the handler of all pages.
func handlerOf(c Config) http.Handler { return New(c, All()...) }

func (w *world) clock() time.Time { return w.now }

func (w *world) config() Config {
	return Config{
		Book: w.book, Past: w.book, Recorder: w.recorder, Record: w.log, Root: w.log.Root, Words: w.texts, Ready: func() error { return w.notReady },
		Name: "test register", Now: w.clock, Messages: slog.New(slog.NewTextHandler(w.messages, nil)),
	}
}

// say records an event as it stands, also one that no command would lead to.
func (w *world) say(stream string, payload events.Payload) uint64 {
	w.t.Helper()
	return w.sayAs(events.Envelope{Actor: secretActor, ActorRole: "coordinator", Auth: "local"}, stream, payload)
}

func (w *world) sayAs(as events.Envelope, stream string, payload events.Payload) uint64 {
	w.t.Helper()
	as.ID, as.Source, as.Type, as.Subject = uuid.NewString(), "urn:ahd:test", payload.Type(), stream
	last, count, leaf := w.log.end(stream)
	if as.StreamVersion = count + 1; count > 0 {
		as.StreamPrev = leaf.String()
	}
	receipt, err := w.log.Append(w.t.Context(), events.Event{Envelope: as, Data: payload}, last, last)
	if err != nil {
		w.t.Fatalf("%s: %v", payload.Type(), err)
	}
	return receipt.Sequence
}

// atOnce lets the book wait for everything that is said until the returned
// function is called.
func (w *world) atOnce() (told func()) {
	w.log.book = nil
	return func() {
		w.log.book = w.book
		if err := w.log.tell(w.t.Context()); err != nil {
			w.t.Fatal(err)
		}
	}
}

// text keeps words as recording does, for an event that is said directly.
func (w *world) text(words string) *events.Text {
	w.t.Helper()
	text, err := w.texts.Put(w.t.Context(), uuid.NewString(), "narrative", words)
	if err != nil {
		w.t.Fatal(err)
	}
	return &text
}

// get asks for a page as a browser on this computer does.
func (w *world) get(target string) *httptest.ResponseRecorder {
	w.t.Helper()
	return w.do(w.request(http.MethodGet, target, ""))
}

func (w *world) request(method, target, body string) *http.Request {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Host, r.RemoteAddr = "127.0.0.1:8080", "127.0.0.1:50000"
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	return r
}

func (w *world) do(r *http.Request) *httptest.ResponseRecorder {
	response := httptest.NewRecorder()
	w.handler.ServeHTTP(response, r)
	return response
}

// page asks for a page that must be there, checks what holds for every page, and
// returns it.
func (w *world) page(target string) string {
	w.t.Helper()
	response := w.get(target)
	if response.Code != http.StatusOK {
		w.t.Fatalf("GET %s: %d\n%s", target, response.Code, response.Body)
	}
	checkPage(w.t, response.Body.String())
	return response.Body.String()
}

// memoryLog is the log and the ledger in one. It keeps the promises that matter
// here: one order, a guard on every stream, times that never fall, and a book
// that is told only what the record holds.
type memoryLog struct {
	later  time.Duration // than now is recorded what is said
	mu     sync.Mutex
	bodies [][]byte
	ends   map[string]streamEnd
	book   *projections.Book // nil while it is not to be told
	fail   error             // answered instead of appending
}

type streamEnd struct {
	last  uint64
	count int64
	leaf  events.Hash
}

func (l *memoryLog) end(stream string) (uint64, int64, events.Hash) {
	l.mu.Lock()
	defer l.mu.Unlock()
	end := l.ends[stream]
	return end.last, end.count, end.leaf
}

func (l *memoryLog) Append(ctx context.Context, e events.Event, expected, _ uint64) (eventlog.Receipt, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	end := l.ends[e.Subject]
	switch {
	case l.fail != nil:
		return eventlog.Receipt{}, l.fail
	case end.last != expected:
		return eventlog.Receipt{}, &eventlog.Conflict{Subject: e.Subject, Expected: expected, Last: end.last}
	}
	sequence := uint64(len(l.bodies) + 1)
	e.Time = now.Add(l.later + time.Duration(sequence)*time.Second)
	body, err := events.Encode(e)
	if err != nil {
		return eventlog.Receipt{}, err
	}
	l.bodies = append(l.bodies, body)
	if l.ends == nil {
		l.ends = map[string]streamEnd{}
	}
	l.ends[e.Subject] = streamEnd{last: sequence, count: end.count + 1, leaf: events.LeafHash(body)}
	if l.book != nil {
		err = l.tell(context.WithoutCancel(ctx))
	}
	return eventlog.Receipt{Sequence: sequence, Body: body, Time: e.Time}, err
}

// tell gives the book what it has not read.
func (l *memoryLog) tell(ctx context.Context) error {
	at := l.book.Checkpoint().Sequence
	return l.book.Apply(ctx, at+1, l.bodies[at:])
}

func (l *memoryLog) InDoubt(string) bool                  { return false }
func (l *memoryLog) Head(context.Context) (uint64, error) { return l.Size(), nil }
func (l *memoryLog) Wait(context.Context, uint64) error   { return nil }
func (l *memoryLog) Size() uint64                         { return uint64(len(l.bodies)) }

func (l *memoryLog) Entry(sequence uint64) ([]byte, error) {
	if sequence < 1 || sequence > uint64(len(l.bodies)) {
		return nil, errors.New("the record has no such entry")
	}
	return l.bodies[sequence-1], nil
}

func (l *memoryLog) Entries(first uint64) ([][]byte, error) {
	if first < 1 || first > uint64(len(l.bodies))+1 {
		return nil, errors.New("the record has no such entry")
	}
	return l.bodies[first-1:], nil
}

func (l *memoryLog) Among(sequences []uint64) (bodies [][]byte, err error) {
	for _, sequence := range sequences {
		body, err := l.Entry(sequence)
		if err != nil {
			return nil, err
		}
		bodies = append(bodies, body)
	}
	return bodies, nil
}

// Root stands for the root of the tree: it is another one for each size.
func (l *memoryLog) Root(size uint64) (events.Hash, error) { return l.Leaf(size) }

func (l *memoryLog) Leaf(sequence uint64) (events.Hash, error) {
	body, err := l.Entry(sequence)
	return events.LeafHash(body), err
}

// shelf is the book as recording asks for it.
type shelf struct{ *projections.Book }

func (s shelf) Of(ctx context.Context, item string, own commitment.Duties, who commitment.Hand) (all commitment.Duties, err error) {
	err = s.Read(ctx, func(v *book.View) error {
		all, err = duties.Of(v, item, own, who)
		return err
	})
	return all, err
}

func (s shelf) Administrated(context.Context) (bool, error) { return false, nil }

func (s shelf) State(ctx context.Context, stream events.Stream, sought ...commitment.Name) (row recording.Row, err error) {
	err = s.Read(ctx, func(v *book.View) error {
		found, err := streams.Find(v, stream, sought...)
		row = recording.Row{State: found.State, Sequence: found.Sequence, Version: found.Version, Leaf: found.Leaf}
		return err
	})
	return row, err
}

func (s shelf) Recorded(ctx context.Context, id string) (sequence uint64, found bool, err error) {
	err = s.Read(ctx, func(v *book.View) (err error) {
		sequence, found, err = timeline.Sequence(v, id)
		return err
	})
	return sequence, found, err
}
