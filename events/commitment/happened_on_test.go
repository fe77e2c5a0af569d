package commitment_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
)

// becomesKnown are the types that tell how it was all along. Whoever adds a type decides
// whether it belongs here: if not, it happens on a day.
var becomesKnown = []events.Payload{
	events.CommitmentCaptured{}, events.CommitmentConfirmed{}, events.CommitmentCorrected{}, events.CommitmentClassified{},
	events.CommitmentLinked{}, events.CommitmentUnlinked{}, events.CommitmentCorroborated{}, events.CommitmentWorded{},
	events.CommitmentMerged{}, events.CommitmentUnmerged{}, events.CommitmentSplit{}, events.CommitmentRejected{},
	events.SmartRated{}, events.VerifiabilityJudged{}, events.ProgressRetracted{}, events.ReportConfirmed{}, events.ReportContested{},
	events.EvidenceRetracted{}, events.DisputeHidden{}, events.TextErased{},
}

// Every type of event about a commitment either happens on a day or only becomes known,
// and where it can say when it happened, that counts.
func TestEveryTypeHasADay(t *testing.T) {
	known := map[events.Type]bool{}
	for _, payload := range becomesKnown {
		known[payload.Type()] = true
	}
	at, early := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC), "2024-03"
	for _, payload := range events.Catalogue() {
		if !strings.HasPrefix(string(payload.Type()), "ahd.commitment.") {
			continue
		}
		for _, date := range []*string{nil, &early} {
			e, dated := dated(payload, date)
			e.Time = at
			got := counts(t, e)
			want := commitment.Counts{Day: edtf.Karachi(at), Recorded: true}
			switch {
			case known[payload.Type()]:
				want = commitment.Counts{Always: true}
			case dated && date != nil:
				want = commitment.Counts{Day: edtf.Day{Year: 2024, Month: 3, Day: 31}}
			}
			if got != want {
				t.Errorf("%s, dated %v: %+v, want %+v", payload.Type(), date != nil, got, want)
			}
		}
	}
}

// counts is HappenedOn; a type without a rule is named.
func counts(t *testing.T, e events.Event) (c commitment.Counts) {
	defer func() {
		if wrong := recover(); wrong != nil {
			t.Errorf("%s has no rule: %v", e.Data.Type(), wrong)
		}
	}()
	return commitment.HappenedOn(e)
}

// dated is an event with a date; false if its type has none.
func dated(payload events.Payload, date *string) (events.Event, bool) {
	v := reflect.New(reflect.TypeOf(payload)).Elem()
	field := v.FieldByName("Effective")
	if field.IsValid() {
		field.Set(reflect.ValueOf(date))
	}
	day := v.FieldByName("Day")
	if day.IsValid() && day.Kind() == reflect.String && date != nil {
		day.SetString(*date)
	}
	return events.Event{Data: v.Interface().(events.Payload)}, field.IsValid() || day.IsValid()
}

func TestTheDayOfAFact(t *testing.T) {
	at := time.Date(2026, 11, 22, 20, 0, 0, 0, time.UTC) // the 23rd in Karachi
	for _, c := range []struct {
		effective, day string
		recorded       bool
	}{
		{"2024-12-31", "2024-12-31", false}, {"2024", "2024-12-31", false}, {"2024-02", "2024-02-29", false},
		{"2024-01-01/2024-06-30", "2024-06-30", false}, {"2026", "2026-11-23", false}, {"2030-01-01", "2026-11-23", false},
		{"2024/..", "2026-11-23", true}, {"", "2026-11-23", true}, {"no day", "2026-11-23", true}, {"2026-11-23", "2026-11-23", false},
	} {
		e := events.Event{Envelope: events.Envelope{Time: at}, Data: events.CommitmentAssessed{Effective: &c.effective}}
		if c.effective == "" {
			e.Data = events.CommitmentAssessed{}
		}
		if got := commitment.HappenedOn(e); got.Day.String() != c.day || got.Recorded != c.recorded || got.Always {
			t.Errorf("%q: %+v, want %s", c.effective, got, c.day)
		}
	}
}

// The state says on which day anything happened or was heard last, and how many facts nothing but
// their recording dates.
func TestAStateKnowsItsLastDay(t *testing.T) {
	first := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	old := "2020-05-01"
	list := []events.Event{
		{Envelope: events.Envelope{ID: "1", Time: first}, Data: events.CommitmentCaptured{Text: "Open a shelter."}},
		{Envelope: events.Envelope{ID: "2", Time: first.AddDate(0, 1, 0)}, Data: events.ProgressReported{State: "in_progress"}},
		{Envelope: events.Envelope{ID: "3", Time: first.AddDate(0, 2, 0)}, Data: events.CommitmentAssessed{Level: "limited", Effective: &old}},
		{Envelope: events.Envelope{ID: "4", Time: first.AddDate(0, 3, 0)}, Data: events.SmartRated{}},
	}
	var s commitment.State
	for _, e := range list {
		s = commitment.Evolve(s, e)
	}
	if s.Since != "2026-01-05" || s.LastDay != "2026-03-05" || s.Undated != 1 {
		t.Errorf("%q, %q, %d", s.Since, s.LastDay, s.Undated)
	}
	then := commitment.UpTo(list, edtf.Day{Year: 2025, Month: 1, Day: 1})
	if then.Assessed != "limited" || then.SelfReported != commitment.NoReport || then.Smart == nil || then.Undated != 0 {
		t.Errorf("%+v", then)
	}
	if then.ExistsOn(edtf.Day{Year: 2026, Month: 1, Day: 4}, "") || !then.ExistsOn(edtf.Day{Year: 2026, Month: 1, Day: 4}, "2026-01-04") || !then.ExistsOn(edtf.Day{Year: 2026, Month: 1, Day: 5}, "2027-01-01") {
		t.Error("it exists from its capture, or from its conference")
	}
}
