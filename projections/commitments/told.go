package commitments

import (
	"ahd/events/commitment"
	"ahd/projections/book"
)

// As is a fact about a commitment that stands as s, with its parts where it is kept in
// several places: what Settle and rollUp would write. That they agree is tested.
func (f Fact) As(s commitment.State, parts []commitment.State) Fact {
	f.Record, f.SelfReported, f.Assessed, f.Closure = s.Record, s.SelfReported, s.Assessed, s.Closure
	f.Lead, f.Due, f.Met, f.Verifiable = s.LeadParty, validDay(s.Due), s.Met(s.Due), s.Verifiable
	f.IntervalEnds, f.QuietSince, f.Asked = s.IntervalEnds(), s.QuietSince(), s.Asked
	f.Unanswered, f.Contested = s.Asked != "" && !s.Answered, s.Contest().Contested
	f.Undated = s.Undated
	f.Rated, f.Trackable = s.Smart != nil, s.Smart != nil && s.Smart.Trackable()
	if !f.Whole || len(parts) == 0 {
		return f
	}
	list := make([]part, len(parts))
	for i, p := range parts {
		list[i] = partOf(p)
	}
	whole := wholeOf(list, itself{Due: f.Due, Asked: book.OrNull(s.Asked), Answered: number(s.Answered), Contested: number(f.Contested)})
	f.SelfReported, f.Assessed, f.Closure = whole.SelfReported, whole.Assessed, whole.Closure
	f.IntervalEnds, f.QuietSince, f.Asked = stated(whole.IntervalEnds), stated(whole.QuietSince), stated(whole.Asked)
	f.Unanswered, f.Contested = whole.Unanswered == 1, whole.Contested == 1
	f.Met, _ = metTogether(whole.Part, list, f.Due).(string)
	return f
}

// partOf is what rollUp reads of a child.
func partOf(s commitment.State) part {
	p := part{
		Part:         commitment.Part{SelfReported: s.SelfReported, Assessed: s.Assessed, Closure: s.Closure},
		IntervalEnds: book.OrNull(s.IntervalEnds()), QuietSince: book.OrNull(s.QuietSince()),
		Asked: book.OrNull(s.Asked), Unanswered: number(s.Asked != "" && !s.Answered), Contested: number(s.Contest().Contested), Heard: book.OrNull(s.Heard),
	}
	if s.Finding != nil {
		p.FoundOn = &s.Finding.On
	}
	return p
}

func number(holds bool) int {
	if holds {
		return 1
	}
	return 0
}

func stated(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

// ChangedAfter lists the commitments to which something happened after an event.
func ChangedAfter(v *book.View, sequence uint64) (ids []string, err error) {
	err = v.Rows(`SELECT id FROM commitments WHERE last > ? ORDER BY sequence`, []any{int64(sequence)}, func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		ids = append(ids, id)
		return err
	})
	return ids, err
}

// ConveningOf is the convening where a commitment belongs; "" where there is none.
func ConveningOf(v *book.View, id string) (convening string, err error) {
	_, err = v.Row(`SELECT convening FROM commitments WHERE id = ?`, []any{id}, []any{&convening})
	return convening, err
}
