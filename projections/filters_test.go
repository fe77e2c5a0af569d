package projections_test

import (
	"errors"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
)

// The filter on timeliness and the rule of the stream are one rule.
func TestTheFilterOnTimelinessIsTheRule(t *testing.T) {
	h := some(t)
	start := edtf.Karachi(h.at)
	for i := range 90 {
		subject := "commitment/t-" + time.Unix(int64(i), 0).UTC().Format("0405")
		h.add(subject, events.CommitmentCaptured{Text: "x", Kind: "pledge", Convening: "m-1"})
		if i%10 != 0 {
			h.add(subject, events.DueDateSet{Due: start.AddDays(i - 45).String()})
		}
	}
	b := emptyBook(t, t.TempDir(), h)
	if err := b.Apply(background, 1, h.bodies); err != nil {
		t.Fatal(err)
	}
	for _, on := range []edtf.Day{start, start.AddDays(17), start.AddDays(-60)} {
		total := 0
		err := b.Read(background, func(v *book.View) error {
			for _, value := range commitment.Values[commitment.AxisTimeliness] {
				rows, err := commitments.List(v, book.Query{Filters: map[string]string{"timeliness": value}}, on)
				if err != nil {
					return err
				}
				for _, row := range rows {
					if row.Timeliness != value {
						t.Errorf("%s on %s: the filter says %s, the rule %s", row.ID, on, value, row.Timeliness)
					}
				}
				total += len(rows)
			}
			return nil
		})
		if err != nil || total != 97 {
			t.Errorf("%d rows, %v", total, err)
		}
	}
}

func TestFiltersAreChecked(t *testing.T) {
	b := emptyBook(t, t.TempDir(), some(t))
	for _, filters := range []map[string]string{{"mood": "good"}, {"pillar": "poetry"}, {"timeliness": "soon"}} {
		err := b.Read(background, func(v *book.View) error {
			_, err := commitments.List(v, book.Query{Filters: filters}, edtf.Karachi(time.Now()))
			return err
		})
		if !errors.Is(err, book.ErrFilter) {
			t.Errorf("%v: %v", filters, err)
		}
	}
}
