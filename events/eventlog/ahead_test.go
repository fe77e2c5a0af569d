package eventlog

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// sound is a clock that is believed: it has run for an hour, and so has the one that
// nobody sets.
func sound() Reading {
	return Reading{Now: noon, Base: noon.Add(-time.Hour), Elapsed: time.Hour, Last: noon.Add(-time.Minute),
		First: true, Sync: Unsynchronised, Built: noon.AddDate(0, -1, 0)}
}

const day = 24 * time.Hour

// Each way in which a clock is too far on to be believed, at its edge and one millisecond
// beyond it.
func TestHowFarOnAClockMayBe(t *testing.T) {
	silent := func(by time.Duration, first bool, sync Sync) func(*Reading) {
		return func(r *Reading) { r.Last, r.First, r.Sync = noon.Add(-by), first, sync }
	}
	cases := []struct {
		name string
		is   func(*Reading)
		then func(*Reading) // one step further
		why  string
	}{
		{"set forward while the program runs", func(r *Reading) { r.Elapsed = time.Hour - 2*time.Minute }, func(r *Reading) { r.Elapsed -= time.Millisecond }, "set forward"},
		{"nothing recorded for a day, and the kernel keeps no time", silent(26*time.Hour, true, Unsynchronised), func(r *Reading) { r.Last = r.Last.Add(-time.Millisecond) }, "does not call it synchronised"},
		{"nothing recorded for a month, and the kernel cannot be asked", silent(30*day, true, SyncUnknown), func(r *Reading) { r.Last = r.Last.Add(-time.Millisecond) }, "cannot be asked"},
		{"nothing recorded for a year, by a clock that is kept right", silent(400*day, true, Synchronised), func(r *Reading) { r.Last = r.Last.Add(-time.Millisecond) }, "past the last event"},
		{"nor by a program that runs", silent(400*day, false, Unsynchronised), func(r *Reading) { r.Last = r.Last.Add(-time.Millisecond) }, "past the last event"},
		{"the first event of all", func(r *Reading) { r.Last, r.Built = time.Time{}, noon.AddDate(-10, 0, 0) }, func(r *Reading) { r.Built = r.Built.Add(-time.Millisecond) }, "10 years"},
	}
	for _, c := range cases {
		r := sound()
		if c.is(&r); r.Ahead() != nil {
			t.Errorf("%s: at the edge: %v", c.name, r.Ahead())
		}
		if c.then(&r); r.Ahead() == nil || !strings.Contains(r.Ahead().Why, c.why) {
			t.Errorf("%s: beyond the edge: %v", c.name, r.Ahead())
		}
	}
	for name, believed := range map[string]func(*Reading){
		"it is":                          func(*Reading) {},
		"set back":                       func(r *Reading) { r.Elapsed = 90 * day },
		"behind the last event":          func(r *Reading) { r.Last = noon.AddDate(50, 0, 0) },
		"a week of silence while it ran": silent(7*day, false, Unsynchronised),
		"a year, by a kernel that knows": silent(365*day, true, Synchronised),
		"a new register":                 func(r *Reading) { r.Last = time.Time{} },
	} {
		r := sound()
		if believed(&r); r.Ahead() != nil {
			t.Errorf("%s: %v", name, r.Ahead())
		}
	}
}

// The same in the words of the rule, for any reading; and a clock that is further on is
// never believed where one less far on is not.
func TestTheRuleForAnyReading(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		span := func(name string) time.Duration {
			unit := rapid.SampledFrom([]time.Duration{time.Second, time.Minute, time.Hour, day, 100 * day}).Draw(r, name)
			return time.Duration(rapid.IntRange(-40, 40).Draw(r, name)) * unit
		}
		x := Reading{Now: noon, Base: noon.Add(-span("base")), Elapsed: span("elapsed").Abs(), First: rapid.Bool().Draw(r, "first"),
			Sync: rapid.SampledFrom([]Sync{SyncUnknown, Synchronised, Unsynchronised}).Draw(r, "kernel"), Built: noon.Add(-span("built"))}
		if rapid.IntRange(0, 3).Draw(r, "empty") > 0 {
			x.Last = noon.Add(-span("last"))
		}
		jumped := x.Now.Sub(x.Base)-x.Elapsed > 2*time.Minute
		var long bool
		if x.Last.IsZero() {
			long = x.Now.After(x.Built.AddDate(10, 0, 0))
		} else {
			silence := x.Now.Sub(x.Last)
			limit := map[Sync]time.Duration{SyncUnknown: 30 * day, Synchronised: 400 * day, Unsynchronised: 26 * time.Hour}[x.Sync]
			long = silence > 400*day || x.First && silence > limit
		}
		if got := x.Ahead() != nil; got != (jumped || long) {
			r.Fatalf("%+v: ahead %t", x, got)
		}
		later := x
		if later.Now = x.Now.Add(span("later").Abs()); x.Ahead() != nil && later.Ahead() == nil {
			r.Fatalf("%+v is not believed, and %v is", x, later.Now)
		}
	})
}

// What somebody says of the clock holds for what it says then: it becomes the base, and
// later jumps are seen again.
func TestWhatIsSaidOfAClockHoldsForThen(t *testing.T) {
	now, elapsed := noon, time.Duration(0)
	c := &Clock{Now: func() time.Time { return now }, Elapsed: func() time.Duration { return elapsed }, Sync: func() Sync { return Unsynchronised }, base: noon, Built: noon}
	last := noon
	now = noon.AddDate(3, 0, 0)
	if c.Read(last).Ahead() == nil || c.Read(time.Time{}).Ahead() == nil {
		t.Error("three years in no time are believed")
	}
	c.Right()
	if ahead := c.Read(last).Ahead(); ahead != nil {
		t.Errorf("although somebody said that it is right: %v", ahead)
	}
	now = now.Add(3 * time.Minute)
	if c.Read(last).Ahead() == nil {
		t.Error("a jump after that is believed")
	}
	elapsed = time.Minute
	if ahead := c.Read(last).Ahead(); ahead != nil {
		t.Errorf("two of the three minutes: %v", ahead)
	}
	if drift := c.Read(last).Drift(); drift != 2*time.Minute {
		t.Error(drift)
	}
}

// The machine's own clock is watched: it moves with the one that nobody sets.
func TestTheMachinesClockIsWatched(t *testing.T) {
	c := NewClock(time.Now)
	if c.Elapsed == nil || c.Built.Before(earliest) {
		t.Fatalf("%+v", c)
	}
	if drift := c.Read(time.Time{}).Drift().Abs(); drift > maxDrift {
		t.Errorf("it drifts by %v at once", drift)
	}
	stepped := NewClock(func() time.Time { return noon })
	if ahead := stepped.Read(noon.Add(-400 * day)).Ahead(); ahead != nil {
		t.Errorf("a clock that is not the machine's is not asked of the kernel: %v", ahead)
	}
	if stepped.Read(noon.Add(-401*day)).Ahead() == nil {
		t.Error("nor is it believed whatever it says")
	}
}

func TestSpansInWords(t *testing.T) {
	for d, want := range map[time.Duration]string{3 * time.Second: "3 seconds", -150 * time.Second: "2 minutes", 47 * time.Hour: "47 hours", 49 * time.Hour: "2 days"} {
		if got := Span(d); got != want {
			t.Errorf("%v: %s", d, got)
		}
	}
}
