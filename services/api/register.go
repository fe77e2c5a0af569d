package api

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/register"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/projections/timeline"
	"ahd.example/ahd/services/auditing"
)

// Register is what everything that is asked stands on. Where there is no register yet it has
// a clock, and a book, a record and words without anything in them.
type Register struct {
	Name, Origin string
	Book         Book
	Events       auditing.Record
	Words        timeline.Words
	Ledger       *ledger.Ledger            // nil where there is no register yet
	Says         func() register.Described // what it says of itself
	Now          func() time.Time
}

// Book is the book, of a register or of none.
type Book interface {
	dayReader
	Read(ctx context.Context, read func(*book.View) error) error
	ReadAt(ctx context.Context, sequence uint64, read func(*book.View) error) error
	Moment(ctx context.Context, text string, now time.Time) (projections.Moment, error)
}

// dayReader is the book as things stood on a day; the sequence is 0 for now.
type dayReader interface {
	ReadOn(ctx context.Context, sequence uint64, on edtf.Day, read func(*book.View) error) error
}

// none reports whether there is no register yet.
func (r *Register) none() bool { return r.Ledger == nil }

// errNoRegister is returned where something should be recorded about a register
// that nobody has opened.
var errNoRegister = usage("register.none", "There is no register in this data folder yet. Nothing was recorded. “ahd import register” or “ahd serve” begins one.")

// ErrNothing is returned where what was recorded is read and there is no register.
var ErrNothing = errors.New("there is no register here yet")

// describes is what the register says of itself.
func (r *Register) describes() register.Described {
	if r.Says == nil {
		return register.Described{}
	}
	return r.Says()
}

func (r *Register) today() edtf.Day { return r.describes().Zone.Day(r.Now()) }

// event reads one event of the record.
func (r *Register) event(sequence uint64) (events.Event, error) {
	body, err := r.Events.Entry(sequence)
	if err != nil {
		return events.Event{}, err
	}
	return events.Decode(body)
}

// eachEvent reads the events of the record from one to another.
func (r *Register) eachEvent(first, last uint64, add func(uint64, events.Event), progress Progress) error {
	decoder := events.NewDecoder()
	for next := first; next <= last; {
		progress(int(next-1), int(last))
		bodies, err := r.Events.Entries(next)
		if err != nil || len(bodies) == 0 {
			return fmt.Errorf("event %d cannot be read: %w", next, err)
		}
		for _, body := range bodies[:min(uint64(len(bodies)), last-next+1)] {
			event, err := decoder.Decode(body)
			if err != nil {
				return fmt.Errorf("event %d: %w", next, err)
			}
			add(next, event)
			next++
		}
	}
	return nil
}

// AsOf is as of when something is asked.
type AsOf struct {
	At string `json:"at"` // event, civil day or time; "" for now
	On string `json:"on"` // civil day on which things stood; "" for that of At, else today
}

// asOf is a moment and a day to read for.
type asOf struct {
	book     Book
	sequence uint64 // 0 for now
	time     string // recorded, of that event
	on       edtf.Day
	day      bool // a day was asked for: what happened later does not count
}

// asOf finds the moment and the day that are meant.
func (r *Register) asOf(ctx context.Context, asked AsOf) (asOf, error) {
	as := asOf{book: r.Book, on: r.today()}
	if asked.At != "" {
		moment, err := r.Book.Moment(ctx, asked.At, r.Now())
		switch {
		case errors.Is(err, projections.ErrMoment):
			return as, cause.Of(usage("at", fmt.Sprintf("%q is no moment. A moment is the number of an event, a day like 2026-11-22, or a time like 2026-11-22T09:30:00+05:00.", shorten(asked.At))), err)
		case errors.Is(err, projections.ErrBefore):
			return as, cause.Of(usage("at", "At that moment nothing was recorded yet."), err)
		case errors.Is(err, projections.ErrAhead):
			return as, usage("at", fmt.Sprintf("That moment has not come: %s.", err))
		case err != nil:
			return as, err
		}
		as.sequence, as.time, as.on = moment.Sequence, book.Time(moment.Time), moment.Day
	}
	if asked.On == "" {
		return as, nil
	}
	on, err := edtf.ParseDay(asked.On)
	if err != nil {
		return as, cause.Of(usage("on", fmt.Sprintf("%s is no day. A day is written 2026-11-22.", shorten(asked.On))), err)
	}
	as.on, as.day = on, true
	return as, nil
}

// read reads the book of the moment, as things stood on the day that was asked for. By
// default that is one on which everything had happened.
func (a asOf) read(ctx context.Context, read func(*book.View) error) error {
	if a.day {
		return a.book.ReadOn(ctx, a.sequence, a.on, read)
	}
	return a.readAll(ctx, read)
}

// readAll reads the book of the moment with everything that had been recorded by then.
func (a asOf) readAll(ctx context.Context, read func(*book.View) error) error {
	if a.sequence == 0 {
		return a.book.Read(ctx, read)
	}
	return a.book.ReadAt(ctx, a.sequence, read)
}

// undated counts the facts of some commitments that were dated by their recording; nil
// where no day was asked for.
func (a asOf) undated(v *book.View, filters map[string]string) (*int, error) {
	if !a.day {
		return nil, nil
	}
	n, err := commitments.Undated(v, filters, a.on)
	return &n, err
}

// undatedOf is the same for one thing.
func (a asOf) undatedOf(v *book.View, kind, id string) (*int, error) {
	if kind != "commitment" {
		return nil, nil
	}
	return a.undated(v, map[string]string{"id": id})
}

// inLine is a book of which one past moment or day is asked for at a time. They are made
// one after the other for everybody: a script that asks for a thousand at once waits
// behind itself, and those who look at pages wait behind one of its questions.
type inLine struct {
	Book
	line chan struct{} // holds one while a question stands in the line of all
}

func newLine(b Book) inLine { return inLine{b, make(chan struct{}, 1)} }

func (l inLine) ReadAt(ctx context.Context, sequence uint64, read func(*book.View) error) error {
	return l.wait(ctx, read, func(read func(*book.View) error) error { return l.Book.ReadAt(ctx, sequence, read) })
}

func (l inLine) ReadOn(ctx context.Context, sequence uint64, on edtf.Day, read func(*book.View) error) error {
	return l.wait(ctx, read, func(read func(*book.View) error) error { return l.Book.ReadOn(ctx, sequence, on, read) })
}

// wait waits for the turn, and gives it on when what was asked for begins to be read.
func (l inLine) wait(ctx context.Context, read func(*book.View) error, look func(func(*book.View) error) error) error {
	select {
	case l.line <- struct{}{}:
	case <-ctx.Done(): // whoever asked has gone
		return ctx.Err()
	}
	done := sync.OnceFunc(func() { <-l.line })
	defer done()
	return look(func(v *book.View) error {
		done()
		return read(v)
	})
}
