package commitment_test

import (
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
)

// told evolves a commitment by what happened to it at noon of 1 March 2026 in
// Karachi; the events have the ids 1, 2, 3 …
func told(payloads ...events.Payload) commitment.State {
	var s commitment.State
	for i, payload := range payloads {
		s = commitment.Evolve(s, events.Event{Data: payload, Envelope: events.Envelope{
			ID: string(rune('1' + i)), Time: time.Date(2026, 3, 1, 7, 0, 0, 0, time.UTC), Actor: "p-1", ActorParty: "fia",
		}})
	}
	return s
}

func ptr(s string) *string { return &s }

func civil(t *testing.T, text string) edtf.Day {
	t.Helper()
	day, err := edtf.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

var (
	begun    = events.CommitmentCaptured{Text: "Open a shelter.", Kind: "pledge"}
	checked  = events.CommitmentConfirmed{}
	finished = events.ProgressReported{State: commitment.ReportedComplete}
	underway = events.ProgressReported{State: commitment.InProgress}
	complete = events.CommitmentAssessed{Level: commitment.Complete}
)

func disputed(claim string) events.Payload { return events.ProgressDisputed{Claim: claim} }

// DOMAIN §3.3 no. 8, with the index of UPR Info: of {1, ½} it is 0.75.
func TestContestIsTheMeanAndTheSpreadOfWhatIsClaimed(t *testing.T) {
	for name, c := range map[string]struct {
		then []events.Payload
		want commitment.Contest
	}{
		"nobody says anything":                  {nil, commitment.Contest{}},
		"one and a half":                        {[]events.Payload{finished, disputed("partly_implemented")}, commitment.Contest{Claims: 2, Mean: 7500, Spread: 5000, Contested: true}},
		"one and nothing":                       {[]events.Payload{finished, disputed("not_implemented")}, commitment.Contest{Claims: 2, Mean: 5000, Spread: 10_000, Contested: true}},
		"one report alone":                      {[]events.Payload{finished}, commitment.Contest{Claims: 1, Mean: 10_000}},
		"half a report alone":                   {[]events.Payload{underway}, commitment.Contest{Claims: 1, Mean: 5000}},
		"only the last report counts":           {[]events.Payload{finished, underway}, commitment.Contest{Claims: 1, Mean: 5000}},
		"a report that was taken back does not": {[]events.Payload{finished, events.ProgressRetracted{Report: "2"}}, commitment.Contest{}},
		"a dispute alone":                       {[]events.Payload{disputed("not_implemented")}, commitment.Contest{Claims: 1, Contested: true}},
		"a dispute that says the same":          {[]events.Payload{finished, disputed("implemented")}, commitment.Contest{Claims: 2, Mean: 10_000, Contested: true}},
		"a hidden one does not count":           {[]events.Payload{finished, disputed("not_implemented"), events.DisputeHidden{Disputed: "3"}}, commitment.Contest{Claims: 1, Mean: 10_000}},
		"the one beside it does":                {[]events.Payload{finished, disputed("not_implemented"), disputed("partly_implemented"), events.DisputeHidden{Disputed: "3"}}, commitment.Contest{Claims: 2, Mean: 7500, Spread: 5000, Contested: true}},
		"two of three are a third less":         {[]events.Payload{finished, disputed("implemented"), disputed("not_implemented")}, commitment.Contest{Claims: 3, Mean: 6667, Spread: 10_000, Contested: true}},
		"a finding is no claim":                 {[]events.Payload{finished, events.CommitmentAssessed{Level: commitment.NotStarted}}, commitment.Contest{Claims: 1, Mean: 10_000}},
		"planning is nothing yet":               {[]events.Payload{events.ProgressReported{State: commitment.Planning}}, commitment.Contest{Claims: 1}},
		"what has stalled is nothing":           {[]events.Payload{events.ProgressReported{State: commitment.Stalled}, disputed("implemented")}, commitment.Contest{Claims: 2, Mean: 5000, Spread: 10_000, Contested: true}},
	} {
		if got := told(append([]events.Payload{begun}, c.then...)...).Contest(); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
	if got := (commitment.State{}).Contest(); got != (commitment.Contest{}) {
		t.Errorf("what nobody captured: %+v", got)
	}
}

// Against the day of now and the first one; what cannot be said of a vague day is
// not held against anybody.
func TestTimelinessIsToldAgainstBothDays(t *testing.T) {
	due, later := events.DueDateSet{Due: "2026-06-30"}, events.DueDateRevised{Due: "2026-12-31"}
	found := func(on *string) events.Payload {
		return events.CommitmentAssessed{Level: commitment.Complete, Effective: on}
	}
	for name, c := range map[string]struct {
		then           []events.Payload
		on             string
		want, original string
	}{
		"no day":                             {nil, "2026-07-01", commitment.NoDate, commitment.NoDate},
		"one day is both":                    {[]events.Payload{due}, "2026-07-01", commitment.Overdue, commitment.Overdue},
		"moved, it is late by the first":     {[]events.Payload{due, later}, "2026-07-01", commitment.OnSchedule, commitment.Overdue},
		"moved twice, the first stays":       {[]events.Payload{due, later, events.DueDateRevised{Due: "2027-03-31"}}, "2027-01-01", commitment.OnSchedule, commitment.Overdue},
		"moved back":                         {[]events.Payload{due, later, events.DueDateRevised{Due: "2026-06-30"}}, "2026-07-01", commitment.Overdue, commitment.Overdue},
		"moved nearer":                       {[]events.Payload{due, events.DueDateRevised{Due: "2026-03-31"}}, "2026-04-01", commitment.Overdue, commitment.OnSchedule},
		"soon by one, past by the other":     {[]events.Payload{due, later}, "2026-12-01", commitment.DueSoon, commitment.Overdue},
		"complete between the two":           {[]events.Payload{due, later, found(ptr("2026-09-01"))}, "2027-05-01", commitment.MetOnTime, commitment.MetLate},
		"complete before both":               {[]events.Payload{due, later, found(ptr("2026-05-01"))}, "2027-05-01", commitment.MetOnTime, commitment.MetOnTime},
		"complete after both":                {[]events.Payload{due, later, found(ptr("2027-01-01"))}, "2027-05-01", commitment.MetLate, commitment.MetLate},
		"on the due day":                     {[]events.Payload{due, found(ptr("2026-06-30"))}, "2027-05-01", commitment.MetOnTime, commitment.MetOnTime},
		"on the next":                        {[]events.Payload{due, found(ptr("2026-07-01"))}, "2027-05-01", commitment.MetLate, commitment.MetLate},
		"no day stated: when it was found":   {[]events.Payload{due, found(nil)}, "2027-05-01", commitment.MetOnTime, commitment.MetOnTime},
		"found after a day that was past":    {[]events.Payload{events.DueDateSet{Due: "2026-02-28"}, found(nil)}, "2027-05-01", commitment.MetLate, commitment.MetLate},
		"that year, who knows when":          {[]events.Payload{due, found(ptr("2026"))}, "2027-05-01", commitment.MetOnTime, commitment.MetOnTime},
		"the month of the day":               {[]events.Payload{due, found(ptr("2026-06"))}, "2027-05-01", commitment.MetOnTime, commitment.MetOnTime},
		"the month after":                    {[]events.Payload{due, later, found(ptr("2026-07"))}, "2027-05-01", commitment.MetOnTime, commitment.MetLate},
		"the year after":                     {[]events.Payload{due, later, found(ptr("2027"))}, "2027-05-01", commitment.MetLate, commitment.MetLate},
		"a day of no stated year":            {[]events.Payload{due, found(ptr("XXXX-12-31"))}, "2027-05-01", commitment.MetOnTime, commitment.MetOnTime},
		"complete, but no day":               {[]events.Payload{found(nil)}, "2027-05-01", commitment.NoDate, commitment.NoDate},
		"what was substantial only":          {[]events.Payload{due, events.CommitmentAssessed{Level: commitment.Substantial}}, "2026-07-01", commitment.Overdue, commitment.Overdue},
		"complete no longer":                 {[]events.Payload{due, found(nil), events.CommitmentAssessed{Level: commitment.Regressed}}, "2026-07-01", commitment.Overdue, commitment.Overdue},
		"reported complete is not found so":  {[]events.Payload{due, finished}, "2026-07-01", commitment.Overdue, commitment.Overdue},
		"dated by being assigned, and moved": {[]events.Payload{events.CommitmentOperationalised{Due: ptr("2026-06-30")}, later}, "2026-07-01", commitment.OnSchedule, commitment.Overdue},
	} {
		s, on := told(append([]events.Payload{begun}, c.then...)...), civil(t, c.on)
		if got, original := s.Timeliness(on), s.OriginalTimeliness(on); got != c.want || original != c.original {
			t.Errorf("%s: %s and %s, want %s and %s", name, got, original, c.want, c.original)
		}
	}
}

// Everything here happens on 1 March 2026; 90 days later is 30 May.
func TestStaleIsWhatWasNotHeardOfForLongerThanItsInterval(t *testing.T) {
	closed, reopened := events.CommitmentClosed{Outcome: commitment.Implemented}, events.CommitmentReopened{}
	monthly := events.ReviewIntervalSet{Days: 30}
	for name, c := range map[string]struct {
		then []events.Payload
		on   string
		want bool
	}{
		"ninety days after it was checked":      {[]events.Payload{checked}, "2026-05-30", false},
		"ninety-one days":                       {[]events.Payload{checked}, "2026-05-31", true},
		"what is only noted never":              {nil, "2036-01-01", false},
		"not even if somebody reported on it":   {[]events.Payload{finished}, "2036-01-01", false},
		"its own interval":                      {[]events.Payload{checked, monthly}, "2026-03-31", false},
		"and a day":                             {[]events.Payload{checked, monthly}, "2026-04-01", true},
		"a longer one":                          {[]events.Payload{checked, events.ReviewIntervalSet{Days: 180}}, "2026-08-28", false},
		"and a day more":                        {[]events.Payload{checked, events.ReviewIntervalSet{Days: 180}}, "2026-08-29", true},
		"assigned and dated":                    {[]events.Payload{checked, events.CommitmentOperationalised{Party: ptr("fia"), Due: ptr("2027-01-01")}}, "2026-05-31", true},
		"closed never":                          {[]events.Payload{checked, complete, closed}, "2036-01-01", false},
		"closed as not implemented neither":     {[]events.Payload{checked, events.CommitmentClosed{Outcome: commitment.NotImplemented}}, "2036-01-01", false},
		"open again":                            {[]events.Payload{checked, complete, closed, reopened}, "2026-05-31", true},
		"withdrawn never":                       {[]events.Payload{checked, events.CommitmentWithdrawn{}}, "2036-01-01", false},
		"superseded never":                      {[]events.Payload{checked, events.CommitmentSuperseded{By: "cm-2"}}, "2036-01-01", false},
		"a day before anything was heard of it": {[]events.Payload{checked}, "2026-02-01", false},
	} {
		if got := told(append([]events.Payload{begun}, c.then...)...).Stale(civil(t, c.on)); got != c.want {
			t.Errorf("%s: %t, want %t", name, got, c.want)
		}
	}
}
