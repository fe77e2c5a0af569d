package web

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"

	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/timeline"
)

// EventsOnPage is how many events one page tells. Of a commitment, or of a meeting, there
// may be many thousands.
const EventsOnPage = 100

// Turning says which of the events about a thing a page tells, and where the others are.
type Turning struct {
	From, To, Total int    // from 1, the newest event
	Later, Earlier  string // addresses; "" where there are none
}

// All reports whether the page tells all of them.
func (t Turning) All() bool { return t.Total <= EventsOnPage }

// Turn finds the events that a page is asked to tell, newest first: those of a page of
// them ("events"), or of the page with one event ("event", or that was waited for).
func Turn(r *http.Request, v *book.View, kind, id string) (t Turning, rows []timeline.Row, err error) {
	if t.Total, err = timeline.Length(v, kind, id); err != nil {
		return t, nil, err
	}
	page, err := askedPage(r, v, kind, id)
	if err != nil {
		return t, nil, err
	}
	pages := max(1, (t.Total+EventsOnPage-1)/EventsOnPage)
	if page > pages {
		return t, nil, NotFound(fmt.Sprintf("There is no page %d of these events: they have %d.", page, pages))
	}
	newer := (page - 1) * EventsOnPage
	rows, err = timeline.Last(v, kind, id, EventsOnPage, newer)
	t.From, t.To = newer+1, newer+len(rows)
	if page > 1 {
		t.Later = onEvents(Home(kind, id), page-1)
	}
	if page < pages {
		t.Earlier = onEvents(Home(kind, id), page+1)
	}
	return t, rows, err
}

func onEvents(address string, page int) string {
	return address + "?" + url.Values{"events": {fmt.Sprint(page)}}.Encode() + "#timeline"
}

// askedPage is the page of events that is asked for: that page of them, or the one with
// an event. What was waited for may be no event of this thing: then the first is meant.
func askedPage(r *http.Request, v *book.View, kind, id string) (page int, err error) {
	asked, err := Number(r, "events")
	if err == nil && asked == 0 && r.URL.Query().Get("events") != "" {
		err = Malformed("The page of events must be a whole number from 1.")
	}
	if err != nil {
		return 0, err
	}
	sequence, err := Number(r, "event")
	if err != nil {
		return 0, err
	}
	if asked > 0 {
		return int(min(asked, 1<<31)), nil
	}
	if r.URL.Query().Get("event") != "" {
		page, err := pageWith(v, kind, id, sequence)
		if err == nil && page == 0 {
			err = NotFound("This page has no event " + Digits(sequence) + ".")
		}
		return page, err
	}
	if sequence, err = Number(r, "after"); err != nil {
		return 0, err
	}
	page, err = pageWith(v, kind, id, sequence)
	return max(1, page), err
}

// pageWith is the page with an event of a thing; 0 where none has it.
func pageWith(v *book.View, kind, id string, sequence uint64) (page int, err error) {
	if sequence == 0 {
		return 0, nil
	}
	newer, found, err := timeline.Newer(v, kind, id, sequence)
	if err != nil || !found {
		return 0, err
	}
	return newer/EventsOnPage + 1, nil
}

// homes are where the pages of things stand.
var homes = map[string]string{"commitment": "/commitments/", "convening": "/convenings/", "instrument": "/instruments/", "party": "/organisations/"}

// Home is the address of the page of a thing.
func Home(kind, id string) string { return homes[kind] + id }

// EventAt is the address of an event: of the page of its thing that tells it.
func EventAt(address string, sequence uint64) string {
	n := Digits(sequence)
	return address + "?event=" + n + "#e-" + n
}

var (
	toEvent = regexp.MustCompile(` href="#e-([0-9]+)"`)
	isEvent = regexp.MustCompile(` id="e-([0-9]+)"`)
)

// leadOn lets links to events that another page tells lead there. Everything that a page
// shows is escaped, so nothing but our own attributes can look like one.
func leadOn(page []byte, address string) []byte {
	here := map[string]bool{}
	for _, one := range isEvent.FindAllSubmatch(page, -1) {
		here[string(one[1])] = true
	}
	return toEvent.ReplaceAllFunc(page, func(link []byte) []byte {
		n := string(toEvent.FindSubmatch(link)[1])
		if here[n] {
			return link
		}
		return []byte(` href="` + address + "?event=" + n + "#e-" + n + `"`)
	})
}
