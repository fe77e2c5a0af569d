package web

import (
	"slices"
	"strconv"
	"strings"

	"ahd/events"
	"ahd/projections/book"
	"ahd/projections/commitments"
	"ahd/projections/convenings"
)

// know remembers what something that the book has is called.
func (n *names) know(address, name string) { n.known[address], n.there[address] = name, true }

// way is the name of a thing with the address of its page, as events and questions
// name it: "commitment/cm-1", "figure/fg-1". What has no page, or is not in the
// register, has no address.
func (n *names) way(kind, id string) link {
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
		return n.to(kind, id, n.party(id), "/organisations/"+id)
	case "figure":
		claim := look(n, kind, id, convenings.FindFigure, func(f convenings.Figure) string {
			n.figures[id] = n.figureAt(f)
			return f.Claim
		})
		return n.to(kind, id, claim, n.figures[id])
	case "source":
		return n.to(kind, id, n.source(id), n.sourceAt(id))
	case "register":
		return link{Words: "the register"}
	}
	return link{Words: kind + " " + id}
}

// sourceAt is where a source is listed: with the first meeting that it tells of.
func (n *names) sourceAt(id string) string {
	rows, err := convenings.List(n.view, book.Query{Filters: map[string]string{"source": id}, Limit: 1})
	if err != nil && n.err == nil {
		n.err = err
	}
	if len(rows) == 0 {
		return ""
	}
	address := "/convenings/" + rows[0].ID
	if place := slices.Index(rows[0].Sources, id); place >= mostItems {
		address += "?sources=" + strconv.Itoa(place/mostItems+1)
	}
	return address + "#source-" + id
}

// figureAt is where a figure is shown: on the page of its meeting that has it.
func (n *names) figureAt(f convenings.Figure) string {
	before, err := convenings.FiguresBefore(n.view, f)
	if err != nil && n.err == nil {
		n.err = err
	}
	address := home("convening", f.Convening)
	if before >= mostItems {
		address += "?figures=" + strconv.Itoa(before/mostItems+1)
	}
	return address + "#figure-" + f.ID
}

func (n *names) to(kind, id, words, href string) link {
	if !n.there[kind+"/"+id] || !events.ValidID(id) {
		return link{Words: words}
	}
	return link{Words: words, Href: href}
}

// commitment is the beginning of the text of a commitment.
func (n *names) commitment(id string) string {
	find := func(v *book.View, id string) (commitments.Row, bool, error) { return commitments.Find(v, id, n.today) }
	return look(n, "commitment", id, find, func(row commitments.Row) string { return shorten(row.Text) })
}

// addressed is the way to what an address names: "working-group/wg-1".
func (n *names) addressed(address string) link {
	kind, id, _ := strings.Cut(address, "/")
	return n.way(kind, id)
}

// ways are those to several things of one kind.
func (n *names) ways(kind string, ids []string) []link {
	links := make([]link, len(ids))
	for i, id := range ids[:min(len(ids), mostItems)] {
		links[i] = n.way(kind, id)
	}
	return few(links)
}

// wayMaybe is none where nothing is named.
func (n *names) wayMaybe(kind string, id *string) *link {
	if id == nil {
		return nil
	}
	way := n.way(kind, *id)
	return &way
}
