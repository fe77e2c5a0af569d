package convenings

import (
	"net/http"

	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/convenings"
	"ahd.example/ahd/projections/instruments"
	"ahd.example/ahd/projections/questions"
	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/web"
)

// instrumentPage is one declaration, set of recommendations or other outcome.
type instrumentPage struct {
	instruments.Row
	Called      string
	Meeting     web.Link
	Group       *web.Link
	Headline    string
	Clauses     []clause
	ClausesPart web.Part
	Items       []*web.Item // of which no clause tells
	Signatories []signatory
	SignedPart  web.Part
	Questions   []questions.Row
	Source      string // what its text is archived as; "" where it is not known
	web.EventList
}

// clause is one part of it.
type clause struct {
	instruments.Clause
	Quoted *web.Quoted
	Made   *web.Item // what was made of it
}

// signatory is who signed it, in which words the source says so.
type signatory struct {
	Party     web.Link
	Effective *string
}

var noInstrument = web.NotFound("There is no such declaration or set of recommendations in this register.")

func (s pages) instrument(r *http.Request) (web.Answer, error) {
	var page *instrumentPage
	sequence, undated, err := s.ReadAbout(r, web.About{"instrument": r.PathValue("id")}, func(v *book.View) error {
		row, err := web.FindOne(v, r.PathValue("id"), instruments.Find, s.absentAt(v, "instrument", r.PathValue("id"), noInstrument))
		if err == nil {
			page, err = s.instrumentPage(r, v, row)
		}
		return err
	})
	if err != nil {
		return web.Answer{}, err
	}
	return web.Answer{View: "instrument", Title: web.Shorten(page.Called), Home: web.Home("instrument", page.ID), Sequence: sequence, Undated: undated, Page: page}, nil
}

func (s pages) instrumentPage(r *http.Request, v *book.View, row instruments.Row) (*instrumentPage, error) {
	n := s.Names(v)
	page := &instrumentPage{
		Row: row, Called: n.InstrumentName(row), Meeting: n.Way("convening", row.Convening), Group: n.WayMaybe("working-group", row.WorkingGroup),
	}
	if row.Text != nil {
		page.Source = n.Source(row.Text.Source)
	}
	signatories, part, err := web.PartOf(r, "signed", web.Home("instrument", row.ID), row.Signatories)
	if err != nil {
		return nil, err
	}
	page.SignedPart = part
	for _, signed := range signatories {
		page.Signatories = append(page.Signatories, signatory{Party: n.Way("party", signed.Party), Effective: signed.Effective})
	}
	headline, top, err := s.kept(n, "instrument", row.ID)
	if err != nil {
		return nil, err
	}
	page.Headline = headline
	if err := page.addClauses(r, n, top); err != nil {
		return nil, err
	}
	if page.Questions, err = web.QuestionsAbout(v, tree{Issued: []issuedBranch{{Row: row, Items: top}}}.addresses()); err != nil {
		return nil, err
	}
	if page.EventList, err = web.EventsOf(s.Frame, r, n, "instrument", row.ID); err != nil {
		return nil, err
	}
	return page, n.Err
}

// addClauses puts what was made of a clause under it; the rest stays apart.
func (p *instrumentPage) addClauses(r *http.Request, n *web.Names, top []*web.Item) error {
	made := map[string]*web.Item{}
	for _, i := range top {
		made[i.ID] = i
	}
	clauses, part, err := web.PartOf(r, "clauses", web.Home("instrument", p.ID), p.Row.Clauses)
	p.ClausesPart = part
	for _, c := range clauses {
		one := clause{Clause: c, Quoted: n.QuotedMaybe(c.Quote)}
		if c.Item != nil && made[*c.Item] != nil {
			one.Made = made[*c.Item]
			delete(made, *c.Item)
		}
		p.Clauses = append(p.Clauses, one)
	}
	for _, i := range top {
		if made[i.ID] != nil {
			p.Items = append(p.Items, i)
		}
	}
	return err
}

// kept are the commitments of something, each under its whole, and the sentence that
// sums them up.
func (s pages) kept(n *web.Names, filter, id string) (headline string, top []*web.Item, err error) {
	asked := web.Question{}.With(filter, id)
	list, err := api.ListCommitments(n.View, book.Query{Filters: asked.Filters, Limit: web.MaxItems}, s.Today())
	return web.Tally(list.Tally).Headline(false, s.On != nil), web.Items(n.ListRows(list.Rows)), err
}

// groupPage is one working group.
type groupPage struct {
	convenings.Group
	Meeting   web.Link
	Headline  string
	Seats     []seat
	Issued    []web.Link
	Items     []*web.Item
	Questions []questions.Row

	SeatsPart, IssuedPart web.Part
}

// seat is an organisation that sits in a working group, in which role.
type seat struct {
	Party web.Link
	Role  *string
}

var noGroup = web.NotFound("There is no such working group in this register.")

func (s pages) group(r *http.Request) (web.Answer, error) {
	var page *groupPage
	sequence, undated, err := s.ReadAbout(r, web.About{"working_group": r.PathValue("id")}, func(v *book.View) error {
		row, err := web.FindOne(v, r.PathValue("id"), convenings.FindGroup, s.absentAt(v, "working-group", r.PathValue("id"), noGroup))
		if err == nil {
			page, err = s.groupPage(r, v, row)
		}
		return err
	})
	if err != nil {
		return web.Answer{}, err
	}
	return web.Answer{View: "group", Title: web.Shorten(page.Name), Sequence: sequence, Undated: undated, Page: page}, nil
}

func (s pages) groupPage(r *http.Request, v *book.View, row convenings.Group) (*groupPage, error) {
	n := s.Names(v)
	page := &groupPage{Group: row, Meeting: n.Way("convening", row.Convening)}
	members, part, err := web.PartOf(r, "members", "/working-groups/"+row.ID, row.Members)
	if err != nil {
		return nil, err
	}
	page.SeatsPart = part
	for _, member := range members {
		page.Seats = append(page.Seats, seat{Party: n.Way("party", member.Party), Role: member.RoleStated})
	}
	issued, err := instruments.List(v, book.Query{Filters: map[string]string{"working_group": row.ID}})
	if err != nil {
		return nil, err
	}
	if issued, page.IssuedPart, err = web.PartOf(r, "issued", "/working-groups/"+row.ID, issued); err != nil {
		return nil, err
	}
	branch := groupBranch{Group: row}
	for _, one := range issued {
		page.Issued = append(page.Issued, n.Way("instrument", one.ID))
		branch.Issued = append(branch.Issued, issuedBranch{Row: one})
	}
	if page.Headline, page.Items, err = s.kept(n, "working_group", row.ID); err != nil {
		return nil, err
	}
	branch.Items = page.Items
	if page.Questions, err = web.QuestionsAbout(v, tree{Groups: []groupBranch{branch}}.addresses()); err != nil {
		return nil, err
	}
	return page, n.Err
}
