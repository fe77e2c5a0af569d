package streams

import (
	"fmt"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
)

// Head is where a stream ends.
type Head struct {
	Stream  string // "commitment/<id>"
	Version int64
	Leaf    events.Hash
}

// Heads calls each with where every stream ends, in the order of the bytes of their
// names, one at a time.
func Heads(v *book.View, each func(Head) error) error {
	return v.Rows(`SELECT stream, version, leaf FROM streams ORDER BY stream`, nil, func(scan func(...any) error) error {
		var head Head
		var leaf []byte
		if err := scan(&head.Stream, &head.Version, &leaf); err != nil {
			return err
		}
		if copy(head.Leaf[:], leaf) != len(head.Leaf) {
			return fmt.Errorf("the leaf of %s is no hash", head.Stream)
		}
		return each(head)
	})
}
