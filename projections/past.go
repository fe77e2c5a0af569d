package projections

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"

	"ahd/projections/book"
)

// ErrAhead is returned for a moment that has not come.
var ErrAhead = errors.New("nothing is recorded as late as that yet")

// errMoved: the book that serves went on meanwhile.
var errMoved = errors.New("the book went on")

// mostPast is how many books of past moments are kept, each as large as the book was
// then: whoever looks at a moment looks at it more than once.
const mostPast = 4

// past are the books of moments that somebody looked at, the latest look last.
type past struct {
	making chan struct{} // one is made at a time: each takes the whole machine
	mu     sync.Mutex
	kept   []*moment
	made   int // names are not used twice
}

// moment is the book of one.
type moment struct {
	shelved
	sequence uint64
}

// ReadAt runs read on the book as it was after the event with a sequence: what the
// record held then, read into a book of its own. That is the definition of a past
// moment; the first look at one takes as long as a rebuild to there. Texts that were
// erased since are not in it. It returns ErrAhead.
func (b *Book) ReadAt(ctx context.Context, sequence uint64, read func(*book.View) error) error {
	at := b.Checkpoint().Sequence
	if sequence > at {
		return fmt.Errorf("the book stands at event %d: %w", at, ErrAhead)
	}
	if sequence == at {
		err := b.Read(ctx, func(v *book.View) error {
			if v.At.Sequence != sequence {
				return errMoved
			}
			return read(v)
		})
		if !errors.Is(err, errMoved) {
			return err
		}
	}
	m, err := b.moment(ctx, sequence)
	if err != nil {
		return err
	}
	defer b.past.leave(m)
	return m.file.Read(ctx, read)
}

// moment finds or makes the book of a moment, for one reader, who leaves it.
func (b *Book) moment(ctx context.Context, sequence uint64) (*moment, error) {
	if m := b.past.enter(sequence); m != nil {
		return m, nil
	}
	select {
	case b.past.making <- struct{}{}:
		defer func() { <-b.past.making }()
	case <-ctx.Done(): // whoever asked has gone
		return nil, ctx.Err()
	}
	if m := b.past.enter(sequence); m != nil { // made while we waited
		return m, nil
	}
	if b.isClosed() {
		return nil, ErrClosed
	}
	b.past.made++
	path := filepath.Join(b.dir, fmt.Sprintf("past-%d-%d.db", b.past.made, sequence))
	w, err := (&Book{record: until{b.record, sequence}, options: b.options}).draft(ctx, path, func(uint64, uint64) {})
	if err != nil {
		removeBook(path)
		return nil, err
	}
	m := &moment{shelved: shelved{file: w.file, path: path, readers: 1}, sequence: sequence}
	b.past.keep(m)
	return m, nil
}

// enter finds a book that was made, for one reader more.
func (p *past) enter(sequence uint64) *moment {
	p.mu.Lock()
	defer p.mu.Unlock()
	i := slices.IndexFunc(p.kept, func(m *moment) bool { return m.sequence == sequence })
	if i < 0 {
		return nil
	}
	m := p.kept[i]
	p.kept = append(slices.Delete(p.kept, i, i+1), m)
	m.readers++
	return m
}

// keep adds a book; the one that nobody looked at for longest goes.
func (p *past) keep(m *moment) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.kept = append(p.kept, m)
	if len(p.kept) > mostPast {
		p.retire(p.kept[0])
		p.kept = slices.Delete(p.kept, 0, 1)
	}
}

// leave ends a reader; the last one of a retired book removes it.
func (p *past) leave(m *moment) {
	p.mu.Lock()
	defer p.mu.Unlock()
	m.readers--
	if m.retired && m.readers == 0 {
		m.remove()
	}
}

// retire takes a book away from later readers. Who calls it holds the lock.
func (p *past) retire(m *moment) {
	m.retired = true
	if m.readers == 0 {
		m.remove()
	}
}

// ForgetPast removes the books of past moments, for whoever erased a text: it must
// not live on there. One that is being read goes with its last reader.
func (b *Book) ForgetPast() { b.past.clear() }

func (p *past) clear() {
	p.making <- struct{}{}
	defer func() { <-p.making }()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, m := range p.kept {
		p.retire(m)
	}
	p.kept = nil
}

// until is what a record held when an event was its last.
type until struct {
	Record
	last uint64
}

func (u until) Size() uint64 { return u.last }

func (u until) Entries(first uint64) ([][]byte, error) {
	bodies, err := u.Record.Entries(first)
	if first > u.last {
		return nil, err
	}
	return bodies[:min(uint64(len(bodies)), u.last-first+1)], err
}
