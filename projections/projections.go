// Package projections answers: what can be looked up?
//
// The book is one SQLite file with one checkpoint. It follows the log in order,
// all tables in one transaction, and stops at an event that it cannot apply: a
// table with a hole in it is worse than a table that is late. It is a copy:
// whoever deletes it gets the same one back.
package projections

import (
	"context"
	"fmt"
	"sync"

	"ahd/events"
	"ahd/projections/book"
)

// Record is what the ledger holds.
type Record interface {
	Size() uint64
	Leaf(sequence uint64) (events.Hash, error)
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

// Book is the book that serves. Reading is safe for concurrent use; Apply
// belongs to the feed.
type Book struct {
	file   *book.File
	record Record

	mu      sync.Mutex
	at      book.Checkpoint
	stop    *Stop
	changed chan struct{} // closed and replaced whenever at or stop change
}

// Open opens the book in dir, or begins a new one.
func Open(ctx context.Context, dir string, record Record) (*Book, error) {
	file, err := openShelf(dir, record)
	if err != nil {
		return nil, err
	}
	b := &Book{file: file, record: record, changed: make(chan struct{})}
	if b.at, err = file.Checkpoint(ctx); err != nil {
		file.Close()
		return nil, err
	}
	return b, nil
}

// Close closes the file. Its owner has stopped the feed.
func (b *Book) Close() error { return b.file.Close() }

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

// Checkpoint is how far the book has read.
func (b *Book) Checkpoint() book.Checkpoint {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.at
}

// Stopped says where and why the book stands still; nil while it goes on.
func (b *Book) Stopped() *Stop {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.stop
}

// Read runs read on one view of the book.
func (b *Book) Read(ctx context.Context, read func(*book.View) error) error {
	return b.file.Read(ctx, read)
}

// Wait returns when the book has reached sequence. It returns *Stop if the book
// stands still before it, and ctx's error.
func (b *Book) Wait(ctx context.Context, sequence uint64) error {
	for {
		b.mu.Lock()
		at, stop, changed := b.at, b.stop, b.changed
		b.mu.Unlock()
		switch {
		case at.Sequence >= sequence:
			return nil
		case stop != nil:
			return stop
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// set publishes where the book stands.
func (b *Book) set(at book.Checkpoint, stop *Stop) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.at, b.stop = at, stop
	close(b.changed)
	b.changed = make(chan struct{})
}
