package guard

import (
	"regexp"
	"slices"
	"strings"
)

var (
	gap = regexp.MustCompile(`^[-. _/\n]{1,3}$`)
	// Where all three parts are there, any signs may divide them.
	anySigns = regexp.MustCompile(`^[^\pL\pN]{1,4}$`)
)

// calledCard is the number after the word for a card: its digits are a card's however
// they are grouped.
var calledCard = keyed{set(`cnic nic nicop c card شناختی`), 96,
	regexp.MustCompile(foldString(`(?i)^(?:c[. ]?n[. ]?i[. ]?c\b|nicop|nic|card|شناختی)[^0-9]{0,30}([0-9](?:[ ,:./_-]{0,3}[0-9]){12})(?:$|[^0-9])`)), cardRole}

// cards finds the numbers of cards, and apart from them those that stand where such
// digits are common, unless they are divided into five, seven and one.
func cards(text string, tokens []token, common func(span) bool) (refused, asked []span) {
	for _, s := range cnics(text, tokens) {
		if len(runsOf(text[s.from:s.to])) < 3 && common(s) {
			asked = append(asked, s)
		} else {
			refused = append(refused, s)
		}
	}
	return refused, asked
}

// cnics finds thirteen digits, together or divided where an identity card
// divides them: after five, and before the last. Only where there are none,
// further digits may touch them.
func cnics(text string, tokens []token) []span {
	digits := runsOf(text)
	if found := append(scan(text, digits, exact), calledCard.in(text, tokens)...); len(found) > 0 {
		return found
	}
	return scan(text, digits, hyphened)
}

// runsOf are the runs of digits, but those that are a part of a hash and are as
// long as a card's number by chance.
func runsOf(text string) (runs [][]int) {
	var within [][]int
	if longestCode(text) >= 32 {
		within = hashes.FindAllStringIndex(text, -1)
	}
	for i := 0; i < len(text); i++ {
		from := i
		for i < len(text) && text[i] >= '0' && text[i] <= '9' {
			i++
		}
		for len(within) > 0 && within[0][1] <= from {
			within = within[1:]
		}
		if from < i && (i-from != 13 || len(within) == 0 || from < within[0][0]) {
			runs = append(runs, []int{from, i})
		}
	}
	return runs
}

// scan goes over the runs of digits. A reader says where in the next runs the
// number of a card is and how many of them it takes, or 0.
func scan(text string, digits [][]int, read func(string, [][]int) (span, int)) []span {
	var found []span
	for i := 0; i < len(digits); {
		s, used := read(text, digits[i:])
		if used > 0 {
			found = append(found, s)
		}
		i += max(1, used)
	}
	return found
}

// exact reads one, two or three runs of digits that are a card's and no more.
func exact(text string, digits [][]int) (span, int) {
	if len(digits) >= 3 && dividedAsACard(digits[:3]) && !abroad(text, span{digits[0][0], digits[2][1]}) && anySigns.MatchString(text[digits[0][1]:digits[1][0]]) && anySigns.MatchString(text[digits[1][1]:digits[2][0]]) {
		return span{digits[0][0], digits[2][1]}, 3
	}
	for n := 1; n <= 2 && n <= len(digits); n++ {
		if n > 1 && !gap.MatchString(text[digits[n-2][1]:digits[n-1][0]]) {
			break
		}
		whole := span{digits[0][0], digits[n-1][1]}
		if dividedAsACard(digits[:n]) && !abroad(text, whole) {
			return whole, n
		}
	}
	return span{}, 0
}

// cardShapes are the ways in which a card's digits are kept together.
var cardShapes = [][]int{{13}, {5, 8}, {12, 1}, {5, 7, 1}}

func dividedAsACard(digits [][]int) bool {
	return slices.ContainsFunc(cardShapes, func(lengths []int) bool {
		return slices.EqualFunc(lengths, digits, func(n int, run []int) bool { return run[1]-run[0] == n })
	})
}

// hyphened reads five, seven and one digit between hyphens although further
// digits touch them: what was typed before or after without a space.
func hyphened(text string, digits [][]int) (span, int) {
	if len(digits) < 3 {
		return span{}, 0
	}
	first, middle, last := digits[0], digits[1], digits[2]
	if first[1]-first[0] < 5 || middle[1]-middle[0] != 7 ||
		text[first[1]:middle[0]] != "-" || text[middle[1]:last[0]] != "-" {
		return span{}, 0
	}
	return span{first[1] - 5, last[0] + 1}, 3
}

// abroad says that the digits begin as a telephone number does when dialled from
// abroad; no card begins with 0, nor after a plus.
func abroad(text string, s span) bool {
	digits := text[s.from:s.to]
	return strings.HasPrefix(digits, "0092") ||
		strings.HasPrefix(digits, "92") && strings.HasSuffix(text[:s.from], "+")
}
