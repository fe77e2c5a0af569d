package commitments

import (
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections/book"
)

// As is a fact about a commitment that stands as s, with its parts where it is kept in
// several places: what Flush and rollUp would write. That they agree is tested.
func (f Fact) As(s commitment.State, parts []commitment.State) Fact {
	f.Standing, f.Undated = s.Standing(), s.Undated
	if !f.Whole {
		return f
	}
	list := make([]commitment.Part, len(parts))
	for i := range parts {
		list[i] = parts[i].Part()
	}
	f.Standing = commitment.WholeOf(f.Standing, list)
	return f
}

// ConveningOf is the convening where a commitment belongs; "" where there is none.
func ConveningOf(v *book.View, id string) (convening string, err error) {
	_, err = v.Row(`SELECT convening FROM commitments WHERE id = ?`, []any{id}, []any{&convening})
	return convening, err
}
