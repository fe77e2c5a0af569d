package events

import "strings"

// The names in an envelope are checked by hand: with regular expressions reading
// an event took two and a half times as long, and every event is read by the
// append, the ledger, the book and each verifier.

// ValidID reports whether id can name a thing: 1 to 64 of a–z, 0–9 and "-".
func ValidID(id string) bool {
	if len(id) < 1 || len(id) > 64 {
		return false
	}
	for i := range len(id) {
		if c := id[i]; !lower(c) && !digit(c) && c != '-' {
			return false
		}
	}
	return true
}

// ValidUUID reports whether id is a UUID in lower case, as command ids are.
func ValidUUID(id string) bool {
	if len(id) != 36 {
		return false
	}
	for i := range len(id) {
		c := id[i]
		switch i {
		case 8, 13, 18, 23:
			if c != '-' {
				return false
			}
		default:
			if !digit(c) && (c < 'a' || c > 'f') {
				return false
			}
		}
	}
	return true
}

// kindOf is the kind of stream that a type belongs to: "commitment" for
// "ahd.commitment.progress-reported.v1"; "" if t is no type's name.
func (t Type) kindOf() string {
	register, rest, _ := strings.Cut(string(t), ".")
	kind, rest, _ := strings.Cut(rest, ".")
	name, number, _ := strings.Cut(rest, ".")
	if register != "ahd" || !words(kind, 0) || !words(name, '-') || !version(number) {
		return ""
	}
	return kind
}

// words reports whether text is letters a–z, in words joined by one joint.
func words(text string, joint byte) bool {
	joined := true // a joint may not come first, last, or twice
	for i := range len(text) {
		c := text[i]
		if c == joint && !joined {
			joined = true
			continue
		}
		if !lower(c) {
			return false
		}
		joined = false
	}
	return !joined
}

// version reports whether text is "v" and a number from 1.
func version(text string) bool {
	if len(text) < 2 || len(text) > 10 || text[0] != 'v' || text[1] == '0' {
		return false
	}
	for i := 1; i < len(text); i++ {
		if !digit(text[i]) {
			return false
		}
	}
	return true
}

// validRole reports whether text can be a role: 1 to 32 of a–z and "_".
func validRole(text string) bool {
	for i := range len(text) {
		if c := text[i]; !lower(c) && c != '_' {
			return false
		}
	}
	return text != "" && len(text) <= 32
}

func lower(c byte) bool { return c >= 'a' && c <= 'z' }
func digit(c byte) bool { return c >= '0' && c <= '9' }
