package projections_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
)

// Whatever a list is narrowed by, it is counted and turned as if each commitment were
// looked at: in the book that serves, after each batch, and made anew; of a past moment,
// and of a day.
func TestListsAreCountedAsIfEachWereLookedAt(t *testing.T) {
	root, n, counted := t.TempDir(), 0, 0
	rapid.Check(t, func(r *rapid.T) {
		n++
		h := newHistory(t)
		for range rapid.IntRange(10, 80).Draw(r, "events") {
			something(r, h)
		}
		served := filled(t, r, fmt.Sprintf("%s/served-%d", root, n), h, func(string) {})
		defer served.Close()
		anew := openBook(t, fmt.Sprintf("%s/anew-%d", root, n), h)
		defer anew.Close()
		on := edtf.Karachi(h.at).AddDays(rapid.IntRange(-400, 400).Draw(r, "day"))
		check := func(v *book.View) error { counted += looked(r, v, on); return nil }
		past := uint64(rapid.IntRange(1, len(h.bodies)).Draw(r, "moment"))
		for _, look := range []func(*projections.Book) error{
			func(b *projections.Book) error { return b.Read(background, check) },
			func(b *projections.Book) error { return b.ReadAt(background, past, check) },
			func(b *projections.Book) error { return b.ReadOn(background, 0, on, check) },
		} {
			for _, b := range []*projections.Book{served, anew} {
				if err := look(b); err != nil {
					r.Fatal(err)
				}
			}
		}
	})
	if counted == 0 {
		t.Error("no list had a commitment")
	}
}

// looked compares lists that are narrowed by one or two things with what looking at each
// commitment finds, and says how many had any.
func looked(r *rapid.T, v *book.View, on edtf.Day) (any int) {
	allowed := commitments.Filters(on)
	names := slices.Sorted(maps.Keys(allowed))
	one := func() (string, string) {
		name := rapid.SampledFrom(names).Draw(r, "filter")
		return name, rapid.SampledFrom(valuesOf(name, allowed[name])).Draw(r, "value")
	}
	for i := range 12 {
		query := book.Query{Filters: map[string]string{}}
		for range min(i, rapid.IntRange(1, 2).Draw(r, "filters")) { // the first is narrowed by nothing
			name, value := one()
			query.Filters[name] = value
		}
		all, err := commitments.List(v, query, on) // without a limit each is looked at
		told, tellErr := commitments.Tell(v, query, on)
		count, countErr := commitments.Count(v, query, on)
		if err != nil || tellErr != nil || countErr != nil {
			r.Fatal(query.Filters, err, tellErr, countErr)
		}
		want := commitments.Tally{Total: len(all)}
		for _, row := range all {
			if row.SelfReported == "no_report" {
				want.Silent++
			}
			if row.LeadParty == nil {
				want.Unanswered++
			}
		}
		if told != want || count != want.Total {
			r.Fatalf("%v on %s: told %v and %d, there are %v", query.Filters, on, told, count, want)
		}
		for query.Limit = 1; query.Limit < 4; query.Limit += 2 {
			for query.Offset = 0; query.Offset <= len(all); query.Offset++ {
				page, err := commitments.List(v, query, on)
				if want := all[query.Offset:min(len(all), query.Offset+query.Limit)]; err != nil || !reflect.DeepEqual(page, want) {
					r.Fatalf("%v: the page from %d is %v, want %v: %v", query.Filters, query.Offset, page, want, err)
				}
			}
		}
		any += len(all)
	}
	return any
}

// valuesOf are some values that a filter takes.
func valuesOf(name string, filter book.Filter) []string {
	values := map[string][]string{
		"id": {"c-1", "c-3"}, "convening": {"c-1", "c-2", "c-1,c-2"}, "instrument": {"i-1"}, "working_group": {"wg-1"}, "lead_party": {"p-1", "p-2", "p-1,p-2"},
		"parent": {"c-1"}, "due": {"2027-01-01"}, "sdg_target": {"8.7"}, "geography": {"PK-PB"}, "group": {"children"}, "source": {"s-1", "s-2"},
		"link": {"tip/2023/4"}, "link_scheme": {"tip"}, "merged_into": {"c-2"}, "agenda_of": {"c-1"}, "search": {"worded"}, "kind": {"pledge", "pledge,recommendation"},
	}[name]
	if example := examples[name]; example != "" {
		values = append(values, example)
	}
	values = append(values, filter.Values...)
	if filter.Absent != "" {
		values = append(values, book.NotStated)
	}
	return values
}

// What is counted is what a recount of the rows finds, however they came to stand so: the
// tables of counts that a book has kept are those that one made anew fills at once.
func TestCountsAreARecount(t *testing.T) {
	root, n := t.TempDir(), 0
	rapid.Check(t, func(r *rapid.T) {
		n++
		h := newHistory(t)
		for range rapid.IntRange(10, 80).Draw(r, "events") {
			something(r, h)
		}
		b := filled(t, r, fmt.Sprintf("%s/%d", root, n), h, func(string) {})
		defer b.Close()
		err := b.Read(background, func(v *book.View) error {
			for table, recount := range commitments.Recounts() {
				for _, compared := range []string{"SELECT * FROM " + table + " EXCEPT " + recount, recount + " EXCEPT SELECT * FROM " + table} {
					var differ int
					if _, err := v.Row("SELECT count(*) FROM ("+compared+")", nil, []any{&differ}); err != nil || differ > 0 {
						r.Fatalf("%s: %d rows differ, %v (%s)", table, differ, err, strings.Fields(compared)[0])
					}
				}
			}
			return nil
		})
		if err != nil {
			r.Fatal(err)
		}
	})
}
