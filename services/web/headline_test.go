package web_test

import (
	"maps"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/services/reporting"
	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/web"
	"ahd.example/ahd/services/web/webtest"
)

// What the first sentence of a list counts is what a summary counts of the same.
func TestTheHeadlineOfAListIsThatOfTheSummary(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	for i, id := range []string{"commitment/h-1", "commitment/h-2", "commitment/h-3"} {
		w.Say(id, events.CommitmentCaptured{Children: []string{}, Convening: "summer", Geography: []string{"PK-SD"}, Kind: "declaration", Quotes: []events.Quote{}, SDGTargets: []string{}, Text: "Silent", Verifiable: true})
		w.Say(id, events.CommitmentConfirmed{Basis: "quotes-found"})
		if i > 0 {
			w.Say(id, events.CommitmentAssigned{Party: "fia"})
		}
	}
	on, seen := edtf.Karachi(webtest.Now), 0
	err := w.Book.Read(t.Context(), func(v *book.View) error {
		d, err := reporting.Summarise(v, reporting.Question{On: on}, "root")
		if err != nil {
			return err
		}
		check := func(what string, filter document.Filter, totals document.Totals) {
			asked := web.Question{Filters: maps.Clone(filter)}
			maps.Copy(asked.Filters, d.Behind["open"])
			counted, err := commitments.Tell(v, book.Query{Filters: asked.Filters}, on)
			if err != nil {
				t.Fatal(err)
			}
			if want := (commitments.Tally{Total: totals.Open, Silent: totals.Silent, Unanswered: totals.Unassigned}); counted != want {
				t.Errorf("%s: the list counts %+v, the summary %+v", what, counted, want)
			}
			seen += counted.Total
		}
		check("everything", d.Filter, d.Totals)
		for _, table := range d.Tables {
			for _, row := range table.Rows {
				check(table.Name+" "+row.Label.EN, row.Filter, row.Totals)
			}
		}
		return nil
	})
	if err != nil || seen < 20 {
		t.Errorf("%d counted: %v", seen, err)
	}
}
