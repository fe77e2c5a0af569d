// Package withholding answers: which numbers may everybody see?
//
// Small counts identify children: from 1 to 4 is shown as "<5", and whatever would let
// somebody work such a count out again is withheld.
package withholding

import (
	"slices"
	"strconv"

	"ahd.example/ahd/events"
)

// What is shown in the place of a number.
const (
	Small    = "<5"
	Withheld = "withheld"
)

const smallest, largest = 1, 4

// cell is one value of an indicator where it stands: its place, sex, age and form
// of exploitation, "" where it was not broken down, and its period.
type cell struct {
	by    [4]string
	when  string
	value float64
	state secrecy
}

type secrecy int

const (
	shown secrecy = iota
	small
	withheld
	muted  // small, and not even that may be said
	unsaid // a total that nobody published, but that can be added up
)

// Published are the values of one indicator as everybody may see them, in the same
// order. It is called with all that a page shows, so that no other table of the page
// gives away what this one withholds.
func Published(list []events.Measurement) []string {
	cells := make([]cell, len(list))
	for i, m := range list {
		cells[i] = cellOf(m)
	}
	cells = withTotals(cells)
	lines := linesOf(cells)
	for withholdOne(cells, lines) {
	}
	said := make([]string, len(list))
	for i := range list {
		said[i] = map[secrecy]string{shown: list[i].Value, small: Small, withheld: Withheld, muted: Withheld}[cells[i].state]
	}
	return said
}

// maxShown is how many values of an indicator are shown: the last ones.
const maxShown = 60

// Latest are the last values of one indicator that still count, with what everybody may
// see of each, and how many older ones there are. Of two for the same place, sex, age,
// form and period the later one counts.
func Latest(values []events.Measurement) (last []events.Measurement, said []string, more int) {
	for _, m := range values {
		last = slices.DeleteFunc(last, func(old events.Measurement) bool { return sameCell(old, m) })
		last = append(last, m)
	}
	more = max(0, len(last)-maxShown)
	last = last[more:]
	return last, Published(last), more
}

func sameCell(a, b events.Measurement) bool {
	same := func(a, b *string) bool { return a == b || a != nil && b != nil && *a == *b }
	return a.Period == b.Period && same(a.Place, b.Place) && same(a.Sex, b.Sex) && same(a.Age, b.Age) && same(a.Exploitation, b.Exploitation)
}

// Alone is a number that stands beside no other, as everybody may see it.
func Alone(text string) string {
	if isSmall(text) {
		return Small
	}
	return text
}

// isSmall reports whether a number is a count that nobody may see.
func isSmall(text string) bool {
	n, err := strconv.ParseFloat(text, 64)
	return err == nil && n >= smallest && n <= largest && n == float64(int(n))
}

func cellOf(m events.Measurement) cell {
	c := cell{when: m.Period}
	for i, part := range []*string{m.Place, m.Sex, m.Age, m.Exploitation} {
		if part != nil {
			c.by[i] = *part
		}
	}
	if c.by[0] == "PK" { // the whole country is no part of it
		c.by[0] = ""
	}
	c.value, _ = strconv.ParseFloat(m.Value, 64) // recording takes nothing but numbers
	if isSmall(m.Value) {
		c.state = small
	}
	return c
}
