package edtf_test

import (
	"testing"
	"time"

	"ahd.example/ahd/events/edtf"
	"pgregory.net/rapid"
)

// anyText draws texts that look like dates; most are, some are not.
var anyText = rapid.OneOf(
	rapid.StringMatching(`(19[0-9][0-9]|20[0-3][0-9])(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?[?~%]?`),
	rapid.StringMatching(`XXXX-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]))?[?~%]?`),
	rapid.StringMatching(`20[0-3]X|20XX|20[0-3][0-9]-(XX|2[1-4])[?~%]?|20[0-3][0-9]-(XX|0[1-9])-XX`),
	rapid.StringMatching(`20[0-3][0-9]-0[1-9]-[0-2][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](Z|[+-][01][0-9]:[0-5][0-9])`),
	rapid.StringMatching(`(20[0-3][0-9](-0[1-9](-[0-2][0-9])?)?[?~%]?|\.\.|)/(20[3-5][0-9](-0[1-9](-[0-2][0-9])?)?[?~%]?|\.\.|)`),
)

// anyDate draws dates that are read.
var anyDate = rapid.Custom(func(t *rapid.T) edtf.Date {
	return rapid.Map(anyText, func(text string) edtf.Date {
		d, _ := edtf.Parse(text)
		return d
	}).Filter(func(d edtf.Date) bool { return !d.IsZero() }).Draw(t, "date")
})

var anyDay = rapid.Custom(func(t *rapid.T) edtf.Day {
	n := rapid.IntRange(0, 3_652_424).Draw(t, "days since 0000-01-01")
	return edtf.Day{Year: 0, Month: time.January, Day: 1}.AddDays(n)
})

func TestAWrittenDateReadsAsTheSameDate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate.Draw(t, "d")
		again, err := edtf.Parse(d.String())
		if err != nil || again != d {
			t.Fatalf("%q became %q: %v", d, again, err)
		}
	})
}

func TestTheEarliestDayIsNeverAfterTheLatest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate.Draw(t, "d")
		earliest, latest := d.Bounds()
		if earliest.Known && latest.Known && earliest.Day.After(latest.Day) {
			t.Fatalf("%s runs from %s to %s", d, earliest.Day, latest.Day)
		}
	})
}

func TestBeforeAndAfterAreMirrorsAndNeverBothYes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyDate.Draw(t, "a"), anyDate.Draw(t, "b")
		if a.Before(b) != b.After(a) || a.After(b) != b.Before(a) {
			t.Fatalf("%s and %s: before %s, mirrored %s", a, b, a.Before(b), b.After(a))
		}
		if a.Before(b) == edtf.Yes && b.Before(a) != edtf.No {
			t.Fatalf("%s is before %s, and the other way round: %s", a, b, b.Before(a))
		}
	})
}

func TestADayAndADateOfThatDayCompareAlike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, day := anyDate.Draw(t, "d"), anyDay.Draw(t, "day")
		asDate, err := edtf.Parse(day.String())
		if err != nil {
			t.Fatal(err)
		}
		if d.BeforeDay(day) != d.Before(asDate) || d.AfterDay(day) != d.After(asDate) {
			t.Fatalf("%s against the day %s and against the date differ", d, day)
		}
	})
}

func TestCountingDaysAgreesWithTheTimePackage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyDay.Draw(t, "a"), anyDay.Draw(t, "b")
		if got := b.AddDays(a.DaysSince(b)); got != a {
			t.Fatalf("%s plus its distance to %s is %s", b, a, got)
		}
		if (a.DaysSince(b) < 0) != a.Before(b) || a.DaysSince(b) != -b.DaysSince(a) {
			t.Fatalf("%s is %d days after %s", a, a.DaysSince(b), b)
		}
		n := rapid.IntRange(-1_000_000, 1_000_000).Draw(t, "n")
		want := time.Date(a.Year, a.Month, a.Day, 12, 0, 0, 0, time.UTC).AddDate(0, 0, n)
		if y, m, d := want.Date(); a.AddDays(n) != (edtf.Day{Year: y, Month: m, Day: d}) {
			t.Fatalf("%s plus %d days is %s, want %s", a, n, a.AddDays(n), want)
		}
	})
}

func TestEveryInstantLiesInItsDayInKarachi(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(-6e10, 2e11).Draw(t, "unix"), 0)
		d := edtf.Karachi(at)
		if !at.Before(d.EndInKarachi()) || at.Before(d.AddDays(-1).EndInKarachi()) {
			t.Fatalf("%s does not lie in %s", at.UTC(), d)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, tt := range dates {
		f.Add(tt.text)
	}
	for _, tt := range refused {
		f.Add(tt.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := edtf.Parse(text)
		if err != nil {
			return
		}
		again, err := edtf.Parse(d.String())
		if err != nil || again != d || d.String() != text || d.InWords() == "" {
			t.Fatalf("%q became %q, then %q: %v", text, d, again, err)
		}
		earliest, latest := d.Bounds()
		for _, b := range []edtf.Bound{earliest, latest} {
			if b.Known && day(t, b.Day.String()) != b.Day {
				t.Fatalf("%q has the bound %s", text, b.Day)
			}
		}
	})
}
