package reporting

import (
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/convenings"
	"ahd.example/ahd/projections/parties"
	"ahd.example/ahd/services/reporting/document"
)

// names are what things are called, and what a summary asks of conferences and
// organisations, read once.
type names struct {
	parties    map[string]parties.Known
	convenings map[string]*string
	groups     map[string]string
	ages       map[string]int // days since each conference; none where that cannot be said
}

func readNames(v *book.View, on edtf.Day) (*names, error) {
	n := &names{ages: map[string]int{}}
	var err error
	if n.parties, err = parties.All(v); err != nil {
		return nil, err
	}
	if n.convenings, err = convenings.Names(v); err != nil {
		return nil, err
	}
	if n.groups, err = convenings.GroupNames(v); err != nil {
		return nil, err
	}
	spans, err := convenings.Spans(v)
	for id, span := range spans {
		if days, known := commitment.AgeOn(span[1], on); known {
			n.ages[id] = days
		}
	}
	return n, err
}

// longestChain is how often an organisation can have become part of another. No
// command makes a circle; the limit is for what others recorded.
const longestChain = 16

// house are an organisation and those of which it became part, one after another; nil
// for nobody.
func (n *names) house(lead string) []string {
	if lead == "" {
		return nil
	}
	house := []string{lead}
	for range longestChain {
		into := n.parties[house[len(house)-1]].MergedInto
		if into == nil {
			break
		}
		if _, known := n.parties[*into]; !known {
			break
		}
		house = append(house, *into)
	}
	return house
}

func (n *names) party(id string) document.Label {
	known, ok := n.parties[id]
	if !ok {
		return plain(id)
	}
	return document.Label{EN: known.Name, UR: known.NameUR}
}

func (n *names) convening(id string) document.Label { return labelled(n.convenings[id], id) }

func (n *names) group(id string) document.Label {
	if name := n.groups[id]; name != "" {
		return plain(name)
	}
	return plain(id)
}
