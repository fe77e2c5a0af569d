package guard

// personAt is the name of somebody that begins at a token, with what goes before
// it: Mr., late, Haji. What may be a name is judged as beside an age.
func personAt(tokens []token, i int) (last int, ok bool) {
	i = afterHonorifics(tokens, i)
	t := at(tokens, i)
	if !isName(t, true) || notNames.has(t) && !given.has(t) {
		return 0, false
	}
	last = i + 1
	for last < i+4 && follows(at(tokens, last), t) && !notNames.has(at(tokens, last)) {
		last++
	}
	next := at(tokens, last)
	if (things.has(next) || notNames.has(next)) && (next.capital || next.arabic && things.has(next)) {
		return 0, false
	}
	return last, true
}

// wordAt is like personAt behind a mark that only stands before names (d/o, Mst.):
// there any word is one that is no small word of a sentence.
func wordAt(tokens []token, i int) (last int, ok bool) {
	i = afterHonorifics(tokens, i)
	t := at(tokens, i)
	if t.is != word || len(t.text) < 3 || small.has(t) {
		return 0, false
	}
	for last = i + 1; last < i+4 && follows(at(tokens, last), t); last++ {
	}
	return last, true
}

// afterHonorifics goes over what stands before a name.
func afterHonorifics(tokens []token, i int) int {
	i = over(tokens, i)
	for range 6 {
		t := at(tokens, i)
		if t.text == "." && !touches(tokens, i) && !shortened(at(tokens, i-1)) {
			break // the sentence ends
		}
		if !honorifics.has(t) && !brackets[t.text] {
			break
		}
		i++
	}
	return over(tokens, i)
}

// shortened says that a full stop behind a word is a part of it: Mst. and d/o.
func shortened(t token) bool {
	return len(t.text) == 1 || honorifics.has(t) || styles.has(t) || abbreviations.has(t)
}

var brackets = map[string]bool{".": true, ":": true, "(": true, ")": true, "-": true,
	`"`: true, "'": true, "‘": true, "’": true, "“": true, "”": true, "«": true, "»": true}

// known says that a word is a name that many have. Some of them are also words of
// English, and are names in capitals only.
func known(t token) bool {
	return given.has(t) && (t.capital || t.caps || t.arabic || !alsoWords.has(t))
}

// surname is like known, and takes the second words of names, which are often words.
func surname(t token) bool { return known(t) || t.arabic && fathers.has(t) }

// nameLike says that a word looks like one of a name where it stands before a mark:
// Chandni Bibi, Chandni d/o Ghulam.
func nameLike(t token) bool {
	if t.is != word || len(t.text) < 3 || others.has(t) || notNames.has(t) || small.has(t) {
		return false
	}
	return t.capital || t.caps || t.arabic || given.has(t)
}
