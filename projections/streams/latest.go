package streams

import (
	"fmt"
	"slices"

	"github.com/google/uuid"

	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections/book"
)

// Latest are the ids of the last documents or disputes of a commitment, newest first, at
// most so many, and how many there are.
func Latest(v *book.View, row Row, kind string, limit int) (ids []string, total int, err error) {
	s := row.State.Commitment
	if s == nil {
		return nil, 0, nil
	}
	if !s.IsApart {
		ids, total = lastOf(*s, kind, limit)
		return ids, total, nil
	}
	asked := []any{int64(row.First), kinds[kind]}
	if _, err := v.Row(`SELECT count(*) FROM contributions WHERE stream = ? AND kind = ?`, asked, []any{&total}); err != nil {
		return nil, 0, err
	}
	err = v.Rows(`SELECT t.id FROM (SELECT sequence FROM contributions WHERE stream = ? AND kind = ? ORDER BY sequence DESC LIMIT ?) AS c
		CROSS JOIN timeline AS t ON t.sequence = c.sequence`, append(asked, limit), func(scan func(...any) error) error {
		var id []byte
		if err := scan(&id); err != nil {
			return err
		}
		known, err := uuid.FromBytes(id)
		if err != nil {
			return fmt.Errorf("a contribution has no id: %w", err)
		}
		ids = append(ids, known.String())
		return nil
	})
	return ids, total, err
}

// lastOf is Latest where a state has all of them.
func lastOf(s commitment.State, kind string, limit int) (ids []string, total int) {
	switch kind {
	case commitment.OfEvidence:
		for _, e := range s.Evidence {
			ids = append(ids, e.ID)
		}
	case commitment.OfDispute:
		for _, d := range s.Disputes {
			ids = append(ids, d.ID)
		}
	}
	total = len(ids)
	slices.Reverse(ids)
	return ids[:min(total, limit)], total
}

// InHand is a row with the contributions in hand that some events made, and which texts
// of theirs were erased: what is sought is what those events can have made.
func InHand(v *book.View, row Row, sequences []uint64, sought ...commitment.Name) (Row, error) {
	if row.State.Commitment == nil || !row.State.Commitment.IsApart {
		return row, nil
	}
	asked, err := book.Stated(sequences)
	if err != nil {
		return row, err
	}
	found, err := contributionsOf(v, made, int64(row.First), asked)
	if err != nil {
		return row, err
	}
	erased := slices.DeleteFunc(slices.Clone(sought), func(n commitment.Name) bool { return n.Kind != commitment.OfErasure })
	texts, err := Seek(v, row.First, erased)
	own := row.State.Commitment.With(Together(append(found, texts...)), sought...)
	row.State.Commitment = &own
	return row, err
}
