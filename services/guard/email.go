package guard

import (
	"regexp"
	"slices"
	"strings"
)

// mail is an e-mail address, also as it is typed to hide it from machines:
// ayesha [at] example [dot] com.
var (
	mail   = regexp.MustCompile(`(?i)[0-9a-z_][0-9a-z._%+-]*(?:@| @ | ?[\[({<] ?(?:@|at) ?[\])}>] ?)[0-9a-z][0-9a-z-]*(?:(?:[.]| ?[\[({<] ?(?:dot|[.]) ?[\])}>] ?| dot )[0-9a-z-]+)*(?:[.]| ?[\[({<] ?(?:dot|[.]) ?[\])}>] ?| dot )[a-z]{2,}`)
	spoken = regexp.MustCompile(`(?i)[0-9a-z_][0-9a-z._%+-]* at [0-9a-z-]+(?: dot [0-9a-z-]+)+`)

	// At these an office answers, and nobody of his own.
	offices = regexp.MustCompile(`(?i)^(?:info|contact|complaints?|help|helpline|helpdesk|office|media|press|secretary|registrar|webmaster|support)@(?:[a-z0-9-]+\.)*gov\.[a-z]{2}$`)
)

// closes are brackets around at: ayesha [at] example.
var closes = map[string]bool{"]": true, ")": true, "}": true, ">": true}

// mails finds e-mail addresses.
func mails(text string, tokens []token) []span {
	var found []span
	var sign, dot bool // what the slow patterns need
	for i, t := range tokens {
		sign = sign || t.text == "at" && closes[at(tokens, i+1).text]
		dot = dot || t.text == "dot"
	}
	if sign || strings.Contains(text, "@") {
		found = append(found, whole(mail, text)...)
	}
	if dot {
		found = append(found, whole(spoken, text)...)
	}
	return slices.DeleteFunc(found, func(s span) bool {
		return offices.MatchString(text[s.from:s.to]) || strings.HasSuffix(text[:s.from], "://")
	})
}

func whole(pattern *regexp.Regexp, text string) []span {
	var found []span
	for _, at := range pattern.FindAllStringIndex(text, -1) {
		found = append(found, span{at[0], at[1]})
	}
	return found
}
