package web

import (
	"maps"
	"net/http"
	"slices"
	"strconv"

	"ahd/events"
	"ahd/projections/book"
	"ahd/projections/commitments"
	"ahd/projections/convenings"
	"ahd/projections/questions"
	"ahd/projections/sources"
)

// conveningPage is one conference or meeting.
type conveningPage struct {
	convenings.Row
	Called       string
	Into         *link // what it is one with
	Stated       []statedDate
	Objective    *quoted
	WhoCame      *quoted
	Organisers   []link
	Partners     []link
	Earlier      []link
	Later        []link
	Agenda       link // what the earlier ones left open; no Href where they left nothing
	Participants []participant
	Came         part
	Outcome      tree
	Figures      []figure
	Asserted     part // of the figures
	Contested    []besides
	Questions    []questions.Row
	Sources      []sources.Row
	Named        part // of the sources

	DatesPart, SessionsPart, ConflictsPart part
	recorded
}

// statedDate is what somebody said about the date.
type statedDate struct {
	convenings.Date
	From link // the source; no words where none is archived
}

func (s *site) convening(r *http.Request) (answer, error) {
	var page *conveningPage
	sequence, undated, err := s.readAbout(r, about{"convening": r.PathValue("id")}, func(v *book.View) (err error) {
		page, err = s.conveningPage(r, v, r.PathValue("id"))
		return err
	})
	if err != nil {
		return answer{}, err
	}
	return answer{view: "convening", title: page.Called, home: home("convening", page.ID), sequence: sequence, undated: undated, page: page}, nil
}

var noConvening = notFound("There is no such conference or meeting in this register.")

func (s *site) conveningPage(r *http.Request, v *book.View, id string) (*conveningPage, error) {
	row, err := find(v, id, convenings.Find, s.absentAt(v, "convening", id, noConvening))
	if err != nil {
		return nil, err
	}
	n := s.names(v)
	page := &conveningPage{
		Row: row, Called: conveningName(row), Into: n.wayMaybe("convening", row.JoinedInto),
		Objective: n.quotedMaybe(row.Objective), WhoCame: n.quotedMaybe(row.ConveningRegistered.Participants),
		Organisers: n.ways("party", row.Organisers), Partners: n.ways("party", row.Partners),
		Earlier: n.ways("convening", row.Follows), Later: n.ways("convening", row.FollowedBy),
	}
	if page.Row.Sessions, page.SessionsPart, err = partOf(r, "sessions", home("convening", id), row.Sessions); err != nil {
		return nil, err
	}
	if page.Row.Conflicts, page.ConflictsPart, err = partOf(r, "conflicts", home("convening", id), row.Conflicts); err != nil {
		return nil, err
	}
	dates, part, err := partOf(r, "dates", home("convening", id), row.Dates)
	if err != nil {
		return nil, err
	}
	page.DatesPart = part
	for _, date := range dates {
		stated := statedDate{Date: date}
		if date.Source != nil {
			stated.From = n.way("source", *date.Source)
		}
		page.Stated = append(page.Stated, stated)
	}
	if page.Outcome, err = s.treeOf(r, n, id); err != nil {
		return nil, err
	}
	for _, add := range []func(*names, *conveningPage) error{s.addAgenda, addParticipants(r), addFigures(r), addSources(r), addAsked} {
		if err := add(n, page); err != nil {
			return nil, err
		}
	}
	if page.recorded, err = s.recordedOf(r, n, "convening", id); err != nil {
		return nil, err
	}
	return page, n.err
}

// find reads one thing, or answers that there is none.
func find[T any](v *book.View, id string, read func(*book.View, string) (T, bool, error), none error) (T, error) {
	var nothing T
	if !events.ValidID(id) {
		return nothing, none
	}
	row, found, err := read(v, id)
	if err == nil && !found {
		err = none
	}
	return row, err
}

// addAgenda adds the way to what the earlier meetings left open.
func (s *site) addAgenda(n *names, page *conveningPage) error {
	if len(page.Earlier) == 0 {
		return nil
	}
	open, err := commitments.Count(n.view, book.Query{Filters: map[string]string{"agenda_of": page.ID}}, s.today())
	if open > 0 {
		page.Agenda = link{Words: things(open, "commitment") + " of earlier meetings still open", Href: question{}.with("agenda_of", page.ID).href()}
	}
	return err
}

func addSources(r *http.Request) func(*names, *conveningPage) error {
	return func(n *names, page *conveningPage) (err error) {
		var named []string
		if named, page.Named, err = partOf(r, "sources", home("convening", page.ID), page.Row.Sources); err != nil {
			return err
		}
		for _, id := range named {
			row, found, err := sources.Find(n.view, id)
			if err != nil {
				return err
			}
			if found {
				page.Sources = append(page.Sources, row)
			}
		}
		return nil
	}
}

// addAsked adds the questions about the meeting, its parts and its sources.
func addAsked(n *names, page *conveningPage) error {
	parts := page.Outcome.addresses()
	parts["convening/"+page.ID] = true
	for _, figure := range page.Figures {
		parts["figure/"+figure.ID] = true
	}
	for _, source := range page.Sources {
		parts["source/"+source.ID] = true
	}
	asked, err := askedOf(n.view, parts)
	page.Questions = asked
	return err
}

// askedOf lists the questions about any of some addresses.
func askedOf(v *book.View, addresses map[string]bool) ([]questions.Row, error) {
	return questions.About(v, slices.Sorted(maps.Keys(addresses)), mostItems)
}

// part says which of the things that a meeting has many of a page shows, and where the
// others are.
type part struct {
	From, To, Total int
	Earlier, Later  string // addresses; "" where there are none
	offset          int
}

// All reports whether the page shows all of them.
func (p part) All() bool { return p.Total <= mostItems }

// askedPart is the part of so many things that the address asks for by a name.
func askedPart(r *http.Request, name, address string, total int) (p part, err error) {
	asked, err := number(r, name)
	if err != nil {
		return p, err
	}
	page, pages := max(1, int(min(asked, 1<<31))), max(1, (total+mostItems-1)/mostItems)
	if page > pages {
		return p, notFound("There is no page " + count(page) + " of these: they have " + count(pages) + ".")
	}
	p.offset, p.Total = (page-1)*mostItems, total
	p.From, p.To = p.offset+1, min(p.offset+mostItems, total)
	if page > 1 {
		p.Earlier = onPart(address, name, page-1)
	}
	if page < pages {
		p.Later = onPart(address, name, page+1)
	}
	return p, nil
}

func onPart(address, name string, page int) string {
	if page > 1 {
		address += "?" + name + "=" + strconv.Itoa(page)
	}
	return address + "#" + name
}
