package recording_test

import (
	"cmp"
	"maps"
	"slices"

	"ahd.example/ahd/services/commands/rule"
)

// finding is an assessment or a closure, as it was recorded.
type finding struct {
	sequence uint64
	item     string
	who      rule.Who
	closure  bool
}

// reason is why whoever found something is not independent of what goes on as it.
type reason struct {
	since  uint64
	origin string
	why    string
}

// broughtTo are the reasons, for every judgement, that came after it.
type broughtTo map[uint64][]reason

// pairs are all commitments that go on as another, with that.
func (l *ledgerOfDuties) pairs() map[[2]string]bool {
	all := map[[2]string]bool{}
	for from := range l.items {
		for to := range l.items {
			if from != to && l.reaches(from, to) {
				all[[2]string{from, to}] = true
			}
		}
	}
	return all
}

// why is what the hands of one commitment alone say against a judgement of another.
func (l *ledgerOfDuties) why(origin string, f finding) string {
	var hands handsOf
	hands.take(l.items[origin].own)
	hands.take(l.items[origin].back)
	switch {
	case l.tie(f.who, hands.answered) != "":
		return "own-work"
	case l.tie(f.who, hands.reported) != "":
		return "reporter"
	case f.closure && l.tie(f.who, hands.assessed) != "":
		return "assessor"
	}
	return ""
}

// again notes what an event brought to what was found before, and what it took away.
func (m *dutiesMachine) again(before map[[2]string]bool, sequence uint64) {
	after := m.model.pairs()
	for _, f := range m.found {
		for pair := range after {
			if why := m.model.why(pair[0], f); pair[1] == f.item && !before[pair] && why != "" {
				m.brought[f.sequence] = append(m.brought[f.sequence], reason{sequence, pair[0], why})
				m.count["brought "+why]++
			}
		}
		m.brought[f.sequence] = slices.DeleteFunc(m.brought[f.sequence], func(r reason) bool {
			gone := !after[[2]string{r.origin, f.item}]
			if gone {
				m.count["taken back "+r.why]++
			}
			return gone
		})
	}
}

// dependent is what a book has to tell: what was so when it was recorded, and what came
// to it first of what is still there.
func (m *dutiesMachine) dependent() map[uint64]string {
	told := maps.Clone(m.slipped)
	for sequence, reasons := range m.brought {
		if told[sequence] == "" && len(reasons) > 0 {
			told[sequence] = slices.MinFunc(reasons, func(a, b reason) int {
				return cmp.Or(cmp.Compare(a.since, b.since), cmp.Compare(a.origin, b.origin))
			}).why
		}
	}
	return told
}

// successor is what a commitment is said to be; often one that was found to be somewhere
// by who has a part in it.
func (m *dutiesMachine) successor(item string) string {
	if m.chance(60) {
		var known []string
		for _, f := range m.found {
			if f.item != item && len(m.model.items[f.item].goesOn) == 0 && m.model.why(item, f) != "" {
				known = append(known, f.item)
			}
		}
		if len(known) > 0 {
			return one(&m.hand, known)
		}
	}
	return m.other(item)
}
