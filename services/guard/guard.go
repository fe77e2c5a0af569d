// Package guard answers: does a text hold what could identify somebody?
//
// It is asked before typed text is recorded. What it finds is a reason to look
// again, never a proof: a text in which nothing is found may still name somebody.
package guard

import (
	"cmp"
	"slices"
)

// Kind is the stable code name of what was found.
type Kind string

const (
	CNIC          Kind = "cnic"            // the number of an identity card
	Phone         Kind = "phone"           // a mobile or landline number
	FIR           Kind = "fir"             // the number of a police report, which leads to those named in it
	Address       Kind = "address"         // where a shelter is, or a house number with its street
	NameBesideAge Kind = "name_beside_age" // a name beside an age, which is how a child is reported
)

// Kinds are all kinds; where two findings claim the same letters, the one that
// stands first here has them.
var Kinds = []Kind{CNIC, Phone, FIR, Address, NameBesideAge}

func (k Kind) String() string { return string(k) }

// Refused says that such a thing is never recorded. Whoever types any other may
// confirm that it identifies nobody who must be protected.
func (k Kind) Refused() bool { return k == CNIC }

// Finding is one thing in a text that could identify somebody.
type Finding struct {
	Kind       Kind
	Start, End int // byte offsets in the text as given
}

// span is a part of a folded text, from its first byte to the one after its last.
type span struct{ from, to int }

// Look finds what could identify somebody, in the order of the text. Findings
// never overlap, and begin and end between the characters of the text as given.
func Look(text string) []Finding {
	folded := foldText(text)
	bare := folded.without(uuids, hashes, addresses)
	tokens := tokenise(bare.text)
	spans := map[Kind][]span{
		CNIC:          cnics(folded.text),
		Phone:         matches(phone, bare.text),
		FIR:           slices.Concat(matches(fir, bare.text), matches(crime, bare.text)),
		Address:       places(tokens),
		NameBesideAge: names(tokens),
	}
	var found []Finding
	taken := make([]bool, len(text))
	for _, kind := range Kinds {
		for _, s := range spans[kind] {
			f := Finding{Kind: kind, Start: folded.start[s.from], End: folded.end[s.to-1]}
			if claim(taken[f.Start:f.End]) {
				found = append(found, f)
			}
		}
	}
	slices.SortFunc(found, func(a, b Finding) int { return cmp.Compare(a.Start, b.Start) })
	return found
}

// claim takes a part of the text, unless some of it is taken.
func claim(part []bool) bool {
	if len(part) == 0 || slices.Contains(part, true) {
		return false
	}
	for i := range part {
		part[i] = true
	}
	return true
}
