package commitments

import (
	"encoding/json"

	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections/book"
)

// Detail is how a commitment stands, beyond what lists are narrowed by.
type Detail struct {
	OriginalDue  string              `json:"original_due,omitempty"`
	OriginalMet  string              `json:"original_met,omitempty"`
	Suspended    bool                `json:"suspended,omitempty"`
	SupersededBy string              `json:"superseded_by,omitempty"`
	Finding      *commitment.Finding `json:"finding,omitempty"`
	Smart        *commitment.Smart   `json:"smart,omitempty"`
	Contest      commitment.Contest  `json:"contest"`
	Heard        string              `json:"heard,omitempty"`
	Asked        string              `json:"asked,omitempty"`
	Answered     bool                `json:"answered,omitempty"`
	Persons      *commitment.Persons `json:"persons,omitempty"`
	SplitInto    []string            `json:"split_into,omitempty"`
}

// Flush writes where a commitment stands at the end of a batch, and with it the
// whole of which it is a part.
func Flush(tx *book.Tx, flushed *book.Flushed) error {
	s := flushed.State.Commitment
	if s == nil {
		return nil
	}
	values, err := Stood(s, flushed.Sequence)
	if err != nil {
		return err
	}
	err = tx.Exec(updates, append(values, flushed.Stream.ID)...)
	if err == nil && len(s.Children) > 0 {
		err = rollUp(tx, flushed.Stream.ID)
	}
	if err == nil && s.Parent != "" {
		err = rollUp(tx, s.Parent)
	}
	return err
}

// Stood are the values of the columns that say how a commitment stands after the last
// event that counts, in their order.
func Stood(s *commitment.State, last uint64) ([]any, error) {
	detail, err := json.Marshal(detailOf(s, s.Contest()))
	if err != nil {
		return nil, err
	}
	return book.Standing(standing, &stood{Standing: s.Standing(), state: s, last: last, detail: string(detail)}), nil
}

func detailOf(s *commitment.State, contest commitment.Contest) Detail {
	d := Detail{
		OriginalDue: s.OriginalDue, Suspended: s.Suspended, SupersededBy: s.By, Finding: s.Finding, Smart: s.Smart,
		Contest: contest, Heard: s.Heard, Asked: s.Asked, Answered: s.Answered,
		Persons: s.Persons, SplitInto: s.Identified().SplitInto,
	}
	if s.OriginalDue != "" {
		d.OriginalMet = s.Met(s.OriginalDue)
	}
	return d
}

// part is one child as rollUp reads it.
type part struct {
	SelfReported, Assessed, Closure string

	IntervalEnds, QuietSince, Found, Asked, Heard string // null for none

	Unanswered, Contested int
}

// itself is what was said of a whole and not of its parts.
type itself struct {
	Due, Asked          string // null for none
	Answered, Contested int
}

func (p part) part() commitment.Part {
	return commitment.Part{Heard: p.Heard, Found: p.Found, Standing: commitment.Standing{
		SelfReported: p.SelfReported, Assessed: p.Assessed, Closure: p.Closure, IntervalEnds: p.IntervalEnds, QuietSince: p.QuietSince,
		Asked: p.Asked, Unanswered: p.Unanswered == 1, Contested: p.Contested == 1,
	}}
}

func (i itself) standing() commitment.Standing {
	return commitment.Standing{Due: i.Due, Asked: i.Asked, Unanswered: i.Asked != "" && i.Answered == 0, Contested: i.Contested == 1}
}

// rollUp writes how a commitment stands that is kept in several places. It depends
// on the rows of its parts, and on what it said itself, so it does not matter which
// of them came last.
func rollUp(tx *book.Tx, parent string) error {
	var text, own string
	_, err := tx.Row(`SELECT json_group_array(json_object('SelfReported', c.self_reported, 'Assessed', c.assessed, 'Closure', c.closure,
			'IntervalEnds', c.interval_ends, 'QuietSince', c.quiet_since, 'Found', json_extract(nullif(c.detail, ''), '$.finding.on'),
			'Asked', c.asked, 'Unanswered', c.unanswered, 'Contested', c.contested, 'Heard', json_extract(nullif(c.detail, ''), '$.heard'))),
			coalesce((SELECT json_object('Due', due, 'Asked', json_extract(nullif(detail, ''), '$.asked'), 'Answered', json_extract(nullif(detail, ''), '$.answered'),
				'Contested', json_extract(nullif(detail, ''), '$.contest.contested'))
				FROM commitments WHERE id = ?), '{}')
		FROM parts JOIN commitments AS c ON c.id = parts.id WHERE parts.parent = ?`, []any{parent, parent}, []any{&text, &own})
	if err != nil {
		return err
	}
	var rows []part
	var said itself
	if err := book.ReadStated(text, &rows); err != nil || len(rows) == 0 {
		return err
	}
	if err := book.ReadStated(own, &said); err != nil {
		return err
	}
	parts := make([]commitment.Part, len(rows))
	for i, row := range rows {
		parts[i] = row.part()
	}
	whole := commitment.WholeOf(said.standing(), parts)
	return tx.Exec(rolls, append(book.Standing(rolled, &stood{Standing: whole}), parent)...)
}
