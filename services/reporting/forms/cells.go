package forms

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/services/reporting/drawing"
)

// kind is what a cell holds.
type kind int

const (
	text    kind = iota
	literal      // text that a careless program could take for a formula
	heading
	whole // number
	rate  // in basis points
	day
	prose  // text that is broken into lines
	spoken // words of ours, in the direction of their language
)

// own are words of ours, which other words can neither turn nor end.
type own string

// cell is a value as a typed cell. Nothing is ever a formula.
func (b *workbook) cell(value any, k kind) any {
	styled := func(k kind, value any) any { return excelize.Cell{StyleID: b.styles[k], Value: value} }
	switch v := value.(type) {
	case *int:
		if v == nil {
			if k == whole {
				return nil
			}
			return styled(spoken, b.words.Say("n/a"))
		}
		if k == rate {
			return styled(rate, float64(*v)/10_000)
		}
		return styled(whole, *v)
	case rateOf:
		return b.cell(v.bp, rate)
	case int:
		return b.cell(&v, k)
	case *string:
		if v == nil {
			return nil
		}
		return b.cell(*v, k)
	case own:
		return styled(spoken, string(v))
	case string:
		if k == day {
			if d, err := edtf.ParseDay(v); err == nil {
				return styled(day, time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC))
			}
		}
		v = drawing.Plain(v)
		switch {
		case v != "" && strings.ContainsRune(formulaBegins, []rune(v)[0]):
			k = literal
		case k != prose:
			k = text
		}
		return styled(k, v)
	}
	return nil
}

// linesOf is into how many lines a value is broken in a column.
func linesOf(value any, c column) int {
	length := 0
	switch v := value.(type) {
	case own:
		length = utf8.RuneCountInString(string(v))
	case string:
		if c.kind == prose {
			length = utf8.RuneCountInString(v)
		}
	}
	return min(20, 1+length/int(c.width))
}

// height is that of a row of several lines; programs do not find it out by themselves.
func (b *workbook) height(lines int) []excelize.RowOpts {
	if lines == 1 {
		return nil
	}
	line := 15.0
	if b.rtl() {
		line = 20
	}
	return []excelize.RowOpts{{Height: line * float64(lines)}}
}
