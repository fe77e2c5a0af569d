package withholding

import (
	"math"
	"slices"
)

// bound is what somebody who reads the page knows of a value.
type bound struct{ low, high float64 }

// known is what the page says of a cell. What is withheld is larger than a small
// count, or the page would say so.
func (c cell) known() bound {
	switch c.state {
	case small:
		return bound{smallest, largest}
	case withheld:
		return bound{largest + 1, math.Inf(1)}
	case muted, unsaid:
		return bound{0, math.Inf(1)}
	}
	return bound{c.value, c.value}
}

// passes bounds how long is reasoned about a page; more would only withhold more.
const passes = 100

// workOut finds what can be known of each cell by adding and subtracting. A total
// that is not the sum of what it is broken down into tells nothing about it.
func workOut(cells []cell, lines []line) []bound {
	known := make([]bound, len(cells))
	for i, c := range cells {
		known[i] = c.known()
	}
	for range passes {
		before := slices.Clone(known)
		for _, l := range lines {
			l.tighten(known)
		}
		if slices.Equal(before, known) {
			break
		}
	}
	return known
}

// tighten applies one sum.
func (l line) tighten(known []bound) {
	var low, high float64 // of the sum; high without those that have no end
	endless := 0
	for _, i := range l.parts {
		low += known[i].low
		if math.IsInf(known[i].high, 1) {
			endless++
		} else {
			high += known[i].high
		}
	}
	total := &known[l.total]
	if low > total.high || endless == 0 && high < total.low {
		return
	}
	total.low = max(total.low, low)
	if endless == 0 {
		total.high = min(total.high, high)
	}
	for _, i := range l.parts {
		part := known[i]
		known[i].high = min(part.high, total.high-(low-part.low))
		switch {
		case endless == 0:
			known[i].low = max(part.low, total.low-(high-part.high))
		case endless == 1 && math.IsInf(part.high, 1):
			known[i].low = max(part.low, total.low-high)
		}
	}
}

// withholdOne withholds one value more if a small count can be worked out: the
// smallest of those that stand next to it. It reports whether it did.
func withholdOne(cells []cell, lines []line) bool {
	known := workOut(cells, lines)
	for i, c := range cells {
		if !c.givenAway(known[i]) {
			continue
		}
		if next := neighbour(cells, lines, i); next >= 0 {
			cells[next].state = withheld
			return true
		}
		if total := smallTotal(cells, lines, i); total >= 0 {
			cells[total].state = muted
			return true
		}
	}
	for _, l := range lines {
		if !l.leavesSmall(cells) {
			continue
		}
		if next := neighbour(cells, lines, l.total); next >= 0 {
			cells[next].state = withheld
			return true
		}
	}
	return false
}

// givenAway reports whether a small count is known exactly: one that is shown as
// "<5", or one that nobody published.
func (c cell) givenAway(known bound) bool {
	exact := known.low == known.high
	return exact && (c.state == small || c.state == unsaid && known.low >= smallest && known.low <= largest)
}

// leavesSmall reports whether what is shown of a total leaves a small count for
// what it was not broken down into.
func (l line) leavesSmall(cells []cell) bool {
	rest := cells[l.total].value
	for _, i := range l.parts {
		if cells[i].state != shown {
			return false
		}
		rest -= cells[i].value
	}
	return cells[l.total].state == shown && rest >= smallest && rest <= largest
}

// smallTotal is a small total of a cell of which not even that it is small may be
// said, because nothing is left to withhold beside it; -1 if there is none.
func smallTotal(cells []cell, lines []line, of int) int {
	for _, l := range lines {
		if cells[l.total].state == small && slices.Contains(l.parts, of) {
			return l.total
		}
	}
	return -1
}

// neighbour is the smallest value that is shown and stands in a sum with a cell,
// or in a sum with one that does, and so on; -1 if there is none.
func neighbour(cells []cell, lines []line, from int) int {
	reached := make([]bool, len(cells))
	reached[from] = true
	for grown := true; grown; {
		grown = false
		next, before := -1, slices.Clone(reached)
		for _, l := range lines {
			if !before[l.total] && !slices.ContainsFunc(l.parts, func(i int) bool { return before[i] }) {
				continue
			}
			if next < 0 && cells[l.total].mayGo() {
				next = l.total
			}
			for _, i := range l.parts {
				if cells[i].mayGo() && (next < 0 || cells[i].value < cells[next].value) {
					next = i
				}
				grown, reached[i] = grown || !reached[i], true
			}
			grown, reached[l.total] = grown || !reached[l.total], true
		}
		if next >= 0 {
			return next
		}
	}
	return -1
}

// mayGo reports whether there is something to withhold.
func (c cell) mayGo() bool { return c.state == shown && c.value != 0 }

// withTotals adds the totals that nobody published: whoever can work those out
// may work out more with them.
func withTotals(cells []cell) []cell {
	type place struct {
		by   [4]string
		when string
	}
	there := map[place]bool{}
	for _, c := range cells {
		there[place{c.by, c.when}] = true
	}
	for _, c := range slices.Clone(cells) {
		for set := range byPeriod {
			f, belongs := c.family(set)
			if at := (place{f.by, c.when}); belongs && !there[at] {
				there[at] = true
				cells = append(cells, cell{by: f.by, when: c.when, state: unsaid})
			}
		}
	}
	return cells
}
