package web

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/projections/book"
)

// Question is what the address of the list asks for.
type Question struct {
	Filters map[string]string
	Page    int // from 1
}

// longestAsked is more than any filter value needs, in bytes. What is searched
// for is longer; how long is search's to say.
const longestAsked = 200

// ReadQuestion reads the part of an address after "?". Which filters there are
// is the list's to say; fields that a form left empty ask for nothing.
func ReadQuestion(query string) (Question, error) {
	values, err := url.ParseQuery(query)
	if err != nil {
		return Question{}, cause.Of(Malformed("This address cannot be read. Start again from the whole list."), err)
	}
	asked := Question{Filters: map[string]string{}, Page: 1}
	for name, given := range values {
		value := strings.TrimSpace(given[0])
		switch {
		case name == "after" || value == "" && len(given) == 1:
		case len(given) > 1:
			return Question{}, Malformed("This address says the same thing twice. Start again from the whole list.")
		case !utf8.ValidString(name+value) || name != book.Search && len(name)+len(value) > longestAsked:
			return Question{}, Malformed("This address is too long, or is not UTF-8. Start again from the whole list.")
		case name == "page":
			if asked.Page, err = strconv.Atoi(value); err != nil || asked.Page < 1 || asked.Page > 1_000_000 {
				return Question{}, cause.Of(Malformed("The page must be a whole number from 1."), err)
			}
		default:
			asked.Filters[name] = value
		}
	}
	return asked, nil
}

// Names of the filters asked for: those of a form in its order, then others.
func (q Question) Names(form []string) []string {
	var asked []string
	for _, name := range form {
		if _, ok := q.Filters[name]; ok {
			asked = append(asked, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(q.Filters)) {
		if !slices.Contains(asked, name) {
			asked = append(asked, name)
		}
	}
	return asked
}

// With is the question with one more filter.
func (q Question) With(name, value string) Question {
	filters := map[string]string{name: value}
	for other, asked := range q.Filters {
		if other != name {
			filters[other] = asked
		}
	}
	return Question{Filters: filters, Page: 1}
}

// Without is the question with one filter less.
func (q Question) Without(name string) Question {
	filters := maps.Clone(q.Filters)
	delete(filters, name)
	return Question{Filters: filters, Page: 1}
}

// OnPage is the question for another page of the same list.
func (q Question) OnPage(page int) Question { return Question{Filters: q.Filters, Page: page} }

// Href is the address that asks this.
func (q Question) Href() string {
	values := url.Values{}
	for name, value := range q.Filters {
		values.Set(name, value)
	}
	if q.Page > 1 {
		values.Set("page", strconv.Itoa(q.Page))
	}
	if len(values) == 0 {
		return "/"
	}
	return "/?" + values.Encode()
}
