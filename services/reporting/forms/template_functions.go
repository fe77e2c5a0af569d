package forms

import (
	"html/template"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/codes"
	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/wording"
)

// functions are what templates call. None returns HTML: all is escaped where it stands.
var functions = template.FuncMap{
	"minus": func(a, b int) int { return a - b },
	"pair":  func(v, of any) pairOf { return pairOf{v, of} },
	"reason": func(w *wording.Summary, why string) string {
		return w.Say("reason " + why)
	},
	"placed": placeOf, "whom": whom, "kinds": kinds, "weights": weights, "example": example, "formula": formula,
	"bp": func(w *wording.Summary, bp int) string { return w.Percent(&bp) },
}

// pairOf gives a template two things.
type pairOf struct{ V, Of any }

func placeOf(w *wording.Summary, code string) string {
	label, known := codes.Places.Label(code)
	switch {
	case !known:
		return code
	case w.Language == wording.Urdu:
		return label.UR
	}
	return label.EN
}

// whom says of whom a value is.
func whom(w *wording.Summary, v document.Value) string {
	var parts []string
	for _, part := range []*string{v.Sex, v.Age, v.Exploitation} {
		if part != nil {
			parts = append(parts, w.Persons(*part))
		}
	}
	return strings.Join(parts, w.Comma())
}

func kinds(w *wording.Summary, list []string) string {
	named := make([]string, len(list))
	for i, kind := range list {
		named[i] = w.Kind(kind)
	}
	return strings.Join(named, w.Comma())
}

func weights(w *wording.Summary, list []events.MethodWeight) string {
	named := make([]string, len(list))
	for i, weight := range list {
		named[i] = w.Say("in words", w.Kind(weight.Kind), w.Count(weight.Weight))
	}
	return strings.Join(named, w.Comma())
}

// example says what the worked example of a method counts.
func example(w *wording.Summary, e events.MethodExample) string {
	named := make([]string, len(e.Levels))
	for i, level := range e.Levels {
		named[i] = w.Say("in words", w.Level(level.Level), w.Count(level.Count))
	}
	return w.Say("example text", strings.Join(named, w.Comma()), w.Count(e.Unassessed))
}

// formula is the name of what a formula is of.
func formula(w *wording.Summary, figure string) string {
	if figure == "rounding" {
		return w.Say("rounding")
	}
	return w.Number(figure)
}

// Event is the last event that a document knows.
func (s sheetHTML) Event() int { return int(s.D.At.Sequence) }
