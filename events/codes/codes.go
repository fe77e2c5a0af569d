// Package codes answers: which codes may a commitment be classified by, and what are they called?
package codes

import (
	"bytes"
	"embed"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
)

// Label is what people read for a code.
type Label struct{ EN, UR string }

// Entry is one code of a list.
type Entry struct {
	Code   string
	Label  Label
	Within string // the code it lies in: the province of a district; "" elsewhere
}

// List is one code list. Nobody changes it after it is read.
type List struct {
	Name    string
	Entries []Entry

	at map[string]int // where in Entries a code stands
}

// Has says whether the list has the code.
func (l *List) Has(code string) bool {
	_, known := l.at[code]
	return known
}

// Codes are those of the list.
func (l *List) Codes() []string {
	codes := make([]string, len(l.Entries))
	for i, entry := range l.Entries {
		codes[i] = entry.Code
	}
	return codes
}

// Label is what people read for the code.
func (l *List) Label(code string) (Label, bool) {
	e, known := l.Entry(code)
	return e.Label, known
}

// Entry is what the list says about the code.
func (l *List) Entry(code string) (Entry, bool) {
	i, known := l.at[code]
	if !known {
		return Entry{}, false
	}
	return l.Entries[i], true
}

//go:embed data/*.csv
var tables embed.FS

// Pillars are the four Ps of work against trafficking.
var Pillars = read("pillar")

// SDGTargets are the 169 targets of the sustainable development goals. The codes
// are those of the United Nations; the labels are short ones of our own, and say
// less than the targets do.
var SDGTargets = read("sdg_target")

// Places are Pakistan, its provinces and territories by their ISO 3166-2 codes,
// and the districts of these by codes of our own: PK-PB/lahore. Islamabad has no
// district of its own here: PK-IS is all of it.
//
// The list is dated: it has the districts as of the end of 2022. Districts are
// created, split and renamed. A new one is added, and a label may follow a new
// name, but a code never disappears from the list, for events that name it stay.
var Places = read("place")

// Groups are the people whom a commitment is about.
var Groups = read("group")

// Schemes are what others publish that may ask for the same as a commitment.
var Schemes = read("scheme")

// Lists are all code lists.
func Lists() []*List { return []*List{Pillars, SDGTargets, Places, Groups, Schemes} }

// read reads a table that is part of the program. One that cannot be read is a
// mistake in the program.
func read(name string) *List {
	table, err := tables.ReadFile("data/" + name + ".csv")
	if err != nil {
		panic("codes: " + err.Error())
	}
	list, err := parse(name, bytes.NewReader(table))
	if err != nil {
		panic("codes: " + err.Error())
	}
	return list
}

// columns are the first row of each table.
var columns = []string{"code", "within", "en", "ur"}

// parse reads a table. A code lies only in one that stands before it.
func parse(name string, table io.Reader) (*List, error) {
	rows := csv.NewReader(table)
	header, err := rows.Read()
	if err != nil {
		return nil, fmt.Errorf("table %s has no header: %w", name, err)
	}
	if !slices.Equal(header, columns) {
		return nil, fmt.Errorf("table %s has the columns %q, not %q", name, header, columns)
	}
	records, err := rows.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("table %s: %w", name, err)
	}
	list := &List{Name: name, at: make(map[string]int, len(records))}
	for _, r := range records {
		if err := list.add(Entry{Code: r[0], Within: r[1], Label: Label{EN: r[2], UR: r[3]}}); err != nil {
			return nil, fmt.Errorf("table %s: %w", name, err)
		}
	}
	return list, nil
}

func (l *List) add(e Entry) error {
	switch {
	case e.Code == "" || e.Label.EN == "" || e.Label.UR == "":
		return fmt.Errorf("the row %q lacks a code or a label", e)
	case l.Has(e.Code):
		return fmt.Errorf("the code %q stands twice", e.Code)
	case e.Within != "" && !l.Has(e.Within):
		return fmt.Errorf("the code %q lies in %q, which does not stand before it", e.Code, e.Within)
	}
	l.at[e.Code] = len(l.Entries)
	l.Entries = append(l.Entries, e)
	return nil
}
