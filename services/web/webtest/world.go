// Package webtest answers: which register do tests of pages look at? It is a real one, over
// a log in memory. Only tests use it.
package webtest

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

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/texts"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/duties"
	"ahd.example/ahd/projections/streams"
	"ahd.example/ahd/projections/timeline"
	"ahd.example/ahd/services/recording"
	"ahd.example/ahd/services/web"
)

// Now is the moment at which every test looks: in Karachi it is the 23rd.
var Now = time.Date(2026, 11, 22, 20, 30, 0, 0, time.UTC)

// SecretActor recorded everything in these tests; no page may show it.
const SecretActor = "p-secret-17"

// World is a register with a real book, real texts and the real recorder, over a
// log in memory that checks what the real one checks.
type World struct {
	T        *testing.T
	Book     *projections.Book
	Log      *memoryLog
	texts    *texts.Store
	recorder *recording.Recorder
	Handler  http.Handler
	Messages *strings.Builder
	NotReady error
	Now      time.Time
}

// New is a world in which nothing is recorded yet.
func New(t *testing.T) *World {
	t.Helper()
	w := &World{T: t, Log: &memoryLog{}, Messages: &strings.Builder{}, Now: Now}
	var err error
	if w.texts, err = texts.Open(filepath.Join(t.TempDir(), "texts.db")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.texts.Close() })
	if w.Book, err = projections.Open(t.Context(), t.TempDir(), w.Log, projections.Options{Texts: w.texts}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Book.Close() })
	w.Log.Book = w.Book
	w.recorder = &recording.Recorder{
		Source: "urn:ahd:test", Log: w.Log, Book: bookReader{w.Book}, Ledger: w.Log, Texts: w.texts, People: bookReader{w.Book}, Duties: bookReader{w.Book},
		Ready: func() error { return w.NotReady }, Now: w.clock,
	}
	w.Handler = Pages(w.Config())
	return w
}

// Pages makes the handler of all pages.
func Pages(c web.Config) http.Handler { return web.New(c, All()...) }

func (w *World) clock() time.Time { return w.Now }

// Config is what its pages stand on; a test may change it and make a handler of its own.
func (w *World) Config() web.Config {
	return web.Config{
		Book: w.Book, Past: w.Book, Recorder: w.recorder, Record: w.Log, Root: w.Log.Root, Words: w.texts, Ready: func() error { return w.NotReady },
		Name: "test register", Now: w.clock, Messages: slog.New(slog.NewTextHandler(w.Messages, nil)),
	}
}

// Say records an event as it stands, also one that no command would lead to.
func (w *World) Say(stream string, payload events.Payload) uint64 {
	w.T.Helper()
	return w.SayAs(events.Envelope{Actor: SecretActor, ActorRole: "coordinator", Auth: "local"}, stream, payload)
}

// SayAs records an event of somebody as it stands.
func (w *World) SayAs(as events.Envelope, stream string, payload events.Payload) uint64 {
	w.T.Helper()
	as.ID, as.Source, as.Type, as.Subject = uuid.NewString(), "urn:ahd:test", payload.Type(), stream
	last, count, leaf := w.Log.end(stream)
	if as.StreamVersion = count + 1; count > 0 {
		as.StreamPrev = leaf.String()
	}
	receipt, err := w.Log.Append(w.T.Context(), events.Event{Envelope: as, Data: payload}, last, last)
	if err != nil {
		w.T.Fatalf("%s: %v", payload.Type(), err)
	}
	return receipt.Sequence
}

// AtOnce lets the book wait for everything that is said until the returned
// function is called.
func (w *World) AtOnce() (told func()) {
	w.Log.Book = nil
	return func() {
		w.Log.Book = w.Book
		if err := w.Log.tell(w.T.Context()); err != nil {
			w.T.Fatal(err)
		}
	}
}

// Text keeps words as recording does, for an event that is said directly.
func (w *World) Text(words string) *events.Text {
	w.T.Helper()
	text, err := w.texts.Put(w.T.Context(), uuid.NewString(), "narrative", words)
	if err != nil {
		w.T.Fatal(err)
	}
	return &text
}

// Get asks for a page as a browser on this computer does.
func (w *World) Get(target string) *httptest.ResponseRecorder {
	w.T.Helper()
	return w.Do(w.Request(http.MethodGet, target, ""))
}

// Request is what a browser on this computer sends.
func (w *World) Request(method, target, body string) *http.Request {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Host, r.RemoteAddr = "127.0.0.1:8080", "127.0.0.1:50000"
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	return r
}

// Do answers a request.
func (w *World) Do(r *http.Request) *httptest.ResponseRecorder {
	response := httptest.NewRecorder()
	w.Handler.ServeHTTP(response, r)
	return response
}

// Page asks for a page that must be there, checks what holds for every page, and
// returns it.
func (w *World) Page(target string) string {
	w.T.Helper()
	response := w.Get(target)
	if response.Code != http.StatusOK {
		w.T.Fatalf("GET %s: %d\n%s", target, response.Code, response.Body)
	}
	CheckPage(w.T, response.Body.String())
	return response.Body.String()
}

// memoryLog is the log and the ledger in one. It keeps the promises that matter
// here: one order, a guard on every stream, times that never fall, and a book
// that is told only what the record holds.
type memoryLog struct {
	Later  time.Duration // than now is recorded what is said
	mu     sync.Mutex
	Bodies [][]byte
	ends   map[string]streamEnd
	Book   *projections.Book // nil while it is not to be told
	Fail   error             // answered instead of appending
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
	case l.Fail != nil:
		return eventlog.Receipt{}, l.Fail
	case end.last != expected:
		return eventlog.Receipt{}, &eventlog.Conflict{Subject: e.Subject, Expected: expected, Last: end.last}
	}
	sequence := uint64(len(l.Bodies) + 1)
	e.Time = Now.Add(l.Later + time.Duration(sequence)*time.Second)
	body, err := events.Encode(e)
	if err != nil {
		return eventlog.Receipt{}, err
	}
	l.Bodies = append(l.Bodies, body)
	if l.ends == nil {
		l.ends = map[string]streamEnd{}
	}
	l.ends[e.Subject] = streamEnd{last: sequence, count: end.count + 1, leaf: events.LeafHash(body)}
	if l.Book != nil {
		err = l.tell(context.WithoutCancel(ctx))
	}
	return eventlog.Receipt{Sequence: sequence, Body: body, Time: e.Time}, err
}

// tell gives the book what it has not read.
func (l *memoryLog) tell(ctx context.Context) error {
	at := l.Book.Checkpoint().Sequence
	return l.Book.Apply(ctx, at+1, l.Bodies[at:])
}

func (l *memoryLog) InDoubt(string) bool                  { return false }
func (l *memoryLog) Head(context.Context) (uint64, error) { return l.Size(), nil }
func (l *memoryLog) Wait(context.Context, uint64) error   { return nil }
func (l *memoryLog) Size() uint64                         { return uint64(len(l.Bodies)) }

func (l *memoryLog) Entry(sequence uint64) ([]byte, error) {
	if sequence < 1 || sequence > uint64(len(l.Bodies)) {
		return nil, errors.New("the record has no such entry")
	}
	return l.Bodies[sequence-1], nil
}

func (l *memoryLog) Entries(first uint64) ([][]byte, error) {
	if first < 1 || first > uint64(len(l.Bodies))+1 {
		return nil, errors.New("the record has no such entry")
	}
	return l.Bodies[first-1:], nil
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

// bookReader is the book as recording asks for it.
type bookReader struct{ *projections.Book }

func (s bookReader) Of(ctx context.Context, item string, own commitment.Duties, who commitment.Hand) (all commitment.Duties, err error) {
	err = s.Read(ctx, func(v *book.View) error {
		all, err = duties.Of(v, item, own, who)
		return err
	})
	return all, err
}

func (s bookReader) Administrated(context.Context) (bool, error) { return false, nil }

func (s bookReader) State(ctx context.Context, stream events.Stream, sought ...commitment.Name) (row recording.Row, err error) {
	err = s.Read(ctx, func(v *book.View) error {
		found, err := streams.Find(v, stream, sought...)
		row = recording.Row{State: found.State, Sequence: found.Sequence, Version: found.Version, Leaf: found.Leaf}
		return err
	})
	return row, err
}

func (s bookReader) Recorded(ctx context.Context, id string) (sequence uint64, found bool, err error) {
	err = s.Read(ctx, func(v *book.View) (err error) {
		sequence, found, err = timeline.Sequence(v, id)
		return err
	})
	return sequence, found, err
}
