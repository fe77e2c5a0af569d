package guard

import "strconv"

// refuges finds where somebody who hides may be: a shelter by name with its place,
// and any shelter to which the text says that somebody was moved. What is said of
// shelters at large, their budgets and their beds, identifies nobody.
func refuges(tokens []token) []span {
	var found []span
	for i := 0; i < len(tokens); i++ {
		if tokens[i].is != word || tokens[i].roles&refugeRole == 0 {
			continue
		}
		last, byName := refugeAt(tokens, i)
		if last == 0 {
			continue
		}
		if s, ok := locates(tokens, i, last, byName); ok {
			found = append(found, s)
		}
		i = last - 1
	}
	return found
}

// refugeAt is the end of a word for one shelter, and whether it is a name or a
// house that is kept secret.
func refugeAt(tokens []token, i int) (last int, byName bool) {
	if last = namedRefuges.at(tokens, i); last > 0 {
		return last, true
	}
	return anyRefuge.at(tokens, i), false
}

// reach is how many words of a sentence on each side of a shelter may be about it.
const reach = 22

func locates(tokens []token, i, end int, byName bool) (span, bool) {
	from, to := around(tokens, i, end, reach)
	first, last, hasPlace := placed(tokens, i, end, to)
	s := readSentence(tokens[from:to])
	where := span{tokens[first].from, tokens[last-1].to}
	switch {
	case s.crowd || s.plural:
		return where, false
	case s.moved && s.somebody:
		return where, hasPlace || byName && !s.general
	}
	return where, hasPlace && !s.general && (byName || s.moved && s.some)
}

// placed reads the place of a shelter: Dar-ul-Aman Multan, Dar-ul-Aman in Multan,
// Multan's Dar-ul-Aman, ملتان کے دارالامان, safe house behind Nishtar Hospital.
func placed(tokens []token, i, end, to int) (first, last int, ok bool) {
	for n := end; n < min(end+9, to); n++ {
		t := at(tokens, n)
		if placeName(t) && (!t.arabic || towns.has(t) || n == end && postposed(tokens, n+1)) {
			return i, n + 1, true
		}
		if n > end && !between.has(t) && !locating.has(t) && t.text != "," && t.text != "(" && t.text != "\n" && t.text != "-" {
			break
		}
	}
	if of, t := at(tokens, i-1), at(tokens, i-2); of.arabic && possessives.has(of) && placeName(t) {
		return i - 2, end, true
	}
	for n := i - 1; n >= max(0, i-4); n-- {
		t := at(tokens, n)
		if t.arabic && towns.has(t) || !t.arabic && placeName(t) {
			return n, end, true
		}
		if !between.has(t) && t.text != "s" && t.text != "'" && t.text != "’" {
			break
		}
	}
	return i, end, false
}

// postposed says that a word of Urdu in which a place stands follows, or nothing.
func postposed(tokens []token, i int) bool {
	t := at(tokens, i)
	return t.is == sign || t.text == "میں" || t.text == "سے" || t.text == "کے" || t.text == "پر"
}

// placeName says that a word is the name of a place, or may be.
func placeName(t token) bool {
	if t.is != word || small.has(t) || between.has(t) || provinces.has(t) {
		return false
	}
	if towns.has(t) {
		return t.capital || t.caps || t.arabic || !townsAndWords.has(t)
	}
	if general.has(t) || moves.has(t) || persons.has(t) || victimWords.has(t) || shelterParts.has(t) {
		return false
	}
	if t.arabic {
		return !others.has(t) && !notNames.has(t) && !goesOn.has(t)
	}
	return t.capital && len(t.text) > 2 && !common.has(t)
}

// sentence is what the words about a shelter say.
type sentence struct {
	moved    bool // somebody was moved there or lives there
	somebody bool // one person
	some     bool // several
	general  bool // what is done about shelters
	crowd    bool // a number of people that is a statistic
	plural   bool // all shelters
}

// few is the highest number of people who are not a statistic yet.
const few = 19

func readSentence(tokens []token) (s sentence) {
	for i, t := range tokens {
		says := saying[t.text]
		s.moved = s.moved || says&moving > 0 || i > 0 && says&being > 0 && be.has(tokens[i-1])
		s.somebody = s.somebody || says&one > 0 || known(t)
		s.some = s.some || says&several > 0
		s.general = s.general || says&atLarge > 0
		s.plural = s.plural || says&ofAll > 0 && (refugeWord(tokens, i+1) || refugeWord(tokens, i+2))
		if t.is == figure && t.to-t.from < 7 && count(t) > few && !touches(tokens, i-1) {
			s.crowd = s.crowd || crowds.has(at(tokens, i+1)) || crowds.has(at(tokens, i+2))
		}
	}
	return s
}

func count(t token) int {
	n, _ := strconv.Atoi(t.text) // a figure of a few digits
	return n
}

// What a word says where a shelter is near.
const (
	moving = 1 << iota
	being
	one
	several
	atLarge
	ofAll
)

// saying is what each word says: one look for all.
var saying = func() map[string]int {
	all := map[string]int{}
	for says, set := range map[int]words{moving: moves, being: here, one: someone, several: group, atLarge: general, ofAll: allOf} {
		for w := range set {
			all[w] |= says
		}
	}
	return all
}()

func refugeWord(tokens []token, i int) bool {
	last, _ := refugeAt(tokens, i)
	return last > 0
}
