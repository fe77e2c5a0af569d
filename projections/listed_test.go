package projections_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
)

// examples are values of the filters that take no list of values and not any text.
var examples = map[string]string{"held_in": "2026", "stale_after": "90", "search": "shelter",
	"counted": "pledge", "not_counted": "pledge", "of_kinds": "pledge", "not_of_kinds": "pledge"}

// Rows of commitments are wide: whatever narrows the list of them is found in an index
// that covers it, and so are the rows of a page. A filter on a column that no such index
// has reads all there is of every commitment, and is named here.
func TestNoFilterReadsEveryCommitmentWhole(t *testing.T) {
	b := openBook(t, t.TempDir(), some(t))
	on, err := edtf.ParseDay("2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	allowed := commitments.Filters(on)
	err = b.Read(t.Context(), func(v *book.View) error {
		for _, name := range slices.Sorted(maps.Keys(allowed)) {
			value := "some"
			if filter := allowed[name]; len(filter.Values) > 0 {
				value = filter.Values[0]
			} else if example := examples[name]; example != "" {
				value = example
			}
			where, args, err := book.Where(map[string]string{name: value}, allowed)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			for _, query := range []string{
				`SELECT count(*), sum(self_reported = 'no_report'), sum(lead_party IS NULL) FROM commitments WHERE `,
				`SELECT sequence FROM commitments WHERE 1 AND `,
			} {
				if plan := planOf(t, v, query+where, args); strings.Contains(plan, "SCAN commitments") && !strings.Contains(plan, "COVERING INDEX") {
					t.Errorf("%s: %s", name, plan)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// planOf is how SQLite would answer a query.
func planOf(t *testing.T, v *book.View, query string, args []any) (plan string) {
	t.Helper()
	err := v.Rows(`EXPLAIN QUERY PLAN `+query, args, func(scan func(...any) error) error {
		var id, parent, unused int
		var detail string
		err := scan(&id, &parent, &unused, &detail)
		plan += detail + "; "
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return plan
}
