package commitments

import (
	"fmt"
	"net/http"
	"slices"
	"sync"

	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/web"
)

// rowsOnPage is how many commitments one page lists.
const rowsOnPage = 100

// table is how the list is narrowed.
var table = api.TableOf("commitments")

// values are what there is to choose from, by filter. No day changes them.
var values = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	for _, field := range slices.Concat(table.Form, table.Told) {
		all[field] = table.Values(field)
	}
	return all
})

// listPage is the list of commitments.
type listPage struct {
	Headline   string
	Silent     web.Link // to those without a report; no Href where there are none
	Unanswered web.Link
	Rows       []web.Listed
	From, To   int
	Total      int
	More       bool   // there are more than that
	Prev, Next string // addresses
	Chosen     []web.Chosen
	Search     string // what is searched for
	Filters    []filter
	Others     []web.Chosen // filters that the form does not offer: name and value
	OfDay      bool         // it is the list of a day that was asked for
	Meetings   []web.Link
	Before     int // meetings that are not shown
}

func (s pages) list(r *http.Request) (web.Answer, error) {
	asked, err := web.ReadQuestion(r.URL.RawQuery)
	if err != nil {
		return web.Answer{}, err
	}
	var page listPage
	sequence, undated, err := s.ReadAbout(r, web.About(asked.Filters), func(v *book.View) error {
		page, err = s.listPage(v, asked)
		return err
	})
	return web.Answer{View: "list", Title: "Commitments", Sequence: sequence, Undated: undated, Page: page}, err
}

func (s pages) listPage(v *book.View, asked web.Question) (listPage, error) {
	n, on := s.Names(v), s.Today()
	first := (asked.Page - 1) * rowsOnPage
	list, err := api.ListCommitments(v, book.Query{Filters: asked.Filters, Limit: rowsOnPage, Offset: first}, on)
	if err != nil {
		return listPage{}, err
	}
	tally := web.Tally(list.Tally)
	pages := max(1, (tally.Total+rowsOnPage-1)/rowsOnPage)
	if asked.Page > pages && tally.More {
		return listPage{}, web.NotFound(fmt.Sprintf("So many commitments match that only the first %d pages of them can be turned. Add a word or a filter to find fewer.", pages))
	}
	if asked.Page > pages {
		return listPage{}, web.NotFound(fmt.Sprintf("There is no page %d: the list has %d.", asked.Page, pages))
	}
	all, err := s.choices(n) // which names everything that the rows speak of
	if err != nil {
		return listPage{}, err
	}
	page := listPage{
		Headline: tally.Headline(len(asked.Filters) > 0, s.On != nil), Total: tally.Total, More: tally.More, Rows: n.ListRows(list.Rows),
		From: first + 1, To: first + len(list.Rows), OfDay: s.On != nil,
	}
	page.turn(asked, pages)
	page.narrow(asked, tally)
	s.offer(&page, asked, all)
	return page, n.Err
}

// turn adds the ways to the pages before and after.
func (p *listPage) turn(asked web.Question, pages int) {
	if asked.Page > 1 {
		p.Prev = asked.OnPage(asked.Page - 1).Href()
	}
	if asked.Page < pages {
		p.Next = asked.OnPage(asked.Page + 1).Href()
	}
}

// narrow adds the ways to the lists behind the headline's counts.
func (p *listPage) narrow(asked web.Question, t web.Tally) {
	if t.Silent > 0 && t.Silent < t.Total {
		p.Silent = web.Link{Words: "Those without a report", Href: asked.With(commitment.AxisSelfReported, commitment.NoReport).Href()}
	}
	if t.Unanswered > 0 && t.Unanswered < t.Total {
		p.Unanswered = web.Link{Words: "Those nobody answers for", Href: asked.With("lead_party", book.NotStated).Href()}
	}
}

// offer adds the form, what it is filled in with, and the meetings.
func (s pages) offer(page *listPage, asked web.Question, all map[string][]web.Choice) {
	page.Filters, page.Chosen = s.filterForm(asked, all), s.chosen(asked, all)
	page.Search = asked.Filters[book.Search]
	for _, name := range asked.Names(table.Form) {
		if name != book.Search && !slices.Contains(table.Form, name) {
			page.Others = append(page.Others, web.Chosen{Label: name, Words: asked.Filters[name]})
		}
	}
	page.Before = max(0, len(all["convening"])-web.MaxItems)
	for _, meeting := range all["convening"][page.Before:] {
		page.Meetings = append(page.Meetings, web.Link{Words: meeting.Words, Href: "/convenings/" + meeting.Value})
	}
}

// filter is one field of the form.
type filter struct {
	Name, Label string
	Choices     []web.Choice
}

// filterForm is the form with what was asked for filled in.
func (s pages) filterForm(asked web.Question, all map[string][]web.Choice) []filter {
	form := make([]filter, len(table.Form))
	for i, name := range table.Form {
		value := asked.Filters[name]
		form[i] = filter{Name: name, Label: s.Wording.Label(name), Choices: web.Choose(all[name], value)}
	}
	return form
}

// choices are what there is to choose from, by filter.
func (s pages) choices(n *web.Names) (map[string][]web.Choice, error) {
	things, err := web.Known(n)
	all := map[string][]web.Choice{}
	for _, field := range slices.Concat(table.Form, table.Told) {
		all[field] = s.choicesOf(api.FilterOf(field), things)
	}
	return all, err
}

// nobody is said where no organisation answers.
const nobody = "nobody yet"

func (s pages) choicesOf(filter api.Filter, things map[string][]web.Choice) []web.Choice {
	if filter.Of != "" && filter.Null {
		return append([]web.Choice{{Value: book.NotStated, Words: nobody}}, things[filter.Of]...)
	}
	if filter.Of != "" {
		return things[filter.Of]
	}
	list := web.Worded(values()[filter.Field], func(value string) string {
		if filter.Codes != nil {
			return s.Wording.Codes().Code(filter.Codes, value)
		}
		return s.Wording.ValueOf(filter.Field, value)
	})
	if filter.Null {
		list = append(list, web.Choice{Value: book.NotStated, Words: s.Wording.NotStated()})
	}
	return list
}

// chosen says in words by what the list is narrowed.
func (s pages) chosen(asked web.Question, all map[string][]web.Choice) []web.Chosen {
	var listed []web.Chosen
	for _, name := range asked.Names(table.Form) {
		words := asked.Filters[name]
		for _, choice := range all[name] {
			if choice.Value == words {
				words = choice.Words
				break
			}
		}
		listed = append(listed, web.Chosen{Label: s.Wording.Label(name), Words: words, Without: asked.Without(name).Href()})
	}
	return listed
}
