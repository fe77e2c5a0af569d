package web

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"ahd/events"
	"ahd/events/edtf"
	"ahd/projections/book"
	"ahd/projections/convenings"
	"ahd/projections/instruments"
	"ahd/projections/parties"
	"ahd/projections/sources"
	"ahd/projections/timeline"
	"ahd/services/wording"
)

// names knows what things are called, as one view of the book has it. What the
// book does not have is called by its id. The first error stays and is asked for
// once, at the end.
type names struct {
	view  *book.View
	words wording.Language
	known map[string]string // address → name
	there map[string]bool   // addresses that the book has
	today edtf.Day
	err   error

	figures map[string]string // id → address of its page
	events  map[string]uint64 // id of an event → its place; 0 for one that is not there
}

func (s *site) names(v *book.View) *names {
	return &names{view: v, words: s.words, known: map[string]string{}, there: map[string]bool{}, today: s.today(), figures: map[string]string{}, events: map[string]uint64{}}
}

// look finds a name, once for each address.
func look[T any](n *names, kind, id string, find func(*book.View, string) (T, bool, error), name func(T) string) string {
	address := kind + "/" + id
	if name, ok := n.known[address]; ok {
		return name
	}
	row, found, err := find(n.view, id)
	if err != nil && n.err == nil {
		n.err = err
	}
	n.known[address] = id
	if found {
		n.known[address], n.there[address] = name(row), true
	}
	return n.known[address]
}

func (n *names) party(id string) string {
	return look(n, "party", id, parties.Find, func(row parties.Row) string { return row.Name })
}

// partyOf is the name of a party that may be absent; "" where it is.
func (n *names) partyOf(id *string) string {
	if id == nil {
		return ""
	}
	return n.party(*id)
}

func (n *names) convening(id string) string {
	return look(n, "convening", id, convenings.Find, conveningName)
}

func (n *names) group(id string) string {
	return look(n, "working-group", id, convenings.FindGroup, func(row convenings.Group) string { return row.Name })
}

func (n *names) source(id string) string {
	return look(n, "source", id, sources.Find, sourceName)
}

func (n *names) instrument(id string) string {
	return look(n, "instrument", id, instruments.Find, n.instrumentName)
}

// conveningName is the name of a meeting, or what kind of meeting it was and
// where, for those that their sources do not name.
func conveningName(row convenings.Row) string {
	if row.Name != nil {
		return *row.Name
	}
	name := wording.Plain(row.Kind)
	if row.KindStated != nil {
		name = *row.KindStated
	}
	if row.Place != nil {
		name += ", " + *row.Place
	}
	return capital(name)
}

func sourceName(row sources.Row) string {
	if row.Title != nil {
		return *row.Title
	}
	return row.File
}

// instrumentName is the title of a declaration or set of recommendations, or
// what it is.
func (n *names) instrumentName(row instruments.Row) string {
	switch {
	case row.Title != nil:
		return *row.Title
	case row.WorkingGroup != nil:
		return capital(n.words.Instrument(row.Kind)) + ", " + n.group(*row.WorkingGroup)
	}
	return capital(n.words.Instrument(row.Kind))
}

// places names the places of a list of codes.
func (n *names) places(codes []string) string {
	named := make([]string, len(codes))
	for i, code := range codes {
		named[i] = n.words.Codes().Place(code)
	}
	return strings.Join(named, ", ")
}

// quoted is a verbatim passage with what its source is called.
type quoted struct {
	events.Quote
	SourceName string
}

func (n *names) quoted(quote events.Quote) quoted {
	return quoted{Quote: quote, SourceName: n.source(quote.Source)}
}

func (n *names) quotedMaybe(quote *events.Quote) *quoted {
	if quote == nil {
		return nil
	}
	q := n.quoted(*quote)
	return &q
}

// link is a name with the address of its page.
type link struct {
	Words, Href string
}

// capital begins a text with a capital letter.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// event is where an event of a thing stands; 0 where it has none with that id.
func (n *names) event(kind, thing, id string) uint64 {
	sequence, known := n.events[id]
	if !known {
		var err error
		if sequence, _, err = timeline.Place(n.view, kind, thing, id); err != nil && n.err == nil {
			n.err = err
		}
		n.events[id] = sequence
	}
	return sequence
}
