package web

import (
	"fmt"
	"net/http"
	"slices"

	"ahd/events/commitment"
	"ahd/events/edtf"
	"ahd/projections/book"
	"ahd/projections/commitments"
	"ahd/projections/search"
)

// rowsOnPage is how many commitments one page lists.
const rowsOnPage = 100

// nobody is said where no organisation answers.
const nobody = "nobody yet"

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

// listRow is one commitment of the list.
type listRow struct {
	commitments.Row
	Lead   string // the organisation that answers; "" for nobody
	Places string
	Label  string // what its link says: the text, or the place of a part
	Silent string // for how long nothing was heard, where that is too long; "" where it is not or cannot be said
}

func (s *site) list(r *http.Request) (answer, error) {
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

func (s *site) listPage(v *book.View, asked question) (listPage, error) {
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
	all, err := s.choices(n) // which names everything that the rows speak of
	if err != nil {
		return listPage{}, err
	}
	first := (asked.page - 1) * rowsOnPage
	rows, err := commitments.List(v, book.Query{Filters: asked.filters, Limit: rowsOnPage, Offset: first}, on)
	if err != nil {
		return listPage{}, err
	}
	page := listPage{
		Headline: tally.headline(len(asked.filters) > 0, s.on != nil), Total: tally.total, More: told.More, Rows: s.listRows(n, rows),
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
func (s *site) offer(page *listPage, asked question, all map[string][]choice) {
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

func (s *site) listRows(n *names, rows []commitments.Row) []listRow {
	listed := make([]listRow, len(rows))
	for i, row := range rows {
		listed[i] = listRow{Row: row, Lead: n.partyOf(row.LeadParty), Places: n.places(row.Geography), Label: row.Text}
		if row.Stale && row.Heard != nil && len(row.Children) == 0 {
			listed[i].Silent = s.noNews(*row.Heard)
		}
	}
	return listed
}

// noNews says for how long nothing was heard since a civil day; "" where that is
// none.
func (s *site) noNews(since string) string {
	day, err := edtf.ParseDay(since)
	if err != nil {
		return ""
	}
	return s.words.NoNews(s.today().DaysSince(day))
}

// partOf is the row beside the one that it is a part of: what tells parts with
// one text apart is their places.
func (row listRow) partOf(whole commitments.Row) listRow {
	if row.Text == whole.Text && row.Places != "" {
		row.Label, row.Places = row.Places, ""
	}
	return row
}

// tally counts a list: all, those without a report, those nobody answers for.
type tally struct {
	total, silent, unanswered int
}

func tallyOf(v *book.View, asked question, on edtf.Day) (tally, error) {
	t, err := commitments.Tell(v, book.Query{Filters: asked.filters}, on)
	return tally{total: t.Total, silent: t.Silent, unanswered: t.Unanswered}, err
}

// headline is the first sentence of the page. Nothing in it is rounded, and
// nothing is left out because it looks bad.
func (t tally) headline(narrowed, ofDay bool) string {
	which := map[bool]string{true: " match", false: ""}[narrowed]
	switch t.total {
	case 0:
		if ofDay && !narrowed {
			return "On that day there was no commitment yet."
		}
		return map[bool]string{true: "No commitment matches.", false: "No commitment is recorded yet."}[narrowed]
	case 1:
		which = map[bool]string{true: " matches", false: ""}[narrowed]
		return "1 commitment" + which + "; " + t.silence("it has") + "; " + t.answers("it") + "."
	}
	return count(t.total) + " commitments" + which + "; " + t.silence(count(t.silent)+" have") + "; " + t.answers(count(t.unanswered)) + "."
}

// first is the first sentence where there are more than were counted.
func (t tally) first() string {
	return "More than " + count(t.total) + " commitments match; of the first " + count(t.total) + ", " +
		t.silence(count(t.silent)+" have") + ", and " + t.answers(count(t.unanswered)) + ". Add a word or a filter to find fewer."
}

// kept is the first sentence of the page of who answers for all of them.
func (t tally) kept() string {
	if t.total == 0 {
		return "Answers for no commitment yet."
	}
	who := count(t.silent) + " have"
	if t.total == 1 {
		who = "it has"
	}
	return "Answers for " + things(t.total, "commitment") + "; " + t.silence(who) + "."
}

func (t tally) silence(who string) string {
	switch {
	case t.silent == 0:
		return "none is without a report"
	case t.silent == 1 && t.total > 1:
		return "1 has no report"
	}
	return who + " no report"
}

func (t tally) answers(forWhom string) string {
	if t.unanswered == 0 {
		return "somebody answers for each"
	}
	return "nobody answers for " + forWhom
}
