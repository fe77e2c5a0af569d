package projections

import (
	"sync"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/people"
	"ahd.example/ahd/projections/streams"
)

// maxRecent is how many states are kept ready, at about a kilobyte each.
const maxRecent = 8192

// recent are states as the book's last batch left them, for the commands that are decided
// on them: most speak of what somebody else just spoke of, by persons who gave one before.
// SQLite forgets with each batch which pages it had read.
type recent struct {
	mu      sync.Mutex
	batches uint64                 // that were written since it was opened
	rows    map[string]streams.Row // by subject; also of streams without events

	people        bool // whether administrated is known
	administrated bool
}

// flushedState is one that a batch left.
type flushedState struct {
	stream events.Stream
	row    streams.Row
}

// wanted: of other kinds there are few commands.
func wanted(stream events.Stream) bool { return stream.Kind == "commitment" || stream.Kind == "person" }

// wrote takes in what a batch changed, once it is in the book and before anybody is told.
func (r *recent) wrote(changed []flushedState) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.batches++
	for _, one := range changed {
		r.keep(one.stream.Subject(), one.row)
		r.people = r.people && one.stream.Kind != "person"
	}
}

func (r *recent) keep(subject string, row streams.Row) {
	if r.rows == nil || len(r.rows) >= maxRecent {
		r.rows = map[string]streams.Row{}
	}
	r.rows[subject] = row
}

// forget is for another book: it is the same, but was not written by this writer.
func (r *recent) forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.batches++
	r.rows, r.people = nil, false
}

// find returns a state, if it is known, and how many batches there were.
func (r *recent) find(stream events.Stream) (row streams.Row, known bool, batches uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	row, known = r.rows[stream.Subject()]
	return row, known, r.batches
}

// note keeps what somebody read of the book, unless a batch came meanwhile.
func (r *recent) note(batches uint64, keep func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.batches == batches {
		keep()
	}
}

// State is the row of a stream as the book has it, with what is sought of the
// contributions in hand. It belongs to all who ask: nobody changes it.
func (b *Book) State(stream events.Stream, sought ...commitment.Name) (row streams.Row, err error) {
	known, found, batches := b.recent.find(stream)
	if found && len(sought) == 0 {
		return known, nil
	}
	err = b.Ask(func(in *book.Tx) error {
		row, err = streams.Find(in, stream, sought...)
		return err
	})
	if err == nil && len(sought) == 0 && wanted(stream) {
		b.recent.note(batches, func() { b.recent.keep(stream.Subject(), row) })
	}
	return row, err
}

// Administrated reports whether the register has an administrator.
func (b *Book) Administrated() (administrated bool, err error) {
	r := &b.recent
	r.mu.Lock()
	known, batches := r.people, r.batches
	administrated = r.administrated
	r.mu.Unlock()
	if known {
		return administrated, nil
	}
	err = b.Ask(func(in *book.Tx) error {
		administrated, err = people.Administrated(in)
		return err
	})
	if err == nil {
		r.note(batches, func() { r.people, r.administrated = true, administrated })
	}
	return administrated, err
}

// flushedRow is a stream as its row has it now, for whoever asks: later events leave it as
// it is.
func flushedRow(s *state) flushedState {
	row := s.Row
	row.State = kept(fold.Copy(row.State))
	return flushedState{s.stream, row}
}
