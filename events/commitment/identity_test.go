package commitment_test

import (
	"reflect"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
)

// What else a commitment is, and who speaks for it, event by event.
func TestIdentityAddsUp(t *testing.T) {
	unworded := events.CommitmentCaptured{Kind: "recommendation-text-missing"}
	link := func(year int) events.External { return events.External{Scheme: "tip", Year: year, Number: "4"} }
	for name, c := range map[string]struct {
		then []events.Payload
		see  func(commitment.State) any
		want any
	}{
		"merged":                 {[]events.Payload{begun, checked, events.CommitmentMerged{Into: "cm-2"}}, record, "merged into cm-2"},
		"and not":                {[]events.Payload{begun, checked, events.CommitmentMerged{Into: "cm-2"}, events.CommitmentUnmerged{}}, record, "confirmed into "},
		"split":                  {[]events.Payload{begun, events.CommitmentSplit{Into: []string{"cm-2", "cm-3"}}}, record, "superseded into cm-2 cm-3 "},
		"its wording is missing": {[]events.Payload{unworded}, func(s commitment.State) any { return s.Unworded }, true},
		"and became known":       {[]events.Payload{unworded, events.CommitmentWorded{Verifiable: true}}, func(s commitment.State) any { return !s.Unworded && s.Verifiable }, true},
		"told twice":             {[]events.Payload{begun, events.CommitmentCorroborated{Quote: events.Quote{Source: "note-2", Bytes: [2]int64{3, 12}}}}, func(s commitment.State) any { return s.Identified().Told }, []string{"note-2:3-12"}},
		"asked for elsewhere":    {[]events.Payload{begun, events.CommitmentLinked{External: link(2022)}, events.CommitmentLinked{External: link(2023)}}, links, []string{"tip/2022/4", "tip/2023/4"}},
		"or not":                 {[]events.Payload{begun, events.CommitmentLinked{External: link(2022)}, events.CommitmentLinked{External: link(2023)}, events.CommitmentUnlinked{External: link(2022)}}, links, []string{"tip/2023/4"}},
		"handed over, persons and all": {[]events.Payload{begun, events.CommitmentAssigned{Party: "fia"}, events.ResponsibilityHandedOver{Party: "ssdo", Main: ptr("p-1")}, events.ResponsibilityHandedOver{Party: "ncrc", Validator: ptr("p-2")}},
			func(s commitment.State) any { return []any{s.LeadParty, *s.Persons} }, []any{"ncrc", commitment.Persons{Validator: "p-2"}}},
		"what it is filed under moves no axis": {[]events.Payload{begun, events.CommitmentClassified{}}, func(s commitment.State) any { return reflect.DeepEqual(s, told(begun)) }, true},
	} {
		if got := c.see(told(c.then...)); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func record(s commitment.State) any {
	i := s.Identified()
	into := s.Record + " into " + i.Into
	for _, id := range i.SplitInto {
		into += id + " "
	}
	return into
}

func links(s commitment.State) any { return s.Identified().Links }
