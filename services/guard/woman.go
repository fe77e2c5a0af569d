package guard

import (
	"strings"
	"unicode/utf8"
)

// musammat is also typed together with the name.
var musammat = foldString("مسماۃ")

// women finds a name with what women are named by: Mst. Chandni, Chandni Bibi,
// چاندنی بی بی. Where a shrine, a road or a hospital is called so it is nobody.
func women(tokens []token) []span {
	var found []span
	for i := 0; i < len(tokens); i++ {
		if tokens[i].is != word || tokens[i].roles&womanRole == 0 {
			continue
		}
		if first, last, ok := womanAt(tokens, i); ok {
			found = append(found, span{tokens[first].from, tokens[last-1].to})
			i = last - 1
		}
	}
	return found
}

func womanAt(tokens []token, i int) (first, last int, ok bool) {
	t := tokens[i]
	if styles.has(t) {
		last, ok = wordAt(tokens, over(tokens, i+1))
		if t.arabic && ok && (others.has(at(tokens, i+1)) && !given.has(at(tokens, i+1))) {
			ok = false
		}
		return i, last, ok
	}
	if rest, joined := strings.CutPrefix(t.text, musammat); joined && len(rest) > 4 {
		return i, i + 1, true
	}
	end := i + 1
	if t.text == "بی" && at(tokens, end).text == "بی" {
		end++
	}
	switch {
	case bibis.has(t) || end == i+2, lateNames.has(t) && (t.capital || t.caps), afterKnown.has(t) && given.has(at(tokens, i-1)):
		return bibi(tokens, i, end)
	}
	return 0, 0, false
}

// bibi reads the name before or after Bibi, which ends before the token end.
func bibi(tokens []token, i, end int) (first, last int, ok bool) {
	before, next := at(tokens, i-1), at(tokens, end)
	if saints.has(next) || isShrine(tokens, i, end) {
		return 0, 0, false
	}
	first, last = i, end
	if nameLike(before) || strange(before, tokens[i]) {
		first--
	}
	if bibis.has(tokens[i]) || end == i+2 {
		if first == i && (nameLike(next) || strange(next, tokens[i])) && !(tokens[i].arabic && next.arabic && !known(next)) {
			last++
		}
	}
	return first, last, first < i || last > end
}

// strange says that a word in small letters beside bibi in small letters is a name:
// so people type in a hurry, and in Roman Urdu.
func strange(t, bibi token) bool {
	return t.is == word && !t.arabic && !bibi.capital && !bibi.arabic && utf8.RuneCountInString(t.text) > 2 && !small.has(t) && !others.has(t)
}

// isShrine says that a place is called after somebody: the words for it follow, or
// shrine of goes before. Who was brought to a hospital is not called after it.
func isShrine(tokens []token, i, end int) bool {
	for n := end; n < end+4; n++ {
		t := at(tokens, n)
		if sites.has(t) {
			return !brought.has(at(tokens, n+1))
		}
		if !t.capital && !t.arabic && t.text != "'" && t.text != "’" && t.text != "s" || t.arabic && small.has(t) {
			break
		}
	}
	before := at(tokens, i-1)
	return sites.has(before) && before.arabic ||
		sites.has(at(tokens, i-2)) && (before.text == "of" || before.text == "hazrat" || before.text == "حضرت")
}
