package web

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/convenings"
	"ahd.example/ahd/projections/instruments"
	"ahd.example/ahd/projections/parties"
	"ahd.example/ahd/projections/sources"
	"ahd.example/ahd/projections/timeline"
	"ahd.example/ahd/services/wording"
)

// Names knows what things are called, as one view of the book has it. What the
// book does not have is called by its id. The first error stays and is asked for
// once, at the end.
type Names struct {
	View  *book.View
	words wording.Language
	known map[string]string // address → name
	there map[string]bool   // addresses that the book has
	today edtf.Day
	Err   error

	figures map[string]string // id → address of its page
	events  map[string]uint64 // id of an event → its place; 0 for one that is not there
}

// Names are the names that a view of the book knows, in the words of the page.
func (f *Frame) Names(v *book.View) *Names {
	return &Names{View: v, words: f.Wording.Language, known: map[string]string{}, there: map[string]bool{}, today: f.Today(), figures: map[string]string{}, events: map[string]uint64{}}
}

// look finds a name, once for each address.
func look[T any](n *Names, kind, id string, find func(*book.View, string) (T, bool, error), name func(T) string) string {
	address := kind + "/" + id
	if name, ok := n.known[address]; ok {
		return name
	}
	row, found, err := find(n.View, id)
	if err != nil && n.Err == nil {
		n.Err = err
	}
	n.known[address] = id
	if found {
		n.known[address], n.there[address] = name(row), true
	}
	return n.known[address]
}

// Party is what an organisation is called.
func (n *Names) Party(id string) string {
	return look(n, "party", id, parties.FindKnown, func(known parties.Known) string { return known.Name })
}

// PartyOf is the name of a party that may be absent; "" where it is.
func (n *Names) PartyOf(id *string) string {
	if id == nil {
		return ""
	}
	return n.Party(*id)
}

func (n *Names) convening(id string) string {
	return look(n, "convening", id, convenings.Find, ConveningName)
}

func (n *Names) group(id string) string {
	return look(n, "working-group", id, convenings.FindGroup, func(row convenings.Group) string { return row.Name })
}

// Source is what a source is called.
func (n *Names) Source(id string) string {
	return look(n, "source", id, sources.Find, sourceName)
}

func (n *Names) instrument(id string) string {
	return look(n, "instrument", id, instruments.Find, n.InstrumentName)
}

// ConveningName is the name of a meeting, or what kind of meeting it was and
// where, for those that their sources do not name.
func ConveningName(row convenings.Row) string {
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
	return Capital(name)
}

func sourceName(row sources.Row) string {
	if row.Title != nil {
		return *row.Title
	}
	return row.File
}

// InstrumentName is the title of a declaration or set of recommendations, or
// what it is.
func (n *Names) InstrumentName(row instruments.Row) string {
	switch {
	case row.Title != nil:
		return *row.Title
	case row.WorkingGroup != nil:
		return Capital(n.words.Instrument(row.Kind)) + ", " + n.group(*row.WorkingGroup)
	}
	return Capital(n.words.Instrument(row.Kind))
}

// places names the places of a list of codes.
func (n *Names) places(codes []string) string {
	named := make([]string, len(codes))
	for i, code := range codes {
		named[i] = n.words.Codes().Place(code)
	}
	return strings.Join(named, ", ")
}

// Quoted is a verbatim passage with what its source is called.
type Quoted struct {
	events.Quote
	SourceName string
}

// Quoted is a passage with the name of its source.
func (n *Names) Quoted(quote events.Quote) Quoted {
	return Quoted{Quote: quote, SourceName: n.Source(quote.Source)}
}

// QuotedMaybe is the same of a passage that may be absent.
func (n *Names) QuotedMaybe(quote *events.Quote) *Quoted {
	if quote == nil {
		return nil
	}
	q := n.Quoted(*quote)
	return &q
}

// Link is a name with the address of its page.
type Link struct {
	Words, Href string
}

// Capital begins a text with a capital letter.
func Capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// Event is where an event of a thing stands; 0 where it has none with that id.
func (n *Names) Event(kind, thing, id string) uint64 {
	sequence, known := n.events[id]
	if !known {
		var err error
		if sequence, _, err = timeline.Place(n.View, kind, thing, id); err != nil && n.Err == nil {
			n.Err = err
		}
		n.events[id] = sequence
	}
	return sequence
}

// longestTitle is what a tab or a bookmark can show, in characters.
const longestTitle = 80

// Shorten cuts a text to what a tab can show.
func Shorten(text string) string {
	if all := []rune(text); len(all) > longestTitle {
		return string(all[:longestTitle]) + "…"
	}
	return text
}
