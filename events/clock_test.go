package events

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// What may stand behind an event of noon.
func TestWhatMayStandBehindAnEvent(t *testing.T) {
	correction := func(from, to time.Time) string {
		return fmt.Sprintf(`{"from":%q,"grounds":"g","to":%q}`, Moment(from), Moment(to))
	}
	sets, other := ClockCorrected{}.Type(), PartyNamed{}.Type()
	for name, c := range map[string]struct {
		of   Type
		at   time.Time
		data string
		is   bool
	}{
		"something later":                   {other, noon.Add(time.Millisecond), "{}", true},
		"at the same time":                  {other, noon, "{}", true},
		"earlier":                           {other, noon.Add(-time.Millisecond), "{}", false},
		"earlier, with words of correction": {other, noon.Add(-time.Hour), correction(noon, noon.Add(-time.Hour)), false},
		"a correction":                      {sets, noon.Add(-time.Hour), correction(noon, noon.Add(-time.Hour)), true},
		"to the same time":                  {sets, noon, correction(noon, noon), false},
		"forward":                           {sets, noon.Add(time.Hour), correction(noon, noon.Add(time.Hour)), false},
		"from another time":                 {sets, noon.Add(-time.Hour), correction(noon.Add(time.Minute), noon.Add(-time.Hour)), false},
		"to another time than its own":      {sets, noon.Add(-time.Hour), correction(noon, noon.Add(-2*time.Hour)), false},
		"that says nothing":                 {sets, noon.Add(-time.Hour), "null", false},
		"that is none":                      {sets, noon.Add(-time.Hour), "[1]", false},
	} {
		if is := InOrder(noon, Envelope{Type: c.of, Time: c.at}, []byte(c.data)); is != c.is {
			t.Errorf("%s: %t", name, is)
		}
	}
}

// When events were recorded never falls along the record, is never later than they
// claim, and is what they claim where no clock was set right behind them.
func TestWhenEventsWereRecordedNeverFalls(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		now := noon
		claimed, corrections := []time.Time{}, []Correction{}
		for n := range rapid.IntRange(1, 30).Draw(r, "events") {
			by := time.Duration(rapid.IntRange(0, 100).Draw(r, "hours")) * time.Hour
			if n > 0 && rapid.IntRange(0, 4).Draw(r, "set right") == 0 {
				now = now.Add(-by - time.Hour)
				corrections = append(corrections, Correction{Sequence: uint64(n + 1), To: now})
			} else {
				now = now.Add(by)
			}
			claimed = append(claimed, now)
		}
		last := time.Time{}
		for i, claim := range claimed {
			at := RecordedAt(uint64(i+1), claim, corrections)
			untouched := len(corrections) == 0 || corrections[len(corrections)-1].Sequence <= uint64(i+1)
			if at.Before(last) || at.After(claim) || untouched && at != claim {
				r.Fatalf("event %d claims %v and was recorded %v, after %v; %v", i+1, claim, at, last, corrections)
			}
			last = at
		}
	})
}
