package web

import (
	"net/http"
	"slices"

	"ahd/events"
	"ahd/projections/timeline"
)

// longestTimeline is how many events a page shows of what is no commitment: a
// meeting may have thousands.
const longestTimeline = 40

// recorded is what was recorded of a thing that is no commitment, newest first.
type recorded struct {
	Timeline []entry
	Older    int // events that are not shown
}

func (s *site) recordedOf(r *http.Request, n *names, kind, id string) (recorded, error) {
	rows, err := timeline.OfThing(n.view, kind, id)
	if err != nil {
		return recorded{}, err
	}
	return s.tellLast(r, n, rows, kind+"/"+id)
}

// tellLast tells the last of the events about a thing.
func (s *site) tellLast(r *http.Request, n *names, rows []timeline.Row, address string) (recorded, error) {
	older := max(0, len(rows)-longestTimeline)
	told, err := timeline.Tell(r.Context(), rows[older:], s.Record, s.Words)
	if err != nil {
		return recorded{}, err
	}
	list := recorded{Older: older}
	for _, event := range told {
		list.Timeline = append(list.Timeline, s.entryOf(n, event, story{}, nil, address))
	}
	slices.Reverse(list.Timeline)
	return list, nil
}

// entryOf is an event on the page of a thing; where it is one of another thing, the
// page says which.
func (s *site) entryOf(n *names, told timeline.Told, st story, hidden map[string]uint64, address string) entry {
	e := s.entry(n, told, st, hidden)
	if told.Kind+"/"+told.Thing != address {
		of := n.way(told.Kind, told.Thing)
		e.Of = &of
	}
	return e
}

// anonymous is a payload without the pseudonyms of persons, and with names instead of
// ids: pages say that somebody speaks for an organisation, and never who.
func (n *names) anonymous(payload events.Payload) events.Payload {
	switch d := payload.(type) {
	case events.ResponsibilityHandedOver:
		d.Main, d.Alternate, d.Validator = nil, nil, nil
		return d
	case events.FocalPersonsNamed:
		return events.FocalPersonsNamed{Effective: d.Effective}
	case events.ConveningJoined:
		d.Into = n.convening(d.Into)
		return d
	case events.ConveningParted:
		d.From, d.Source = n.convening(d.From), n.source(d.Source)
		return d
	case events.ConveningFollowedUp:
		d.Earlier = n.convening(d.Earlier)
		return d
	}
	return payload
}
