package verbs

import (
	"context"
	"sync"

	"ahd/events/edtf"
	"ahd/projections/book"
)

// inLine is a book of which one past moment or day is asked for at a time. They are made
// one after the other for everybody: a script that asks for a thousand at once waits
// behind itself, and those who look at pages wait behind one of its questions.
type inLine struct {
	reader
	line chan struct{} // holds one while a question stands in the line of all
}

func newLine(r reader) inLine { return inLine{r, make(chan struct{}, 1)} }

func (l inLine) ReadAt(ctx context.Context, sequence uint64, read func(*book.View) error) error {
	return l.wait(ctx, read, func(read func(*book.View) error) error { return l.reader.ReadAt(ctx, sequence, read) })
}

func (l inLine) ReadOn(ctx context.Context, sequence uint64, on edtf.Day, read func(*book.View) error) error {
	return l.wait(ctx, read, func(read func(*book.View) error) error { return l.reader.ReadOn(ctx, sequence, on, read) })
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
