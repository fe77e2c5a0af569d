package examination

import (
	"testing"
	"time"

	"ahd.example/ahd/events/edtf"
)

// The night is that of Karachi, which is five hours ahead all year.
func TestTheNextNight(t *testing.T) {
	for now, want := range map[string]time.Duration{
		"2026-11-28T21:29:00Z": time.Minute,                  // 02:29 in Karachi
		"2026-11-28T21:30:00Z": 24 * time.Hour,               // 02:30: that night's is over
		"2026-11-28T18:59:00Z": 2*time.Hour + 31*time.Minute, // 23:59, the day before
		"2026-11-28T19:00:00Z": 2*time.Hour + 30*time.Minute, // midnight
	} {
		at, err := time.Parse(time.RFC3339, now)
		if err != nil {
			t.Fatal(err)
		}
		if got := untilNight(edtf.Zone{}, at); got != want {
			t.Errorf("%s: %s, want %s", now, got, want)
		}
	}
}
