package importing

import (
	"bytes"
	"fmt"
	"regexp"
	"unicode"
	"unicode/utf8"

	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// Found is a clause of a text: what it is called and where it stands.
type Found struct {
	Address string    `json:"address"`
	Bytes   ByteRange `json:"bytes"`
}

// mark is a number at the start of a line: 1. 1) (1), in Urdu also ۱۔
var mark = regexp.MustCompile(`^[\s\x{00A0}\x{FEFF}\x{200E}\x{200F}]*(\(?)([0-9]{1,3}|[۰-۹]{1,3}|[٠-٩]{1,3})([.)۔])`)

// numbered is a line that begins with a number.
type numbered struct {
	line     int // from 1
	from, to int // bytes of the number, with what stands before it in its line
	number   int
	style    string // "()", ")", ".", "۔"
}

// Split finds the numbered clauses of a text, clause-1, clause-2 and so on, without
// their numbers. A clause ends before the next number; the last one also before a
// paragraph that has none, which closes the text. Numbers of another style that
// begin at 1 within a clause are parts of that clause. Where it is not certain what
// is a clause, nothing is guessed: it returns a refusal that says so.
func Split(text []byte) ([]Found, error) {
	marks, err := clauseMarks(text)
	if err != nil {
		return nil, err
	}
	var clauses []Found
	for i, m := range marks {
		var end int
		if i+1 < len(marks) {
			end = marks[i+1].from
		} else {
			end = closing(text, m.to)
		}
		at, words := trim(text, m.to, end)
		if !words {
			return nil, unclear("The clause %d on line %d has no words.", m.number, m.line)
		}
		clauses = append(clauses, Found{Address: fmt.Sprintf("clause-%d", m.number), Bytes: at})
	}
	return clauses, nil
}

// clauseMarks are the numbers 1, 2, 3, … with which clauses begin.
func clauseMarks(text []byte) (marks []numbered, err error) {
	within := map[string]int{} // the last number of each other style in this clause
	for _, m := range numbers(text) {
		last, style := 0, m.style
		if n := len(marks); n > 0 {
			last, style = marks[n-1].number, marks[n-1].style
		}
		switch {
		case last == 0 && m.number != 1: // a number in what stands before the first clause
		case m.style == style && m.number == last+1:
			marks = append(marks, m)
			clear(within)
		case m.style == style:
			return nil, unclear("On line %d stands the number %d, after %d.", m.line, m.number, last)
		case m.number == 1 || m.number == within[m.style]+1:
			within[m.style] = m.number
		case m.number == last+1:
			return nil, unclear("The number %d on line %d is written another way than those before it.", m.number, m.line)
		}
	}
	if len(marks) == 0 {
		return nil, unclear("No paragraph of the text begins with the number 1.")
	}
	return marks, nil
}

// numbers finds the lines that begin with a number.
func numbers(text []byte) (found []numbered) {
	for i, start := range lineStarts(text) {
		m, is := numberAt(text, int(start))
		if is {
			m.line = i + 1
			found = append(found, m)
		}
	}
	return found
}

func numberAt(text []byte, from int) (numbered, bool) {
	line, _, _ := bytes.Cut(text[from:], []byte("\n"))
	part := mark.FindSubmatchIndex(line)
	if part == nil {
		return numbered{}, false
	}
	style := string(line[part[2]:part[3]]) + string(line[part[6]:part[7]])
	next, _ := utf8.DecodeRune(line[part[1]:])
	if unicode.IsDigit(next) || style == "(." || style == "(۔" { // 2.5 million is no number of a clause
		return numbered{}, false
	}
	m := numbered{from: from, to: from + part[1], style: style}
	for _, digit := range string(line[part[4]:part[5]]) {
		m.number = 10*m.number + value(digit)
	}
	return m, true
}

// value is that of a digit: European, Urdu or Arabic.
func value(digit rune) int {
	for _, zero := range []rune{'0', '۰', '٠'} {
		if zero <= digit && digit <= zero+9 {
			return int(digit - zero)
		}
	}
	return 0
}

// closing is where the last clause ends: before the first paragraph after it that
// does not begin with a number.
func closing(text []byte, from int) int {
	worded, blank := false, -1 // where the blank lines after its words began
	for at := from; at < len(text); {
		line, _, _ := bytes.Cut(text[at:], []byte("\n"))
		words := len(bytes.TrimFunc(line, empty)) > 0
		switch _, is := numberAt(text, at); {
		case words && blank >= 0 && !is:
			return blank
		case words:
			worded, blank = true, -1
		case worded && blank < 0:
			blank = at
		}
		at += len(line) + 1
	}
	return len(text)
}

// trim is a part of a text without the space around it; false if nothing is left.
func trim(text []byte, from, to int) (ByteRange, bool) {
	part := text[from:to]
	from += len(part) - len(bytes.TrimLeftFunc(part, empty))
	part = bytes.TrimFunc(part, empty)
	return ByteRange{int64(from), int64(from + len(part))}, len(part) > 0
}

// empty is what can be left out at the ends of a text: space, and the marks that say
// in which direction it runs.
func empty(c rune) bool {
	return unicode.IsSpace(c) || c == '\ufeff' || c == '\u200e' || c == '\u200f'
}

func unclear(format string, args ...any) error {
	return recording.Refuse(rule.ErrRefused, "clauses.unclear", fmt.Sprintf(format, args...)+
		" So it is not certain what the clauses are. Name each, word for word: --clause \"clause-1=We will …\" --clause \"clause-2=…\". Nothing was recorded.")
}
