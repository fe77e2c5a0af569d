package reporting_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/services/wording"
)

// tells compares the page of a commitment on a day with what its events tell.
func (g *register) tells(r *rapid.T, s seenOn, id string) {
	address := s.prefix + "/commitments/" + id
	p := s.find(id)
	if p == nil {
		if page := g.page(r, address, http.StatusNotFound); !strings.Contains(page, "On that day this commitment did not exist yet.") {
			r.Fatalf("%s does not say why it is not there", address)
		}
		return
	}
	page := g.page(r, address, http.StatusOK)
	stands := s.stand(p, s.day, shipped.staleDays)
	got := map[string]string{}
	for _, pair := range axisPattern.FindAllStringSubmatch(page, -1) {
		got[pair[1]] = words(pair[2])
	}
	for axis, want := range s.axes(stands) {
		if name := wording.English.Axis(axis); !slices.Contains(want, got[name]) {
			r.Fatalf("%s: %s is %q, want %q", address, name, got[name], want)
		}
	}
	if len(p.children) == 0 && got["Last news"] != news(p.heardOn) {
		r.Fatalf("%s: the last news is of %q, want %q", address, got["Last news"], news(p.heardOn))
	}
	stale := "No news of at least one of its places for longer than agreed."
	if len(p.children) == 0 {
		stale = "No news for "
	}
	if strings.Contains(page, stale) != stands.stale {
		r.Fatalf("%s: stale is %t", address, stands.stale)
	}
	s.happened(r, address, page, id)
	s.says(r, address, page, func(one standing) bool { return one.id == id })
}

func news(day string) string {
	if day == "" {
		return "none yet"
	}
	return wording.English.Date(&day)
}

// axes are the six axes in words. What was closed and opened again is open.
func (s seenOn) axes(p standing) map[string][]string {
	response := commitment.NoResponse
	for _, e := range s.counted {
		if d, ok := e.Data.(events.ResponseRecorded); ok && e.Subject == "commitment/"+p.id {
			response = d.Response
		}
	}
	all := map[string][]string{
		commitment.AxisResponse: {response}, commitment.AxisSelfReported: {p.says}, commitment.AxisAssessed: {p.level}, commitment.AxisTimeliness: {p.late},
		commitment.AxisRecord:  {map[bool]string{true: commitment.Rejected, false: p.record}[p.record == "rejected"]},
		commitment.AxisClosure: {map[string]string{"": commitment.Open, "implemented": commitment.ClosedImplemented, "not_implemented": commitment.ClosedNotImplemented}[p.closed]},
	}
	if p.closed == "" {
		all[commitment.AxisClosure] = append(all[commitment.AxisClosure], commitment.Reopened)
	}
	for axis, values := range all {
		for i := range values {
			values[i] = wording.English.Value(axis, values[i])
		}
	}
	return all
}

// happened checks that a page tells the events of a commitment that count, and none that
// happened later.
func (s seenOn) happened(r *rapid.T, address, page, id string) {
	shown, counted := map[string]bool{}, map[string]bool{}
	for _, entry := range entryPattern.FindAllStringSubmatch(page, -1) {
		shown[entry[1]] = true
	}
	for _, e := range s.counted {
		counted[e.ID] = true
	}
	for i, e := range s.told {
		if e.Subject == "commitment/"+id && shown[fmt.Sprint(i+1)] != counted[e.ID] {
			r.Fatalf("%s: event %d, %s, is shown: %t", address, i+1, e.Type, shown[fmt.Sprint(i+1)])
		}
	}
}
