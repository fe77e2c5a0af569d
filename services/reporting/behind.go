package reporting

import (
	"maps"
	"strconv"
	"strings"

	"ahd/events/commitment"
)

// behind names the list behind each number.
func (p *pass) behind() map[string]Filter {
	all := map[string]Filter{"registered": {}, "not_in_force": {"in_force": "false"}}
	put := func(filter Filter, names ...string) {
		for _, name := range names {
			all[name] = filter
		}
	}
	kinds := strings.Join(p.counter.method.Kinds, ",")
	put(Filter{"in_force": "true", "not_of_kinds": kinds}, "other_kinds")
	put(Filter{"in_force": "true", "of_kinds": kinds, "verifiable": "false"}, "not_verifiable")
	n := Filter{"counted": kinds}
	put(n, "n", "coverage_bp", "floor_bp", "ceiling_bp", "strict_bp", "high_bp", "claim_gap_bp")
	put(n.and("has_assessment", "true"), "assessed", "score_bp")
	for _, level := range commitment.Values[commitment.AxisAssessed] {
		put(n.and("assessed", level), level)
	}
	for _, timeliness := range commitment.Values[commitment.AxisTimeliness] {
		put(n.and("timeliness", timeliness), timeliness)
	}
	put(n.and("timeliness", commitment.Overdue), "overdue_days_median", "overdue_days_max")
	put(n.and("timeliness", commitment.MetOnTime), "on_time_bp")
	put(n.and("self_reported", commitment.ReportedComplete), "reported_complete")
	put(n.and("contested", "true"), "contested")
	put(n.and("trackable", "true"), "trackable")
	for _, closure := range []string{commitment.ClosedImplemented, commitment.ClosedNotImplemented} {
		put(n.and("closure", closure), closure)
	}
	maps.Copy(all, p.behindOpen(n.and("open", "true")))
	return all
}

// behindOpen are those of what is open.
func (p *pass) behindOpen(open Filter) map[string]Filter {
	silent := open.and("self_reported", commitment.NoReport)
	stale := open.and("stale_after", strconv.Itoa(p.counter.method.StaleDays))
	return map[string]Filter{
		"open": open, "silent": silent, "silence_bp": silent, "stale": stale, "stale_bp": stale,
		"unassigned": open.and("assigned", "false"), "never_asked": silent.and("asked", commitment.WasNeverAsked), "asked_no_answer": open.and("asked", commitment.NotAnswered),
		"age_unknown": open.and("dated", "false"), "age_days_median": open.and("dated", "true"),
	}
}
