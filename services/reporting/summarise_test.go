package reporting_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/method"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/services/reporting"
	"ahd.example/ahd/services/reporting/document"
)

// A history counted in two ways gives the same numbers: in every scope, on every day,
// by every method, in the totals and in each row of each table. Every number is as
// long as the list behind it, and what is registered adds up.
func TestTwoWaysOfCounting(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		h := newHistory(t)
		random(r, h)
		q := reporting.Question{On: day(t, of(r, []string{"2026-01-01", "2026-06-30", "2026-11-22", "2027-12-31"})), Method: of(r, []string{"", "ahd-1", "ahd-2"})}
		h.add("method/ahd", another())
		asked := map[string][]string{}
		for range rapid.IntRange(0, 3).Draw(r, "scopes") {
			q.Scope = append(q.Scope, scope(r))
		}
		w, b := telling(h.told), h.book()
		defer b.Close()
		for _, a := range q.Scope {
			id := a.ID
			if a.Kind == "convening" {
				id = joined(h.told, id)
			}
			asked[a.Kind] = append(asked[a.Kind], id)
		}
		d := summary(t, b, q)
		w.compare(r, d, asked, q.On, planOf(q.Method))
		behind(r, func(read func(*book.View) error) error { return b.Read(context.Background(), read) }, d, q.On)
	})
}

func day(t testing.TB, text string) edtf.Day {
	t.Helper()
	d, err := edtf.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// another counts pledges too, twice, grades otherwise and waits less long.
func another() events.MethodPublished {
	m := method.Ahd1.MethodPublished
	m.Version, m.StaleDays, m.Kinds = 2, 45, []string{"declaration", "pledge", "recommendation"}
	m.Weights = []events.MethodWeight{{Kind: "pledge", Weight: 2}}
	m.Grades = slices.Clone(m.Grades)
	m.Grades[1].Grade = 1 // substantial
	return m
}

func planOf(name string) plan {
	if name != "ahd-2" {
		return shipped
	}
	by := plan{weights: map[string]int{"declaration": 1, "recommendation": 1, "pledge": 2}, grades: maps.Clone(shipped.grades), staleDays: 45}
	by.grades["substantial"] = 1
	return by
}

func scope(r *rapid.T) reporting.Asked {
	return of(r, []reporting.Asked{
		{Kind: "convening", ID: of(r, conveningIDs)}, {Kind: "working-group", ID: of(r, []string{"wg-1", "wg-2"})},
		{Kind: "party", ID: of(r, partyIDs)}, {Kind: "pillar", ID: of(r, commitment.Pillars)}, {Kind: "sdg-target", ID: of(r, []string{"8.7", "16.2"})},
		{Kind: "province", ID: of(r, []string{"PK-PB", "PK-SD", "PK", "PK-PB/lahore"})}, {Kind: "external", ID: of(r, []string{"tip/2023/4", "tip/2023/5"})},
		{Kind: "kind", ID: of(r, someKinds)}, {Kind: "period", ID: of(r, []string{"2023", "2024-02", "2023/2026"})},
	})
}

// joined is with which convening one is one in the end.
func joined(told []events.Event, id string) string {
	into := map[string]string{}
	for _, e := range told {
		if d, ok := e.Data.(events.ConveningJoined); ok {
			into[strings.TrimPrefix(e.Subject, "convening/")] = d.Into
		}
	}
	for range 16 {
		if into[id] == "" {
			break
		}
		id = into[id]
	}
	return id
}

// compare counts everything that a document holds once more.
func (w *world) compare(r *rapid.T, d document.Document, asked map[string][]string, on edtf.Day, by plan) {
	_, parts := asked["province"]
	var wholes, places []*promise
	for _, p := range w.promises {
		if !w.in(p, asked) {
			continue
		}
		if len(p.children) == 0 {
			places = append(places, p)
		}
		if p.parent == "" {
			wholes = append(wholes, p)
		}
	}
	base := wholes
	if parts {
		base = places
	}
	same(r, "the totals", d.Totals, w.count(base, on, by))
	if t := d.Totals; t.Registered != t.N+t.NotVerifiable+t.OtherKinds+t.NotInForce {
		r.Fatalf("%d registered, but %d + %d + %d + %d", t.Registered, t.N, t.NotVerifiable, t.OtherKinds, t.NotInForce)
	}
	for _, table := range d.Tables {
		from := base
		if table.Name == "province" {
			from = places
		}
		shown := map[string]bool{}
		for _, row := range table.Rows {
			var in []*promise
			for _, p := range from {
				if slices.Contains(w.rows(p, table.Name, asked), text(row.ID)) {
					in = append(in, p)
				}
			}
			shown[text(row.ID)] = true
			same(r, fmt.Sprintf("%s %q", table.Name, text(row.ID)), row.Totals, w.count(in, on, by))
		}
		for _, p := range from {
			for _, row := range w.rows(p, table.Name, asked) {
				if !shown[row] {
					r.Fatalf("the table by %s has no row %q", table.Name, row)
				}
			}
		}
	}
}

// rows are those of a table in which a promise stands; "" for not stated.
func (w *world) rows(p *promise, table string, asked map[string][]string) []string {
	switch table {
	case "pillar":
		return []string{p.pillar}
	case "convening":
		return []string{p.convening}
	case "working_group":
		return []string{p.group}
	case "organisation":
		house := append([]string{""}, w.answers(p.lead)...)
		for _, party := range slices.Backward(house) {
			if slices.Contains(asked["party"], party) {
				return []string{party}
			}
		}
		return house[len(house)-1:]
	}
	var rows []string
	for _, place := range p.places {
		province, _, _ := strings.Cut(place, "/")
		if asked["province"] == nil {
			rows = append(rows, province)
			continue
		}
		for _, in := range asked["province"] {
			if place == in || province == in {
				rows = append(rows, in)
			}
		}
	}
	if len(rows) == 0 {
		return []string{""}
	}
	return rows
}

// same compares every number of totals.
func same(r *rapid.T, what string, totals document.Totals, want figures) {
	for name, got := range numbers(r, totals) {
		if want[name] != got {
			r.Fatalf("%s: %s is %d, counted otherwise %d", what, name, got, want[name])
		}
	}
}

// numbers are all numbers of totals, as a reader of the JSON finds them.
func numbers(r *rapid.T, totals document.Totals) figures {
	encoded, err := json.Marshal(totals)
	if err != nil {
		r.Fatal(err)
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(encoded, &all); err != nil {
		r.Fatal(err)
	}
	f := figures{}
	for name, value := range all {
		var number *int
		var kinds map[string]int
		switch {
		case json.Unmarshal(value, &number) == nil && number != nil:
			f[name] = *number
		case number == nil && string(value) == "null":
			f[name] = null
		case json.Unmarshal(value, &kinds) == nil:
			for kind, n := range kinds {
				f["kind "+kind] = n
			}
		default:
			r.Fatalf("%s is %s", name, value)
		}
	}
	return f
}

// behind asks for the list behind each number, as a reader of the document would.
func behind(r *rapid.T, read func(func(*book.View) error) error, d document.Document, on edtf.Day) {
	err := read(func(v *book.View) error {
		count := func(filter, narrow document.Filter) int {
			all := maps.Clone(filter)
			maps.Copy(all, narrow)
			n, err := commitments.Count(v, book.Query{Filters: all}, on)
			if err != nil {
				r.Fatalf("%v: %v", all, err)
			}
			return n
		}
		check := func(what string, totals document.Totals, filter document.Filter) {
			numbers := numbers(r, totals)
			for name, n := range numbers {
				narrow, known := d.Behind[name]
				if strings.HasSuffix(name, "_bp") || strings.Contains(name, "_days_") || strings.HasPrefix(name, "kind ") || !known && n == 0 || name == "smart_rated" {
					continue
				}
				if !known {
					r.Fatalf("%s: %s is %d, and no list is behind it", what, name, n)
				}
				if behind := count(filter, narrow); behind != n {
					r.Fatalf("%s: %s is %d, and the list behind it has %d: %v %v", what, name, n, behind, filter, narrow)
				}
			}
		}
		check("the totals", d.Totals, d.Filter)
		for _, table := range d.Tables {
			for _, row := range table.Rows {
				check(table.Name+" "+text(row.ID), row.Totals, row.Filter)
			}
		}
		for _, list := range []document.List{d.Lists.Overdue, d.Lists.Silent, d.Lists.Disputed, d.Lists.NotCounted} {
			if n := count(list.Filter, nil); n != list.Total || len(list.Rows) != n {
				r.Fatalf("a list says %d and has %d, behind it are %d: %v", list.Total, len(list.Rows), n, list.Filter)
			}
		}
		return nil
	})
	if err != nil {
		r.Fatal(err)
	}
}
