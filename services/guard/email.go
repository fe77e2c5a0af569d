package guard

import (
	"regexp"
	"slices"
	"strings"
)

// mail is an e-mail address, also as it is typed to hide it from machines:
// ayesha [at] example [dot] com.
var (
	mail   = regexp.MustCompile(`(?i)[0-9a-z_][0-9a-z._%+-]* ?(?:@|[\[({<] ?(?:@|at) ?[\])}>]) ?[0-9a-z][0-9a-z-]*(?:(?:[.]| ?[\[({<] ?(?:dot|[.]) ?[\])}>] ?| dot )[0-9a-z-]+)+`)
	spoken = regexp.MustCompile(`(?i)[0-9a-z_][0-9a-z._%+-]* at [0-9a-z-]+(?: dot [0-9a-z-]+)+`)

	// Of these a text must hold one, or the slow patterns are not asked.
	hasMail   = regexp.MustCompile(`(?i)@|\bat ?[\])}>]`)
	hasSpoken = regexp.MustCompile(`(?i) dot `)

	// At these an office answers, and nobody of his own.
	offices = regexp.MustCompile(`(?i)^(?:info|contact|complaints?|help|helpline|helpdesk|office|media|press|secretary|registrar|webmaster|support)@(?:[a-z0-9-]+\.)*gov\.[a-z]{2}$`)
)

// mails finds e-mail addresses.
func mails(text string) []span {
	var found []span
	if hasMail.MatchString(text) {
		found = append(found, whole(mail, text)...)
	}
	if hasSpoken.MatchString(text) {
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
