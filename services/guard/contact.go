package guard

import (
	"regexp"
	"slices"
	"strings"
)

// phone is a number in Pakistan: a mobile's, one dialled from abroad, or a
// landline's with its area code. Short codes (1121, 15), toll-free and 111
// numbers are nobody's own.
var phone = regexp.MustCompile(`(?:^|[^0-9+])(` +
	// 0300-1234567, and by +92, 0092 or 92
	`(?:(?:\+|00) ?)?\(?92\)?` + far + `(?:\(?0\)?)?` + far + `\(?3[0-9]{2}\)?` + far + `[0-9]{2}(?:[ ./-]{0,3}[0-9]){5}` +
	`|\(?03[0-9]{2}\)?` + far + `[0-9]{2}(?:[ ./-]{0,3}[0-9]){5}` +
	// +92 42 35201123, 92-42-35201123
	`|(?:\+|00) ?\(?92\)?` + far + `(?:\(?0\)?)?` + far + `[2-9](?:[ .()-]{0,2}[0-9]){7,8}[0-9]` +
	`|92[ .-]{1,3}\(?[2-9][0-9]{1,3}\)?[ .-]{1,3}[0-9]{3,4}[ .-]?[0-9]{3,4}` +
	// 042-35201123, (0992) 345678, 05827-12345, 04235201123
	`|\(?0[2-9][0-9]\)?[ .-]{1,3}[0-9]{3,4}[ .-]?[0-9]{4}` +
	`|\(?0[2-9][0-9]{2}\)?[ .-]{1,3}[0-9]{2,3}[ .-]?[0-9]{4}` +
	`|\(?0[2-9][0-9]{3}\)?[ .-]{1,3}[0-9]{5,6}` +
	`|0[2-9][0-9]{8,9}` +
	`)(?:$|[^0-9])`)

// called is a number after the word for a phone, however its digits are grouped, and
// there also a number without the code of its area. Those of helplines begin with 1.
var (
	called = keyed{
		set(`tel ph phone telephone mobile cell whatsapp contact call fon فون موبائل واٹس رابطہ`), 64,
		regexp.MustCompile(`^[^0-9\n]{0,40}?((?:\+|00)?(?:92|0|3)(?:[ ./()-]{0,3}[0-9]){9,11}|[3-9][0-9]{3}[ -]?[0-9]{4}|[2-9][0-9]{2}[ -]?[0-9]{4})(?:$|[^0-9])`), phoneRole}
	// passport is a number of two letters and seven digits after the word for it.
	passport = keyed{set(`passport passports پاسپورٹ`), 64, regexp.MustCompile(`(?i)^[^0-9\n]{0,32}?([a-z]{2} ?-?[0-9]{7})(?:$|[^\pL\pN])`), passportRole}
)

// keyed is a thing and its number, found by a word with which it begins: the slow
// pattern reads only there, so many bytes on.
type keyed struct {
	keys    words
	reach   int
	pattern *regexp.Regexp
	role    roles // of the keys
}

func (k keyed) in(text string, tokens []token) []span {
	var found []span
	from := 0
	for _, t := range tokens {
		if t.roles&k.role == 0 || t.from < from || t.is != word || !k.keys.has(t) {
			continue
		}
		near := text[t.from:min(len(text), t.to+k.reach)]
		if !strings.ContainsAny(near, "0123456789") {
			continue
		}
		if m := k.pattern.FindStringSubmatchIndex(near); m != nil {
			found = append(found, span{t.from + m[2], t.from + m[3]})
			from = t.from + m[3]
		}
	}
	return found
}

// phones finds phone numbers. The slow pattern reads only where digits enough stand
// close together.
func phones(text string, tokens []token) []span {
	found := called.in(text, tokens)
	for i := 0; i < len(text); i++ {
		if !dialled(text[i]) {
			continue
		}
		from, digits := i, 0
		for ; i < len(text) && dialled(text[i]); i++ {
			if text[i] >= '0' && text[i] <= '9' {
				digits++
			}
		}
		if digits >= 9 {
			for _, s := range matches(phone, text[from:i]) {
				found = append(found, span{from + s.from, from + s.to})
			}
		}
	}
	return found
}

func dialled(c byte) bool { return c >= '0' && c <= '9' || strings.IndexByte("+() ./-", c) >= 0 }

const far = `[ ./-]{0,3}`

// fir is the number of a First Information Report, with its year or after the
// word for number; crime is that of the case that a report opens.
var (
	fir   = numbered(`f fir firs ایف ایفآئیآر مقدمہ پرچہ muqadma muqadama muqaddma muqaddama parcha`, `(?:f[. ]{0,2}i[. ]{0,2}r[.]?s?|ایف[. ]{0,2}آئی[. ]{0,2}آر|مقدمہ|پرچہ|muqadd?a?ma|parcha)`, year+`?`, firRole)
	crime = numbered(`crime case`, `(?:crime|case)`, year, crimeRole)
)

// reports finds the numbers of police reports and of the cases that they open.
func reports(text string, tokens []token) []span {
	return append(fir.in(text, tokens), crime.in(text, tokens)...)
}

const (
	year   = `(?: ?(?:/|-|\\|بٹا|بٹہ) ?[0-9]{2,4}| of [12][0-9]{3})`
	number = `(?:numbers?|nmbr|nos?|num|nr|#|نمبر|نمبرز)[ .:#(-]{0,3}`
)

// numbered is a pattern for a thing and its number. After the word for number
// the year is as the thing has it, without that word there is a year.
func numbered(keys, thing, itsYear string, role roles) keyed {
	return keyed{set(keys), 300, regexp.MustCompile(foldString(`(?i)^(` + thing + `[ .:#(-]{0,3}(?:(?:bearing|case|vide|registered|was|is|under|with|as) ){0,3}` +
		`(?:` + number + `[0-9]{1,6}` + itsYear + `|[0-9]{1,6}` + year + `)` +
		`(?:(?: ?[,&] ?| and | aur | اور )[0-9]{1,6}` + year + `)*)(?:$|[^\pL\pN])`)), role}
}

// matches finds a pattern's group. What follows a match may be what goes before
// the next: the search goes on where the group ends.
func matches(pattern *regexp.Regexp, text string) []span {
	var found []span
	for from := 0; from < len(text); {
		m := pattern.FindStringSubmatchIndex(text[from:])
		if m == nil {
			break
		}
		found = append(found, span{from + m[2], from + m[3]})
		from += m[3]
	}
	return found
}

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
