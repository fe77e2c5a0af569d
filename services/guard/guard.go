// Package guard answers: does a text hold what could identify somebody?
//
// It is asked before typed text is recorded. What it finds is a reason to look
// again, never a proof: a text in which nothing is found may still name somebody.
package guard

import (
	"cmp"
	"slices"
	"strings"
)

// Kind is the stable code name of what was found.
type Kind string

const (
	CNIC          Kind = "cnic"            // the number of an identity card
	Phone         Kind = "phone"           // a mobile or landline number
	FIR           Kind = "fir"             // the number of a police report, which leads to those named in it
	Address       Kind = "address"         // where a shelter is, or a house number with its street
	NameBesideAge Kind = "name_beside_age" // a name beside an age, which is how a child is reported
	Number13      Kind = "number13"        // thirteen digits together in an address or an id, a card's number perhaps
	Email         Kind = "email"           // an e-mail address
	Passport      Kind = "passport"        // the number of a passport
	VictimName    Kind = "victim_name"     // who is called a victim, by name: minor victim …, a girl named …
	WomanName     Kind = "woman_name"      // a name with Mst., Bibi or Bano, by which victims are named here
	Parentage     Kind = "parentage"       // whose child or wife somebody is, or from which village: d/o, w/o, r/o
	Shelter       Kind = "shelter"         // which shelter somebody is in, or where a safe house is
	Accused       Kind = "accused"         // the holder of an office, with a place or a name, accused of a crime
)

// Kinds are all kinds; where two findings claim the same letters, the one that
// stands first here has them.
var Kinds = []Kind{CNIC, Phone, FIR, Address, NameBesideAge, Number13, Email, Passport, VictimName, WomanName, Parentage, Shelter, Accused}

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
	bare := folded.without(uuids, hashes, addresses, books)
	tokens := tokenise(bare.text)
	spans := inWords(tokens)
	pages := folded.without(addresses)
	spans[CNIC], spans[Number13] = cards(folded.without(books).text, tokens, func(s span) bool {
		return strings.HasPrefix(pages.text[s.from:s.to], blotted)
	})
	spans[Phone] = phones(bare.text, tokens)
	spans[FIR] = reports(bare.text, tokens)
	spans[Email] = mails(folded.text, tokens)
	spans[Passport] = passport.in(bare.text, tokens)
	return folded.findings(spans)
}

// LookAddress is Look for an address or an id as people read it (percent signs
// decoded): signs stand there for spaces. Thirteen digits together are there by
// chance more often than not, and are asked about; divided as a card's they are not.
func LookAddress(text string) []Finding {
	folded := foldText(text)
	bare := folded.without(uuids, hashes)
	spaced := unslug.Replace(bare.text)
	tokens := tokenise(spaced)
	spans := inWords(tokens)
	spans[Parentage] = append(spans[Parentage], parentages(tokenise(bare.text))...)
	spans[CNIC], spans[Number13] = cards(folded.text, tokens, func(span) bool { return true })
	spans[Phone] = phones(bare.text, tokens)
	spans[FIR] = reports(strings.ReplaceAll(bare.text, "_", " "), tokens)
	spans[Email] = mails(folded.text, tokens)
	spans[Passport] = passport.in(spaced, tokens)
	return folded.findings(spans)
}

// unslug puts spaces where an address has signs for them.
var unslug = strings.NewReplacer("-", " ", "_", " ", "/", " ", "+", " ", ".", " ", "=", " ", "&", " ", "?", " ", "#", " ", "~", " ")

// inWords finds what is told by words.
func inWords(tokens []token) map[Kind][]span {
	return map[Kind][]span{
		Address:       places(tokens),
		NameBesideAge: names(tokens),
		VictimName:    victims(tokens),
		WomanName:     women(tokens),
		Parentage:     parentages(tokens),
		Shelter:       refuges(tokens),
		Accused:       accusations(tokens),
	}
}

// findings are the spans as places in the text as given, each letter in one of them.
func (f folded) findings(spans map[Kind][]span) []Finding {
	var found []Finding
	taken := make([]bool, f.given)
	for _, kind := range Kinds {
		for _, s := range spans[kind] {
			one := Finding{Kind: kind, Start: f.start[s.from], End: f.end[s.to-1]}
			if claim(taken[one.Start:one.End]) {
				found = append(found, one)
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
