package withholding

import "ahd.example/ahd/events/edtf"

// line is a total and what it adds up from, as places in a list of cells.
type line struct {
	total int
	parts []int
}

// byPeriod is the bit of the period in a set of what a total is broken down by;
// the bits before it are those of cell.by.
const byPeriod = 1 << 4

// family are the cells that are broken down by one set of things, and agree in
// everything else.
type family struct {
	set     int
	by      [4]string
	when    string
	written int // how long the period is written: months add up to a year, and so do quarters
}

// linesOf finds every total that is broken down: by one thing, by several at once,
// and by parts of its period.
func linesOf(cells []cell) (lines []line) {
	members, totals := map[family][]int{}, map[[4]string][]int{}
	var found []family // in the order of the cells, so that the same cells are withheld every time
	for i, c := range cells {
		totals[c.by] = append(totals[c.by], i)
		for set := range 2 * byPeriod {
			f, belongs := c.family(set)
			if !belongs {
				continue
			}
			if members[f] == nil {
				found = append(found, f)
			}
			members[f] = append(members[f], i)
		}
	}
	for _, f := range found {
		for _, total := range totals[f.by] {
			l := line{total: total}
			for _, part := range members[f] {
				if part != total && f.adds(cells[part], cells[total]) {
					l.parts = append(l.parts, part)
				}
			}
			if l.whole(cells) {
				lines = append(lines, l)
			}
		}
	}
	return lines
}

// whole reports whether the parts can be all of the total. One part alone is not,
// unless both are published and say so.
func (l line) whole(cells []cell) bool {
	return len(l.parts) > 1 || len(l.parts) == 1 && cells[l.total].state != unsaid && cells[l.parts[0]].state != unsaid
}

// family is the one of a cell for a set of things, if it is broken down by them.
func (c cell) family(set int) (family, bool) {
	f := family{set: set, by: c.by, when: c.when}
	for d := range f.by {
		if set&(1<<d) != 0 {
			if f.by[d] == "" {
				return f, false
			}
			f.by[d] = ""
		}
	}
	if set&byPeriod != 0 {
		f.when, f.written = "", len(c.when)
	}
	return f, true
}

func (f family) adds(part, total cell) bool {
	if f.set&byPeriod != 0 {
		return within(part.when, total.when)
	}
	return part.when == total.when
}

// within reports whether one period is a part of another one.
func within(part, whole string) bool {
	a, errA := edtf.Parse(part)
	b, errB := edtf.Parse(whole)
	if part == whole || errA != nil || errB != nil {
		return false
	}
	from, until := a.Bounds()
	first, last := b.Bounds()
	return from.Known && until.Known && first.Known && last.Known && !from.Day.Before(first.Day) && !until.Day.After(last.Day)
}
