package ledger

import (
	"encoding/binary"
	"errors"
	"io"

	"ahd/events"
)

// ErrCut means that the entries end in the middle of one.
var ErrCut = errors.New("an entry is cut off")

// Reader reads the bodies of framed entries from first to last, without a ledger: a
// verifier trusts no file but entries.log.
type Reader struct {
	from io.Reader
	rest []byte // read, and not yet given out
	err  error  // what comes after rest
}

// NewReader returns a reader of what lies in entries.log.
func NewReader(from io.Reader) *Reader { return &Reader{from: from} }

// Next gives the next bodies, as many as fit in a megabyte. They are the caller's. At
// the end it returns io.EOF; where no body can be read, ErrCut or ErrLength.
func (r *Reader) Next() ([][]byte, error) {
	for {
		bodies, used := framed(r.rest)
		if len(bodies) > 0 {
			r.rest = r.rest[used:]
			return bodies, nil
		}
		if err := r.stuck(); err != nil {
			return nil, err
		}
		part := make([]byte, window)
		have := copy(part, r.rest)
		var n int
		n, r.err = io.ReadFull(r.from, part[have:])
		r.rest = part[:have+n]
	}
}

// stuck says why no more can be read; nil if more can.
func (r *Reader) stuck() error {
	switch {
	case len(r.rest) >= frameHead && !possible(binary.BigEndian.Uint32(r.rest)):
		return ErrLength
	case r.err == nil:
		return nil
	case !errors.Is(r.err, io.EOF) && !errors.Is(r.err, io.ErrUnexpectedEOF):
		return r.err
	case len(r.rest) > 0:
		return ErrCut
	}
	return io.EOF
}

func possible(length uint32) bool { return length > 0 && length <= events.MaxBody }

// framed splits off the entries that stand whole at the start of part, and says how
// many bytes they take.
func framed(part []byte) (bodies [][]byte, used int) {
	for _, body := range wholeBodies(part) {
		bodies = append(bodies, body)
		used += frameHead + len(body)
	}
	return bodies, used
}
