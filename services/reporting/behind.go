package reporting

import (
	"maps"
	"strconv"
	"strings"

	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/services/reporting/document"
)

// behind names the list behind each number.
func (p *pass) behind() map[string]document.Filter {
	all := map[string]document.Filter{"registered": {}, "not_in_force": {"in_force": "false"}}
	put := func(filter document.Filter, names ...string) {
		for _, name := range names {
			all[name] = filter
		}
	}
	kinds := strings.Join(p.counter.method.Kinds, ",")
	put(document.Filter{"in_force": "true", "not_of_kinds": kinds}, "other_kinds")
	put(document.Filter{"in_force": "true", "of_kinds": kinds, "verifiable": "false"}, "not_verifiable")
	n := document.Filter{"counted": kinds}
	put(n, "n", "coverage_bp", "floor_bp", "ceiling_bp", "strict_bp", "high_bp", "claim_gap_bp")
	put(n.And("has_assessment", "true"), "assessed", "score_bp")
	for _, level := range commitment.Values[commitment.AxisAssessed] {
		put(n.And("assessed", level), level)
	}
	for _, timeliness := range commitment.Values[commitment.AxisTimeliness] {
		put(n.And("timeliness", timeliness), timeliness)
	}
	put(n.And("timeliness", commitment.Overdue), "overdue_days_median", "overdue_days_max")
	put(n.And("timeliness", commitment.MetOnTime), "on_time_bp")
	put(n.And("self_reported", commitment.ReportedComplete), "reported_complete")
	put(n.And("contested", "true"), "contested")
	put(n.And("trackable", "true"), "trackable")
	for _, closure := range []string{commitment.ClosedImplemented, commitment.ClosedNotImplemented} {
		put(n.And("closure", closure), closure)
	}
	maps.Copy(all, p.behindOpen(n.And("open", "true")))
	return all
}

// behindOpen are those of what is open.
func (p *pass) behindOpen(open document.Filter) map[string]document.Filter {
	silent := open.And("self_reported", commitment.NoReport)
	stale := open.And("stale_after", strconv.Itoa(p.counter.method.StaleDays))
	return map[string]document.Filter{
		"open": open, "silent": silent, "silence_bp": silent, "stale": stale, "stale_bp": stale,
		"unassigned": open.And("assigned", "false"), "never_asked": silent.And("asked", commitment.WasNeverAsked), "asked_no_answer": open.And("asked", commitment.NotAnswered),
		"age_unknown": open.And("dated", "false"), "age_days_median": open.And("dated", "true"),
	}
}
