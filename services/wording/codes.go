package wording

import "ahd/events/codes"

// Place is the name of a country, province or district by its code.
func (l Language) Place(code string) string { return l.code(codes.Places, code) }

// Group is an affected group by its code.
func (l Language) Group(code string) string { return l.code(codes.Groups, code) }

// Scheme is what others publish, by its code: "national action plan".
func (l Language) Scheme(code string) string { return l.code(codes.Schemes, code) }

// SDGTarget is what a target of the sustainable development goals asks, in short.
func (l Language) SDGTarget(code string) string { return l.code(codes.SDGTargets, code) }

// code is the label of a code; a code of another build of Ahd stays as it is.
func (l Language) code(list *codes.List, code string) string {
	label, known := list.Label(code)
	switch {
	case !known:
		return code
	case l == "ur":
		return label.UR
	}
	return label.EN
}
