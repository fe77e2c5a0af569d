package edtf_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ahd.example/ahd/events/edtf"
)

// clocks are of every sort: far ahead and far behind, with odd minutes, with a midnight
// that the clock leaves out or shows twice.
var clocks = []string{"Asia/Karachi", "UTC", "Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu", "Europe/Vienna", "America/Santiago", "Asia/Beirut", "Africa/Cairo", "America/Havana", "America/Asuncion", "Antarctica/Troll"}

func zone(t testing.TB, name string) edtf.Zone {
	t.Helper()
	z, err := edtf.ZoneNamed(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// A day ends once: every instant before is of this day or an earlier one, and from there
// on none is.
func TestADayEndsByEveryClock(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		z := zone(t, rapid.SampledFrom(clocks).Draw(r, "clock"))
		at := time.Unix(rapid.Int64Range(946684800, 2208988800).Draw(r, "instant"), 0) // 2000 to 2040
		d := z.Day(at)
		end := z.End(d)
		if !at.Before(end) || z.Day(end.Add(-time.Millisecond)).After(d) || !z.Day(end).After(d) {
			r.Fatalf("in %s %s is on %s, which ends at %s", z.Name(), at, d, end)
		}
	})
}

func TestTheMidnightThatTheClockLeavesOut(t *testing.T) {
	for _, c := range []struct{ clock, day, end string }{
		{"Africa/Cairo", "2024-04-25", "2024-04-25T22:00:00Z"},   // from 00:00 to 01:00
		{"Asia/Beirut", "2024-03-30", "2024-03-30T22:00:00Z"},    // likewise
		{"America/Havana", "2024-11-02", "2024-11-03T04:00:00Z"}, // 00:00 to 01:00 is there twice
		{"Pacific/Apia", "2011-12-29", "2011-12-30T10:00:00Z"},   // the 30th was left out
		{"America/Los_Angeles", "2026-11-21", "2026-11-22T08:00:00Z"},
		{"Asia/Karachi", "2026-11-21", "2026-11-21T19:00:00Z"},
	} {
		day, err := edtf.ParseDay(c.day)
		if err != nil {
			t.Fatal(err)
		}
		if got := zone(t, c.clock).End(day).Format(time.RFC3339); got != c.end {
			t.Errorf("%s in %s ends at %s, want %s", c.day, c.clock, got, c.end)
		}
	}
}

func TestWhatNamesNoZone(t *testing.T) {
	for _, name := range []string{"Local", "Asia/Atlantis", "../etc/passwd", "asia/karachi", "+05:00", "Asia/Karachi ", "/etc/localtime"} {
		if z, err := edtf.ZoneNamed(name); !errors.Is(err, edtf.ErrZone) {
			t.Errorf("%q is %s", name, z.Name())
		}
	}
	one, again := zone(t, "Europe/Vienna"), zone(t, "Europe/Vienna")
	if zone(t, "") != zone(t, "Asia/Karachi") || one != again || zone(t, "UTC") == (edtf.Zone{}) {
		t.Error("zones of one name are not one")
	}
}

// A clock that a time is told by is found again, and only UTC stands for that of Karachi.
func TestATimeIsToldByOneClock(t *testing.T) {
	at := time.Date(2026, 11, 22, 1, 0, 0, 0, time.UTC)
	for _, name := range clocks {
		if z := zone(t, name); edtf.Told(z.Tell(at)) != z {
			t.Errorf("%s is not found again", name)
		}
	}
	if edtf.Told(at) != (edtf.Zone{}) {
		t.Error("UTC is a clock of its own")
	}
	for name, want := range map[string]string{"Asia/Karachi": "22 November 2026 at 06:00 in Karachi", "America/New_York": "21 November 2026 at 20:00 in New York", "UTC": "22 November 2026 at 01:00 in UTC"} {
		date, err := zone(t, name).Parse("2026-11-22T01:00:00Z")
		if err != nil || date.InWords() != want {
			t.Errorf("%s, want %s: %v", date.InWords(), want, err)
		}
	}
	if got := zone(t, "America/New_York").DayOrMoment("2026-11-22T01:00:00Z"); got != "2026-11-21" {
		t.Error(got)
	}
	if got := zone(t, "Asia/Karachi").DayOrMoment("2026-11-22T01:00:00Z"); got != "2026-11-22T01:00:00Z" {
		t.Error(got)
	}
}
