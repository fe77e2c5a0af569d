package commitment

import "slices"

// Lineage is what became of some commitments, and who acted on them meanwhile: all
// that has to do with one of them. Sequences say what came before what.
type Lineage struct {
	Links []Link
	Acts  []Act
	Terms []Term
}

// Link is that a commitment goes on as another: the same, one of several, or the one
// that replaced it.
type Link struct {
	Item, Successor string
	Merged          bool   // the same as it; nothing else can be undone
	From            uint64 // since this event
	Until           uint64 // until this event; 0 while it holds
}

// Act is that somebody reported on a commitment, or assessed it.
type Act struct {
	Item     string
	Sequence uint64 // 0 for what happened before the commitment went on as another
	Part     string // Reported or Assessed
	Hand     *Hand
}

// Term is a time in which somebody answered for a commitment.
type Term struct {
	Item  string
	From  uint64
	Until uint64 // 0 while it lasts
	Hand  *Hand
}

// Of are the duties that come to a commitment from what it was before, and from what it
// was for a time.
//
// Whoever had a part in what goes on as this one has it in this one. While a commitment
// was merged into another, whoever acted there acted on both; it has them still after
// it was found not to be the same. What came there from elsewhere stays there.
func (l Lineage) Of(item string) Duties {
	var d Duties
	for _, origin := range l.origins(item) {
		if origin != item {
			l.add(&d, span{item: origin})
		}
		l.back(&d, origin)
	}
	return d
}

// back adds what a commitment has from what it was for a time.
func (l Lineage) back(d *Duties, item string) {
	for _, link := range l.Links {
		if link.Item == item && link.Merged && link.Until > 0 {
			for _, s := range l.through(span{link.Successor, link.From, link.Until}, nil) {
				l.add(d, s)
			}
		}
	}
}

// origins are the commitments that go on as this one, itself first.
func (l Lineage) origins(item string) []string {
	found := []string{item}
	for i := 0; i < len(found); i++ {
		for _, link := range l.Links {
			if link.Successor == found[i] && link.Until == 0 && !slices.Contains(found, link.Item) {
				found = append(found, link.Item)
			}
		}
	}
	return found
}

// span is a commitment for a time; for all of it where there is no end.
type span struct {
	item        string
	from, until uint64
}

// through is where a commitment went on that was this one for a time.
func (l Lineage) through(s span, seen []span) []span {
	if slices.Contains(seen, s) {
		return seen
	}
	seen = append(seen, s)
	for _, link := range l.Links {
		until := link.Until
		if until == 0 || until > s.until {
			until = s.until
		}
		if from := max(link.From, s.from); link.Item == s.item && from < until {
			seen = l.through(span{link.Successor, from, until}, seen)
		}
	}
	return seen
}

// add adds who acted on a commitment in a time, or answered for it.
func (l Lineage) add(d *Duties, s span) {
	for _, act := range l.Acts {
		if act.Item != s.item || s.until > 0 && (act.Sequence <= s.from || act.Sequence >= s.until) {
			continue
		}
		if act.Part == Assessed {
			d.Assessed = append(d.Assessed, act.Hand)
		} else {
			d.Reported = append(d.Reported, act.Hand)
		}
	}
	for _, term := range l.Terms {
		if term.Item == s.item && (s.until == 0 || term.From < s.until && (term.Until == 0 || term.Until > s.from)) {
			d.Answered = append(d.Answered, term.Hand)
		}
	}
}
