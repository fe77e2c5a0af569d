package changes

import (
	"context"
	"errors"
	"net/http"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/projections/timeline"
	"ahd.example/ahd/services/auditing"
	"ahd.example/ahd/services/web"
)

// changesPage is what changed between two moments.
type changesPage struct {
	From, To   projections.Moment
	Since, Til string // in words
	Changed    []changed
	More       int // commitments that changed and are not shown
	Total      int
}

type changed struct {
	Way    web.Link
	Events []changedBy
	More   int // events that are not shown
}

// changedBy is what one event changed. It names the role and the organisation, and
// never the person.
type changedBy struct {
	auditing.Change
	What, Role string
	Party, For string
	Href       string
	Fields     []changedField
}

type changedField struct{ Field, Before, After string }

// maxChanged is how many commitments the page shows.
const maxChanged = 100

// maxChanges is how many changes of each.
const maxChanges = 50

// changes shows what changed since a moment, or between two. The rest of the address
// narrows it as it narrows the list.
func (s pages) changes(r *http.Request) (web.Answer, error) {
	asked, err := web.ReadQuestion(r.URL.RawQuery)
	if err != nil {
		return web.Answer{}, err
	}
	s.Frame = s.AskedBy(r)
	from, to := asked.Filters["from"], asked.Filters["to"]
	asked = asked.Without("from").Without("to")
	page := &changesPage{}
	if page.From, err = s.MomentOf(r.Context(), s.Past, from); err != nil {
		return web.Answer{}, err
	}
	if to == "" { // until now
		sequence, err := s.Reached(r)
		if err != nil {
			return web.Answer{}, err
		}
		to = web.Digits(sequence)
	}
	if page.To, err = s.MomentOf(r.Context(), s.Past, to); err != nil {
		return web.Answer{}, err
	}
	if page.From.Sequence > page.To.Sequence {
		return web.Answer{}, web.Malformed("The first of two moments is the earlier one.")
	}
	err = s.Past.ReadAt(r.Context(), page.To.Sequence, func(v *book.View) error { return s.compare(r.Context(), v, page, asked) })
	return web.Answer{View: "changes", Title: "What changed", Sequence: page.To.Sequence, Page: page}, err
}

func (s pages) compare(ctx context.Context, v *book.View, page *changesPage, asked web.Question) error {
	rows, err := commitments.List(v, book.Query{Filters: asked.Filters}, s.Today())
	if err != nil {
		return err
	}
	wanted := make(map[string]bool, len(rows))
	for _, row := range rows {
		wanted[row.ID] = true
	}
	record, ok := s.Record.(auditing.Record)
	if !ok {
		return errors.New("this record cannot be read from an event on")
	}
	all, err := auditing.Differ{Record: record, Streams: streamsIn{v}, Words: s.Words}.Diff(ctx, page.From.Sequence, page.To.Sequence, func(id string) bool { return wanted[id] })
	if err != nil {
		return err
	}
	n := s.Names(v)
	page.Since, page.Til = s.Wording.DayOf(page.From.Time), s.Wording.DayOf(page.To.Time)
	page.Total, page.More = len(all), max(0, len(all)-maxChanged)
	for _, one := range all[:len(all)-page.More] {
		page.Changed = append(page.Changed, s.changedOf(n, one))
	}
	return n.Err
}

func (s pages) changedOf(n *web.Names, one auditing.Changed) changed {
	shown := changed{Way: n.Way("commitment", one.ID)}
	shown.More = max(0, len(one.Changes)-maxChanges)
	for _, c := range one.Changes[:len(one.Changes)-shown.More] {
		by := changedBy{Change: c, What: s.Wording.Type(events.Type(c.Type)), Role: "the system", Href: web.EventAt(web.Home("commitment", one.ID), c.Sequence)}
		if c.Role != "" {
			by.Role = s.Wording.Role(c.Role)
		}
		if c.Party != "" {
			by.Party = n.Party(c.Party)
		}
		if c.OnBehalfOf != "" {
			by.For = n.Party(c.OnBehalfOf)
		}
		for _, f := range c.Fields {
			by.Fields = append(by.Fields, changedField{s.Wording.Label(f.Field), s.valueOf(n, f.Field, f.Before), s.valueOf(n, f.Field, f.After)})
		}
		shown.Events = append(shown.Events, by)
	}
	return shown
}

// valueOf is a value of a field in words.
func (s pages) valueOf(n *web.Names, field, value string) string {
	switch {
	case value == "":
		return s.Wording.NotStated()
	case field == "lead_party":
		return n.Party(value)
	case field == "due" || field == "original_due" || field == "heard" || field == "asked":
		if _, err := edtf.ParseDay(value); err == nil {
			return s.Wording.Date(&value)
		}
	}
	for _, axis := range web.Axes {
		if axis == field {
			return s.Wording.Value(axis, value)
		}
	}
	return value
}

// streamsIn finds the events of streams in a view.
type streamsIn struct{ view *book.View }

func (s streamsIn) Sequences(_ context.Context, subject string, last uint64) ([]uint64, error) {
	return timeline.Sequences(s.view, subject, last)
}
