package edtf_test

import (
	"testing"

	"ahd.example/ahd/events/edtf"
)

func TestWhatHappenedFirstIsAnsweredOnlyIfItCanBeSaid(t *testing.T) {
	tests := []struct {
		name, a, b    string
		before, after edtf.Answer
	}{
		{"a day and the next", "2026-04-03", "2026-04-04", edtf.Yes, edtf.No},
		{"the same day", "2026-04-03", "2026-04-03", edtf.No, edtf.No},
		{"a month and a day in it", "2026-04", "2026-04-03", edtf.CannotBeSaid, edtf.CannotBeSaid},
		{"a month and its first day", "2026-04", "2026-04-01", edtf.No, edtf.CannotBeSaid},
		{"a month and its last day", "2026-04", "2026-04-30", edtf.CannotBeSaid, edtf.No},
		{"a month and the next", "2026-04", "2026-05", edtf.Yes, edtf.No},
		{"the same year twice", "2026", "2026", edtf.CannotBeSaid, edtf.CannotBeSaid},
		{"a year not stated", "XXXX-02-27", "2026", edtf.CannotBeSaid, edtf.CannotBeSaid},
		{"a decade and a later year", "201X", "2020", edtf.Yes, edtf.No},
		{"since a year, and an earlier day", "1985/..", "1984-12-31", edtf.No, edtf.Yes},
		{"since a year, and its first day", "1985/..", "1985-01-01", edtf.No, edtf.CannotBeSaid},
		{"since a year, and a later day", "1985/..", "1990-01-01", edtf.CannotBeSaid, edtf.CannotBeSaid},
		{"until a year, and a later day", "../1985", "1986-01-01", edtf.Yes, edtf.No},
		{"a start not stated, and an earlier day", "/1985", "1980-01-01", edtf.CannotBeSaid, edtf.CannotBeSaid},
		{"two intervals that meet", "2023/2024", "2024/2025", edtf.CannotBeSaid, edtf.CannotBeSaid},
		{"two intervals apart", "2021/2022", "2024/2025", edtf.Yes, edtf.No},
		{"a winter that may have begun or ended then", "2024-24", "2024-06-30", edtf.CannotBeSaid, edtf.CannotBeSaid},
		{"moments either side of midnight in Karachi", "2026-04-03T18:59:59Z", "2026-04-03T19:00:00Z", edtf.Yes, edtf.No},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, b := parse(t, tt.a), parse(t, tt.b)
			if got := a.Before(b); got != tt.before {
				t.Errorf("%s before %s: %s, want %s", a, b, got, tt.before)
			}
			if got := a.After(b); got != tt.after {
				t.Errorf("%s after %s: %s, want %s", a, b, got, tt.after)
			}
		})
	}
}

func TestADueDateHasPassedOnTheDayAfterIt(t *testing.T) {
	tests := []struct {
		due, today    string
		before, after edtf.Answer
	}{
		{"2026-06-30", "2026-06-29", edtf.No, edtf.Yes},
		{"2026-06-30", "2026-06-30", edtf.No, edtf.No},
		{"2026-06-30", "2026-07-01", edtf.Yes, edtf.No},
		{"2026-06", "2026-06-15", edtf.CannotBeSaid, edtf.CannotBeSaid},
		{"2026-06", "2026-07-01", edtf.Yes, edtf.No},
		{"XXXX-06-30", "2026-07-01", edtf.CannotBeSaid, edtf.CannotBeSaid},
	}
	for _, tt := range tests {
		t.Run(tt.due+" on "+tt.today, func(t *testing.T) {
			due, today := parse(t, tt.due), day(t, tt.today)
			if got := due.BeforeDay(today); got != tt.before {
				t.Errorf("before: %s, want %s", got, tt.before)
			}
			if got := due.AfterDay(today); got != tt.after {
				t.Errorf("after: %s, want %s", got, tt.after)
			}
		})
	}
}

func TestNothingCanBeSaidOfADateThatWasNotStated(t *testing.T) {
	var zero edtf.Date
	some := parse(t, "2026-04-03")
	answers := []edtf.Answer{
		zero.Before(some), zero.After(some), some.Before(zero), some.After(zero), zero.Before(zero),
		zero.BeforeDay(day(t, "2026-04-03")), zero.AfterDay(day(t, "2026-04-03")),
	}
	for i, got := range answers {
		if got != edtf.CannotBeSaid {
			t.Errorf("answer %d: %s", i, got)
		}
	}
}

func TestAnswersAreWords(t *testing.T) {
	var forgotten edtf.Answer
	for answer, want := range map[edtf.Answer]string{
		edtf.No: "no", edtf.Yes: "yes", edtf.CannotBeSaid: "cannot be said", forgotten: "cannot be said",
	} {
		if answer.String() != want {
			t.Errorf("%q, want %q", answer, want)
		}
	}
}
