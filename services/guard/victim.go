package guard

// victims finds who is called a victim by name: minor victim Chandni, the victim's
// name is Chandni, a girl named Chandni, متاثرہ چاندنی, لڑکی عائشہ.
func victims(tokens []token) []span {
	var found []span
	for i := 0; i < len(tokens); i++ {
		if tokens[i].is != word || tokens[i].roles&victimRole == 0 {
			continue
		}
		if last, ok := victimAt(tokens, i); ok {
			first := i
			if n := i - 1; naming.has(tokens[i]) && n >= 0 {
				first = n
			}
			found = append(found, span{tokens[first].from, tokens[last-1].to})
			i = last - 1
		}
	}
	return found
}

func victimAt(tokens []token, i int) (last int, ok bool) {
	t := tokens[i]
	switch {
	case nameWords.has(t):
		return afterNameWord(tokens, i)
	case t.text == "نامی" || t.text == "naami" || t.text == "nami":
		return i + 1, known(at(tokens, i-1)) || nameLike(at(tokens, i-1)) && persons.has(at(tokens, i+1))
	case naming.has(t):
		return afterNaming(tokens, i)
	case victimWords.has(t) && calledSo(tokens, i):
		return i + 1, true
	case victimWords.has(t) && t.arabic:
		return victimInUrdu(tokens, i)
	case victimWords.has(t):
		return victimInEnglish(tokens, i)
	case persons.has(t):
		next := i + 1
		if s := at(tokens, next).text; s == "," || s == ":" || s == "(" {
			next++
		}
		name := at(tokens, afterHonorifics(tokens, next))
		if known(name) || alone.has(t) && next == i+1 && name.capital && !t.capital || wronged.has(at(tokens, i-1)) && next == i+1 && (name.capital || name.caps && t.caps) {
			return personAt(tokens, next)
		}
	}
	return 0, false
}

// calledSo says that the name stands before the word: Rozina (victim), Rozina, a
// victim of.
func calledSo(tokens []token, i int) bool {
	before, next := at(tokens, i-1), at(tokens, i+1)
	if before.text == "(" && next.text == ")" {
		return nameLike(at(tokens, i-2)) && (known(at(tokens, i-2)) || !things.has(at(tokens, i-2)))
	}
	if before.text != "the" && before.text != "a" || at(tokens, i-2).text != "," || !nameLike(at(tokens, i-3)) {
		return false
	}
	return next.text == "," || next.text == "." || next.text == "of" || next.text == "who"
}

// victimInEnglish reads the name behind victim or survivor.
func victimInEnglish(tokens []token, i int) (last int, ok bool) {
	t, next, apart := tokens[i], over(tokens, i+1), false
	for n := 0; n < 3 && (persons.has(at(tokens, next)) || at(tokens, next).text == "," || brackets[at(tokens, next).text] || at(tokens, next).text == "is"); n++ {
		apart = apart || at(tokens, next).is == sign
		next++
	}
	name := at(tokens, afterHonorifics(tokens, next))
	last, ok = personAt(tokens, next)
	switch {
	case !ok:
		return 0, false
	case known(name):
		return last, true
	case plurals.has(t) && !apart && at(tokens, last).text == "and" && nameLike(at(tokens, last+1)):
		return personAt(tokens, last+1)
	case plurals.has(t), name.caps && t.caps, name.arabic:
		return 0, false
	case apart:
		return last, closesName(at(tokens, last)) || at(tokens, last).arabic
	}
	return last, !at(tokens, last).capital || small.has(at(tokens, last)) || last > next+1
}

// closesName is a sign or a word with which a sentence goes on about somebody.
func closesName(t token) bool {
	return t.text == "," || t.text == ")" || t.text == "." || goesOn.has(t) || t.text == "\n" || small.has(t) && t.capital
}

// victimInUrdu reads the name behind متاثرہ and its like, with words for people
// between.
func victimInUrdu(tokens []token, i int) (last int, ok bool) {
	t, next := tokens[i], i+1
	for n := 0; n < 3 && (persons.has(at(tokens, next)) || brackets[at(tokens, next).text]); n++ {
		next++
	}
	name := at(tokens, next)
	if known(name) {
		return wordAt(tokens, next)
	}
	if name.is != word || !isName(name, true) || notNames.has(name) || t.text == "متاثرین" {
		return 0, false
	}
	return next + 1, goesOn.has(at(tokens, next+1)) || at(tokens, next+1).text == ","
}

// afterNameWord reads a name behind the word for name, where the words before say
// that it is somebody's: her name is, name of the victim:, متاثرہ کا نام.
func afterNameWord(tokens []token, i int) (last int, ok bool) {
	before := at(tokens, i-1)
	switch {
	case tokens[i].arabic, possessives.has(before):
		if !possessives.has(before) || !persons.has(at(tokens, i-2)) && !pronouns.has(at(tokens, i-2)) && !victimWords.has(at(tokens, i-2)) {
			return 0, false
		}
	case at(tokens, i+1).text == "of":
		for n := i + 2; n < i+6; n++ {
			if t := at(tokens, n); persons.has(t) || victimWords.has(t) {
				return namedAfter(tokens, n+1)
			}
		}
		return 0, false
	case before.text == "real" || before.text == "full" || before.text == "first":
		before = at(tokens, i-2)
		fallthrough
	default:
		ofPerson := possessive(tokens, i-1) && (persons.has(at(tokens, i-3)) || victimWords.has(at(tokens, i-3)))
		if !owners.has(before) && !persons.has(before) && !victimWords.has(before) && !ofPerson && before.text != "naam" {
			return 0, false
		}
	}
	return namedAfter(tokens, i+1)
}

// namedAfter reads a name behind is, was or a colon.
func namedAfter(tokens []token, i int) (last int, ok bool) {
	for n := 0; n < 3; n++ {
		t := at(tokens, i)
		if t.text != ":" && t.text != "=" && t.text != "-" && t.text != "is" && t.text != "was" && t.text != "as" && t.text != "given" {
			break
		}
		i++
	}
	last, ok = personAt(tokens, i)
	if t := at(tokens, i); t.arabic && !known(t) {
		next, behind := at(tokens, i+1), at(tokens, i+2)
		return last, ok && !letterNames.has(t) && (closesName(next) || goesOn.has(behind))
	}
	return last, ok
}

// afterNaming reads a girl named Chandni, the body was identified as Chandni.
func afterNaming(tokens []token, i int) (last int, ok bool) {
	next := i + 1
	if t := at(tokens, next).text; t == "as" || t == "by" {
		next++
	}
	name := at(tokens, afterHonorifics(tokens, next))
	last, ok = personAt(tokens, next)
	if !ok {
		return 0, false
	}
	for n := i - 1; n >= max(0, i-10) && !endsSentence(tokens, n); n-- {
		t := tokens[n]
		if persons.has(t) || victimWords.has(t) || t.text == "old" {
			return last, true
		}
		if !sure.has(tokens[i]) && t.is == word && !t.capital && !small.has(t) && !years.has(t) {
			break // a helpline for children called …
		}
	}
	return last, sure.has(tokens[i]) && known(name)
}
