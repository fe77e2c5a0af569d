package guard

import "strings"

// parentages finds whose child or wife somebody is, and from where: that is how
// police reports and the press name whom they do not know otherwise.
func parentages(tokens []token) []span {
	var found []span
	for i := 0; i < len(tokens); i++ {
		if tokens[i].is != word || tokens[i].roles&parentageRole == 0 {
			continue
		}
		if last, ok := parentageAt(tokens, i); ok {
			first := i
			if nameLike(at(tokens, i-1)) {
				first--
			}
			found = append(found, span{tokens[first].from, tokens[last-1].to})
			i = last - 1
		}
	}
	return found
}

func parentageAt(tokens []token, i int) (last int, ok bool) {
	t := tokens[i]
	switch {
	case len(t.text) == 1:
		return initials(tokens, i)
	case descents.has(t):
		return descent(tokens, i)
	case dwells.has(t):
		return dweller(tokens, i)
	case kin.has(t) && (t.arabic || possessives.has(at(tokens, i+1)) || possessives.has(at(tokens, i-1))):
		return kinInUrdu(tokens, i)
	case kin.has(t):
		return kinInEnglish(tokens, i)
	case t.text == "resident" || t.text == "hails" || t.text == "hailing" || t.text == "belongs" || t.text == "rehaishi" || t.text == "residing":
		return residentOf(tokens, i)
	}
	return 0, false
}

// initials reads d/o, S/O, w/o, R/o, D.O. with the name or place behind it. With
// full stops it may be an officer's rank and stands between names only; w/o is also
// how people write "without".
func initials(tokens []token, i int) (last int, ok bool) {
	mark, letter := at(tokens, i+1).text, tokens[i].text
	if !strings.Contains("dswrfmh", letter) || mark != "/" && mark != "." && mark != "\\" && mark != "-" || i > 0 && touches(tokens, i-1) && at(tokens, i-1).is == word {
		return 0, false
	}
	switch o := at(tokens, i+2); {
	case o.text == "o", o.text == "of", o.text == "0":
	case strings.HasPrefix(o.text, "o") && given[o.text[1:]]: // d/oGhulam
		return i + 3, true
	default:
		return 0, false
	}
	next := i + 3
	if at(tokens, next).text == "." {
		next++
	}
	behind := at(tokens, afterHonorifics(tokens, next))
	exact := mark == "/" || mark == "\\"
	switch {
	case letter == "r" && exact:
		return placeAt(tokens, next)
	case letter == "w" && exact, letter == "f", letter == "m", letter == "h":
		if !exact || !nameLike(behind) {
			return 0, false
		}
	case exact && !nameLike(behind) && (small.has(at(tokens, i-1)) || at(tokens, i-1).is != word || formWords.has(behind)):
		return 0, false
	case !exact && (!nameLike(behind) || !nameLike(at(tokens, i-1)) && at(tokens, i-1).text != ","):
		return 0, false
	}
	return wordAt(tokens, next)
}

// placeAt reads where somebody is from: R/o Chak 45, R/o House 3.
func placeAt(tokens []token, i int) (last int, ok bool) {
	i = afterHonorifics(tokens, i)
	t := at(tokens, i)
	if t.is == figure {
		return i + 1, true
	}
	if t.is != word || small.has(t) || machines.has(t) {
		return 0, false
	}
	for last = i + 1; last < i+4 && (at(tokens, last).capital || at(tokens, last).is == figure); last++ {
	}
	return last, true
}

// descent reads دختر, ولد, زوجہ, بنت and their like in Latin letters.
func descent(tokens []token, i int) (last int, ok bool) {
	t, next := tokens[i], at(tokens, afterHonorifics(tokens, i+1))
	if figurative.has(next) || !t.arabic && !nameLike(next) {
		return 0, false
	}
	if t.arabic && (others.has(next) && !given.has(next) || abstract.MatchString(next.text) && !given.has(next)) {
		return 0, false
	}
	return wordAt(tokens, i+1)
}

// dweller reads ساکن, سکنہ with the place behind it, and رہائشی beside a village's
// name.
func dweller(tokens []token, i int) (last int, ok bool) {
	next := at(tokens, i+1)
	if residents.has(tokens[i]) {
		for n := i - 1; n >= i-5; n-- {
			if villages.has(at(tokens, n)) {
				return i + 1, true
			}
		}
		return i + 2, known(next)
	}
	if tokens[i].arabic && (next.is == figure || next.is == word && !small.has(next) && !figurative.has(next)) ||
		!tokens[i].arabic && (next.is == figure || nameLike(next) || villages.has(next)) {
		return i + 2, true
	}
	return 0, false
}

// kinInUrdu reads غلام رسول کی بیٹی, اس کے والد محمد اسلم and والد کا نام.
func kinInUrdu(tokens []token, i int) (last int, ok bool) {
	if of := at(tokens, i-1); possessives.has(of) && (surname(at(tokens, i-2)) || known(at(tokens, i-3)) && nameLike(at(tokens, i-2))) {
		return i + 1, true
	}
	if possessives.has(at(tokens, i+1)) && nameWords.has(at(tokens, i+2)) {
		return namedAfter(tokens, i+3)
	}
	if known(at(tokens, i+1)) {
		return wordAt(tokens, i+1)
	}
	return 0, false
}

// kinInEnglish reads daughter of Ghulam Rasool, Chandni's mother, her father Aslam.
func kinInEnglish(tokens []token, i int) (last int, ok bool) {
	before, next := at(tokens, i-1), over(tokens, i+1)
	whose := owners.has(before) || possessive(tokens, i-1)
	switch {
	case at(tokens, next).text == "of":
		return personAt(tokens, next+1)
	case at(tokens, next).text == "'" || at(tokens, next).text == "’":
		if at(tokens, next+1).text == "s" && at(tokens, next+2).text == "name" {
			return namedAfter(tokens, next+3)
		}
	case nameWords.has(at(tokens, next)):
		return namedAfter(tokens, next+1)
	case possessive(tokens, i-1) && nameLike(at(tokens, i-3)) && !things.has(at(tokens, i-3)):
		return i + 1, true
	case whose && at(tokens, next).text == "," && at(tokens, next+1).is == word:
		return personAt(tokens, next+1)
	case !tokens[i].capital || whose:
		return personAt(tokens, next)
	}
	return 0, false
}

// possessive says that a token is the s of somebody's.
func possessive(tokens []token, i int) bool {
	sign := at(tokens, i-1).text
	return at(tokens, i).text == "s" && (sign == "'" || sign == "’" || sign == "‘" || sign == "`")
}

// residentOf reads resident of village Mari, hails from Chak 45, and of a town where
// the name stands before it.
func residentOf(tokens []token, i int) (last int, ok bool) {
	if next := at(tokens, i+1).text; next != "of" && next != "from" && next != "to" && next != "in" && next != "at" {
		return 0, false
	}
	here := tokens[i].text
	beside := at(tokens, i-1)
	if beside.text == "," || beside.text == "a" {
		beside = at(tokens, i-2)
	}
	first := i + 2
	if t := at(tokens, first); t.text == "the" || t.text == "a" || t.text == "an" {
		first++
	}
	for last = first; last < first+4; last++ {
		if t := at(tokens, last); villages.has(t) {
			next := at(tokens, last+1)
			return last + 1, last > first || next.capital || next.is == figure || next.text == "no"
		} else if !t.capital && t.is != figure {
			break
		}
	}
	return last, last > first && here == "resident" && nameLike(beside) && !things.has(beside)
}
