package web

import (
	"maps"
	"net/http"
	"slices"
	"strconv"

	"ahd/events"
	"ahd/projections/book"
	"ahd/projections/questions"
)

// mostItems is how many commitments a page that is no list shows.
const mostItems = 200

// part says which of the things that a meeting has many of a page shows, and where the
// others are.
type part struct {
	From, To, Total int
	Earlier, Later  string // addresses; "" where there are none
	offset          int
}

// All reports whether the page shows all of them.
func (p part) All() bool { return p.Total <= mostItems }

// askedPart is the part of so many things that the address asks for by a name.
func askedPart(r *http.Request, name, address string, total int) (p part, err error) {
	asked, err := number(r, name)
	if err != nil {
		return p, err
	}
	page, pages := max(1, int(min(asked, 1<<31))), max(1, (total+mostItems-1)/mostItems)
	if page > pages {
		return p, notFound("There is no page " + count(page) + " of these: they have " + count(pages) + ".")
	}
	p.offset, p.Total = (page-1)*mostItems, total
	p.From, p.To = p.offset+1, min(p.offset+mostItems, total)
	if page > 1 {
		p.Earlier = onPart(address, name, page-1)
	}
	if page < pages {
		p.Later = onPart(address, name, page+1)
	}
	return p, nil
}

func onPart(address, name string, page int) string {
	if page > 1 {
		address += "?" + name + "=" + strconv.Itoa(page)
	}
	return address + "#" + name
}

// partOf is the part of some things of one kind that the address asks for by a name: of
// anything a register can have more than a page shows.
func partOf[T any](r *http.Request, name, address string, all []T) (shown []T, p part, err error) {
	if p, err = askedPart(r, name, address, len(all)); err != nil {
		return nil, p, err
	}
	return all[p.offset:p.To], p, nil
}

// few are the first of some links, and how many there are beyond.
func few(links []link) []link {
	if len(links) <= mostItems {
		return links
	}
	return append(links[:mostItems:mostItems], link{Words: "and " + count(len(links)-mostItems) + " more"})
}

// find reads one thing, or answers that there is none.
func find[T any](v *book.View, id string, read func(*book.View, string) (T, bool, error), none error) (T, error) {
	var nothing T
	if !events.ValidID(id) {
		return nothing, none
	}
	row, found, err := read(v, id)
	if err == nil && !found {
		err = none
	}
	return row, err
}

// askedOf lists the questions about any of some addresses.
func askedOf(v *book.View, addresses map[string]bool) ([]questions.Row, error) {
	return questions.About(v, slices.Sorted(maps.Keys(addresses)), mostItems)
}
