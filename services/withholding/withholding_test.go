package withholding

import (
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"ahd.example/ahd/events"
)

func measured(period, place, sex, age, value string) events.Measurement {
	at := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	return events.Measurement{Indicator: "i", Period: period, Place: at(place), Sex: at(sex), Age: at(age), Value: value}
}

func TestSmallCountsAreNotShown(t *testing.T) {
	m := measured
	for name, check := range map[string]struct {
		list []events.Measurement
		want []string
	}{
		"nobody is no small count":     {[]events.Measurement{m("2026", "", "", "", "0"), m("2025", "", "", "", "5")}, []string{"0", "5"}},
		"one to four":                  {[]events.Measurement{m("2026", "", "", "", "1"), m("2025", "", "", "", "4")}, []string{"<5", "<5"}},
		"a share is no count":          {[]events.Measurement{m("2026", "", "", "", "0.5"), m("2025", "", "", "", "3.5"), m("2024", "", "", "", "4.0")}, []string{"0.5", "3.5", "<5"}},
		"without a total":              {[]events.Measurement{m("2026", "", "", "child", "3"), m("2026", "", "", "adult", "40")}, []string{"<5", "40"}},
		"the complement":               {[]events.Measurement{m("2026", "", "", "", "43"), m("2026", "", "", "child", "3"), m("2026", "", "", "adult", "40")}, []string{"43", "<5", "withheld"}},
		"the smallest complement":      {[]events.Measurement{m("2026", "", "", "", "60"), m("2026", "PK-PB", "", "", "40"), m("2026", "PK-SD", "", "", "17"), m("2026", "PK-BA", "", "", "3"), m("2026", "PK-KP", "", "", "0")}, []string{"60", "40", "withheld", "<5", "0"}},
		"another period":               {[]events.Measurement{m("2026", "", "", "", "43"), m("2025", "", "", "child", "3"), m("2025", "", "", "adult", "40")}, []string{"43", "<5", "40"}},
		"months of a year":             {[]events.Measurement{m("2026", "", "", "", "43"), m("2026-01", "", "", "", "3"), m("2026-02", "", "", "", "40")}, []string{"43", "<5", "withheld"}},
		"half a year":                  {[]events.Measurement{m("2026-01/2026-06", "", "", "", "43"), m("2026-01", "", "", "", "3"), m("2026-02", "", "", "", "40"), m("2026-07", "", "", "", "9")}, []string{"43", "<5", "withheld", "9"}},
		"the country is all of it":     {[]events.Measurement{m("2026", "PK", "", "", "43"), m("2026", "PK-PB", "", "", "3"), m("2026", "PK-SD", "", "", "40")}, []string{"43", "<5", "withheld"}},
		"two that add up to two":       {[]events.Measurement{m("2026", "", "", "", "12"), m("2026", "PK-PB", "", "", "1"), m("2026", "PK-SD", "", "", "1"), m("2026", "PK-KP", "", "", "10")}, []string{"12", "<5", "<5", "withheld"}},
		"two that add up to eight":     {[]events.Measurement{m("2026", "", "", "", "8"), m("2026", "", "", "child", "4"), m("2026", "", "", "adult", "4")}, []string{"withheld", "<5", "<5"}},
		"two that add up to five":      {[]events.Measurement{m("2026", "", "", "", "5"), m("2026", "", "", "child", "2"), m("2026", "", "", "adult", "3")}, []string{"5", "<5", "<5"}},
		"what is withheld adds up too": {[]events.Measurement{m("2026", "", "", "", "43"), m("2026", "PK-PB", "", "", "3"), m("2026", "PK-SD", "", "", "40"), m("2026", "PK-SD", "", "child", "10"), m("2026", "PK-SD", "", "adult", "30")}, []string{"withheld", "<5", "withheld", "10", "30"}},
		"no marginals":                 {[]events.Measurement{m("2026", "", "", "", "43"), m("2026", "", "female", "child", "3"), m("2026", "", "male", "adult", "40")}, []string{"43", "<5", "withheld"}},
		"nothing to hide behind":       {[]events.Measurement{m("2026", "", "", "", "4"), m("2026", "PK-PB", "", "", "1"), m("2026", "PK-SD", "", "", "1"), m("2026", "PK-KP", "", "", "1"), m("2026", "PK-BA", "", "", "1")}, []string{"withheld", "<5", "<5", "<5", "<5"}},
		"the complement of nobody":     {[]events.Measurement{m("2026", "", "", "", "43"), m("2026", "", "", "adult", "40")}, []string{"43", "withheld"}},
		"eleven months":                {[]events.Measurement{m("2026", "", "", "", "43"), m("2026-01", "", "", "", "10"), m("2026-02", "", "", "", "30")}, []string{"43", "withheld", "30"}},
		"nobody else":                  {[]events.Measurement{m("2026", "", "", "", "43"), m("2026", "", "", "adult", "43")}, []string{"43", "43"}},
		"a part that is all":           {[]events.Measurement{m("2026", "", "", "", "3"), m("2026", "", "female", "", "3")}, []string{"<5", "<5"}},
		"a part that is not all":       {[]events.Measurement{m("2026", "", "", "", "90"), m("2026", "", "female", "", "3")}, []string{"90", "<5"}},
	} {
		got := Published(check.list)
		for i := range check.want {
			if got[i] != check.want[i] {
				t.Errorf("%s: %v, want %v", name, got, check.want)
				break
			}
		}
	}
}

// Whoever knows all that is shown, that it adds up, and what "<5" and "withheld"
// mean, must be left with more than one possibility for every small count.
func TestNoSmallCountCanBeWorkedOut(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		truth := add([4]int{random.IntN(9), random.IntN(14), random.IntN(6), random.IntN(14)})
		var list []events.Measurement
		var places []int
		for i, key := range keys {
			if i < 5 && random.IntN(4) == 0 { // some totals are not published at all
				continue
			}
			list = append(list, measured("2026", "", key[0], key[1], strconv.Itoa(truth[i])))
			places = append(places, i)
		}
		said := Published(list)
		var possible [9][2]int // the lowest and the highest
		for i := range possible {
			possible[i] = [2]int{1000, -1}
		}
		guess(func(inner [4]int) {
			guessed := add(inner)
			for at, i := range places {
				if !fits(said[at], guessed[i]) {
					return
				}
			}
			for i, n := range guessed {
				possible[i] = [2]int{min(possible[i][0], n), max(possible[i][1], n)}
			}
		})
		for i := range keys {
			if small := truth[i] >= 1 && truth[i] <= 4; small && possible[i][0] == possible[i][1] {
				t.Errorf("%v must be %d: %v, published %v at %v", keys[i], truth[i], truth, said, places)
			}
		}
	}
}

// keys are sex and age; "" is all. Totals come first.
var keys = [9][2]string{{"", ""}, {"female", ""}, {"male", ""}, {"", "child"}, {"", "adult"}, {"female", "child"}, {"female", "adult"}, {"male", "child"}, {"male", "adult"}}

// add is the table of four inner values with all its totals, in the order of keys.
func add(v [4]int) [9]int {
	return [9]int{v[0] + v[1] + v[2] + v[3], v[0] + v[1], v[2] + v[3], v[0] + v[2], v[1] + v[3], v[0], v[1], v[2], v[3]}
}

// guess tries every table that this test can have.
func guess(try func([4]int)) {
	for n := range 20 * 20 * 20 * 20 {
		try([4]int{n % 20, n / 20 % 20, n / 400 % 20, n / 8000})
	}
}

func fits(said string, n int) bool {
	switch said {
	case Small:
		return n >= 1 && n <= 4
	case Withheld:
		return n >= 5
	}
	return said == strconv.Itoa(n)
}

// A page is made while somebody waits: the most that it shows of an indicator,
// broken down by everything, must not take long.
func TestSmallCountsAreFoundQuickly(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	forms := []string{"forced-labour", "forced-begging", "other"}
	var list []events.Measurement
	for i := range maxShown {
		place := []string{"PK-PB", "PK-SD", "PK-KP", "PK-BA", ""}[i%5]
		m := measured([]string{"2026-10", "2026-09", "2026"}[i/25], place, []string{"", "female", "male"}[i/5%3], []string{"child", "adult"}[i/15%2], strconv.Itoa(random.IntN(12)))
		if i%7 > 0 {
			m.Exploitation = &forms[i%3]
		}
		list = append(list, m)
	}
	began := time.Now()
	Published(list)
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("it took %s", took)
	}
}
