package edtf_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/events/edtf"
)

func TestADayIsReadAndWrittenAlike(t *testing.T) {
	got := day(t, "2026-04-03")
	if got != (edtf.Day{Year: 2026, Month: time.April, Day: 3}) || got.String() != "2026-04-03" {
		t.Errorf("got %+v, %s", got, got)
	}
	for _, text := range []string{
		"", " 2026-04-03", "2026-04-03 ", "2026-04", "2026", "2026-04-03?", "2026-02-30", "2026-13-01",
		"2026-04-XX", "XXXX-04-03", "2026/04/03", "03-04-2026", "۲۰۲۶-۰۴-۰۳", "2026-04-03T10:00:00Z",
		"2026-04-03/2026-04-04", strings.Repeat("2026-04-03", 10_000),
	} {
		got, err := edtf.ParseDay(text)
		if !errors.Is(err, edtf.ErrDate) || got != (edtf.Day{}) || len(err.Error()) > 200 {
			t.Errorf("%.40q gave %v and the error %.200v", text, got, err)
		}
	}
}

func TestTheDayInKarachiBeginsAtNineteenHoursUTC(t *testing.T) {
	tests := []struct {
		name string
		at   time.Time
		want string
	}{
		{"a nanosecond before midnight", time.Date(2026, 4, 3, 18, 59, 59, 999_999_999, time.UTC), "2026-04-03"},
		{"midnight", time.Date(2026, 4, 3, 19, 0, 0, 0, time.UTC), "2026-04-04"},
		{"the end of a year", time.Date(2026, 12, 31, 19, 0, 0, 0, time.UTC), "2027-01-01"},
		{"summer, for Pakistan has no summer time", time.Date(2008, 7, 1, 18, 30, 0, 0, time.UTC), "2008-07-01"},
		{"the clock of another place", time.Date(2026, 4, 3, 15, 0, 0, 0, time.FixedZone("", -5*3600)), "2026-04-04"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := edtf.Karachi(tt.at).String(); got != tt.want {
				t.Errorf("%s is %s in Karachi, want %s", tt.at, got, tt.want)
			}
		})
	}
}

func TestADayEndsAtTheNextMidnightInKarachi(t *testing.T) {
	for text, want := range map[string]string{
		"2026-04-03": "2026-04-03T19:00:00Z",
		"2024-02-29": "2024-02-29T19:00:00Z",
		"2026-12-31": "2026-12-31T19:00:00Z",
	} {
		d := day(t, text)
		end := d.EndInKarachi()
		if got := end.Format(time.RFC3339Nano); got != want || end.Location() != time.UTC {
			t.Errorf("%s ends at %s, want %s", text, got, want)
		}
		if edtf.Karachi(end.Add(-1)) != d || edtf.Karachi(end) != d.AddDays(1) {
			t.Errorf("%s does not end where the next day begins", text)
		}
	}
}

func TestDaysAreCountedAcrossLeapYearsAndCenturies(t *testing.T) {
	tests := []struct {
		from, to string
		days     int
	}{
		{"2026-04-03", "2026-04-03", 0},
		{"2024-02-28", "2024-03-01", 2},
		{"2026-02-28", "2026-03-01", 1},
		{"2026-03-01", "2026-02-28", -1},
		{"2025-12-31", "2026-01-01", 1},
		{"2000-01-01", "2400-01-01", 146_097},
		{"0000-01-01", "9999-12-31", 3_652_424},
	}
	for _, tt := range tests {
		t.Run(tt.from+" to "+tt.to, func(t *testing.T) {
			from, to := day(t, tt.from), day(t, tt.to)
			if got := to.DaysSince(from); got != tt.days {
				t.Errorf("%d days, want %d", got, tt.days)
			}
			if got := from.AddDays(tt.days); got != to {
				t.Errorf("%d days later is %s", tt.days, got)
			}
		})
	}
}

func TestDaysAreOrderedByYearThenMonthThenDay(t *testing.T) {
	days := []edtf.Day{
		day(t, "2025-12-31"), day(t, "2026-01-02"), day(t, "2026-01-31"), day(t, "2026-02-01"), day(t, "2027-01-01"),
	}
	for i, a := range days {
		for j, b := range days {
			if a.Before(b) != (i < j) || a.After(b) != (i > j) || (a.Compare(b) == 0) != (i == j) {
				t.Errorf("%s against %s: %d", a, b, a.Compare(b))
			}
		}
	}
}

func day(t testing.TB, text string) edtf.Day {
	t.Helper()
	d, err := edtf.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
