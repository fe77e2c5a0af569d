package terminal

import (
	"encoding/json"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode/utf8"
)

// Table prints some columns of a list, one line a row. The lines fit a terminal; where there is none, every
// cell is whole.
func (t *Terminal) Table(names []string, document json.RawMessage) error {
	var list rows
	if err := json.Unmarshal(document, &list); err != nil {
		return err
	}
	cells := [][]string{strings.Split(strings.ToUpper(strings.ReplaceAll(strings.Join(names, "\t"), "_", " ")), "\t")}
	for _, row := range list.Rows {
		one := make([]string, len(names))
		for i, name := range names {
			one[i] = said(row[name])
		}
		cells = append(cells, one)
	}
	fit(cells, t.Width, slices.Index(names, "id"))
	if err := aligned(t.Out, cells); err != nil {
		return err
	}
	t.Note("%d rows, as of %s", len(list.Rows), t.AsAsked(list.At, list.On, list.DatedByRecording))
	return nil
}

// between is how many spaces stand between two columns.
const between = 2

// aligned prints cells in columns.
func aligned(w io.Writer, cells [][]string) error {
	out := tabwriter.NewWriter(w, 0, 8, between, ' ', 0)
	for _, row := range cells {
		Line(out, "%s", strings.Join(row, "\t"))
	}
	return out.Flush()
}

// narrowest is how far a column is shortened.
const narrowest = 8

// fit shortens the widest columns until a row has at most width characters; 0 is no limit.
// One column stays whole: half an id finds nothing.
func fit(cells [][]string, width, whole int) {
	if width == 0 || len(cells) == 0 {
		return
	}
	widths := make([]int, len(cells[0]))
	total := between * (len(widths) - 1)
	for i := range widths {
		for _, row := range cells {
			widths[i] = max(widths[i], utf8.RuneCountInString(row[i]))
		}
		total += widths[i]
	}
	for ; total > width; total-- {
		widest := -1
		for i := range widths {
			if i != whole && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 || widths[widest] <= narrowest {
			break
		}
		widths[widest]--
	}
	for _, row := range cells {
		for i := range row {
			row[i] = cut(row[i], widths[i])
		}
	}
}

// Shortened is a text for what is left of a line of the terminal behind so many characters.
func (t *Terminal) Shortened(text string, behind int) string {
	return t.Brief(text, max(t.Width-behind, narrowest))
}

// Brief is at most so many characters of a text on a terminal; where there is none it is
// whole.
func (t *Terminal) Brief(text string, limit int) string {
	if t.Width == 0 {
		return strings.ReplaceAll(text, "\n", " ")
	}
	return cut(text, limit)
}

// cut shortens a text to so many characters.
func cut(text string, width int) string {
	text = strings.ReplaceAll(text, "\n", " ")
	if r := []rune(text); len(r) > width {
		return string(r[:width-1]) + "…"
	}
	return text
}
