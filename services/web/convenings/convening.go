package convenings

import (
	"cmp"
	"net/http"

	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/convenings"
	"ahd.example/ahd/projections/questions"
	"ahd.example/ahd/projections/sources"
	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/web"
)

// conveningPage is one conference or meeting.
type conveningPage struct {
	convenings.Row
	Called       string
	Into         *web.Link // what it is one with
	Stated       []statedDate
	Objective    *web.Quoted
	WhoCame      *web.Quoted
	Organisers   []web.Link
	Partners     []web.Link
	Earlier      []web.Link
	Later        []web.Link
	Agenda       web.Link // what the earlier ones left open; no Href where they left nothing
	Participants []participant
	Came         web.Part
	Outcome      tree
	Figures      []figure
	Asserted     web.Part // of the figures
	Contested    []besides
	Questions    []questions.Row
	Sources      []sources.Row
	Named        web.Part // of the sources

	DatesPart, SessionsPart, ConflictsPart web.Part
	web.EventList
}

// statedDate is what somebody said about the date.
type statedDate struct {
	convenings.Date
	From web.Link // the source; no words where none is archived
}

func (s pages) convening(r *http.Request) (web.Answer, error) {
	var page *conveningPage
	sequence, undated, err := s.ReadAbout(r, web.About{"convening": r.PathValue("id")}, func(v *book.View) (err error) {
		page, err = s.conveningPage(r, v, r.PathValue("id"))
		return err
	})
	if err != nil {
		return web.Answer{}, err
	}
	return web.Answer{View: "convening", Title: page.Called, Home: web.Home("convening", page.ID), Sequence: sequence, Undated: undated, Page: page}, nil
}

var noConvening = web.NotFound("There is no such conference or meeting in this register.")

func (s pages) conveningPage(r *http.Request, v *book.View, id string) (*conveningPage, error) {
	row, err := web.FindOne(v, id, convenings.Find, s.absentAt(v, "convening", id, noConvening))
	if err != nil {
		return nil, err
	}
	n := s.Names(v)
	page := &conveningPage{
		Row: row, Called: web.ConveningName(row), Into: n.WayMaybe("convening", row.JoinedInto),
		Objective: n.QuotedMaybe(row.Objective), WhoCame: n.QuotedMaybe(row.ConveningRegistered.Participants),
		Organisers: n.Ways("party", row.Organisers), Partners: n.Ways("party", row.Partners),
		Earlier: n.Ways("convening", row.Follows), Later: n.Ways("convening", row.FollowedBy),
	}
	if page.Row.Sessions, page.SessionsPart, err = web.PartOf(r, "sessions", web.Home("convening", id), row.Sessions); err != nil {
		return nil, err
	}
	if page.Row.Conflicts, page.ConflictsPart, err = web.PartOf(r, "conflicts", web.Home("convening", id), row.Conflicts); err != nil {
		return nil, err
	}
	dates, part, err := web.PartOf(r, "dates", web.Home("convening", id), row.Dates)
	if err != nil {
		return nil, err
	}
	page.DatesPart = part
	for _, date := range dates {
		stated := statedDate{Date: date}
		if date.Source != nil {
			stated.From = n.Way("source", *date.Source)
		}
		page.Stated = append(page.Stated, stated)
	}
	if page.Outcome, err = s.treeOf(r, n, id); err != nil {
		return nil, err
	}
	for _, add := range []func(*web.Names, *conveningPage) error{s.addAgenda, addParticipants(r), addFigures(r), addSources(r), addAsked} {
		if err := add(n, page); err != nil {
			return nil, err
		}
	}
	if page.EventList, err = web.EventsOf(s.Frame, r, n, "convening", id); err != nil {
		return nil, err
	}
	return page, n.Err
}

// addAgenda adds the way to what the earlier meetings left open.
func (s pages) addAgenda(n *web.Names, page *conveningPage) error {
	if len(page.Earlier) == 0 {
		return nil
	}
	open, err := api.CountCommitments(n.View, map[string]string{"agenda_of": page.ID}, s.Today())
	if open > 0 {
		page.Agenda = web.Link{Words: web.Things(open, "commitment") + " of earlier meetings still open", Href: web.Question{}.With("agenda_of", page.ID).Href()}
	}
	return err
}

func addSources(r *http.Request) func(*web.Names, *conveningPage) error {
	return func(n *web.Names, page *conveningPage) (err error) {
		var named []string
		if named, page.Named, err = web.PartOf(r, "sources", web.Home("convening", page.ID), page.Row.Sources); err != nil {
			return err
		}
		for _, id := range named {
			row, found, err := sources.Find(n.View, id)
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
func addAsked(n *web.Names, page *conveningPage) error {
	parts := page.Outcome.addresses()
	parts["convening/"+page.ID] = true
	for _, figure := range page.Figures {
		parts["figure/"+figure.ID] = true
	}
	for _, source := range page.Sources {
		parts["source/"+source.ID] = true
	}
	asked, err := web.QuestionsAbout(n.View, parts)
	page.Questions = asked
	return err
}

// absentAt says the same of a conference, or of what was issued or formed there.
func (s pages) absentAt(v *book.View, kind, id string, none *web.Problem) error {
	if s.On == nil {
		return none
	}
	known, err := convenings.Known(v, kind, id)
	if err != nil || !known {
		return cmp.Or(err, error(none))
	}
	return web.NotFound("On that day this did not exist yet: its conference or meeting had not taken place.")
}
