package web

import (
	"slices"
	"strconv"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/projections/convenings"
)

// know remembers what something that the book has is called.
func (n *Names) know(address, name string) { n.known[address], n.there[address] = name, true }

// Way is the name of a thing with the address of its page, as events and questions
// name it: "commitment/cm-1", "figure/fg-1". What has no page, or is not in the
// register, has no address.
func (n *Names) Way(kind, id string) Link {
	switch kind {
	case "commitment":
		return n.to(kind, id, n.commitment(id), "/commitments/"+id)
	case "convening":
		return n.to(kind, id, n.convening(id), "/convenings/"+id)
	case "instrument":
		return n.to(kind, id, n.instrument(id), "/instruments/"+id)
	case "working-group":
		return n.to(kind, id, n.group(id), "/working-groups/"+id)
	case "party":
		return n.to(kind, id, n.Party(id), "/organisations/"+id)
	case "figure":
		claim := look(n, kind, id, convenings.FindFigure, func(f convenings.Figure) string {
			n.figures[id] = n.FigureAt(f)
			return f.Claim
		})
		return n.to(kind, id, claim, n.figures[id])
	case "source":
		return n.to(kind, id, n.Source(id), n.sourceAt(id))
	case "register":
		return Link{Words: "the register"}
	}
	return Link{Words: kind + " " + id}
}

// sourceAt is where a source is listed: with the first meeting that it tells of.
func (n *Names) sourceAt(id string) string {
	rows, err := convenings.List(n.View, book.Query{Filters: map[string]string{"source": id}, Limit: 1})
	if err != nil && n.Err == nil {
		n.Err = err
	}
	if len(rows) == 0 {
		return ""
	}
	address := "/convenings/" + rows[0].ID
	if place := slices.Index(rows[0].Sources, id); place >= MaxItems {
		address += "?sources=" + strconv.Itoa(place/MaxItems+1)
	}
	return address + "#source-" + id
}

// FigureAt is where a figure is shown: on the page of its meeting that has it.
func (n *Names) FigureAt(f convenings.Figure) string {
	before, err := convenings.FiguresBefore(n.View, f)
	if err != nil && n.Err == nil {
		n.Err = err
	}
	address := Home("convening", f.Convening)
	if before >= MaxItems {
		address += "?figures=" + strconv.Itoa(before/MaxItems+1)
	}
	return address + "#figure-" + f.ID
}

func (n *Names) to(kind, id, words, href string) Link {
	if !n.there[kind+"/"+id] || !events.ValidID(id) {
		return Link{Words: words}
	}
	return Link{Words: words, Href: href}
}

// commitment is the beginning of the text of a commitment.
func (n *Names) commitment(id string) string {
	find := func(v *book.View, id string) (commitments.Row, bool, error) { return commitments.Find(v, id, n.today) }
	return look(n, "commitment", id, find, func(row commitments.Row) string { return Shorten(row.Text) })
}

// Addressed is the way to what an address names: "working-group/wg-1".
func (n *Names) Addressed(address string) Link {
	kind, id, _ := strings.Cut(address, "/")
	return n.Way(kind, id)
}

// Ways are those to several things of one kind.
func (n *Names) Ways(kind string, ids []string) []Link {
	links := make([]Link, len(ids))
	for i, id := range ids[:min(len(ids), MaxItems)] {
		links[i] = n.Way(kind, id)
	}
	return few(links)
}

// WayMaybe is none where nothing is named.
func (n *Names) WayMaybe(kind string, id *string) *Link {
	if id == nil {
		return nil
	}
	way := n.Way(kind, *id)
	return &way
}
