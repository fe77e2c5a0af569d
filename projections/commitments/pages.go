package commitments

import (
	"slices"

	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
)

// MaxFound is how many commitments with some words are counted: to count more takes
// longer than people wait, and nobody turns fifty pages.
const MaxFound = 5_000

// gathered is up to how many commitments that stand alike are gathered and put in order
// for a page. More stand so close together that the page is found where they stand.
const gathered = 20_000

// bySearch begins with what search finds, in the order of the list, and takes what the
// filters say of each from the index that covers them.
const bySearch = ` FROM search CROSS JOIN commitments INDEXED BY commitments_listed ON commitments.sequence = search.docid WHERE `

// found is a statement for the places of the rows of a page. It is "" where the filters
// are best left to SQLite.
func found(v *book.View, query book.Query, on edtf.Day) (statement string, args []any, err error) {
	if v.Laid() {
		return "", nil, nil
	}
	allowed := Filters(on)
	if _, asked := query.Filters[book.Search]; asked {
		allowed[book.Search] = searched
		where, args, err := v.Where(query.Filters, allowed)
		return `SELECT commitments.sequence` + bySearch + where + ` ORDER BY search.docid LIMIT ? OFFSET ?`, append(args, query.Limit, query.Offset), err
	}
	counts, ok := tallyOf(v, query.Filters)
	if !ok {
		return "", nil, nil
	}
	told, err := counts.tell(v, query.Filters, on)
	if err != nil {
		return "", nil, err
	}
	where, args, err := v.Where(query.Filters, allowed)
	limit := min(query.Limit, told.Total-query.Offset)
	switch {
	case err != nil:
		return "", nil, err
	case limit <= 0:
		return `SELECT NULL LIMIT 0`, nil, nil
	case counts.table == tallies[0].table && len(query.Filters) > 0 && told.Total <= gathered:
		return `SELECT alike.sequence FROM tallies CROSS JOIN alike ON alike.cell = tallies.cell WHERE ` + where + ` ORDER BY alike.sequence LIMIT ? OFFSET ?`,
			append(args, limit, query.Offset), nil
	}
	index := "commitments_listed"
	switch {
	case len(query.Filters) == 0:
		index = "commitments_sequence"
	case counts.index != "" && told.Total <= gathered:
		index = counts.index
	}
	statement = `SELECT sequence FROM commitments INDEXED BY ` + index + ` WHERE ` + where
	if after := told.Total - query.Offset - limit; after < query.Offset { // from the nearer end
		return statement + ` ORDER BY sequence DESC LIMIT ? OFFSET ?`, append(args, limit, after), nil
	}
	return statement + ` ORDER BY sequence LIMIT ? OFFSET ?`, append(args, limit, query.Offset), nil
}

// tellFound tallies what search finds.
func tellFound(v *book.View, query book.Query, on edtf.Day) (told Tally, err error) {
	allowed := Filters(on)
	allowed[book.Search] = searched
	where, args, err := v.Where(query.Filters, allowed)
	if err != nil {
		return told, err
	}
	var last int64
	_, err = v.Row(`SELECT count(*), coalesce(sum(silent), 0), coalesce(sum(unanswered), 0), coalesce(max(sequence), 0) FROM (
		SELECT commitments.sequence, `+commitment.SilentSQL+` AS silent, `+commitment.UnassignedSQL+` AS unanswered`+bySearch+where+` LIMIT ?)`,
		append(slices.Clone(args), MaxFound), []any{&told.Total, &told.Silent, &told.Unanswered, &last})
	if err != nil || told.Total < MaxFound {
		return told, err
	}
	var next int
	told.More, err = v.Row(`SELECT 1`+bySearch+where+` AND search.docid > ? LIMIT 1`, append(args, last), []any{&next})
	return told, err
}
