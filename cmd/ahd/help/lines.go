package help

import (
	"strings"
	"unicode/utf8"
)

// text writes text broken into lines. What is indented stands as it is.
func (page *page) text(text string) {
	for paragraph := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(paragraph, "    ") {
			page.line(paragraph)
			continue
		}
		for _, one := range broken(paragraph, page.width) {
			page.line(one)
		}
	}
}

// widestLeft is how wide the first of two columns gets; what is longer has a line of its own.
const widestLeft = 34

// columns writes a title, and under it what has a name on the left and what is said of it on
// the right.
func (page *page) columns(title string, rows [][2]string) {
	if len(rows) == 0 {
		return
	}
	left := 0
	for _, row := range rows {
		if width := utf8.RuneCountInString(row[0]); width > left && width <= widestLeft {
			left = width
		}
	}
	page.line("")
	page.line(title)
	for _, row := range rows {
		said := broken(row[1], max(page.width-left-4, 20))
		if width := utf8.RuneCountInString(row[0]); width > left {
			page.line("  " + row[0])
		} else {
			page.line("  " + row[0] + strings.Repeat(" ", left-width+2) + said[0])
			said = said[1:]
		}
		for _, more := range said {
			page.line(strings.Repeat(" ", left+4) + more)
		}
	}
}

// broken breaks a text between words into lines of at most some width; there is always one.
func broken(text string, width int) []string {
	lines := []string{""}
	for _, word := range strings.Fields(text) {
		last := &lines[len(lines)-1]
		switch {
		case *last == "":
			*last = word
		case utf8.RuneCountInString(*last)+1+utf8.RuneCountInString(word) <= width:
			*last += " " + word
		default:
			lines = append(lines, word)
		}
	}
	return lines
}
