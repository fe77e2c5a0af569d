package importing

import (
	"fmt"
	"strings"
	"unicode"

	"ahd.example/ahd/events"
)

// names are the ids that a register defines, by kind, so that references can be
// checked.
type names map[string]map[string]bool

// collect notes every id and faults those that are malformed or stand twice.
func collect(r *Register, faults *Faults) names {
	n := names{}
	for at, s := range r.Sources {
		n.define("source", s.ID, at, faults)
	}
	for at, p := range r.Parties {
		n.define("party", p.ID, at, faults)
	}
	for at, c := range r.Convenings {
		n.define("convening", c.ID, at, faults)
	}
	for at, g := range r.WorkingGroups {
		n.define("working-group", g.ID, at, faults)
	}
	for at, d := range r.Instruments {
		n.define("instrument", d.ID, at, faults)
	}
	for at, i := range r.Items {
		n.define("commitment", i.ID, at, faults)
		for _, child := range children(i) {
			n.define("commitment", child, at, faults)
		}
	}
	for at, f := range r.Figures {
		n.define("figure", f.ID, at, faults)
	}
	for at, q := range r.OpenQuestions {
		n.define("question", q.ID, at, faults)
	}
	return n
}

// define notes an id; at is where its thing stands in its list, by which that goes where
// the id is none: party[3].
func (n names) define(kind, id string, at int, faults *Faults) {
	address := kind + "/" + id
	switch {
	case !events.ValidID(id):
		faults.places[address] = nth(kind, at)
		faults.in(address, "id", "it must have 1 to 64 of the characters a–z, 0–9 and “-”")
	case n[kind][id]:
		faults.add(address, "the id stands twice")
	}
	if n[kind] == nil {
		n[kind] = map[string]bool{}
	}
	n[kind][id] = true
}

// refer faults a reference that leads nowhere.
func (n names) refer(from place, kind, id string, faults *Faults) {
	switch {
	case n[kind][id]:
	case events.ValidID(id):
		faults.in(from.item, from.field, "it names the %s %q, which the register does not have", kind, id)
	default:
		faults.in(from.item, from.field, "it names a %s that the register does not have, by what is no id", kind)
	}
}

func (n names) referMaybe(from place, kind string, id *string, faults *Faults) {
	if id := stated(id); id != nil {
		n.refer(from, kind, *id, faults)
	}
}

func (n names) referAll(from place, kind string, ids []string, faults *Faults) {
	for i, id := range ids {
		n.refer(from.nth(i), kind, id, faults)
	}
}

// mentioned lists the addresses of what a text speaks of by id, in the order in
// which they stand there, each once.
func (n names) mentioned(text string) []string {
	found := []string{}
	seen := map[string]bool{}
	words := strings.FieldsFunc(text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '-' })
	for _, word := range words {
		for _, kind := range []string{"source", "party", "convening", "working-group", "instrument", "commitment", "figure"} {
			// Short ids such as "line" are words too; only ids with a hyphen are
			// surely meant.
			if address := kind + "/" + word; n[kind][word] && strings.Contains(word, "-") && !seen[address] {
				seen[address] = true
				found = append(found, address)
			}
		}
	}
	return found
}

func nth(list string, n int) string { return fmt.Sprintf("%s[%d]", list, n) }

// children are the ids of the commitments that an item is split into.
func children(i Item) []string {
	if stated(i.SplitBy) == nil {
		return []string{}
	}
	ids := make([]string, len(i.Geography))
	for n, code := range i.Geography {
		ids[n] = i.ID + "-" + strings.ToLower(code)
	}
	return ids
}

// stated is nil where a text is null or blank: both mean "not stated".
func stated(text *string) *string {
	if text == nil || strings.TrimSpace(*text) == "" {
		return nil
	}
	return text
}

// named is an id in a sentence: what is none is not repeated.
func named(id string) string {
	if !events.ValidID(id) {
		return "what is named there"
	}
	return id
}
