package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"ahd/projections/book"
	"ahd/projections/commitments"
	"ahd/projections/convenings"
	"ahd/projections/instruments"
	"ahd/projections/parties"
	"ahd/projections/questions"
)

// organisationPage is one organisation: what it answers for, what it said of that,
// and of what it is silent.
type organisationPage struct {
	parties.Row
	Parent    *link
	Parts     []link
	Into      *link
	From      []link
	Groups    []link
	Signed    []link
	Headline  string
	All       string // address of the list of everything that it answers for
	More      int    // commitments that are not shown here
	Told      []*item
	Asked     []*item // and did not answer
	NeverAsk  []*item
	Questions []questions.Row
	recorded
}

var noParty = notFound("There is no such organisation in this register.")

func (s organisationPages) organisation(r *http.Request) (answer, error) {
	var page *organisationPage
	sequence, undated, err := s.readAbout(r, about{"lead_party": r.PathValue("id")}, func(v *book.View) error {
		row, err := find(v, r.PathValue("id"), parties.Find, noParty)
		if err == nil {
			page, err = s.organisationPage(r, v, row)
		}
		return err
	})
	if err != nil {
		return answer{}, err
	}
	return answer{view: "organisation", title: shorten(page.Name), home: home("party", page.ID), sequence: sequence, undated: undated, page: page}, nil
}

func (s organisationPages) organisationPage(r *http.Request, v *book.View, row parties.Row) (*organisationPage, error) {
	n := s.names(v)
	page := &organisationPage{
		Row: row, Parent: n.wayMaybe("party", row.Parent), Into: n.wayMaybe("party", row.MergedInto), From: n.ways("party", row.MergedFrom),
		All: question{}.with("lead_party", row.ID).href(),
	}
	for _, add := range []func(*names, *organisationPage) error{s.addKept, addBelonging, addSigned} {
		if err := add(n, page); err != nil {
			return nil, err
		}
	}
	var err error
	if page.Questions, err = askedOf(v, map[string]bool{"party/" + row.ID: true}); err != nil {
		return nil, err
	}
	if page.recorded, err = recordedOf(s.Frame, r, n, "party", row.ID); err != nil {
		return nil, err
	}
	return page, n.err
}

// addKept sorts what it answers for by what it said.
func (s organisationPages) addKept(n *names, page *organisationPage) error {
	asked := question{}.with("lead_party", page.ID)
	tally, err := tallyOf(n.view, asked, s.today())
	if err != nil {
		return err
	}
	rows, err := commitments.List(n.view, book.Query{Filters: asked.filters, Limit: mostItems}, s.today())
	page.Headline, page.More = tally.kept(), tally.total-len(rows)
	for _, row := range n.listRows(rows) {
		one := &item{listRow: row}
		switch row.Silence {
		case commitments.Spoken:
			page.Told = append(page.Told, one)
		case commitments.AskedNoAnswer:
			page.Asked = append(page.Asked, one)
		default:
			page.NeverAsk = append(page.NeverAsk, one)
		}
	}
	return err
}

// addBelonging adds those that belong to it, and the working groups that it sits in.
func addBelonging(n *names, page *organisationPage) error {
	parts, err := parties.List(n.view, book.Query{Filters: map[string]string{"parent": page.ID}, Limit: mostItems})
	if err != nil {
		return err
	}
	for _, part := range parts {
		page.Parts = append(page.Parts, n.way("party", part.ID))
	}
	groups, err := convenings.Groups(n.view, book.Query{Filters: map[string]string{"member": page.ID}, Limit: mostItems})
	for _, group := range groups {
		page.Groups = append(page.Groups, n.way("working-group", group.ID))
	}
	return err
}

func addSigned(n *names, page *organisationPage) error {
	signed, err := instruments.List(n.view, book.Query{Filters: map[string]string{"signatory": page.ID}, Limit: mostItems})
	for _, one := range signed {
		page.Signed = append(page.Signed, n.way("instrument", one.ID))
	}
	return err
}

// organisationsPage is the list of organisations, by name.
type organisationsPage struct {
	Rows []organisationRow
	Part part
}

type organisationRow struct {
	parties.Row
	Way      link
	Answers  int // commitments
	Headline string
}

func (s organisationPages) organisations(r *http.Request) (answer, error) {
	page := organisationsPage{}
	sequence, undated, err := s.readAbout(r, nil, func(v *book.View) error {
		rows, err := parties.List(v, book.Query{})
		if err != nil {
			return err
		}
		slices.SortFunc(rows, func(a, b parties.Row) int {
			return cmp.Or(strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), strings.Compare(a.ID, b.ID))
		})
		if rows, page.Part, err = partOf(r, "page", "/organisations", rows); err != nil {
			return err
		}
		return s.addRows(v, &page, rows)
	})
	return answer{view: "organisations", title: "Organisations", sequence: sequence, undated: undated, page: page}, err
}

func (s organisationPages) addRows(v *book.View, page *organisationsPage, rows []parties.Row) error {
	answers, err := commitments.CountByLead(v)
	for _, row := range rows {
		page.Rows = append(page.Rows, organisationRow{Row: row, Way: link{Words: row.Name, Href: "/organisations/" + row.ID}, Answers: answers[row.ID]})
	}
	return err
}
