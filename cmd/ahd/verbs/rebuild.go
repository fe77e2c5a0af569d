package verbs

import (
	"context"

	"ahd/projections/book"
)

// Rebuilt is a book that was made anew.
type Rebuilt struct {
	Sequence uint64 `json:"sequence"`
	Digest   string `json:"digest"` // SHA-256 of all its rows, hexadecimal
}

func (d *Desk) rebuild(ctx context.Context, _ struct{}, progress Progress) (any, error) {
	answer := Thing{On: d.today().String()}
	if d.Node != nil {
		err := d.Node.Book.Rebuild(ctx, func(done, total uint64) { progress(int(done), int(total)) })
		if err != nil {
			return nil, err
		}
	}
	err := d.book.Read(ctx, func(v *book.View) error {
		answer.At = at(v)
		digest, err := book.Digest(v)
		answer.Row = Rebuilt{Sequence: v.At.Sequence, Digest: digest}
		return err
	})
	return answer, err
}
