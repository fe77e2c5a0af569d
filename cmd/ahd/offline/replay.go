package offline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/verification"
	"ahd.example/ahd/projections"
)

// replayed is a book that was made anew and is the one that serves.
type replayed struct {
	Sequence uint64 `json:"sequence"`
	Digest   string `json:"digest"`
}

// replay makes the book anew in a temporary folder, as far as the one that serves has
// read, and compares the two.
func replay(ctx context.Context, t *terminal.Terminal, f Folder, record *verification.Folder) (*replayed, error) {
	at, serves, err := projections.Digest(ctx, filepath.Join(f.Data, "book"))
	if errors.Is(err, projections.ErrNoBook) {
		return nil, &verification.Failure{Kind: verification.Incomplete, Code: "book.missing", Detail: "There is no book to compare with: start Ahd once, which makes it.", Cause: err}
	}
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "ahd-replay-")
	if err != nil {
		return nil, verification.Because("no room for a temporary folder", err)
	}
	defer os.RemoveAll(dir)
	entries, err := record.Ledger.Entries()
	if err != nil {
		return nil, err
	}
	defer entries.Close()
	tell := t.Progress("replay")
	digest, err := projections.Replay(ctx, dir, &inOrderOnly{entries: ledger.NewReader(entries), file: entries}, at.Sequence, func(done, total uint64) { tell(int(done), int(total)) })
	if err != nil {
		return nil, err
	}
	if digest != serves {
		return nil, &verification.Failure{Kind: verification.Differs, Code: "book.differs", Expected: digest, Stands: serves,
			Detail: "The book that serves is not what the events say. “ahd rebuild” makes it anew."}
	}
	return &replayed{at.Sequence, digest}, nil
}

// inOrderOnly is a record that is read from first to last, as a replay does; of what was
// read so far, single entries are found again.
type inOrderOnly struct {
	entries *ledger.Reader
	file    io.ReaderAt
	next    uint64  // sequence, less 1
	places  []place // of the entries that were read
}

// lengthBytes are those before each entry that say how long it is (events/ledger/FORMAT.md).
const lengthBytes = 4

// place is where the body of an entry lies in its file.
type place struct {
	at     int64
	length int
}

var errOutOfOrder = errors.New("the record is read in order only")

func (r *inOrderOnly) Entries(first uint64) ([][]byte, error) {
	if first != r.next+1 {
		return nil, errOutOfOrder
	}
	bodies, err := r.entries.Next()
	for _, body := range bodies {
		at := int64(lengthBytes)
		if n := len(r.places); n > 0 {
			at += r.places[n-1].at + int64(r.places[n-1].length)
		}
		r.places = append(r.places, place{at, len(body)})
	}
	r.next += uint64(len(bodies))
	return bodies, err
}

// Among reads entries that were read before, by their sequences.
func (r *inOrderOnly) Among(sequences []uint64) ([][]byte, error) {
	bodies := make([][]byte, len(sequences))
	for i, sequence := range sequences {
		if sequence < 1 || sequence > r.next {
			return nil, errOutOfOrder
		}
		where := r.places[sequence-1]
		bodies[i] = make([]byte, where.length)
		if _, err := r.file.ReadAt(bodies[i], where.at); err != nil {
			return nil, fmt.Errorf("event %d cannot be read again: %w", sequence, err)
		}
	}
	return bodies, nil
}

func (r *inOrderOnly) Size() uint64                       { return r.next }
func (r *inOrderOnly) Leaf(uint64) (events.Hash, error)   { return events.Hash{}, errOutOfOrder }
func (r *inOrderOnly) Wait(context.Context, uint64) error { return errOutOfOrder }
