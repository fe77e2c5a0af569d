package guard

import (
	"regexp"
	"slices"
	"strings"
)

// age is an age in a text: its tokens, and how surely it is one.
type age struct {
	first, last int
	years       bool // 14 years, ۱۴ سال
	old         bool // 14-year-old, 14 years of age
	before      bool // a name may follow: 14-year-old Ayesha, ۱۴ سالہ عائشہ
}

// names finds a name beside an age, with the words between them.
func names(tokens []token) []span {
	var found []span
	for i := range tokens {
		if tokens[i].roles&ageRole == 0 {
			continue
		}
		inWords := ageWords.has(tokens[i])
		if !inWords && !isAge(tokens, i) {
			continue
		}
		a := ageAt(tokens, i)
		listed := at(tokens, i-1).text == "," && given.has(at(tokens, i-2)) && a.years // Mehak, solah saal
		if inWords && !listed && !a.before && !a.old && !ages.has(at(tokens, i-1)) && (at(tokens, i-1).text != "(" || at(tokens, i+1).text != ")") {
			continue
		}
		if first, last, ok := nameBefore(tokens, a); ok {
			found = append(found, span{tokens[first].from, tokens[last-1].to})
		} else if last, ok := nameAfter(tokens, a); ok {
			found = append(found, span{tokens[a.first].from, tokens[last-1].to})
		}
	}
	return found
}

// isAge says that a number by itself may be one: 1 to 99, no part of a date, a
// range, a share or a longer number.
func isAge(tokens []token, i int) bool {
	t := tokens[i]
	if t.is != figure || t.to-t.from > 2 || strings.HasPrefix(t.text, "0") {
		return false
	}
	joined := touches(tokens, i-1) && joining[at(tokens, i-1).text] && touches(tokens, i-2) && tokens[i-2].is == figure
	joins := touches(tokens, i) && joining[at(tokens, i+1).text] && touches(tokens, i+1) && tokens[i+2].is == figure
	next := at(tokens, i+1)
	return !joined && !joins && next.text != "%" && !(touches(tokens, i) && ordinals.has(next))
}

var joining = map[string]bool{"-": true, "/": true, ".": true, ",": true, ":": true}

// ageAt reads on after the number: 14 years old, 14-yr-old, 14yo, ۱۴ سالہ.
func ageAt(tokens []token, i int) age {
	a := age{first: i, last: i + 1}
	next := skip(tokens, i+1, "-")
	switch t := at(tokens, next); {
	case adjectives.has(t):
		a.last, a.years, a.old, a.before = next+1, true, true, true
	case t.text == "y" && at(tokens, next+1).text == "/" && at(tokens, next+2).text == "o":
		a.last, a.years, a.old, a.before = next+3, true, true, true
	case years.has(t):
		a.last, a.years = next+1, true
		if next = skip(tokens, next+1, "-"); at(tokens, next).text == "old" {
			a.last, a.old, a.before = next+1, true, true
		} else if belongs.has(at(tokens, next)) {
			a.last, a.before = next+1, true
		} else if at(tokens, next).text == "of" && at(tokens, next+1).text == "age" {
			a.last, a.old = next+2, true
		}
	}
	return a
}

func skip(tokens []token, i int, sign string) int {
	if at(tokens, i).text == sign {
		return i + 1
	}
	return i
}

// nameAfter is a name after 14-year-old, with a few words for people between.
func nameAfter(tokens []token, a age) (last int, ok bool) {
	if !a.before {
		return 0, false
	}
	i := a.last
	for n := 0; n < 4 && (people.has(at(tokens, i)) || joints[at(tokens, i).text]); n++ {
		i++
	}
	t := at(tokens, i)
	open := !t.arabic || a.old && i == a.last && !people.has(at(tokens, i+1))
	if !isName(t, open) {
		return 0, false
	}
	for last = i + 1; last < i+5 && follows(at(tokens, last), t); last++ {
		if things.has(at(tokens, last)) {
			return 0, false
		}
	}
	return last, !things.has(at(tokens, last))
}

// joints are the signs that may stand between a name and an age.
var joints = map[string]bool{",": true, "(": true, ":": true, "-": true, "=": true, "/": true,
	`"`: true, "'": true, "‘": true, "’": true, "“": true, "”": true}

// nameBefore is a name before an age: Ayesha, 14; Ayesha (14); Ayesha aged 14;
// عائشہ کی عمر ۱۴ سال.
func nameBefore(tokens []token, a age) (first, last int, ok bool) {
	end, said, far := back(tokens, a)
	t, alone := at(tokens, end), ends(tokens, a, end)
	open := said && !far
	if !t.arabic {
		open = said || a.old || alone
	}
	if !open && !alone && !a.years && !plain(at(tokens, a.last)) && !told.has(at(tokens, a.last)) || !isName(t, open) {
		return 0, 0, false
	}
	for first = end; first > end-5 && follows(at(tokens, first-1), t); first-- {
		if things.has(at(tokens, first-1)) {
			return 0, 0, false
		}
	}
	return first, closed(tokens, end, a.last), !things.has(at(tokens, first-1))
}

// closed takes in the bracket that ends what an opening one began.
func closed(tokens []token, from, last int) int {
	opened := slices.ContainsFunc(tokens[from:last], func(t token) bool { return t.text == "(" })
	if opened && at(tokens, last).text == ")" {
		last++
	}
	return last
}

// back goes from an age to the word before it, over signs and the words that
// tie an age to somebody. It says whether one of them says that this is an age,
// and whether words for people stand between.
func back(tokens []token, a age) (i int, said, far bool) {
	for i = a.first - 1; i > a.first-10; i-- {
		t := at(tokens, i)
		switch {
		case ages.has(t) && (!t.capital || t.text != "umar"):
			said = true
		case people.has(t) && !t.capital:
			far = true
		case !ties.has(t) && !joints[t.text] && !(t.text == "\n" && said && i >= 0):
			return i, said, far
		}
	}
	return i, said, far
}

// ends says that an age stands after a comma or in brackets and nothing is
// counted by it: Ayesha, 14, was found; not Lahore, 14 cases.
func ends(tokens []token, a age, name int) bool {
	before := at(tokens, a.first-1).text
	return name == a.first-2 && (before == "," || before == "(") && plain(at(tokens, a.last))
}

// plain says that nothing is counted: a sign or the end of the line follows, or
// a word for a sex.
func plain(t token) bool { return t.is == sign && t.text != "%" || sexes.has(t) }

// isName says that a word may be somebody's name. Where it stands openly, every
// word may that is not known to be another: in English with a capital.
func isName(t token, open bool) bool {
	if t.is != word || others.has(t) {
		return false
	}
	return given.has(t) || open && len(t.text) > 2 && (t.arabic || t.capital) && !abstract.MatchString(t.text)
}

// abstract are the ends of words that are no names: of notions, and of many.
var abstract = regexp.MustCompile(foldString(`(?:[ts]ion|ment|ness|ship|ing|ance|ence|ity|[a-z]{3}[ao]ry|[cg]y|ism|ist|age|ure|ude|ive|ble` +
	`|[iu]cal|ual|tal|[cr]ial|dom|ally|ees|ies|[b-df-hj-np-tv-z]e?s|وں|یں|ین|یت|گی)$`))

// follows says that a word goes on with the name beside it.
func follows(t, beside token) bool {
	both := t.capital && beside.capital || given.has(t) && given.has(beside)
	return both && !endsName.has(t) && !endsName.has(beside)
}
