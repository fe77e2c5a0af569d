package reporting_test

import (
	"math/big"
	"slices"

	"ahd.example/ahd/events/edtf"
)

// figures are numbers by their names; null is -1 << 40.
type figures map[string]int

const null = -1 << 40

// rate is part of whole in basis points, a half rounded up, in fractions.
func rate(part, whole *big.Rat) int {
	if whole.Sign() == 0 {
		return null
	}
	return rounded(new(big.Rat).Mul(big.NewRat(10_000, 1), new(big.Rat).Quo(part, whole)))
}

// rounded is the largest integer that is not above r + ½.
func rounded(r *big.Rat) int {
	r = new(big.Rat).Add(r, big.NewRat(1, 2))
	floor := new(big.Int).Div(r.Num(), r.Denom()) // Euclidean: the denominator is positive
	return int(floor.Int64())
}

func middle(values []int) int {
	slices.Sort(values)
	switch n := len(values); {
	case n == 0:
		return null
	case n%2 == 1:
		return values[n/2]
	default:
		return rounded(big.NewRat(int64(values[n/2-1]+values[n/2]), 2))
	}
}

// plan is by which method is counted.
type plan struct {
	weights   map[string]int // by kind that counts
	grades    map[string]int
	staleDays int
}

var shipped = plan{
	weights: map[string]int{"declaration": 1, "recommendation": 1}, staleDays: 90,
	grades: map[string]int{"complete": 1, "substantial": 0, "limited": 0, "not_started": -1, "no_evidence": -1, "regressed": -1},
}

// count counts promises, each in words of the domain.
func (w *world) count(promises []*promise, on edtf.Day, by plan) figures {
	f := figures{}
	weighed := map[string]int64{}
	var ages, late []int
	for _, p := range promises {
		s := w.stand(p, on, by.staleDays)
		f["registered"]++
		f["kind "+p.kind]++
		weight := int64(by.weights[p.kind])
		switch {
		case p.record != "confirmed" && p.record != "operationalised":
			f["not_in_force"]++
			continue
		case weight == 0:
			f["other_kinds"]++
			continue
		case !p.verifiable:
			f["not_verifiable"]++
			continue
		}
		tell := func(name string, holds bool) {
			if holds {
				f[name]++
				weighed[name] += weight
			}
		}
		tell("n", true)
		tell("assessed", s.level != "not_assessed")
		tell(s.level, true)
		weighed["grades"] += weight * int64(by.grades[s.level])
		tell(s.late, true)
		tell("reported_complete", s.says == "reported_complete")
		tell("contested", s.contested)
		tell("smart_rated", p.rated)
		tell("trackable", p.trackable)
		tell("closed_implemented", s.closed == "implemented")
		tell("closed_not_implemented", s.closed == "not_implemented")
		if due, err := edtf.ParseDay(p.due); err == nil && s.late == "overdue" {
			late = append(late, on.DaysSince(due))
		}
		if s.closed != "" {
			continue
		}
		tell("open", true)
		tell("silent", s.says == "no_report")
		tell("unassigned", p.lead == "")
		tell("never_asked", s.says == "no_report" && s.asked == "")
		tell("asked_no_answer", s.unanswered)
		tell("stale", s.stale)
		if age, ok := w.age(p, on); ok {
			ages = append(ages, age)
		} else {
			f["age_unknown"]++
		}
	}
	f["age_days_median"], f["overdue_days_median"] = middle(ages), middle(late)
	f["overdue_days_max"] = null
	if len(late) > 0 {
		f["overdue_days_max"] = slices.Max(late)
	}
	f.rates(weighed)
	return f
}

func (w *world) age(p *promise, on edtf.Day) (int, bool) {
	date, err := edtf.Parse(w.dates[p.convening])
	if err != nil {
		return 0, false
	}
	_, latest := date.Bounds()
	return on.DaysSince(latest.Day), latest.Known
}

func (f figures) rates(weighed map[string]int64) {
	r := func(n int64) *big.Rat { return big.NewRat(n, 1) }
	n, a, g := weighed["n"], weighed["assessed"], weighed["grades"]
	f["strict_bp"] = rate(r(weighed["complete"]), r(n))
	f["high_bp"] = rate(r(weighed["complete"]+weighed["substantial"]), r(n))
	f["coverage_bp"] = rate(r(a), r(n))
	f["claim_gap_bp"] = rate(r(weighed["reported_complete"]-weighed["complete"]), r(n))
	f["silence_bp"] = rate(r(weighed["silent"]), r(weighed["open"]))
	f["stale_bp"] = rate(r(weighed["stale"]), r(weighed["open"]))
	f["on_time_bp"] = rate(r(weighed["met_on_time"]), r(weighed["met_on_time"]+weighed["met_late"]+weighed["overdue"]))
	f["trackable_bp"] = rate(r(int64(f["trackable"])), r(int64(f["smart_rated"])))
	// (G/a + 1) / 2 of everything; who is not assessed is -1 at worst and +1 at best.
	half := func(sum, of int64) int { return rate(r(sum+of), r(2*of)) }
	f["score_bp"], f["floor_bp"], f["ceiling_bp"] = half(g, a), half(g-(n-a), n), half(g+(n-a), n)
}
