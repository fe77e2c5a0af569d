package projections_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
)

// What lists are narrowed by in SQL is what package commitment says of each commitment in
// Go, on whatever day: on those above all on which something turns.
func TestSQLAndGoAgree(t *testing.T) {
	root, n := t.TempDir(), 0
	found, missed := map[string]int{}, map[string]int{}
	rapid.Check(t, func(r *rapid.T) {
		n++
		dir := filepath.Join(root, fmt.Sprint(n))
		defer os.RemoveAll(dir)
		h := newHistory(t)
		for range rapid.IntRange(10, 60).Draw(r, "events") {
			something(r, h)
		}
		watched(r, h)
		b := filled(t, r, dir, h, func(string) {})
		defer b.Close()
		err := b.Read(background, func(v *book.View) error {
			all, err := factsOf(v, nil, edtf.Karachi(h.at))
			if err != nil || len(all) == 0 {
				return err
			}
			turns := turningDays(t, slices.Collect(maps.Values(all)), edtf.Karachi(h.at))
			for range 3 {
				on := rapid.SampledFrom(turns).Draw(r, "day")
				for _, d := range derivedOn(on) {
					listed, err := factsOf(v, map[string]string{d.filter: d.value}, on)
					if err != nil {
						return err
					}
					name := d.filter + "=" + d.value
					for id, f := range all {
						_, inSQL := listed[id]
						if inGo := d.holds(f); inGo != inSQL {
							r.Fatalf("on %s %s is in the list of %s: %t, by package commitment: %t\n%+v", on, id, name, inSQL, inGo, f)
						}
					}
					found[name], missed[name] = found[name]+len(listed), missed[name]+len(all)-len(listed)
				}
				if err := rowsAgree(r, v, all, on); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			r.Fatal(err)
		}
	})
	for name := range found {
		if found[name] == 0 || missed[name] == 0 {
			t.Errorf("%s was true %d times and false %d times: nothing is shown", name, found[name], missed[name])
		}
	}
}

// derived is a filter on what is derived, and the same in Go.
type derived struct {
	filter, value string
	holds         func(f commitments.Fact) bool
}

// derivedOn are all of them, on a day.
func derivedOn(on edtf.Day) (all []derived) {
	today := commitment.ThresholdsOn(on, commitment.StaleDays)
	for _, value := range commitment.Values[commitment.AxisTimeliness] {
		all = append(all, derived{"timeliness", value, func(f commitments.Fact) bool { return today.Timeliness(f.Due, f.Met) == value }})
	}
	for _, value := range commitment.Answers {
		all = append(all, derived{"asked", value, func(f commitments.Fact) bool { return commitment.Answer(f.Asked, f.Unanswered) == value }})
	}
	for _, days := range []int{10, 90} {
		waited := commitment.ThresholdsOn(on, days)
		all = append(all, derived{"stale_after", strconv.Itoa(days), func(f commitments.Fact) bool { return waited.Stale(f.IntervalEnds, f.QuietSince) }})
	}
	counts := func(f commitments.Fact) bool {
		return commitment.NotCounted(f.Record, f.Kind == "pledge", f.Verifiable) == ""
	}
	all = append(all, derived{"counted", "pledge,activity", counts}, derived{"not_counted", "pledge,activity", func(f commitments.Fact) bool { return !counts(f) }},
		derived{commitment.AxisSelfReported, commitment.NoReport, func(f commitments.Fact) bool { return commitment.IsSilent(f.SelfReported) }})
	for name, holds := range map[string]func(f commitments.Fact) bool{
		"stale": func(f commitments.Fact) bool {
			return today.IsStale(commitment.StaleFrom(f.IntervalEnds, f.QuietSince))
		},
		"open":           func(f commitments.Fact) bool { return commitment.IsOpen(f.Closure) },
		"in_force":       func(f commitments.Fact) bool { return commitment.InForce(f.Record) },
		"has_assessment": func(f commitments.Fact) bool { return commitment.IsAssessed(f.Assessed) },
		"assigned":       func(f commitments.Fact) bool { return f.Lead != "" },
		"contested":      func(f commitments.Fact) bool { return f.Contested },
		"whole":          func(f commitments.Fact) bool { return f.Whole },
	} {
		for _, value := range []bool{true, false} {
			all = append(all, derived{name, strconv.FormatBool(value), func(f commitments.Fact) bool { return holds(f) == value }})
		}
	}
	return all
}

// rowsAgree compares what the list says of each commitment.
func rowsAgree(r *rapid.T, v *book.View, all map[string]commitments.Fact, on edtf.Day) error {
	today := commitment.ThresholdsOn(on, commitment.StaleDays)
	rows, err := commitments.List(v, book.Query{}, on)
	for _, row := range rows {
		f := all[row.ID]
		if row.Timeliness != today.Timeliness(f.Due, f.Met) || row.Stale != today.Stale(f.IntervalEnds, f.QuietSince) ||
			row.Silence != commitment.Silence(f.SelfReported, f.Lead, f.Unanswered) {
			r.Fatalf("on %s the list says %s, stale %t, %s of\n%+v", on, row.Timeliness, row.Stale, row.Silence, f)
		}
	}
	return err
}

func factsOf(v *book.View, filters map[string]string, on edtf.Day) (map[string]commitments.Fact, error) {
	all := map[string]commitments.Fact{}
	err := commitments.Facts(v, filters, on, func(f commitments.Fact) { all[f.ID] = f })
	return all, err
}

// watched lets more of the commitments be such that time turns something in them.
func watched(r *rapid.T, h *history) {
	early, late := "2026-10", "2027-03"
	for _, subject := range slices.Sorted(maps.Keys(h.count)) {
		if !strings.HasPrefix(subject, "commitment/") {
			continue
		}
		for _, payload := range []events.Payload{
			events.CommitmentConfirmed{Basis: "quotes-found"}, events.VerifiabilityJudged{Verifiable: true}, events.ReviewIntervalSet{Days: 30},
			events.CommitmentAssigned{Party: "p-1"}, events.DueDateSet{Due: "2026-12-20"}, events.UpdateRequested{Day: "2026-11-23"},
			events.CommitmentAssessed{Level: commitment.Complete, Effective: &early}, events.CommitmentAssessed{Level: commitment.Complete, Effective: &late},
		} {
			if rapid.IntRange(0, 2).Draw(r, "add") == 0 {
				h.add(subject, payload)
			}
		}
	}
}

// turningDays are those on which something changes by itself, and those beside them.
func turningDays(t *testing.T, facts []commitments.Fact, today edtf.Day) []edtf.Day {
	turns := []edtf.Day{today}
	for _, f := range facts {
		for day, after := range map[string][]int{f.Due: {-31, -30, 0, 1}, f.IntervalEnds: {-1, 0}, f.QuietSince: {10, 11, 90, 91}} {
			if day == "" {
				continue
			}
			for _, days := range after {
				turns = append(turns, civil(t, day).AddDays(days))
			}
		}
	}
	slices.SortFunc(turns, edtf.Day.Compare)
	return slices.Compact(turns)
}
