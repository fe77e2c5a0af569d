package reporting

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"ahd/events/commitment"
	"ahd/projections/book"
	"ahd/projections/commitments"
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
	if f.kept = append(f.kept, *s); len(f.kept) == 2*MostRows {
		f.trim()
	}
}

func (f *first) trim() []seen {
	slices.SortFunc(f.kept, f.order)
	f.kept = f.kept[:min(len(f.kept), MostRows)]
	return f.kept
}

// lists writes the lists, and reads what they say of each commitment.
func (p *pass) lists(v *book.View) (Lists, error) {
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
		return Lists{}, err
	}
	behind := p.behind()
	list := func(of first, filter Filter) List { return p.list(of, filter, words) }
	return Lists{
		Overdue: list(f.overdue, behind["overdue"]), Silent: list(f.silent, behind["silent"]), Disputed: list(f.disputed, behind["contested"]),
		NotCounted: list(f.notCounted, Filter{"not_counted": strings.Join(p.counter.method.Kinds, ",")}),
	}, nil
}

func (p *pass) list(of first, narrow Filter, words map[string]commitments.Words) List {
	done := List{Total: of.total, Rows: make([]Item, 0, len(of.kept)), Filter: p.base()}
	maps.Copy(done.Filter, narrow)
	for _, s := range of.kept {
		done.Rows = append(done.Rows, p.item(s, words[s.ID]))
	}
	return done
}

func (p *pass) item(s seen, words commitments.Words) Item {
	item := Item{
		ID: s.ID, Text: words.Text, Kind: s.Kind, Convening: s.Convening, Record: s.Record, SelfReported: s.SelfReported, Assessed: s.Assessed,
		Closure: s.Closure, Timeliness: s.timeliness, Due: book.OrNull(s.Due), Stale: s.open && s.stale, Asked: book.OrNull(s.Asked), Reason: book.OrNull(s.reason),
		Contest: Contest{Claims: words.Contest.Claims},
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
