package reporting

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/services/reporting/document"
)

// found are the commitments that a document names.
type found struct {
	overdue, silent, disputed, notCounted first
}

func (f *found) add(s *seen) {
	if s.reason != "" {
		f.notCounted.add(s, captured)
		return
	}
	if s.timeliness == commitment.Overdue {
		f.overdue.add(s, due)
	}
	if s.open && s.silent {
		f.silent.add(s, captured)
	}
	if s.Contested {
		f.disputed.add(s, captured)
	}
}

// Orders of a list.
func captured(a, b seen) int { return cmp.Compare(a.Sequence, b.Sequence) }
func due(a, b seen) int      { return cmp.Or(strings.Compare(a.Due, b.Due), captured(a, b)) }

// first are the first commitments of a list, of however many.
type first struct {
	total int
	order func(a, b seen) int
	kept  []seen // in no order, twice as many as are wanted at most
}

func (f *first) add(s *seen, order func(a, b seen) int) {
	f.total++
	f.order = order
	if f.kept = append(f.kept, *s); len(f.kept) == 2*document.MaxRows {
		f.trim()
	}
}

func (f *first) trim() []seen {
	slices.SortFunc(f.kept, f.order)
	f.kept = f.kept[:min(len(f.kept), document.MaxRows)]
	return f.kept
}

// lists writes the lists, and reads what they say of each commitment.
func (p *pass) lists(v *book.View) (document.Lists, error) {
	var ids []string
	f := &p.found
	for _, list := range []*first{&f.overdue, &f.silent, &f.disputed, &f.notCounted} {
		for _, s := range list.trim() {
			ids = append(ids, s.ID)
		}
	}
	slices.Sort(ids)
	words, err := commitments.WordsOf(v, slices.Compact(ids))
	if err != nil {
		return document.Lists{}, err
	}
	behind := p.behind()
	list := func(of first, filter document.Filter) document.List { return p.list(of, filter, words) }
	return document.Lists{
		Overdue: list(f.overdue, behind["overdue"]), Silent: list(f.silent, behind["silent"]), Disputed: list(f.disputed, behind["contested"]),
		NotCounted: list(f.notCounted, document.Filter{"not_counted": strings.Join(p.counter.method.Kinds, ",")}),
	}, nil
}

func (p *pass) list(of first, narrow document.Filter, words map[string]commitments.Words) document.List {
	done := document.List{Total: of.total, Rows: make([]document.Item, 0, len(of.kept)), Filter: p.base()}
	maps.Copy(done.Filter, narrow)
	for _, s := range of.kept {
		done.Rows = append(done.Rows, p.item(s, words[s.ID]))
	}
	return done
}

func (p *pass) item(s seen, words commitments.Words) document.Item {
	item := document.Item{
		ID: s.ID, Text: words.Text, Kind: s.Kind, Convening: s.Convening, Record: s.Record, SelfReported: s.SelfReported, Assessed: s.Assessed,
		Closure: s.Closure, Timeliness: s.timeliness, Due: book.OrNull(s.Due), Stale: s.open && s.stale, Asked: book.OrNull(s.Asked), Reason: book.OrNull(s.reason),
		Contest: document.Contest{Claims: words.Contest.Claims},
	}
	if house := p.names.house(s.Lead); house != nil {
		item.Organisation = &house[len(house)-1]
	}
	if s.timeliness == commitment.Overdue {
		item.OverdueDays = &s.overdueDays
	}
	if s.aged {
		item.AgeDays = &s.age
	}
	if words.Contest.Claims > 0 {
		item.Contest.MeanBP, item.Contest.SpreadBP = &words.Contest.Mean, &words.Contest.Spread
	}
	return item
}
