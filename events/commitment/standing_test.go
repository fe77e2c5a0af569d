package commitment_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"ahd.example/ahd/events/commitment"
)

// days are some around the first of March 2026, and what is none.
var days = []string{"", "", "2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02", "2026-03-30", "2026-03-31", "2026-04-01", "2026-05-30", "2026-05-31", "2026-06-01"}

func anyPart(r *rapid.T) commitment.Part {
	day := func(what string) string { return rapid.SampledFrom(days).Draw(r, what) }
	axis := func(name string) string { return rapid.SampledFrom(commitment.Values[name]).Draw(r, name) }
	p := commitment.Part{Heard: day("heard"), Found: day("found"), Standing: commitment.Standing{
		Record: axis(commitment.AxisRecord), SelfReported: axis(commitment.AxisSelfReported), Assessed: axis(commitment.AxisAssessed), Closure: axis(commitment.AxisClosure),
		Due: day("due"), Asked: day("asked"), Contested: rapid.Bool().Draw(r, "contested"),
	}}
	p.Unanswered = p.Asked != "" && rapid.Bool().Draw(r, "unanswered")
	if rapid.Bool().Draw(r, "has a review interval") {
		p.IntervalEnds = day("interval ends")
	} else {
		p.QuietSince = day("quiet since")
	}
	return p
}

// anyParts are up to four, complete all of them in about every third draw: a whole is met
// by all of its parts, and parts that are drawn one by one hardly ever agree.
func anyParts(r *rapid.T) (parts []commitment.Part) {
	complete := rapid.IntRange(0, 2).Draw(r, "all complete") == 0
	for range rapid.IntRange(0, 4).Draw(r, "parts") {
		part := anyPart(r)
		if complete {
			part.Assessed = commitment.Complete
		}
		parts = append(parts, part)
	}
	return parts
}

// A whole stands as its parts do in any order, and is stale with the first of them,
// however long is waited for news.
func TestAWholeStandsAsItsPartsDo(t *testing.T) {
	stale, unanswered, met := 0, 0, 0
	rapid.Check(t, func(r *rapid.T) {
		own := anyPart(r).Standing
		parts := anyParts(r)
		whole := commitment.WholeOf(own, parts)
		if len(parts) == 0 {
			if whole != own {
				r.Fatalf("without parts %+v stands as %+v", own, whole)
			}
			return
		}
		turned := slices.Clone(parts)
		slices.Reverse(turned)
		if again := commitment.WholeOf(own, turned); again != whole {
			r.Fatalf("%+v, in the other order %+v", whole, again)
		}
		on := civil(t, rapid.SampledFrom(days[2:]).Draw(r, "on"))
		for _, wait := range []int{30, commitment.StaleDays} {
			today := commitment.ThresholdsOn(on, wait)
			first := slices.ContainsFunc(parts, func(p commitment.Part) bool { return today.Stale(p.IntervalEnds, p.QuietSince) })
			if today.Stale(whole.IntervalEnds, whole.QuietSince) != first {
				r.Fatalf("on %s, waiting %d days: one of the parts is stale: %t; the whole is not so: %+v", on, wait, first, whole)
			}
			stale += count(first)
		}
		open := slices.ContainsFunc(parts, func(p commitment.Part) bool { return !commitment.IsClosed(p.Closure) })
		silent := slices.ContainsFunc(parts, func(p commitment.Part) bool { return commitment.IsSilent(p.SelfReported) })
		if commitment.IsOpen(whole.Closure) != open || commitment.IsSilent(whole.SelfReported) != silent {
			r.Fatalf("open %t, silent %t: %+v", open, silent, whole)
		}
		unanswered, met = unanswered+count(whole.Unanswered), met+count(whole.Met != "")
	})
	if stale == 0 || unanswered == 0 || met == 0 {
		t.Errorf("%d were stale, %d unanswered, %d met", stale, unanswered, met)
	}
}

// What is asked of a whole is answered when one of its parts was heard of on that day or
// later; what was asked of a part, by that part.
func TestAWholeIsAnsweredByAnyOfItsParts(t *testing.T) {
	asked := commitment.Standing{Asked: "2026-03-02", Unanswered: true}
	part := func(heard string, unanswered bool) commitment.Part {
		p := commitment.Part{Heard: heard}
		p.Asked, p.Unanswered = "2026-03-01", unanswered
		return p
	}
	for name, c := range map[string]struct {
		parts []commitment.Part
		want  bool
	}{
		"nobody was heard of":        {[]commitment.Part{part("", false)}, true},
		"only before":                {[]commitment.Part{part("2026-03-01", false)}, true},
		"on the day":                 {[]commitment.Part{part("", false), part("2026-03-02", false)}, false},
		"one was asked and is quiet": {[]commitment.Part{part("2026-03-02", false), part("", true)}, true},
	} {
		if got := commitment.WholeOf(asked, c.parts); got.Unanswered != c.want || got.Asked != "2026-03-02" {
			t.Errorf("%s: unanswered %t, asked on %s", name, got.Unanswered, got.Asked)
		}
	}
}

// The day from which something is stale by ahd-1 is the first on which it is.
func TestStaleFromIsTheFirstStaleDay(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		ends, quiet := rapid.SampledFrom(days).Draw(r, "interval ends"), rapid.SampledFrom(days).Draw(r, "quiet since")
		on := civil(t, rapid.SampledFrom(days[2:]).Draw(r, "from")).AddDays(rapid.IntRange(-3, 120).Draw(r, "later"))
		today := commitment.ThresholdsOn(on, commitment.StaleDays)
		if by, from := today.Stale(ends, quiet), commitment.StaleFrom(ends, quiet); by != today.IsStale(from) {
			r.Fatalf("interval ends %q, quiet since %q: on %s it is stale: %t, but from %q on", ends, quiet, on, by, from)
		}
	})
}

// Each value has its rule, and no rule another value.
func TestEveryValueHasItsRule(t *testing.T) {
	on := civil(t, "2026-03-01")
	got := map[string]bool{}
	for _, due := range []string{"", "2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"} {
		for _, met := range []string{"", commitment.MetOnTime, commitment.MetLate} {
			got[commitment.TimelinessOn(due, met, on)] = true
		}
	}
	for _, value := range commitment.Values[commitment.AxisTimeliness] {
		if !got[value] {
			t.Errorf("no due day is %s", value)
		}
		delete(got, value)
	}
	for value := range got {
		t.Errorf("%s is no value of timeliness", value)
	}
	for _, closure := range commitment.Values[commitment.AxisClosure] {
		if commitment.IsOpen(closure) == commitment.IsClosed(closure) {
			t.Errorf("%s is open and closed, or neither", closure)
		}
	}
}

func count(holds bool) int {
	if holds {
		return 1
	}
	return 0
}
