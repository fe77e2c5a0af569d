package web

import (
	"net/http"
	"net/url"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/timeline"
)

// EventList is a page of what was recorded of a thing, newest first.
type EventList struct {
	Timeline []Entry
	Turning
}

// EventsOf tells the events of a thing that the address asks for.
func EventsOf(f *Frame, r *http.Request, n *Names, kind, id string) (list EventList, err error) {
	var rows []timeline.Row
	if list.Turning, rows, err = Turn(r, n.View, kind, id); err != nil {
		return list, err
	}
	told, err := timeline.Tell(r.Context(), rows, f.Record, f.Words)
	for _, event := range told {
		list.Timeline = append(list.Timeline, EntryOf(n, event, Background{}, kind+"/"+id))
	}
	return list, err
}

// EntryOf is an event on the page of a thing; where it is one of another thing, the
// page says which.
func EntryOf(n *Names, told timeline.Told, st Background, address string) Entry {
	e := entryFor(n, told, st)
	if told.Kind+"/"+told.Thing != address {
		of := n.Way(told.Kind, told.Thing)
		e.Of = &of
	}
	return e
}

// anonymous is a payload without the pseudonyms of persons, and with names instead of
// ids: pages say that somebody speaks for an organisation, and never who.
func (n *Names) anonymous(payload events.Payload) events.Payload {
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
		d.From, d.Source = n.convening(d.From), n.Source(d.Source)
		return d
	case events.ConveningFollowedUp:
		d.Earlier = n.convening(d.Earlier)
		return d
	}
	return payload
}

// proof is a document by its address.
type proof struct {
	Kind string
	URL  string
	Web  bool // whether it may be shown as a link
}

func proofAt(kind, address string) *proof {
	return &proof{Kind: kind, URL: address, Web: webAddress(address)}
}

// webAddress reports whether a browser may be sent there: other schemes can run
// scripts or open programs.
func webAddress(text string) bool {
	address, err := url.Parse(text)
	return err == nil && (address.Scheme == "https" || address.Scheme == "http") && address.Host != "" && address.User == nil
}

// Restricted reports whether a document is for a few only; what a newer build
// calls otherwise is.
func Restricted(d events.EvidenceDeposited) bool { return d.Visibility != "public" }
