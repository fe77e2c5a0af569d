package commitment

import "slices"

// Judgement is an assessment of a commitment, or that it was closed.
type Judgement struct {
	Item     string
	Sequence uint64
	ID       string // of the event
	Closure  bool
	By       Hand
}

// Against is why whoever judged was not independent; "" for who was.
func (d Duties) Against(j Judgement) string {
	if j.Closure {
		return d.AgainstClosing(j.By)
	}
	return d.AgainstAssessing(j.By)
}

// A commitment that begins to go on as another brings with it whoever had a part in it:
// the two are said to be one, so what was found of the other is judged again. Once it is
// found not to be the same, it takes that along.

// Succession is that one commitment goes on as another, at whatever remove.
type Succession struct{ Origin, Item string }

// Begun are the successions that an event made.
func (l Lineage) Begun(at uint64) []Succession {
	before := slices.DeleteFunc(slices.Clone(l.Links), func(link Link) bool { return link.From == at })
	return l.without(Lineage{Links: before})
}

// Ended are the successions that an event undid.
func (l Lineage) Ended(at uint64) []Succession {
	before := slices.Clone(l.Links)
	for i := range before {
		if before[i].Until == at {
			before[i].Until = 0
		}
	}
	return Lineage{Links: before}.without(l)
}

// without are the successions that another lineage does not have.
func (l Lineage) without(other Lineage) (found []Succession) {
	for _, link := range l.Links {
		had := other.origins(link.Successor)
		for _, origin := range l.origins(link.Successor) {
			one := Succession{origin, link.Successor}
			if !slices.Contains(had, origin) && !slices.Contains(found, one) {
				found = append(found, one)
			}
		}
	}
	return found
}

// Brings are the duties that a commitment brings to whatever it goes on as: those of
// whoever acted on it or answered for it, and what it has from what it was for a time.
func (l Lineage) Brings(origin string) Duties {
	var d Duties
	l.add(&d, span{item: origin})
	l.back(&d, origin)
	return d
}
