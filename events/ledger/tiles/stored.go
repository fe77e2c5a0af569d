package tiles

import (
	"context"
	"io"

	"golang.org/x/mod/sumdb/tlog"
)

// stored gives the hashes of a served tree in stored order, as they lie in hashes.bin,
// run by run. It is there to name an event that is not the one that was hashed; what it
// cannot read ends it.
type stored struct {
	ctx    context.Context
	hashes tlog.HashReader
	size   uint64 // of the tree
	done   uint64 // entries whose hashes were read
	rest   []byte
}

func (s *stored) Read(p []byte) (int, error) {
	if len(s.rest) == 0 {
		if err := s.more(); err != nil {
			return 0, err
		}
	}
	n := copy(p, s.rest)
	s.rest = s.rest[n:]
	return n, nil
}

// more reads the hashes that the next entries complete.
func (s *stored) more() error {
	if s.done == s.size || s.ctx.Err() != nil {
		return io.EOF
	}
	until := min(s.done+width, s.size)
	first, last := tlog.StoredHashCount(int64(s.done)), tlog.StoredHashCount(int64(until))
	indexes := make([]int64, 0, last-first)
	for i := first; i < last; i++ {
		indexes = append(indexes, i)
	}
	found, err := s.hashes.ReadHashes(indexes)
	if err != nil {
		return err
	}
	s.rest = s.rest[:0]
	for _, hash := range found {
		s.rest = append(s.rest, hash[:]...)
	}
	s.done = until
	return nil
}
