// Package verbs answers: what does each command of the program do, once it has
// the data folder in hand?
//
// A verb takes JSON arguments and gives a JSON document or a problem. The
// process that holds the folder runs it, whether that is the command itself or a
// server that it asks, so both give the same bytes.
package verbs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"ahd/cmd/ahd/node"
	"ahd/events"
	"ahd/events/cause"
	"ahd/events/edtf"
	"ahd/events/strictjson"
	"ahd/projections"
	"ahd/projections/book"
)

// Progress is told how far long work has come.
type Progress func(done, total int)

// Desk runs verbs on an open data folder.
type Desk struct {
	Node *node.Node // nil where there is no register yet
	Now  func() time.Time
	book reader

	// Unopened is why the folder could not be opened whole; nil if it could.
	Unopened error
}

// reader is the book, of a register or of none.
type reader interface {
	dayReader
	Read(ctx context.Context, read func(*book.View) error) error
	ReadAt(ctx context.Context, sequence uint64, read func(*book.View) error) error
	Moment(ctx context.Context, text string, now time.Time) (projections.Moment, error)
}

// dayReader is the book as things stood on a day; the sequence is 0 for now.
type dayReader interface {
	ReadOn(ctx context.Context, sequence uint64, on edtf.Day, read func(*book.View) error) error
}

// NewDesk makes a desk on an open folder.
func NewDesk(n *node.Node, now func() time.Time) *Desk {
	return &Desk{Node: n, Now: now, book: newLine(n.Book)}
}

// Empty makes a desk for a folder in which there is no register: it answers
// every question with nothing and leaves the folder as it is. The returned
// function closes it.
func Empty(ctx context.Context, now func() time.Time) (*Desk, func() error, error) {
	dir, err := os.MkdirTemp("", "ahd-empty-")
	if err != nil {
		return nil, nil, cause.Of(errors.New("no room for temporary files"), err)
	}
	empty, err := projections.Open(ctx, dir, nothing{}, projections.Options{Texts: nothing{}})
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(dir))
	}
	end := func() error { return errors.Join(empty.Close(), os.RemoveAll(dir)) }
	return &Desk{Now: now, book: newLine(empty)}, end, nil
}

// nothing is the record of no register.
type nothing struct{}

var errNothing = errors.New("there is no register here yet")

func (nothing) Size() uint64                                       { return 0 }
func (nothing) Leaf(uint64) (events.Hash, error)                   { return events.Hash{}, errNothing }
func (nothing) Wait(_ context.Context, _ uint64) error             { return errNothing }
func (nothing) Entries(uint64) ([][]byte, error)                   { return nil, nil }
func (nothing) Among([]uint64) ([][]byte, error)                   { return nil, errNothing }
func (nothing) Entry(uint64) ([]byte, error)                       { return nil, errNothing }
func (nothing) Read(context.Context, string) (string, bool, error) { return "", false, nil }

// handler runs one verb on its arguments.
type handler func(d *Desk, ctx context.Context, args json.RawMessage, progress Progress) (any, error)

// handlers is the table of verbs.
var handlers = map[string]handler{
	"list":      handle((*Desk).list),
	"show":      handle((*Desk).show),
	"timeline":  handle((*Desk).timeline),
	"diff":      handle((*Desk).diff),
	"status":    handle((*Desk).status),
	"import":    handle((*Desk).takeIn),
	"record":    handle((*Desk).record),
	"rebuild":   handle((*Desk).rebuild),
	"doctor":    handle((*Desk).doctor),
	"described": handle((*Desk).described),
	"backup":    handle((*Desk).backup),
	"drilled":   handle((*Desk).drilled),
	"repair":    handle((*Desk).repair),
	"move-log":  handle((*Desk).moveLog),
	"appoint":   handle((*Desk).appoint),

	"erasable":           handle((*Desk).erasable),
	"intake":             handle((*Desk).intake),
	"receipt":            handle((*Desk).receipt),
	"accept-cosignature": handle((*Desk).acceptCosignature),
	"summary":            handle((*Desk).summary),
	"methods":            handle((*Desk).methods),
	"check":              handle((*Desk).check),
	"trend":              handle((*Desk).trend),
}

// handle decodes the arguments of one verb.
func handle[A any](run func(*Desk, context.Context, A, Progress) (any, error)) handler {
	return func(d *Desk, ctx context.Context, args json.RawMessage, progress Progress) (any, error) {
		var decoded A
		if err := strictjson.Unmarshal(args, &decoded); err != nil {
			return nil, cause.Of(usage("arguments", "The arguments of the command could not be read."), err)
		}
		return run(d, ctx, decoded, progress)
	}
}

// Run runs a verb and gives its document as JSON, or the problem.
func (d *Desk) Run(ctx context.Context, verb string, args json.RawMessage, progress Progress) (json.RawMessage, *Problem) {
	run, known := handlers[verb]
	if !known {
		return nil, ProblemOf(usage("verb", "There is no such command."))
	}
	document, err := run(d, ctx, args, progress)
	if err != nil {
		return nil, ProblemOf(err)
	}
	encoded, err := Encode(document)
	if err != nil {
		return nil, ProblemOf(fmt.Errorf("the answer cannot be written: %w", err))
	}
	return encoded, nil
}

// ClockIsRight takes somebody's word that the clock of the machine is right.
func (d *Desk) ClockIsRight() {
	if d.Node != nil {
		d.Node.Clock.Right()
	}
}

// at says which book an answer was read from.
func at(v *book.View) At {
	a := At{Sequence: v.At.Sequence}
	if v.At.Sequence > 0 {
		recorded := book.Time(v.At.Time)
		a.Time = &recorded
	}
	return a
}

func (d *Desk) today() edtf.Day { return d.describes().Zone.Day(d.Now()) }
