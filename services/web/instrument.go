package web

import (
	"net/http"

	"ahd/projections/book"
	"ahd/projections/commitments"
	"ahd/projections/convenings"
	"ahd/projections/instruments"
	"ahd/projections/questions"
)

// instrumentPage is one declaration, set of recommendations or other outcome.
type instrumentPage struct {
	instruments.Row
	Called      string
	Meeting     link
	Group       *link
	Headline    string
	Clauses     []clause
	ClausesPart part
	Items       []*item // of which no clause tells
	Signatories []signatory
	SignedPart  part
	Questions   []questions.Row
	Source      string // what its text is archived as; "" where it is not known
	recorded
}

// clause is one part of it.
type clause struct {
	instruments.Clause
	Quoted *quoted
	Made   *item // what was made of it
}

// signatory is who signed it, in which words the source says so.
type signatory struct {
	Party     link
	Effective *string
}

var noInstrument = notFound("There is no such declaration or set of recommendations in this register.")

func (s conveningPages) instrument(r *http.Request) (answer, error) {
	var page *instrumentPage
	sequence, undated, err := s.readAbout(r, about{"instrument": r.PathValue("id")}, func(v *book.View) error {
		row, err := find(v, r.PathValue("id"), instruments.Find, s.absentAt(v, "instrument", r.PathValue("id"), noInstrument))
		if err == nil {
			page, err = s.instrumentPage(r, v, row)
		}
		return err
	})
	if err != nil {
		return answer{}, err
	}
	return answer{view: "instrument", title: shorten(page.Called), home: home("instrument", page.ID), sequence: sequence, undated: undated, page: page}, nil
}

func (s conveningPages) instrumentPage(r *http.Request, v *book.View, row instruments.Row) (*instrumentPage, error) {
	n := s.names(v)
	page := &instrumentPage{
		Row: row, Called: n.instrumentName(row), Meeting: n.way("convening", row.Convening), Group: n.wayMaybe("working-group", row.WorkingGroup),
	}
	if row.Text != nil {
		page.Source = n.source(row.Text.Source)
	}
	signatories, part, err := partOf(r, "signed", home("instrument", row.ID), row.Signatories)
	if err != nil {
		return nil, err
	}
	page.SignedPart = part
	for _, signed := range signatories {
		page.Signatories = append(page.Signatories, signatory{Party: n.way("party", signed.Party), Effective: signed.Effective})
	}
	headline, top, err := s.kept(n, "instrument", row.ID)
	if err != nil {
		return nil, err
	}
	page.Headline = headline
	if err := page.addClauses(r, n, top); err != nil {
		return nil, err
	}
	if page.Questions, err = askedOf(v, tree{Issued: []issuedBranch{{Row: row, Items: top}}}.addresses()); err != nil {
		return nil, err
	}
	if page.recorded, err = recordedOf(s.Frame, r, n, "instrument", row.ID); err != nil {
		return nil, err
	}
	return page, n.err
}

// addClauses puts what was made of a clause under it; the rest stays apart.
func (p *instrumentPage) addClauses(r *http.Request, n *names, top []*item) error {
	made := map[string]*item{}
	for _, i := range top {
		made[i.ID] = i
	}
	clauses, part, err := partOf(r, "clauses", home("instrument", p.ID), p.Row.Clauses)
	p.ClausesPart = part
	for _, c := range clauses {
		one := clause{Clause: c, Quoted: n.quotedMaybe(c.Quote)}
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
func (s conveningPages) kept(n *names, filter, id string) (headline string, top []*item, err error) {
	asked := question{}.with(filter, id)
	tally, err := tallyOf(n.view, asked, s.today())
	if err != nil {
		return "", nil, err
	}
	rows, err := commitments.List(n.view, book.Query{Filters: asked.filters, Limit: mostItems}, s.today())
	return tally.headline(false, s.on != nil), items(n.listRows(rows)), err
}

// groupPage is one working group.
type groupPage struct {
	convenings.Group
	Meeting   link
	Headline  string
	Seats     []seat
	Issued    []link
	Items     []*item
	Questions []questions.Row

	SeatsPart, IssuedPart part
}

// seat is an organisation that sits in a working group, in which role.
type seat struct {
	Party link
	Role  *string
}

var noGroup = notFound("There is no such working group in this register.")

func (s conveningPages) group(r *http.Request) (answer, error) {
	var page *groupPage
	sequence, undated, err := s.readAbout(r, about{"working_group": r.PathValue("id")}, func(v *book.View) error {
		row, err := find(v, r.PathValue("id"), convenings.FindGroup, s.absentAt(v, "working-group", r.PathValue("id"), noGroup))
		if err == nil {
			page, err = s.groupPage(r, v, row)
		}
		return err
	})
	if err != nil {
		return answer{}, err
	}
	return answer{view: "group", title: shorten(page.Name), sequence: sequence, undated: undated, page: page}, nil
}

func (s conveningPages) groupPage(r *http.Request, v *book.View, row convenings.Group) (*groupPage, error) {
	n := s.names(v)
	page := &groupPage{Group: row, Meeting: n.way("convening", row.Convening)}
	members, part, err := partOf(r, "members", "/working-groups/"+row.ID, row.Members)
	if err != nil {
		return nil, err
	}
	page.SeatsPart = part
	for _, member := range members {
		page.Seats = append(page.Seats, seat{Party: n.way("party", member.Party), Role: member.RoleStated})
	}
	issued, err := instruments.List(v, book.Query{Filters: map[string]string{"working_group": row.ID}})
	if err != nil {
		return nil, err
	}
	if issued, page.IssuedPart, err = partOf(r, "issued", "/working-groups/"+row.ID, issued); err != nil {
		return nil, err
	}
	branch := groupBranch{Group: row}
	for _, one := range issued {
		page.Issued = append(page.Issued, n.way("instrument", one.ID))
		branch.Issued = append(branch.Issued, issuedBranch{Row: one})
	}
	if page.Headline, page.Items, err = s.kept(n, "working_group", row.ID); err != nil {
		return nil, err
	}
	branch.Items = page.Items
	if page.Questions, err = askedOf(v, tree{Groups: []groupBranch{branch}}.addresses()); err != nil {
		return nil, err
	}
	return page, n.err
}
