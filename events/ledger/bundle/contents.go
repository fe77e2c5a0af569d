package bundle

import (
	"context"
	"errors"
	"fmt"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/ledger"
)

// Contents is what a bundle is made of.
type Contents struct {
	Ledger *ledger.Copy
	Note   []byte            // the signed checkpoint, with its cosignatures
	Signed ledger.Checkpoint // what it says
	Older  []ledger.Older    // checkpoints of this log, ascending, none larger than Signed
	Policy []byte            // nil where none is stated
	Tool   string            // what writes it, in printable ASCII
	Stream string            // the subject of the one stream; "" for the whole record

	// Source reads an archived text by its hash. Nil, or an answer of nil, leaves it out.
	Source func(hash string) ([]byte, error)
	// Text reads a typed text and its salt; false where it was erased. Nil leaves all out.
	Text func(ctx context.Context, id string) (salt []byte, words string, found bool, err error)
}

// Errors of a record that no bundle can be made of.
var (
	// ErrUnsigned means that the entries are not what the checkpoint signs.
	ErrUnsigned = errors.New("the ledger does not hold what was signed; verify it first")
	// ErrChanged means that a text was erased while the bundle was written.
	ErrChanged = errors.New("a text was erased meanwhile; write the bundle again")
	// ErrUnknownStream means that the record has no event of the stream.
	ErrUnknownStream = errors.New("no event of this stream is in the record")
)

// entry is one event on its way through a walk.
type entry struct {
	index    uint64
	body     []byte
	leaf     events.Hash
	envelope events.Envelope
	data     []byte
}

// walk goes through the first size entries in order.
func (c *Contents) walk(ctx context.Context, size uint64, each func(entry) error) error {
	file, err := c.Ledger.Entries()
	if err != nil {
		return err
	}
	defer file.Close()
	reader := ledger.NewReader(file)
	for index := uint64(0); index < size; {
		bodies, err := reader.Next()
		if err != nil {
			return cause.Of(fmt.Errorf("%w (entry %d)", ErrUnsigned, index+1), err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, body := range bodies {
			if index == size {
				break
			}
			e := entry{index: index, body: body, leaf: events.LeafHash(body)}
			if e.envelope, e.data, err = events.Scan(body); err != nil {
				return cause.Of(fmt.Errorf("%w (entry %d)", ErrUnsigned, index+1), err)
			}
			if err := each(e); err != nil {
				return err
			}
			index++
		}
	}
	return nil
}

// belongs says whether an event is of what the bundle is about.
func (c *Contents) belongs(e entry) bool { return c.Stream == "" || e.envelope.Subject == c.Stream }

// frame is the length before each body in entries.log, in bytes.
const frame = 4
