package commitment

import "slices"

// Relations are what organisations belong to, by organisation; nil knows of none.
type Relations map[string]Belongs

// Belongs is what one organisation belongs to.
type Belongs struct {
	Parent string // the one that it is a part of; "" for none
	Into   string // the one that it became, or was all along; "" for none
}

// Tied reports whether somebody is, or acts or speaks for an organisation that belongs
// together with one of, those who acted before.
func (r Relations) Tied(who Hand, before []*Hand) bool {
	return slices.ContainsFunc(before, func(h *Hand) bool {
		return who.named() && h.Person == who.Person || r.together(who.Party, h.Party) || r.together(who.Party, h.For) ||
			r.together(who.For, h.Party) || r.together(who.For, h.For)
	})
}

// together reports whether two organisations are the same, or one is a part of the
// other, at whatever remove. Two parts of one are not.
func (r Relations) together(a, b string) bool {
	switch {
	case a == "" || b == "":
		return false
	case a == b:
		return true
	}
	return r.within(a, b) || r.within(b, a)
}

// within reports whether an organisation is another one, or a part of it.
func (r Relations) within(part, whole string) bool {
	whole = r.same(whole)
	seen := map[string]bool{}
	next := []string{part}
	for len(next) > 0 {
		party := next[0]
		next = next[1:]
		if party == "" || seen[party] {
			continue
		}
		if seen[party] = true; r.same(party) == whole {
			return true
		}
		next = append(next, r[party].Into, r[party].Parent)
	}
	return false
}

// same is the organisation that goes on for one. No command makes a circle; the limit
// is for what others recorded.
func (r Relations) same(party string) string {
	for range len(r) {
		into := r[party].Into
		if into == "" {
			break
		}
		party = into
	}
	return party
}
