package web

import (
	"cmp"
	"net/http"

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

func (s conveningPages) convening(r *http.Request) (answer, error) {
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

func (s conveningPages) conveningPage(r *http.Request, v *book.View, id string) (*conveningPage, error) {
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
	if page.recorded, err = recordedOf(s.Frame, r, n, "convening", id); err != nil {
		return nil, err
	}
	return page, n.err
}

// addAgenda adds the way to what the earlier meetings left open.
func (s conveningPages) addAgenda(n *names, page *conveningPage) error {
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

// absentAt says the same of a conference, or of what was issued or formed there.
func (s conveningPages) absentAt(v *book.View, kind, id string, none *problem) error {
	if s.on == nil {
		return none
	}
	known, err := convenings.Known(v, kind, id)
	if err != nil || !known {
		return cmp.Or(err, error(none))
	}
	return notFound("On that day this did not exist yet: its conference or meeting had not taken place.")
}
