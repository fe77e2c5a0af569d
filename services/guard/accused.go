package guard

import "slices"

// accusations finds who holds an office in a certain place, or by name, and is said
// to have done wrong. Such a text accuses somebody who can be found, and leads to
// those who said it. What is said of officials at large accuses nobody.
func accusations(tokens []token) []span {
	var found []span
	for i := 0; i < len(tokens); i++ {
		if tokens[i].is != word || tokens[i].roles&officeRole == 0 {
			continue
		}
		last := officeNames.at(tokens, i)
		if last == 0 {
			continue
		}
		if s, ok := accused(tokens, i, last); ok {
			found = append(found, s)
		}
		i = last - 1
	}
	return found
}

// clause is how many words about an office may say what it is accused of.
const clause = 16

func accused(tokens []token, i, end int) (span, bool) {
	from, to := around(tokens, i, end, clause)
	if anyone.has(at(tokens, i-1)) || anyone.has(at(tokens, i-2)) || !particular(tokens, i, end, from, to) {
		return span{}, false
	}
	if n := wrongAfter(tokens, end, to); n > 0 {
		return span{tokens[i].from, tokens[n-1].to}, true
	}
	if n := wrongBefore(tokens, from, i, crimeWithin(tokens, end, to) > 0); n >= 0 {
		return span{tokens[n].from, tokens[end-1].to}, true
	}
	return span{}, false
}

// particular says that an office is one that can be found: its place or its
// holder's name stands in the sentence.
func particular(tokens []token, i, end, from, to int) bool {
	for n := from; n < to; n++ {
		if n >= i && n < end {
			continue
		}
		t := tokens[n]
		if known(t) || stationed.has(t) || towns.has(t) && (t.capital || t.caps || t.arabic) && !provinces.has(t) {
			return true
		}
		if placeName(t) && !agencies.has(t) && (besideInEnglish(tokens, n, i, end) || besideInUrdu(tokens, n, i, end)) {
			return true
		}
	}
	return false
}

// besideInEnglish says that a word with a capital is beside an office: Raiwind SHO,
// SHO of Raiwind, Inspector Lodhi. The first word of a sentence has a capital anyhow.
func besideInEnglish(tokens []token, n, i, end int) bool {
	t := tokens[n]
	begins := n == 0 && i > 1 || n > 0 && endsSentence(tokens, n-1)
	return !t.arabic && t.capital && n >= i-3 && n < end+5 && !notNames.has(t) && !begins
}

// besideInUrdu says that a word is where the place of an office is: ایس ایچ او چونیاں,
// چونیاں کا ایس ایچ او.
func besideInUrdu(tokens []token, n, i, end int) bool {
	t := tokens[n]
	place := n == end || n == i-2 && possessives.has(at(tokens, i-1))
	return t.arabic && place && !wrongWord(tokens, n) && !accusing.has(t) && !goesOn.has(t)
}

func wrongWord(tokens []token, i int) bool {
	return crimes.at(tokens, i) > 0 || deeds.at(tokens, i) > 0
}

// wrongAfter reads what the holder of an office does, up to another who is said to
// do it: the end of it, or 0.
func wrongAfter(tokens []token, from, to int) int {
	for n := from; n < to; n++ {
		t := tokens[n]
		if tells.has(t) && n+1 < to && slices.ContainsFunc(tokens[n+1:min(n+3, to)], tipped.has) {
			return n + 1
		}
		if speaks.has(t) || n > from+1 && clauses.has(t) || lawfully(tokens, n) {
			return 0
		}
		if last := deeds.at(tokens, n); last > 0 && !ofOthers.has(at(tokens, last)) {
			return last
		}
		if last := takesMoney(tokens, n, to); last > 0 {
			return last
		}
		if last := isAccused(tokens, from, n, to); last > 0 {
			return last
		}
		if last := actsOn(tokens, n, to); last > 0 {
			return last
		}
		if last := belongsTo(tokens, n, to); last > 0 {
			return last
		}
	}
	return 0
}

// lawfully says that the holder of an office does to others what he is there for:
// arrested four agents, and not was arrested, arrested for.
func lawfully(tokens []token, i int) bool {
	return lawful.has(tokens[i]) && !passives.has(at(tokens, i-1)) && !charge.has(at(tokens, i+1))
}

// takesMoney reads takes money, demanded a bribe of, رشوت لیتا.
func takesMoney(tokens []token, i, to int) int {
	t := tokens[i]
	switch {
	case takes.has(t):
		for n := i + 1; n < min(i+6, to); n++ {
			if money.has(tokens[n]) && (!getting.has(t) || wrongMoney.has(tokens[n])) || demands.has(t) && sums.has(tokens[n]) {
				return n + 1
			}
		}
	case bribes.has(t) && handed.has(at(tokens, i+1)) && slices.ContainsFunc(tokens[max(0, i-6):i], func(t token) bool { return t.text == "کو" }):
		return i + 2
	case rupees.has(t) && keeps.has(at(tokens, i+1)) && i+1 < to:
		return i + 2
	case money.has(t) && (t.arabic || romanMoney.has(t)):
		for n := i + 1; n < min(i+6, to); n++ {
			if takesInUrdu.has(tokens[n]) && !ofOthers.has(at(tokens, n+1)) {
				return n + 1
			}
		}
	}
	return 0
}

// isAccused reads was arrested for, is accused of, پر الزام, ملوث ہے.
func isAccused(tokens []token, from, i, to int) int {
	t := tokens[i]
	acted := t.arabic && slices.ContainsFunc(tokens[from:i], func(t token) bool { return t.text == "نے" }) // accuses others
	switch {
	case accusing.has(t):
		noun := t.text == "accused" && at(tokens, i+1).text != "of" && !passives.has(at(tokens, i-1)) // the accused, before a judge
		if !acted && !noun {
			return i + 1
		}
	case t.text == "خلاف":
		if before := at(tokens, i-1); before.text == "کے" && i-from < 5 && !acted {
			return crimeWithin(tokens, i+1, min(i+9, to))
		}
	case t.text == "ملوث" && !ofOthers.has(at(tokens, i+1)) && goesOnUrdu.has(at(tokens, i+1)):
		return i + 1
	case patronage.has(t):
		if slices.ContainsFunc(tokens[max(from, i-6):i], gangs.has) {
			return i + 1
		}
	case charged.has(t) && t.arabic && !acted:
		if passive.has(at(tokens, i+1)) || passive.has(at(tokens, i+2)) || passive.has(at(tokens, i+3)) {
			return i + 1
		}
	case charged.has(t) && !t.arabic:
		if charge.has(at(tokens, i+1)) {
			return crimeWithin(tokens, i+1, min(i+11, to))
		}
	}
	return 0
}

func crimeWithin(tokens []token, from, to int) int {
	for n := from; n < to; n++ {
		if last := crimes.at(tokens, n); last > 0 {
			return last
		}
	}
	return 0
}

// actsOn reads protects traffickers, sold the girls, runs a brothel.
func actsOn(tokens []token, i, to int) int {
	if !acts.has(tokens[i]) || ofOthers.has(at(tokens, i+1)) {
		return 0
	}
	for n := i + 1; n < min(i+7, to); n++ {
		if targets.has(tokens[n]) {
			return n + 1
		}
	}
	return 0
}

// belongsTo reads is part of a ring, has links with smugglers; who is a member of what
// is against them does no wrong.
func belongsTo(tokens []token, i, to int) int {
	if !linked.has(tokens[i]) {
		return 0
	}
	for n := i + 1; n < min(i+8, to); n++ {
		if opposed.has(tokens[n]) {
			return 0
		}
		if gangs.has(tokens[n]) {
			return n + 1
		}
	}
	return 0
}

// wrongBefore reads what is said of an office before it: a bribe to the SHO, raped
// by an ASI, complaint against the inspector for bribery, complicity of the SHO.
func wrongBefore(tokens []token, from, i int, crime bool) int {
	n := i - 1
	for n >= from && n >= i-5 && !toward.has(tokens[n]) && !clauses.has(tokens[n]) && tokens[n].is == word {
		n--
	}
	if n < from || !toward.has(tokens[n]) {
		return -1
	}
	for m := n - 1; m >= max(from, n-6); m-- {
		t := tokens[m]
		if speaks.has(t) || clauses.has(t) {
			return -1
		}
		if deeds.at(tokens, m) > 0 || bribes.has(t) || harms.has(t) || complaints.has(t) || crime && tokens[n].text == "against" && filed.has(t) {
			return m
		}
	}
	return -1
}
