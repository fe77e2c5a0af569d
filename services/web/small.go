package web

import (
	"strconv"

	"ahd/events"
)

// Small counts identify children: from 1 to 4 a page says "<5", and it withholds
// whatever would let somebody work such a count out again.
const (
	smallest, largest = 1, 4
	smallCount        = "<5"
	withheldCount     = "withheld"
)

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
	hushed // small, and not even that may be said
	unsaid // a total that nobody published, but that can be added up
)

// published are the values of one indicator as everybody may see them, in the
// same order. It is called with all that a page shows, so that no other table of
// the page gives away what this one withholds.
func published(list []events.Measurement) []string {
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
		said[i] = map[secrecy]string{shown: list[i].Value, small: smallCount, withheld: withheldCount, hushed: withheldCount}[cells[i].state]
	}
	return said
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
