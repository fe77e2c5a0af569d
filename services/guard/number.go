package guard

import "regexp"

// phone is a number in Pakistan: a mobile's, one dialled from abroad, or a
// landline's with its area code. Short codes (1121, 15), toll-free and 111
// numbers are nobody's own.
var phone = regexp.MustCompile(`(?:^|[^0-9+])(` +
	// 0300-1234567, and by +92, 0092 or 92
	`(?:(?:\+|00) ?)?\(?92\)?` + far + `(?:\(?0\)?)?` + far + `3[0-9]{2}` + far + `[0-9]{2}(?:[ .-]?[0-9]){5}` +
	`|\(?03[0-9]{2}\)?` + far + `[0-9]{2}(?:[ .-]?[0-9]){5}` +
	// +92 42 35201123, 92-42-35201123
	`|(?:\+|00) ?\(?92\)?` + far + `(?:\(?0\)?)?` + far + `[2-9](?:[ .()-]{0,2}[0-9]){7,8}[0-9]` +
	`|92[ .-]{1,3}\(?[2-9][0-9]{1,3}\)?[ .-]{1,3}[0-9]{3,4}[ .-]?[0-9]{3,4}` +
	// 042-35201123, (0992) 345678, 05827-12345, 04235201123
	`|\(?0[2-9][0-9]\)?[ .-]{1,3}[0-9]{3,4}[ .-]?[0-9]{4}` +
	`|\(?0[2-9][0-9]{2}\)?[ .-]{1,3}[0-9]{2,3}[ .-]?[0-9]{4}` +
	`|\(?0[2-9][0-9]{3}\)?[ .-]{1,3}[0-9]{5,6}` +
	`|0[2-9][0-9]{8,9}` +
	`)(?:$|[^0-9])`)

const far = `[ ./-]{0,3}`

// fir is the number of a First Information Report, with its year or after the
// word for number; crime is that of the case that a report opens.
var (
	fir   = numbered(`(?:f[. ]{0,2}i[. ]{0,2}r[.]?s?|ایف[. ]{0,2}آئی[. ]{0,2}آر)`, year+`?`)
	crime = numbered(`(?:مقدمہ|muqadd?a?ma|crime|case)`, year)
)

const (
	year   = `(?: ?(?:/|-|\\|بٹا|بٹہ) ?[0-9]{2,4}| of [12][0-9]{3})`
	number = `(?:numbers?|nmbr|nos?|num|nr|#|نمبر|نمبرز)[ .:#(-]{0,3}`
)

// numbered is a pattern for a thing and its number. After the word for number
// the year is as the thing has it, without that word there is a year.
func numbered(thing, itsYear string) *regexp.Regexp {
	return regexp.MustCompile(foldString(`(?i)(?:^|[^\pL\pN])(` + thing + `[ .:#(-]{0,3}(?:(?:bearing|case|vide) )?` +
		`(?:` + number + `[0-9]{1,6}` + itsYear + `|[0-9]{1,6}` + year + `)` +
		`(?:(?: ?[,&] ?| and | aur | اور )[0-9]{1,6}` + year + `)*)(?:$|[^\pL\pN])`))
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
