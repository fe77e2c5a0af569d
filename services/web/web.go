// Package web answers: what does somebody with a browser see, and what may they
// record?
//
// It is the only door to the street. Pages are read from the book, written in
// one place, and work without scripts; what is typed goes to recording and
// nowhere else. Here is what stands around every page and what several show; each
// subject has a folder with its pages and templates, and this package knows none.
package web

import (
	"context"
	"html/template"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/register"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/timeline"
	"ahd.example/ahd/services/recording"
	"ahd.example/ahd/services/wording"
)

// Book is what has been recorded, as far as it has been read.
type Book interface {
	Read(ctx context.Context, read func(*book.View) error) error
	// Wait returns when the book has reached the event with this sequence.
	Wait(ctx context.Context, sequence uint64) error
}

// Recorder records commands. Its errors are *rule.Refusal.
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

// Seal is what was signed of the record, and who vouches for it.
type Seal interface {
	// Covering is the newest checkpoint, as soon as it covers the event with a
	// sequence; 0 for whatever was signed last.
	Covering(ctx context.Context, sequence uint64) (ledger.Checkpoint, []byte, error)
	// At is the signed checkpoint of a size; ledger.ErrNoEntry where none was signed.
	At(size uint64) ([]byte, error)
	// Witnessed is the newest that others vouch for; nil where there is none.
	Witnessed() ([]byte, error)
}

// Tree is the sealed record, from which proofs are made.
type Tree interface {
	Tile(t ledger.Tile, size uint64) ([]byte, error)
	Prove(sequence uint64, signed []byte) (ledger.Proof, error)
	Continue(old uint64, signed []byte) (ledger.Continuation, error)
}

// Kept are the seals that are kept for ever, with the cosignatures that they have: whoever
// has a policy of their own finds among them the newest that meets it.
type Kept interface {
	Sizes() ([]uint64, error)       // ascending
	At(size uint64) ([]byte, error) // nil where none of that size is kept
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
	Described   func() register.Described // what it says of itself; nil where it says nothing
	VerifierKey string                    // with which seals are checked
	Note        string                    // a sentence on top of every page; may be empty
	Now         func() time.Time
	Messages    *slog.Logger
}

// register is what the register says of itself by now.
func (c Config) register() register.Described {
	if c.Described == nil {
		return register.Described{}
	}
	return c.Described()
}

// Frame is what every page stands in, with everything that it needs.
type Frame struct {
	Config
	Wording     spoken
	style       stylesheet
	views       views
	subjects    []Subject
	crossOrigin *http.CrossOriginProtection
	Client      string // who asks, where that matters

	// Of a past moment or another day:
	present *Frame
	prefix  string    // of every address
	On      *edtf.Day // on which things stood as they are shown
	At      uint64    // the event that was the last then; 0 for now
	Known   Book      // of that moment with everything that was recorded by then; nil where on is
	then    string    // the sentence that says so
	since   string    // address of what changed since then; "" for another day only
}

// Subject is some pages that belong together.
type Subject struct {
	// Templates hold each page in a file of its own, and in a folder "parts" what several
	// of them show.
	Templates fs.FS
	// Base adds the templates of others that they show; nil for none.
	Base func(*template.Template) *template.Template
	// Routes leads to the pages. It is asked again for each past moment that is looked at;
	// what is to last longer is kept around it.
	Routes func(*Frame) []Route
}

// Route is one address and what answers there.
type Route struct {
	Pattern string
	Methods Methods
}

// New makes the handler of the pages of some subjects. Timeouts belong to its server.
func New(c Config, subjects ...Subject) http.Handler {
	f := &Frame{
		Config: c, Wording: spoken{wording.English, c.register}, style: readStyle(), crossOrigin: http.NewCrossOriginProtection(),
		subjects: subjects,
	}
	if c.Past != nil {
		f.Past = inTurn{Past: c.Past, turns: NewTurns()}
	}
	f.views = parseViews(f.Wording.functions(), subjects)
	return withHeaders(compress(f.mux()))
}

// mux leads to every page.
func (f *Frame) mux() *http.ServeMux {
	mux := http.NewServeMux()
	f.routePast(mux)
	for _, subject := range f.subjects {
		for _, one := range subject.Routes(f) {
			mux.Handle(one.Pattern, f.page(one.Methods))
		}
	}
	mux.Handle("/healthz", f.page(Methods{http.MethodGet: health}))
	mux.Handle(f.style.path, f.page(Methods{http.MethodGet: f.style.give}))
	mux.Handle("/", f.page(nil))
	return mux
}

// health says that the process answers, and nothing else.
func health(*http.Request) (Answer, error) {
	return Answer{MediaType: "text/plain; charset=utf-8", Content: []byte("ok\n")}, nil
}
