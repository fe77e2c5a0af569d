// Package projections answers: what can be looked up?
//
// The book is one SQLite file with one checkpoint. It follows the log in order,
// all tables in one transaction, and stops at an event that it cannot apply: a
// table with a hole in it is worse than a table that is late. It is a copy:
// whoever deletes it gets the same one back.
package projections

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/search"
)

// Record is what the ledger holds.
type Record interface {
	Size() uint64
	Leaf(sequence uint64) (events.Hash, error)
	// Entries reads bodies from the sequence first on, a few megabytes of them;
	// none behind the last.
	Entries(first uint64) ([][]byte, error)
	// Among reads some bodies whose sequences ascend.
	Among(sequences []uint64) ([][]byte, error)
	// Wait returns when the ledger holds the event with this sequence.
	Wait(ctx context.Context, sequence uint64) error
}

// Stop is an event at which the book stands, and why.
type Stop struct {
	Sequence uint64
	Reason   string
}

func (s *Stop) Error() string {
	return fmt.Sprintf("the book stands at event %d and cannot take in the next: %s", s.Sequence-1, s.Reason)
}

// Unwrap gives the class.
func (s *Stop) Unwrap() error { return ErrBehind }

// Options are what a book needs besides the record.
type Options struct {
	Texts search.Texts // what people typed, for search

	Streams int        // how many streams a writer keeps in memory; 0 for 20,000, and 300,000 in a draft
	Trace   book.Trace // sees what is written, for measuring; may be nil

	SnapshotInterval uint64 // at least so many events between snapshots; 0 for 32,768
	Snapshots        int    // at most so many; 0 for 32

	QueueTimeout time.Duration // how long somebody waits while other past moments are made; 0 for 20 s
}

// Book is the book that serves. Reading is safe for concurrent use; Apply
// belongs to the feed.
type Book struct {
	present
	history

	rebuilding sync.Mutex // held by Rebuild
	mends      bool       // a rebuild that nobody asked for is under way; guarded by mu

	writing sync.Mutex // guards decoder and writer
	decoder events.Decoder
	writer  *writer
	recent  recent // states that commands are decided on
}

// Open opens the book in dir, or makes a new one from what the record holds and
// the texts that are not erased.
func Open(ctx context.Context, dir string, record Record, options Options) (*Book, error) {
	current, err := openFolder(dir, record)
	if err != nil {
		return nil, err
	}
	b := &Book{decoder: events.NewDecoder(), present: present{dir: dir, record: record, options: options, current: current, position: newPosition()}}
	b.failed, b.history = b.suspect, newHistory(&b.present)
	b.ending, b.end = context.WithCancel(context.Background())
	if b.at, err = current.file.Checkpoint(ctx); err != nil {
		b.end()
		return nil, errors.Join(err, current.file.Close())
	}
	b.writer = newWriter(current.file, b.at, b.record, options)
	b.writer.recent = &b.recent
	if err := current.file.Read(ctx, b.describe); err != nil {
		b.end()
		return nil, errors.Join(err, current.file.Close())
	}
	if b.at.Sequence == 0 && record.Size() > 0 {
		// What cannot be applied stops the book when the feed brings it, where it
		// is said; the fast way is only a way.
		if err := b.Rebuild(ctx, func(uint64, uint64) {}); err != nil && ctx.Err() != nil {
			return nil, errors.Join(err, b.Close())
		}
	}
	return b, nil
}

// Close closes the file. Its owner has stopped the feed and every reader. A batch
// that the feed brings all the same is not taken: Watermill's router does not wait
// for a message that arrives while it closes.
func (b *Book) Close() error {
	b.mu.Lock()
	b.closed = true
	b.mu.Unlock()
	b.end()
	b.mending.Wait()
	b.past.clear()
	b.days.clear()
	b.writing.Lock()
	defer b.writing.Unlock()
	return b.current.file.Close()
}

// agrees reports whether the record holds what the book last read.
func agrees(file *book.File, record Record) bool {
	at, err := file.Checkpoint(context.Background())
	if err != nil || at.Sequence > record.Size() {
		return false
	}
	if at.Sequence == 0 {
		return true
	}
	leaf, err := record.Leaf(at.Sequence)
	return err == nil && leaf == at.Leaf
}

// redescribe publishes what the writer read of the register. Who calls it holds writing.
func (b *Book) redescribe() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.writer.reread {
		b.says = b.writer.described
	}
}
