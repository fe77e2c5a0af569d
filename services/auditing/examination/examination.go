// Package examination answers: is everything in the data folder as it should be, and what
// is to be done where it is not?
//
// What is found takes effect: a log in which something is wrong is used no more until it
// is made anew, nothing is recorded beside a damaged ledger, and a book that differs is
// replaced. What is mended otherwise, people ask for: see services/repair.
package examination

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/eventlog/comparison"
	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/events/files"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/private"
	"ahd.example/ahd/events/texts"
	"ahd.example/ahd/projections/book"
)

// Reader is a book that can be looked up.
type Reader interface {
	Read(ctx context.Context, read func(*book.View) error) error
}

// Book is the one that serves.
type Book interface {
	Reader
	Rebuild(ctx context.Context, progress func(done, total uint64)) error
}

// Anew is a book made of the same record, to compare with.
type Anew interface {
	Reader
	Close() error
}

// Subject is what is examined: a data folder whose stores are open.
type Subject struct {
	Dir     string
	Log     *supervision.Log // nil where the folder could not be opened whole
	Ledger  *ledger.Ledger
	Book    Book
	Texts   *texts.Store
	Private *private.Store
	Files   *files.Store
	Missing []string // stores that were gone when the folder was opened

	Clock Clock
	Zone  func() edtf.Zone // in which its nights are
	Now   func() time.Time

	Changed   func() []string // stores that were changed while nobody had the folder open
	Key       func() error    // why the folder's key signs nothing; nil if it does
	Signed    func() error    // how what was signed does not fit the ledger; nil if it does
	Stopped   func() error    // why the book stands still; nil if it does not
	Appointed func() error    // why another node records; nil if this one does
	Unasked   func() string   // what is to be done before a log outside may be filled from here; "" for nothing

	Quarantine func(found []comparison.Finding) error              // lets the log be used no more
	Anew       func(ctx context.Context, dir string) (Anew, error) // makes another book in a folder
	Messages   *slog.Logger
}

// Examination is what was found when the folder was looked at.
type Examination struct {
	Time     time.Time
	Deep     bool // every byte was compared
	Findings []comparison.Finding
}

// Examiner looks at a folder and remembers what it found.
type Examiner struct {
	Subject
	last    atomic.Pointer[Examination]
	damaged atomic.Pointer[error]
}

// Last is the last examination of this process; nil before the first.
func (e *Examiner) Last() *Examination { return e.last.Load() }

// Damaged is what the last examination found in the ledger; nil for nothing.
func (e *Examiner) Damaged() error {
	if found := e.damaged.Load(); found != nil {
		return *found
	}
	return nil
}

// Examine looks at everything in the folder, and if deep compares every byte of log and
// ledger, everything that events name, and the book with one made anew. opening is why
// the folder could not be opened whole; nil if it could.
func (e *Examiner) Examine(ctx context.Context, opening error, deep bool, progress func(done, total uint64)) (Examination, error) {
	x := Examination{Time: e.Now().UTC(), Deep: deep, Findings: []comparison.Finding{}}
	if opening != nil {
		x.Findings = append(x.Findings, unopened(opening))
	}
	if e.Log == nil { // what there is to see, the opening has seen
		return x, nil
	}
	x.Findings = append(x.Findings, e.standing()...)
	for _, loss := range e.losses(ctx) {
		x.Findings = append(x.Findings, comparison.Finding{Code: "folder.lost", Sentence: loss, Remedy: comparison.Restore})
	}
	looks := []func(context.Context, func(done, total uint64)) ([]comparison.Finding, error){e.sound}
	if deep {
		looks = append(looks, e.rehash, e.compare)
	}
	for _, look := range looks {
		found, err := look(ctx, progress)
		if err != nil {
			return x, err
		}
		x.Findings = append(x.Findings, found...)
	}
	e.outside(x.Findings)
	e.last.Store(&x)
	return x, nil
}
