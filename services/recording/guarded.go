package recording

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/guard"
)

// dangers are what people read of what was found in their text.
var dangers = map[guard.Kind]string{
	guard.CNIC: "an identity card number", guard.Phone: "a phone number", guard.FIR: "the number of a police report (FIR)",
	guard.Address: "the address of a house or a shelter", guard.NameBesideAge: "a name beside an age",
	guard.Number13: "thirteen digits, as an identity card has", guard.Email: "an e-mail address", guard.Passport: "a passport number",
	guard.VictimName: "the name of a victim", guard.WomanName: "a woman's name (Mst., Bibi, Bano)",
	guard.Parentage: "whose child, husband or wife somebody is, or from where (d/o, s/o, w/o, r/o)",
	guard.Shelter:   "which shelter somebody is in, or where it is", guard.Accused: "an accusation of somebody who holds an office",
}

// Danger is what people read of a kind.
func Danger(kind guard.Kind) string {
	if words, known := dangers[kind]; known {
		return words
	}
	return strings.ReplaceAll(kind.String(), "_", " ")
}

// Looked is the request with what the guard finds in it, which is then not asked for
// again: a long source takes seconds.
func (r Request) Looked() Request {
	found := r.noted().Findings()
	r.looked = &found
	return r
}

// Findings looks at everything that a request would leave in the record, and at the
// words and texts that it puts beside it. Each kind is told once for each field.
func (r Request) Findings() (list []rule.Finding) {
	if r.looked != nil {
		return *r.looked
	}
	if ownWords(r.Command) {
		return nil
	}
	for _, part := range append(r.parts(), archived(r.facts().Archived)...) {
		if part.readable() != nil && part.name != archivedText {
			continue // it is refused anyhow, and may be of any length
		}
		for _, f := range part.findings() {
			if !slices.Contains(list, f) {
				list = append(list, f)
			}
		}
	}
	return list
}

// ownWords: what the program itself found of its stores names nobody.
func ownWords(command rule.Command) bool {
	switch command.Say(nil).(type) {
	case events.StoreRepaired, events.HeadsRecorded:
		return true
	}
	return false
}

func (p part) findings() (list []rule.Finding) {
	if p.code && !p.id && !countsThirteen(p.text) {
		return nil // most codes and ids, and every command has many
	}
	for _, text := range readings(p.text) {
		if p.code {
			text = ourHashes.ReplaceAllString(text, "#")
		}
		look := guard.Look
		if p.code || p.typed && p.name == rule.AddressField && rule.WebAddress(p.text) {
			look = guard.LookAddress
		}
		for _, f := range look(text) {
			number := f.Kind == guard.CNIC || f.Kind == guard.Number13
			switch asked := number && bare(text[f.Start:f.End]) && (p.code || inAddress(text, f.Start)); {
			case p.code && !p.id && !number: // a name in them was asked about when the thing got its id
			default:
				list = append(list, rule.Finding{Field: p.field, Kind: f.Kind, Refused: f.Kind.Refused() && !asked})
			}
		}
	}
	return list
}

// countsThirteen reports whether a text has the digits of a card, escapes and all.
func countsThirteen(text string) bool {
	n := 0
	for _, c := range text {
		if unicode.IsDigit(c) {
			n++
		}
	}
	return n >= 13
}

// ourHashes end the ids that we make of what was stated: p-3f0a…; by chance some have
// thirteen digits in a row.
var ourHashes = regexp.MustCompile(`-[0-9a-f]{16}$`)

// bare: thirteen digits in a row can be a moment or a number of anything; divided as on
// a card they are a card's.
func bare(number string) bool {
	return !strings.ContainsFunc(number, func(c rune) bool { return !unicode.IsDigit(c) })
}

// inAddress reports whether a place in a text is within a web address.
func inAddress(text string, at int) bool {
	begin := strings.LastIndexFunc(text[:at], unicode.IsSpace) + 1
	return strings.Contains(text[begin:at], "://") || strings.HasPrefix(text[begin:at], "www.")
}

// harmless refuses what could lead to a person: identity card numbers always, the
// rest until whoever typed it says that it may stay.
func (r Request) harmless() error {
	found := slices.DeleteFunc(slices.Clone(r.Findings()), func(f rule.Finding) bool {
		return f.Field == personField && !f.Refused && r.Who.Registered && f.Kind != guard.Number13
	})
	if at := slices.IndexFunc(found, func(f rule.Finding) bool { return f.Refused }); at >= 0 {
		f := found[at]
		return rule.Refuse(rule.ErrRefused, "text."+f.Kind.String(), "The text holds %s: in %s. It cannot be recorded; leave it out. Nothing was recorded.",
			Danger(f.Kind), fieldName(f.Field)).Naming(found)
	}
	if len(found) == 0 || r.Confirmed {
		return nil
	}
	var words []string
	for _, f := range found {
		words = append(words, Danger(f.Kind)+" in "+fieldName(f.Field))
	}
	return rule.Refuse(rule.ErrRefused, "text.sensitive", "The text seems to hold %s, which could lead to a person who must not be found. Leave it out; or, if it is harmless, confirm that. Nothing was recorded.",
		strings.Join(words, " and ")).Naming(found)
}

// fieldName is a field as people read it: “kind note”.
func fieldName(field string) string { return "“" + strings.ReplaceAll(field, "_", " ") + "”" }
