package api

import (
	"cmp"
	"slices"
	"strings"

	"ahd/events/edtf"
	"ahd/projections/book"
	"ahd/projections/commitments"
	"ahd/projections/parties"
)

// Commitments are a list of commitments with its counts.
type Commitments struct {
	Rows  []commitments.Row
	Tally commitments.Tally // of all that the list has without a limit
}

// ListCommitments lists commitments as they stand on a day. Behind the last that it counts
// it reads none.
func ListCommitments(v *book.View, query book.Query, on edtf.Day) (list Commitments, err error) {
	if list.Tally, err = commitments.Tell(v, query, on); err != nil || query.Offset > 0 && query.Offset >= list.Tally.Total {
		return list, err
	}
	list.Rows, err = commitments.List(v, query, on)
	return list, err
}

// CountCommitments counts those that filters find.
func CountCommitments(v *book.View, filters map[string]string, on edtf.Day) (int, error) {
	return commitments.Count(v, book.Query{Filters: filters}, on)
}

// Organisation is an organisation with the number of commitments that it answers for.
type Organisation struct {
	parties.Row
	Answers int
}

// Organisations are all of them, by name.
func Organisations(v *book.View) ([]Organisation, error) {
	rows, err := parties.List(v, book.Query{})
	if err != nil {
		return nil, err
	}
	answers, err := commitments.CountByLead(v)
	all := make([]Organisation, len(rows))
	for i, row := range rows {
		all[i] = Organisation{row, answers[row.ID]}
	}
	slices.SortFunc(all, func(a, b Organisation) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), strings.Compare(a.ID, b.ID))
	})
	return all, err
}
