package events

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// ErrNotCanonical is returned for bytes that are not the one canonical form of
// an event: RFC 8785 with UTF-8 in NFC, names of a–z, 0–9 and "_" in ascending
// order, and integers only.
var ErrNotCanonical = errors.New("not in canonical form")

const (
	maxInteger = 1<<53 - 1 // the largest integer that every JSON reader keeps exactly
	maxDepth   = 16        // objects and lists within one another
)

// scanner reads canonical JSON in one pass. It is the only reader of event
// bytes: append, feed and verifier share its idea of what is canonical.
type scanner struct {
	body []byte
	pos  int
	seen *seen // texts that were read before; may be nil
}

func (s *scanner) fail(what string) error {
	return fmt.Errorf("byte %d: %s: %w", s.pos, what, ErrNotCanonical)
}

// peek returns the next byte, or 0 at the end.
func (s *scanner) peek() byte {
	if s.pos < len(s.body) {
		return s.body[s.pos]
	}
	return 0
}

// take consumes c or fails.
func (s *scanner) take(c byte) error {
	if s.peek() != c || s.pos >= len(s.body) {
		return s.fail(fmt.Sprintf("%q expected", c))
	}
	s.pos++
	return nil
}

// literal consumes word where it comes next.
func (s *scanner) literal(word string) bool {
	if len(s.body)-s.pos < len(word) || string(s.body[s.pos:s.pos+len(word)]) != word {
		return false
	}
	s.pos += len(word)
	return true
}

// integer reads a whole number of at most 53 bits; "-0" and leading zeros are
// other spellings of the same number and so refused.
func (s *scanner) integer() (int64, error) {
	start := s.pos
	if s.peek() == '-' {
		s.pos++
	}
	for c := s.peek(); c >= '0' && c <= '9'; c = s.peek() {
		s.pos++
	}
	text := string(s.body[start:s.pos])
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%w%.0w", s.fail("a whole number expected"), err) // the cause is kept, and not said
	}
	if n > maxInteger || n < -maxInteger || strconv.FormatInt(n, 10) != text {
		return 0, s.fail("a whole number expected")
	}
	return n, nil
}

// text reads a string.
func (s *scanner) text() (string, error) {
	raw, err := s.raw()
	if err != nil {
		return "", err
	}
	return s.seen.text(raw), nil
}

// raw reads a string in its only canonical spelling. What it returns shares memory
// with the body unless something was escaped.
func (s *scanner) raw() ([]byte, error) {
	if err := s.take('"'); err != nil {
		return nil, err
	}
	start := s.pos
	plain := true // ASCII is UTF-8 in form C
	for s.pos < len(s.body) {
		switch c := s.body[s.pos]; {
		case c == '"':
			raw := s.body[start:s.pos]
			s.pos++
			if plain {
				return raw, nil
			}
			return raw, s.checkText(raw)
		case c >= 0x80:
			plain = false
		case c == '\\':
			return s.escapedText(start)
		case c < 0x20:
			return nil, s.fail("a control character must be escaped")
		}
		s.pos++
	}
	return nil, s.fail("the string does not end")
}

func (s *scanner) checkText(raw []byte) error {
	if !utf8.Valid(raw) {
		return s.fail("the string is not UTF-8")
	}
	if !norm.NFC.IsNormal(raw) {
		return s.fail("the string is not in Unicode normal form C")
	}
	return nil
}

// escapedText reads on from the first backslash of a string that began at start.
func (s *scanner) escapedText(start int) ([]byte, error) {
	out := append([]byte(nil), s.body[start:s.pos]...)
	for s.pos < len(s.body) {
		c := s.body[s.pos]
		switch {
		case c == '"':
			s.pos++
			return out, s.checkText(out)
		case c == '\\':
			r, err := s.escape()
			if err != nil {
				return nil, err
			}
			out = append(out, r)
			continue
		case c < 0x20:
			return nil, s.fail("a control character must be escaped")
		}
		out = append(out, c)
		s.pos++
	}
	return nil, s.fail("the string does not end")
}

// escape reads one escape. Only what must be escaped may be, and only in the
// spelling of RFC 8785 section 3.2.2.2.
func (s *scanner) escape() (byte, error) {
	for c, spelling := range escapes {
		if spelling != "" && s.literal(spelling) {
			return byte(c), nil
		}
	}
	return 0, s.fail("this escape is not canonical")
}

// escapes spells, for each byte below 0x80 that must be escaped, how.
var escapes = func() (table [128]string) {
	for c := range 0x20 {
		table[c] = fmt.Sprintf(`\u%04x`, c)
	}
	table['\b'], table['\t'], table['\n'], table['\f'], table['\r'] = `\b`, `\t`, `\n`, `\f`, `\r`
	table['"'], table['\\'] = `\"`, `\\`
	return table
}()

// name reads the name of a member and its colon; it shares memory with the body.
// Names are ASCII, so that byte order is the order of UTF-16 code units that RFC
// 8785 asks for.
func (s *scanner) name(previous []byte) ([]byte, error) {
	if err := s.take('"'); err != nil {
		return nil, err
	}
	start := s.pos
	for c := s.peek(); lower(c) || digit(c) || c == '_'; c = s.peek() {
		s.pos++
	}
	name := s.body[start:s.pos]
	if !s.literal(`":`) {
		return nil, s.fail("names hold only a–z, 0–9 and _")
	}
	if bytes.Compare(name, previous) <= 0 {
		return nil, s.fail("names must ascend and not repeat")
	}
	return name, nil
}

// members reads an object, calling member with the scanner before each value.
func (s *scanner) members(member func(name []byte) error) error {
	if err := s.take('{'); err != nil {
		return err
	}
	var previous []byte
	for first := true; ; first = false {
		if s.peek() == '}' {
			s.pos++
			return nil
		}
		if !first {
			if err := s.take(','); err != nil {
				return err
			}
		}
		name, err := s.name(previous)
		if err != nil {
			return err
		}
		if err := member(name); err != nil {
			return err
		}
		previous = name
	}
}

// elements reads a list, calling element with the scanner before each value.
func (s *scanner) elements(element func() error) error {
	if err := s.take('['); err != nil {
		return err
	}
	if s.peek() == ']' {
		s.pos++
		return nil
	}
	for {
		if err := element(); err != nil {
			return err
		}
		if s.peek() == ']' {
			s.pos++
			return nil
		}
		if err := s.take(','); err != nil {
			return err
		}
	}
}

// value reads any canonical value and drops it.
func (s *scanner) value(depth int) (err error) {
	if depth > maxDepth {
		return s.fail("too deep")
	}
	switch s.peek() {
	case '{':
		return s.members(func([]byte) error { return s.value(depth + 1) })
	case '[':
		return s.elements(func() error { return s.value(depth + 1) })
	case '"':
		_, err = s.raw()
		return err
	case 't', 'f', 'n':
		if s.literal("true") || s.literal("false") || s.literal("null") {
			return nil
		}
		return s.fail("true, false or null expected")
	}
	_, err = s.integer()
	return err
}
