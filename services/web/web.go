// Package web answers: what does somebody with a browser see, and what may they
// record?
//
// It is the only door to the street. Pages are read from the book, written in
// one place, and work without scripts; what is typed goes to recording and
// nowhere else.
package web

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"time"

	"ahd/events"
	"ahd/events/edtf"
	"ahd/projections/book"
	"ahd/projections/described"
	"ahd/projections/timeline"
	"ahd/services/recording"
	"ahd/services/wording"
)

// Book is what has been recorded, as far as it has been read.
type Book interface {
	Read(ctx context.Context, read func(*book.View) error) error
	// Wait returns when the book has reached the event with this sequence.
	Wait(ctx context.Context, sequence uint64) error
}

// Recorder records commands. Its errors are *recording.Refusal.
type Recorder interface {
	Do(ctx context.Context, request recording.Request) (recording.Outcome, error)
}

// Files holds documents by the hash of their bytes, which it checks at each read.
type Files interface {
	Read(hash string) ([]byte, error)
	// Has reports whether there is one, whatever its bytes are.
	Has(hash string) bool
}

// Record is every event as it was recorded.
type Record interface {
	timeline.Record
	Size() uint64
}

// Bundle writes a bundle of the sealed record, or of one stream, without typed texts; ""
// is the whole record. Its errors come before the first byte if they can.
type Bundle func(ctx context.Context, stream string, out io.Writer) error

// Config is what the pages stand on. Its fields are set once.
type Config struct {
	Book        Book
	Recorder    Recorder
	Past        Past // nil where past moments cannot be looked at
	Record      Record
	Seal        Seal                                   // nil where nothing is sealed
	Tree        Tree                                   // what is sealed
	Kept        Kept                                   // older seals; nil where none are kept
	Bundle      Bundle                                 // nil where no copies are given away
	Root        func(size uint64) (events.Hash, error) // of the first events of the record; nil to show none
	Words       timeline.Words
	Files       Files
	Ready       func() error              // why nothing can be recorded now; nil if it can
	Doubt       func() string             // what must be known of the book that is shown, "" for nothing; may be nil
	Name        string                    // the register's name, for machines
	Described   func() described.Register // what it says of itself; nil where it says nothing
	VerifierKey string                    // with which seals are checked
	Note        string                    // a sentence on top of every page; may be empty
	Now         func() time.Time
	Messages    *slog.Logger
}

// site is the pages with everything they need.
type site struct {
	Config
	words       wording.Language
	style       stylesheet
	views       views
	crossOrigin *http.CrossOriginProtection
	bundles     chan struct{} // holds one for each tile of raw entries that is being read
	leaving     chan struct{} // holds one for each copy that is being fetched
	making      chan struct{} // one for each summary that is being made
	moments     *turns        // who looks at past moments
	summaryAsks *turns        // who asks for summaries
	client      string        // who asks, where that matters

	// Of a past moment or another day:
	present *site
	prefix  string    // of every address
	on      *edtf.Day // on which things stood as they are shown
	at      uint64    // the event that was the last then; 0 for now
	known   Book      // of that moment with everything that was recorded by then; nil where on is
	then    string    // the sentence that says so
	since   string    // address of what changed since then; "" for another day only
}

// New makes the handler of every page. Timeouts belong to its server.
func New(c Config) http.Handler {
	s := &site{
		Config: c, words: wording.English, style: readStyle(), crossOrigin: http.NewCrossOriginProtection(),
		bundles: make(chan struct{}, mostBundles), leaving: make(chan struct{}, mostLeaving),
		making: make(chan struct{}, summariesAtOnce), moments: newTurns(), summaryAsks: newTurns(),
	}
	if c.Past != nil {
		s.Past = inTurn{Past: c.Past, turns: s.moments}
	}
	s.views = parseViews(s.functions())
	return withHeaders(compress(s.mux()))
}

// mux leads to every page.
func (s *site) mux() *http.ServeMux {
	mux := http.NewServeMux()
	s.routePast(mux)
	s.routeSeal(mux)
	mux.Handle("/{$}", s.page(methods{http.MethodGet: s.list}))
	mux.Handle("/commitments/{id}", s.page(methods{http.MethodGet: s.commitment}))
	mux.Handle("/commitments/{id}/progress", s.page(methods{http.MethodPost: s.reportProgress}))
	mux.Handle("/documents/{evidence}", s.page(methods{http.MethodGet: s.giveDocument}))
	mux.Handle("/convenings/{id}", s.page(methods{http.MethodGet: s.convening}))
	mux.Handle("/instruments/{id}", s.page(methods{http.MethodGet: s.instrument}))
	mux.Handle("/working-groups/{id}", s.page(methods{http.MethodGet: s.group}))
	mux.Handle("/organisations", s.page(methods{http.MethodGet: s.organisations}))
	mux.Handle("/organisations/{id}", s.page(methods{http.MethodGet: s.organisation}))
	mux.Handle("/summaries", s.page(methods{http.MethodGet: s.summaries}))
	mux.Handle("/summaries/new", s.page(methods{http.MethodGet: s.builder}))
	mux.Handle("/summaries/preview", s.page(methods{http.MethodGet: s.preview}))
	mux.Handle("/summaries/file", s.page(methods{http.MethodGet: s.summaryFile}))
	mux.Handle("/summaries/{id}", s.page(methods{http.MethodGet: s.published}))
	mux.Handle("/unknown", s.page(methods{http.MethodGet: s.unknown}))
	mux.Handle("/healthz", s.page(methods{http.MethodGet: s.health}))
	mux.Handle(s.style.path, s.page(methods{http.MethodGet: s.stylesheet}))
	mux.Handle("/", s.page(nil))
	return mux
}

// health says that the process answers, and nothing else.
func (s *site) health(*http.Request) (answer, error) {
	return answer{mediaType: "text/plain; charset=utf-8", content: []byte("ok\n")}, nil
}
