package projections

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/projections/book"
)

// ErrAhead is returned for a moment that has not come.
var ErrAhead = errors.New("nothing is recorded as late as that yet")

// errMoved: the book that serves went on meanwhile.
var errMoved = errors.New("the book went on")

// maxPast is how many books of past moments are kept, each as large as the book was
// then: whoever looks at a moment looks at it more than once.
const maxPast = 4

// past are the books of moments that somebody looked at, the latest look last.
type past struct {
	making chan struct{} // one is made at a time: each takes the whole machine
	mu     sync.Mutex
	kept   []*moment
	made   int // names are not used twice
}

// history is what can be read of the book as it was.
type history struct {
	*present
	past      past          // moments that somebody looked at
	days      days          // days that somebody looked at
	telling   chan struct{} // holds one while a day that is over is told
	snapshots *snapshots
}

func newHistory(now *present) history {
	return history{
		present: now, past: past{making: make(chan struct{}, 1)}, days: days{dir: now.dir}, telling: make(chan struct{}, 1),
		snapshots: openSnapshots(now.dir, cmp.Or(now.options.SnapshotInterval, minSnapshotInterval), cmp.Or(now.options.Snapshots, maxSnapshots)),
	}
}

// moment is the book of one. It borrows from the book that served when it was made.
type moment struct {
	servedBook
	sequence uint64
	leave    func() // gives back what it borrows
	words    *words
}

// ReadAt runs read on the book as it was after the event with a sequence. The first
// look at a moment takes what is in the nearest snapshot before it, and adds what the
// record holds from there on. Texts that were erased since are not in it. It returns
// ErrAhead.
func (h *history) ReadAt(ctx context.Context, sequence uint64, read func(*book.View) error) error {
	return h.readAt(ctx, sequence, func(file *book.File, read func(*book.View) error) error { return file.Read(ctx, read) }, read)
}

// reader reads one file of a book in some way.
type reader func(file *book.File, read func(*book.View) error) error

func (h *history) readAt(ctx context.Context, sequence uint64, one reader, read func(*book.View) error) error {
	at := h.Checkpoint().Sequence
	if sequence > at {
		return fmt.Errorf("the book stands at event %d: %w", at, ErrAhead)
	}
	if sequence == at {
		err := h.readNow(one, func(v *book.View) error {
			if v.At.Sequence != sequence {
				return errMoved
			}
			return read(v)
		})
		if !errors.Is(err, errMoved) {
			return err
		}
	}
	m, err := h.moment(ctx, sequence)
	if err != nil {
		return err
	}
	defer h.past.leave(m)
	err = one(m.file, read)
	if book.Damaged(err) {
		h.past.discard(m)
	}
	return err
}

// queueTimeout bounds the wait for other moments, not the making of one's own: a large
// register may need longer for that, and what is half made is of use to nobody.
const queueTimeout = 20 * time.Second

// moment finds or makes the book of a moment, for one reader, who leaves it. It returns
// book.ErrBusy.
func (h *history) moment(ctx context.Context, sequence uint64) (*moment, error) {
	if m := h.past.enter(sequence); m != nil {
		return m, nil
	}
	select {
	case h.past.making <- struct{}{}:
		defer func() { <-h.past.making }()
	case <-time.After(cmp.Or(h.options.QueueTimeout, queueTimeout)):
		return nil, book.ErrBusy
	case <-ctx.Done(): // whoever asked has gone
		return nil, ctx.Err()
	}
	if m := h.past.enter(sequence); m != nil { // made while we waited
		return m, nil
	}
	if h.isClosed() {
		return nil, ErrClosed
	}
	present := h.borrow()
	m, err := h.remake(ctx, present, sequence)
	if err != nil {
		h.giveBack(present)
		return nil, err
	}
	m.readers, m.leave = 1, func() { h.giveBack(present) }
	h.past.keep(m)
	return m, nil
}

// remake makes the book of a moment beside the one that serves.
func (h *history) remake(ctx context.Context, present *servedBook, sequence uint64) (*moment, error) {
	h.past.made++
	path := filepath.Join(h.dir, fmt.Sprintf("past-%d-%d.db", h.past.made, sequence))
	told, err := newRehydrator(ctx, h.record, present.file, sequence)
	if err != nil {
		return nil, err
	}
	r := replayer{rehydrator: told, options: h.options, chunk: replayBatch}
	if err := h.replay(ctx, r, path, sequence); err != nil {
		return nil, err
	}
	past := book.Past{Present: present.path, Pass: present.file.Pass, Tables: borrowedTables(), Last: sequence, Fold: func(ctx context.Context, first, last uint64) (fold.State, error) {
		return r.one(ctx, first, last, sequence)
	}}
	w := &words{from: path, past: past, options: h.options}
	past.Words = w.open
	file, err := book.OpenPast(path, past)
	if err != nil {
		removeBook(path)
		return nil, err
	}
	return &moment{servedBook: servedBook{file: file, path: path}, sequence: sequence, words: w}, nil
}

// Replay is the definition of a past moment: what the record held after an event,
// read into a book of its own from the first event on, which read is run on. It takes
// as long as a rebuild to there; what ReadAt shows is compared with it.
func (h *history) Replay(ctx context.Context, sequence uint64, read func(*book.View) error) error {
	if at := h.Checkpoint().Sequence; sequence > at {
		return fmt.Errorf("the book stands at event %d: %w", at, ErrAhead)
	}
	dir, err := os.MkdirTemp(h.dir, "replay-")
	if err != nil {
		return cause.Of(errNoCopy, err)
	}
	defer os.RemoveAll(dir) // what stays is removed at the next start
	options := h.options
	options.Trace = nil
	w, err := draft(ctx, until{h.record, sequence}, options, filepath.Join(dir, "book.db"), func(uint64, uint64) {})
	if err != nil {
		return err
	}
	return errors.Join(w.file.Read(ctx, read), w.file.Close())
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
	if len(p.kept) > maxPast {
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
		m.end()
	}
}

// retire takes a book away from later readers. Who calls it holds the lock.
func (p *past) retire(m *moment) {
	m.retired = true
	if m.readers == 0 {
		m.end()
	}
}

// end removes a book that nobody reads any more.
func (m *moment) end() {
	m.remove()
	m.words.remove()
	m.leave()
}

// ForgetPast removes the books of past moments and all snapshots, for whoever erases
// texts in during: they must not live on there, so none is made meanwhile. One that
// is being read goes with its last reader.
func (h *history) ForgetPast(during func() error) error {
	h.past.making <- struct{}{}
	defer func() { <-h.past.making }()
	h.past.retireAll()
	return h.snapshots.forget(during)
}

// discard takes away a book that turned out to be damaged: it is made again.
func (p *past) discard(bad *moment) {
	p.mu.Lock()
	defer p.mu.Unlock()
	before := len(p.kept)
	p.kept = slices.DeleteFunc(p.kept, func(m *moment) bool { return m == bad })
	if len(p.kept) < before {
		p.retire(bad)
	}
}

func (p *past) clear() {
	p.making <- struct{}{}
	defer func() { <-p.making }()
	p.retireAll()
}

func (p *past) retireAll() {
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
