package web

import (
	"ahd/events/edtf"
	"ahd/projections/book"
	"ahd/projections/commitments"
)

// listRow is one commitment of the list.
type listRow struct {
	commitments.Row
	Lead   string // the organisation that answers; "" for nobody
	Places string
	Label  string // what its link says: the text, or the place of a part
	Silent string // for how long nothing was heard, where that is too long; "" where it is not or cannot be said
}

// item is one commitment with its parts.
type item struct {
	listRow
	Parts []*item
}

// listRows are commitments with what a list says of them.
func (n *names) listRows(rows []commitments.Row) []listRow {
	listed := make([]listRow, len(rows))
	for i, row := range rows {
		listed[i] = listRow{Row: row, Lead: n.partyOf(row.LeadParty), Places: n.places(row.Geography), Label: row.Text}
		if row.Stale && row.Heard != nil && len(row.Children) == 0 {
			listed[i].Silent = n.noNews(*row.Heard)
		}
	}
	return listed
}

// noNews says for how long nothing was heard since a civil day; "" where that is
// none.
func (n *names) noNews(since string) string {
	day, err := edtf.ParseDay(since)
	if err != nil {
		return ""
	}
	return n.words.NoNews(n.today.DaysSince(day))
}

// partOf is the row beside the one that it is a part of: what tells parts with
// one text apart is their places.
func (row listRow) partOf(whole commitments.Row) listRow {
	if row.Text == whole.Text && row.Places != "" {
		row.Label, row.Places = row.Places, ""
	}
	return row
}

// items hangs parts under their wholes and returns the rest.
func items(rows []listRow) []*item {
	byID := map[string]*item{}
	for _, row := range rows {
		byID[row.ID] = &item{listRow: row}
	}
	var top []*item
	for _, row := range rows {
		this := byID[row.ID]
		if row.Parent != nil && byID[*row.Parent] != nil && *row.Parent != row.ID {
			whole := byID[*row.Parent]
			this.listRow = row.partOf(whole.Row)
			whole.Parts = append(whole.Parts, this)
			continue
		}
		top = append(top, this)
	}
	return top
}

// tally counts a list: all, those without a report, those nobody answers for.
type tally struct {
	total, silent, unanswered int
}

func tallyOf(v *book.View, asked question, on edtf.Day) (tally, error) {
	t, err := commitments.Tell(v, book.Query{Filters: asked.filters}, on)
	return tally{total: t.Total, silent: t.Silent, unanswered: t.Unanswered}, err
}

// headline is the first sentence of the page. Nothing in it is rounded, and
// nothing is left out because it looks bad.
func (t tally) headline(narrowed, ofDay bool) string {
	which := map[bool]string{true: " match", false: ""}[narrowed]
	switch t.total {
	case 0:
		if ofDay && !narrowed {
			return "On that day there was no commitment yet."
		}
		return map[bool]string{true: "No commitment matches.", false: "No commitment is recorded yet."}[narrowed]
	case 1:
		which = map[bool]string{true: " matches", false: ""}[narrowed]
		return "1 commitment" + which + "; " + t.silence("it has") + "; " + t.answers("it") + "."
	}
	return count(t.total) + " commitments" + which + "; " + t.silence(count(t.silent)+" have") + "; " + t.answers(count(t.unanswered)) + "."
}

// first is the first sentence where there are more than were counted.
func (t tally) first() string {
	return "More than " + count(t.total) + " commitments match; of the first " + count(t.total) + ", " +
		t.silence(count(t.silent)+" have") + ", and " + t.answers(count(t.unanswered)) + ". Add a word or a filter to find fewer."
}

// kept is the first sentence of the page of who answers for all of them.
func (t tally) kept() string {
	if t.total == 0 {
		return "Answers for no commitment yet."
	}
	who := count(t.silent) + " have"
	if t.total == 1 {
		who = "it has"
	}
	return "Answers for " + things(t.total, "commitment") + "; " + t.silence(who) + "."
}

func (t tally) silence(who string) string {
	switch {
	case t.silent == 0:
		return "none is without a report"
	case t.silent == 1 && t.total > 1:
		return "1 has no report"
	}
	return who + " no report"
}

func (t tally) answers(forWhom string) string {
	if t.unanswered == 0 {
		return "somebody answers for each"
	}
	return "nobody answers for " + forWhom
}
