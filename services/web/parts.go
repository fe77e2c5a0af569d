package web

import (
	"maps"
	"net/http"
	"slices"
	"strconv"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/questions"
)

// MaxItems is how many commitments a page that is no list shows.
const MaxItems = 200

// Part says which of the things that a meeting has many of a page shows, and where the
// others are.
type Part struct {
	From, To, Total int
	Earlier, Later  string // addresses; "" where there are none
	Offset          int
}

// All reports whether the page shows all of them.
func (p Part) All() bool { return p.Total <= MaxItems }

// AskedPart is the part of so many things that the address asks for by a name.
func AskedPart(r *http.Request, name, address string, total int) (p Part, err error) {
	asked, err := Number(r, name)
	if err != nil {
		return p, err
	}
	page, pages := max(1, int(min(asked, 1<<31))), max(1, (total+MaxItems-1)/MaxItems)
	if page > pages {
		return p, NotFound("There is no page " + Count(page) + " of these: they have " + Count(pages) + ".")
	}
	p.Offset, p.Total = (page-1)*MaxItems, total
	p.From, p.To = p.Offset+1, min(p.Offset+MaxItems, total)
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

// PartOf is the part of some things of one kind that the address asks for by a name: of
// anything a register can have more than a page shows.
func PartOf[T any](r *http.Request, name, address string, all []T) (shown []T, p Part, err error) {
	if p, err = AskedPart(r, name, address, len(all)); err != nil {
		return nil, p, err
	}
	return all[p.Offset:p.To], p, nil
}

// few are the first of some links, and how many there are beyond.
func few(links []Link) []Link {
	if len(links) <= MaxItems {
		return links
	}
	return append(links[:MaxItems:MaxItems], Link{Words: "and " + Count(len(links)-MaxItems) + " more"})
}

// FindOne reads one thing, or answers that there is none.
func FindOne[T any](v *book.View, id string, read func(*book.View, string) (T, bool, error), none error) (T, error) {
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

// QuestionsAbout lists the questions about any of some addresses.
func QuestionsAbout(v *book.View, addresses map[string]bool) ([]questions.Row, error) {
	return questions.About(v, slices.Sorted(maps.Keys(addresses)), MaxItems)
}
