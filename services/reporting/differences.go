package reporting

import (
	"encoding/json"
	"slices"
	"strings"

	"ahd/events"
)

// Number is a number of two summaries that is not the same in both; nil is n/a.
type Number struct {
	Name string `json:"name"`
	Then *int   `json:"then"`
	Now  *int   `json:"now"`
}

// Differences lists the numbers that are not the same, in the order of their names.
func Differences(then, now Totals) []Number {
	a, b := numbersOf(then), numbersOf(now)
	list, none := []Number{}, 0
	for name := range b {
		if _, known := a[name]; !known { // a kind of which there was none
			a[name] = &none
		}
	}
	for name, x := range a {
		y, known := b[name]
		if !known {
			y = &none
		}
		if (x == nil) != (y == nil) || x != nil && *x != *y {
			list = append(list, Number{Name: name, Then: x, Now: y})
		}
	}
	slices.SortFunc(list, func(a, b Number) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// numbersOf are all numbers of totals by name; those by kind as "by_kind.call".
func numbersOf(t Totals) map[string]*int {
	encoded, err := json.Marshal(t)
	if err != nil {
		panic("reporting: totals hold what is no JSON: " + err.Error())
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(encoded, &fields); err != nil {
		panic("reporting: " + err.Error())
	}
	numbers := map[string]*int{}
	for name, value := range fields {
		var number *int
		if json.Unmarshal(value, &number) == nil {
			numbers[name] = number
		}
	}
	for kind, n := range t.ByKind {
		numbers["by_kind."+kind] = &n
	}
	delete(numbers, "by_kind")
	return numbers
}

// Bearing says whether an event can change a summary of what was known before it, and
// whether it corrects something: then what was known was not so, rather than that
// something happened since.
func Bearing(payload events.Payload) (bears, corrects bool) {
	switch payload.(type) {
	case events.CommitmentCorrected, events.CommitmentClassified, events.CommitmentWorded, events.VerifiabilityJudged, events.CommitmentMerged,
		events.CommitmentUnmerged, events.CommitmentSplit, events.CommitmentRejected, events.CommitmentUnlinked, events.ProgressRetracted,
		events.ReportContested, events.EvidenceRetracted, events.DisputeHidden, events.ConveningDateAsserted, events.ConveningDateCorrected,
		events.ConveningJoined, events.ConveningParted, events.PartyMerged, events.PartyUnmerged, events.PartyNamed, events.SmartRated:
		return true, true
	case events.CommitmentCorroborated, events.CommitmentSuspended, events.CommitmentResumed, events.ResponseRecorded, events.MilestoneSet,
		events.MilestoneRevised, events.MilestoneDropped, events.TextErased:
		return false, false
	}
	return strings.HasPrefix(string(payload.Type()), "ahd.commitment."), false
}
