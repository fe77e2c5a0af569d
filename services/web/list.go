package web

import (
	"fmt"
	"net/http"
	"slices"

	"ahd/events/commitment"
	"ahd/projections/book"
	"ahd/projections/commitments"
	"ahd/projections/search"
)

// rowsOnPage is how many commitments one page lists.
const rowsOnPage = 100

// listPage is the list of commitments.
type listPage struct {
	Headline   string
	Silent     link // to those without a report; no Href where there are none
	Unanswered link
	Rows       []listRow
	From, To   int
	Total      int
	More       bool   // there are more than that
	Prev, Next string // addresses
	Chosen     []chosen
	Search     string // what is searched for
	Filters    []filter
	Others     []chosen // filters that the form does not offer: name and value
	OfDay      bool     // it is the list of a day that was asked for
	Meetings   []link
	Before     int // meetings that are not shown
}

func (s commitmentPages) list(r *http.Request) (answer, error) {
	asked, err := readQuestion(r.URL.RawQuery)
	if err != nil {
		return answer{}, err
	}
	var page listPage
	sequence, undated, err := s.readAbout(r, about(asked.filters), func(v *book.View) error {
		page, err = s.listPage(v, asked)
		return err
	})
	return answer{view: "list", title: "Commitments", sequence: sequence, undated: undated, page: page}, err
}

func (s commitmentPages) listPage(v *book.View, asked question) (listPage, error) {
	n, on := s.names(v), s.today()
	told, err := commitments.Tell(v, book.Query{Filters: asked.filters}, on)
	if err != nil {
		return listPage{}, err
	}
	tally := tally{total: told.Total, silent: told.Silent, unanswered: told.Unanswered}
	pages := max(1, (tally.total+rowsOnPage-1)/rowsOnPage)
	if asked.page > pages && told.More {
		return listPage{}, notFound(fmt.Sprintf("So many commitments match that only the first %d pages of them can be turned. Add a word or a filter to find fewer.", pages))
	}
	if asked.page > pages {
		return listPage{}, notFound(fmt.Sprintf("There is no page %d: the list has %d.", asked.page, pages))
	}
	all, err := choices(n) // which names everything that the rows speak of
	if err != nil {
		return listPage{}, err
	}
	first := (asked.page - 1) * rowsOnPage
	rows, err := commitments.List(v, book.Query{Filters: asked.filters, Limit: rowsOnPage, Offset: first}, on)
	if err != nil {
		return listPage{}, err
	}
	page := listPage{
		Headline: tally.headline(len(asked.filters) > 0, s.on != nil), Total: tally.total, More: told.More, Rows: n.listRows(rows),
		From: first + 1, To: first + len(rows), OfDay: s.on != nil,
	}
	if told.More {
		page.Headline = tally.first()
	}
	page.turn(asked, pages)
	page.narrow(asked, tally)
	s.offer(&page, asked, all)
	return page, n.err
}

// turn adds the ways to the pages before and after.
func (p *listPage) turn(asked question, pages int) {
	if asked.page > 1 {
		p.Prev = asked.onPage(asked.page - 1).href()
	}
	if asked.page < pages {
		p.Next = asked.onPage(asked.page + 1).href()
	}
}

// narrow adds the ways to the lists behind the headline's counts.
func (p *listPage) narrow(asked question, t tally) {
	if t.silent > 0 && t.silent < t.total {
		p.Silent = link{Words: "Those without a report", Href: asked.with(commitment.AxisSelfReported, commitment.NoReport).href()}
	}
	if t.unanswered > 0 && t.unanswered < t.total {
		p.Unanswered = link{Words: "Those nobody answers for", Href: asked.with("lead_party", book.NotStated).href()}
	}
}

// offer adds the form, what it is filled in with, and the meetings.
func (s commitmentPages) offer(page *listPage, asked question, all map[string][]choice) {
	page.Filters, page.Chosen = s.filterForm(asked, all), s.chosen(asked, all)
	page.Search = asked.filters[search.Name]
	for _, name := range asked.names() {
		if name != search.Name && !slices.Contains(formFilters, name) {
			page.Others = append(page.Others, chosen{Label: name, Words: asked.filters[name]})
		}
	}
	page.Before = max(0, len(all["convening"])-mostItems)
	for _, meeting := range all["convening"][page.Before:] {
		page.Meetings = append(page.Meetings, link{Words: meeting.Words, Href: "/convenings/" + meeting.Value})
	}
}

// filter is one field of the form.
type filter struct {
	Name, Label string
	Choices     []choice
}

// filterForm is the form with what was asked for filled in.
func (s commitmentPages) filterForm(asked question, all map[string][]choice) []filter {
	form := make([]filter, len(formFilters))
	for i, name := range formFilters {
		value := asked.filters[name]
		form[i] = filter{Name: name, Label: s.wording.label(name), Choices: choose(all[name], value)}
	}
	return form
}

// chosen says in words by what the list is narrowed.
func (s commitmentPages) chosen(asked question, all map[string][]choice) []chosen {
	var listed []chosen
	for _, name := range asked.names() {
		words := asked.filters[name]
		for _, choice := range all[name] {
			if choice.Value == words {
				words = choice.Words
				break
			}
		}
		listed = append(listed, chosen{Label: s.wording.label(name), Words: words, Without: asked.without(name).href()})
	}
	return listed
}
