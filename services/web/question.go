package web

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"ahd/events/cause"
	"ahd/projections/search"
)

// question is what the address of the list asks for.
type question struct {
	filters map[string]string
	page    int // from 1
}

// longestAsked is more than any filter value needs, in bytes. What is searched
// for is longer; how long is search's to say.
const longestAsked = 200

// readQuestion reads the part of an address after "?". Which filters there are
// is the list's to say; fields that a form left empty ask for nothing.
func readQuestion(query string) (question, error) {
	values, err := url.ParseQuery(query)
	if err != nil {
		return question{}, cause.Of(malformed("This address cannot be read. Start again from the whole list."), err)
	}
	asked := question{filters: map[string]string{}, page: 1}
	for name, given := range values {
		value := strings.TrimSpace(given[0])
		switch {
		case name == "after" || value == "" && len(given) == 1:
		case len(given) > 1:
			return question{}, malformed("This address says the same thing twice. Start again from the whole list.")
		case !utf8.ValidString(name+value) || name != search.Name && len(name)+len(value) > longestAsked:
			return question{}, malformed("This address is too long, or is not UTF-8. Start again from the whole list.")
		case name == "page":
			if asked.page, err = strconv.Atoi(value); err != nil || asked.page < 1 || asked.page > 1_000_000 {
				return question{}, cause.Of(malformed("The page must be a whole number from 1."), err)
			}
		default:
			asked.filters[name] = value
		}
	}
	return asked, nil
}

// names of the filters asked for: those of the form in its order, then others.
func (q question) names() []string {
	var asked []string
	for _, name := range formFilters {
		if _, ok := q.filters[name]; ok {
			asked = append(asked, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(q.filters)) {
		if !slices.Contains(asked, name) {
			asked = append(asked, name)
		}
	}
	return asked
}

// with is the question with one more filter.
func (q question) with(name, value string) question {
	filters := map[string]string{name: value}
	for other, asked := range q.filters {
		if other != name {
			filters[other] = asked
		}
	}
	return question{filters: filters, page: 1}
}

// without is the question with one filter less.
func (q question) without(name string) question {
	filters := maps.Clone(q.filters)
	delete(filters, name)
	return question{filters: filters, page: 1}
}

// onPage is the question for another page of the same list.
func (q question) onPage(page int) question { return question{filters: q.filters, page: page} }

// href is the address that asks this.
func (q question) href() string {
	values := url.Values{}
	for name, value := range q.filters {
		values.Set(name, value)
	}
	if q.page > 1 {
		values.Set("page", strconv.Itoa(q.page))
	}
	if len(values) == 0 {
		return "/"
	}
	return "/?" + values.Encode()
}
