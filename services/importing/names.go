package importing

import (
	"strings"
	"unicode"

	"ahd/events"
)

// names are the ids that a register defines, by kind, so that references can be
// checked.
type names map[string]map[string]bool

// collect notes every id and faults those that are malformed or stand twice.
func collect(r *Register, faults *Faults) names {
	n := names{}
	for _, s := range r.Sources {
		n.define("source", s.ID, faults)
	}
	for _, p := range r.Parties {
		n.define("party", p.ID, faults)
	}
	for _, c := range r.Convenings {
		n.define("convening", c.ID, faults)
	}
	for _, g := range r.WorkingGroups {
		n.define("working-group", g.ID, faults)
	}
	for _, d := range r.Instruments {
		n.define("instrument", d.ID, faults)
	}
	for _, i := range r.Items {
		n.define("commitment", i.ID, faults)
		for _, child := range children(i) {
			n.define("commitment", child, faults)
		}
	}
	for _, f := range r.Figures {
		n.define("figure", f.ID, faults)
	}
	for _, q := range r.OpenQuestions {
		n.define("question", q.ID, faults)
	}
	return n
}

func (n names) define(kind, id string, faults *Faults) {
	address := kind + "/" + id
	switch {
	case !events.ValidID(id):
		faults.add(kind, "the id %q must have 1 to 64 of the characters a–z, 0–9 and “-”", shorten(id))
	case n[kind][id]:
		faults.add(address, "the id stands twice")
	}
	if n[kind] == nil {
		n[kind] = map[string]bool{}
	}
	n[kind][id] = true
}

// refer faults a reference that leads nowhere.
func (n names) refer(from, kind, id string, faults *Faults) {
	if !n[kind][id] {
		faults.add(from, "it names the %s %q, which the register does not have", kind, shorten(id))
	}
}

func (n names) referMaybe(from, kind string, id *string, faults *Faults) {
	if id := stated(id); id != nil {
		n.refer(from, kind, *id, faults)
	}
}

func (n names) referAll(from, kind string, ids []string, faults *Faults) {
	for _, id := range ids {
		n.refer(from, kind, id, faults)
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

// shorten keeps what was sent from filling an error.
func shorten(text string) string {
	if r := []rune(text); len(r) > 64 {
		return string(r[:64]) + "…"
	}
	return text
}
