package web

import (
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/commitments"
)

// Listed is one commitment of the list.
type Listed struct {
	commitments.Row
	Lead   string // the organisation that answers; "" for nobody
	Places string
	Label  string // what its link says: the text, or the place of a part
	Silent string // for how long nothing was heard, where that is too long; "" where it is not or cannot be said
}

// Item is one commitment with its parts.
type Item struct {
	Listed
	Parts []*Item
}

// ListRows are commitments with what a list says of them.
func (n *Names) ListRows(rows []commitments.Row) []Listed {
	listed := make([]Listed, len(rows))
	for i, row := range rows {
		listed[i] = Listed{Row: row, Lead: n.PartyOf(row.LeadParty), Places: n.places(row.Geography), Label: row.Text}
		if row.Stale && row.Heard != nil && len(row.Children) == 0 {
			listed[i].Silent = n.NoNews(*row.Heard)
		}
	}
	return listed
}

// NoNews says for how long nothing was heard since a civil day; "" where that is
// none.
func (n *Names) NoNews(since string) string {
	day, err := edtf.ParseDay(since)
	if err != nil {
		return ""
	}
	return n.words.NoNews(n.today.DaysSince(day))
}

// PartOf is the row beside the one that it is a part of: what tells parts with
// one text apart is their places.
func (row Listed) PartOf(whole commitments.Row) Listed {
	if row.Text == whole.Text && row.Places != "" {
		row.Label, row.Places = row.Places, ""
	}
	return row
}

// Items hangs parts under their wholes and returns the rest.
func Items(rows []Listed) []*Item {
	byID := map[string]*Item{}
	for _, row := range rows {
		byID[row.ID] = &Item{Listed: row}
	}
	var top []*Item
	for _, row := range rows {
		this := byID[row.ID]
		if row.Parent != nil && byID[*row.Parent] != nil && *row.Parent != row.ID {
			whole := byID[*row.Parent]
			this.Listed = row.PartOf(whole.Row)
			whole.Parts = append(whole.Parts, this)
			continue
		}
		top = append(top, this)
	}
	return top
}

// Tally says what a list counts: all, those without a report, those nobody answers for.
type Tally commitments.Tally

// Headline is the first sentence of the page. Nothing in it is rounded, and
// nothing is left out because it looks bad.
func (t Tally) Headline(narrowed, ofDay bool) string {
	if t.More {
		return t.first()
	}
	which := map[bool]string{true: " match", false: ""}[narrowed]
	switch t.Total {
	case 0:
		if ofDay && !narrowed {
			return "On that day there was no commitment yet."
		}
		return map[bool]string{true: "No commitment matches.", false: "No commitment is recorded yet."}[narrowed]
	case 1:
		which = map[bool]string{true: " matches", false: ""}[narrowed]
		return "1 commitment" + which + "; " + t.silence("it has") + "; " + t.answers("it") + "."
	}
	return Count(t.Total) + " commitments" + which + "; " + t.silence(Count(t.Silent)+" have") + "; " + t.answers(Count(t.Unanswered)) + "."
}

// first is the first sentence where there are more than were counted.
func (t Tally) first() string {
	return "More than " + Count(t.Total) + " commitments match; of the first " + Count(t.Total) + ", " +
		t.silence(Count(t.Silent)+" have") + ", and " + t.answers(Count(t.Unanswered)) + ". Add a word or a filter to find fewer."
}

// Kept is the first sentence of the page of who answers for all of them.
func (t Tally) Kept() string {
	if t.Total == 0 {
		return "Answers for no commitment yet."
	}
	who := Count(t.Silent) + " have"
	if t.Total == 1 {
		who = "it has"
	}
	return "Answers for " + Things(t.Total, "commitment") + "; " + t.silence(who) + "."
}

func (t Tally) silence(who string) string {
	switch {
	case t.Silent == 0:
		return "none is without a report"
	case t.Silent == 1 && t.Total > 1:
		return "1 has no report"
	}
	return who + " no report"
}

func (t Tally) answers(forWhom string) string {
	if t.Unanswered == 0 {
		return "somebody answers for each"
	}
	return "nobody answers for " + forWhom
}
