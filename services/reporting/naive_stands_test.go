package reporting_test

import (
	"slices"
	"strings"

	"ahd.example/ahd/events/edtf"
)

// standing is how a promise stands on a day.
type standing struct {
	*promise
	says, level, closed string
	late                string // "", overdue, met_on_time, met_late, …
	stale               bool
	asked               string
	unanswered          bool
	contested           bool
}

var (
	worstFound = []string{"not_assessed", "regressed", "no_evidence", "not_started", "limited", "substantial", "complete"}
	worstSaid  = []string{"no_report", "planning", "stalled", "in_progress", "reported_complete"}
)

// stand says how a promise stands: one that is kept in several places as those do.
func (w *world) stand(p *promise, on edtf.Day, staleDays int) standing {
	s := standing{promise: p, says: "no_report", level: p.level, closed: p.closed, asked: p.asked, unanswered: p.asked != "" && !p.answered}
	for _, c := range p.reports {
		if !c.takenBack && !c.contested {
			s.says = c.says
		}
	}
	for _, stands := range p.objections {
		s.contested = s.contested || stands
	}
	s.stale = p.silentFor(on, staleDays)
	if p.level == "complete" && isDay(p.due) {
		s.late = "met_on_time"
		if after(p.foundOn, p.due) {
			s.late = "met_late"
		}
	}
	if slices.ContainsFunc(p.children, func(id string) bool { return w.find(id) != nil }) {
		w.together(&s, on, staleDays)
	}
	if s.late == "" {
		s.late = lateness(p.due, on)
	}
	return s
}

// silentFor reports whether nothing was heard for longer than agreed.
func (p *promise) silentFor(on edtf.Day, staleDays int) bool {
	last := p.heardOn
	if last == "" {
		last = p.checkedOn
	}
	if p.closed != "" || p.record != "confirmed" && p.record != "operationalised" || last == "" {
		return false
	}
	days := staleDays
	if p.interval != 0 {
		days = p.interval
	}
	day, _ := edtf.ParseDay(last)
	return on.DaysSince(day) > days
}

// after reports whether what was found on a date was certainly found after a day.
func after(found, due string) bool {
	date, err := edtf.Parse(found)
	day, _ := edtf.ParseDay(due)
	if err != nil {
		return false
	}
	first, _ := date.Bounds()
	return first.Known && first.Day.DaysSince(day) > 0
}

func lateness(due string, on edtf.Day) string {
	day, err := edtf.ParseDay(due)
	if err != nil {
		return "no_date"
	}
	switch left := day.DaysSince(on); {
	case left < 0:
		return "overdue"
	case left <= 30:
		return "due_soon"
	}
	return "on_schedule"
}

// together is how the places of a promise stand: as the worst of them.
func (w *world) together(s *standing, on edtf.Day, staleDays int) {
	own := s.unanswered
	s.unanswered, s.stale, s.late = false, false, ""
	said, found, allClosed, allKept, late := len(worstSaid)-1, len(worstFound)-1, true, true, false
	for _, id := range s.children {
		if w.find(id) == nil { // it did not exist yet
			continue
		}
		p := w.stand(w.find(id), on, staleDays)
		said, found = min(said, slices.Index(worstSaid, p.says)), min(found, slices.Index(worstFound, p.level))
		allClosed, allKept = allClosed && p.closed != "", allKept && p.closed == "implemented"
		s.stale, s.contested = s.stale || p.stale, s.contested || p.contested
		s.asked = max(s.asked, p.asked)
		s.unanswered = s.unanswered || p.unanswered
		own = own && (p.heardOn == "" || p.heardOn < s.promise.asked)
		late = late || after(p.foundOn, s.due)
	}
	s.unanswered = s.unanswered || own
	s.says, s.level, s.closed = worstSaid[said], worstFound[found], ""
	if allClosed {
		s.closed = "not_implemented"
		if allKept {
			s.closed = "implemented"
		}
	}
	if s.level == "complete" && isDay(s.due) {
		s.late = "met_on_time"
		if late {
			s.late = "met_late"
		}
	}
}

// answers is the organisation that answers for it now.
func (w *world) answers(lead string) (house []string) {
	for range 17 {
		if lead == "" {
			break
		}
		house = append(house, lead)
		lead = w.into[lead]
	}
	return house
}

// in reports whether a promise is in a scope: one thing of each kind that is named.
func (w *world) in(p *promise, scope map[string][]string) bool {
	for kind, ids := range scope {
		if !slices.ContainsFunc(ids, func(id string) bool { return w.fits(p, kind, id) }) {
			return false
		}
	}
	return true
}

func (w *world) fits(p *promise, kind, id string) bool {
	switch kind {
	case "convening":
		return p.convening == id
	case "instrument":
		return p.paper == id
	case "working-group":
		return p.group == id
	case "party":
		return slices.Contains(w.answers(p.lead), id)
	case "pillar":
		return p.pillar == id
	case "sdg-target":
		return slices.Contains(p.targets, id)
	case "province":
		return slices.ContainsFunc(p.places, func(place string) bool { return place == id || strings.HasPrefix(place, id+"/") })
	case "external":
		return slices.Contains(p.links, id)
	case "kind":
		return p.kind == id
	case "period":
		date, err := edtf.Parse(w.dates[p.convening])
		period, _ := edtf.Parse(id)
		if err != nil || w.dates[p.convening] == "" {
			return false
		}
		first, last := date.Bounds()
		from, until := period.Bounds()
		return first.Known && last.Known && !first.Day.Before(from.Day) && !last.Day.After(until.Day)
	}
	panic("no such scope: " + kind)
}
