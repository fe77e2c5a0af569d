package wording

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/events/codes"
)

// Codes are the names of codes that lists give.
type Codes Language

// Codes are the names of codes in the language.
func (l Language) Codes() Codes { return Codes(l) }

// Place is the name of a country, province or district by its code.
func (c Codes) Place(code string) string { return c.Code(codes.Places, code) }

// Group is an affected group by its code.
func (c Codes) Group(code string) string { return c.Code(codes.Groups, code) }

// Scheme is what others publish, by its code: "national action plan".
func (c Codes) Scheme(code string) string { return c.Code(codes.Schemes, code) }

// SDGTarget is what a target of the sustainable development goals asks, in short.
func (c Codes) SDGTarget(code string) string { return c.Code(codes.SDGTargets, code) }

// Code is the label of a code of a list; a code of another build of Ahd stays as it is.
func (c Codes) Code(list *codes.List, code string) string {
	label, known := list.Label(code)
	switch {
	case !known:
		return code
	case c == Codes(Urdu):
		return label.UR
	}
	return label.EN
}

// External is a recommendation or plan of others: "Trafficking in Persons report
// 2023, number 4".
func (c Codes) External(e events.External) string {
	return Language(c).table().sentence("external", c.Scheme(e.Scheme), e.Year, e.Number)
}
