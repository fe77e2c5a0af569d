package organisations

import (
	"net/http"

	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/projections/convenings"
	"ahd.example/ahd/projections/instruments"
	"ahd.example/ahd/projections/parties"
	"ahd.example/ahd/projections/questions"
	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/web"
)

// organisationPage is one organisation: what it answers for, what it said of that,
// and of what it is silent.
type organisationPage struct {
	parties.Row
	Parent    *web.Link
	Parts     []web.Link
	Into      *web.Link
	From      []web.Link
	Groups    []web.Link
	Signed    []web.Link
	Headline  string
	All       string // address of the list of everything that it answers for
	More      int    // commitments that are not shown here
	Told      []*web.Item
	Asked     []*web.Item // and did not answer
	NeverAsk  []*web.Item
	Questions []questions.Row
	web.EventList
}

var noParty = web.NotFound("There is no such organisation in this register.")

func (s pages) organisation(r *http.Request) (web.Answer, error) {
	var page *organisationPage
	sequence, undated, err := s.ReadAbout(r, web.About{"lead_party": r.PathValue("id")}, func(v *book.View) error {
		row, err := web.FindOne(v, r.PathValue("id"), parties.Find, noParty)
		if err == nil {
			page, err = s.organisationPage(r, v, row)
		}
		return err
	})
	if err != nil {
		return web.Answer{}, err
	}
	return web.Answer{View: "organisation", Title: web.Shorten(page.Name), Home: web.Home("party", page.ID), Sequence: sequence, Undated: undated, Page: page}, nil
}

func (s pages) organisationPage(r *http.Request, v *book.View, row parties.Row) (*organisationPage, error) {
	n := s.Names(v)
	page := &organisationPage{
		Row: row, Parent: n.WayMaybe("party", row.Parent), Into: n.WayMaybe("party", row.MergedInto), From: n.Ways("party", row.MergedFrom),
		All: web.Question{}.With("lead_party", row.ID).Href(),
	}
	for _, add := range []func(*web.Names, *organisationPage) error{s.addKept, addBelonging, addSigned} {
		if err := add(n, page); err != nil {
			return nil, err
		}
	}
	var err error
	if page.Questions, err = web.QuestionsAbout(v, map[string]bool{"party/" + row.ID: true}); err != nil {
		return nil, err
	}
	if page.EventList, err = web.EventsOf(s.Frame, r, n, "party", row.ID); err != nil {
		return nil, err
	}
	return page, n.Err
}

// addKept sorts what it answers for by what it said.
func (s pages) addKept(n *web.Names, page *organisationPage) error {
	asked := web.Question{}.With("lead_party", page.ID)
	list, err := api.ListCommitments(n.View, book.Query{Filters: asked.Filters, Limit: web.MaxItems}, s.Today())
	if err != nil {
		return err
	}
	page.Headline, page.More = web.Tally(list.Tally).Kept(), list.Tally.Total-len(list.Rows)
	for _, row := range n.ListRows(list.Rows) {
		one := &web.Item{Listed: row}
		switch row.Silence {
		case commitments.Spoken:
			page.Told = append(page.Told, one)
		case commitments.AskedNoAnswer:
			page.Asked = append(page.Asked, one)
		default:
			page.NeverAsk = append(page.NeverAsk, one)
		}
	}
	return nil
}

// addBelonging adds those that belong to it, and the working groups that it sits in.
func addBelonging(n *web.Names, page *organisationPage) error {
	parts, err := parties.List(n.View, book.Query{Filters: map[string]string{"parent": page.ID}, Limit: web.MaxItems})
	if err != nil {
		return err
	}
	for _, part := range parts {
		page.Parts = append(page.Parts, n.Way("party", part.ID))
	}
	groups, err := convenings.Groups(n.View, book.Query{Filters: map[string]string{"member": page.ID}, Limit: web.MaxItems})
	for _, group := range groups {
		page.Groups = append(page.Groups, n.Way("working-group", group.ID))
	}
	return err
}

func addSigned(n *web.Names, page *organisationPage) error {
	signed, err := instruments.List(n.View, book.Query{Filters: map[string]string{"signatory": page.ID}, Limit: web.MaxItems})
	for _, one := range signed {
		page.Signed = append(page.Signed, n.Way("instrument", one.ID))
	}
	return err
}

// organisationsPage is the list of organisations, by name.
type organisationsPage struct {
	Rows []organisationRow
	Part web.Part
}

type organisationRow struct {
	api.Organisation
	Way web.Link
}

func (s pages) organisations(r *http.Request) (web.Answer, error) {
	page := organisationsPage{}
	sequence, undated, err := s.ReadAbout(r, nil, func(v *book.View) error {
		all, err := api.Organisations(v)
		if err != nil {
			return err
		}
		all, page.Part, err = web.PartOf(r, "page", "/organisations", all)
		for _, one := range all {
			page.Rows = append(page.Rows, organisationRow{Organisation: one, Way: web.Link{Words: one.Name, Href: "/organisations/" + one.ID}})
		}
		return err
	})
	return web.Answer{View: "organisations", Title: "Organisations", Sequence: sequence, Undated: undated, Page: page}, err
}
