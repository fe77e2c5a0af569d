package web

import (
	"embed"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/register"
	"ahd.example/ahd/services/wording"
)

//go:embed templates
var frameTemplates embed.FS

// views are the templates of the pages, by name.
type views map[string]*template.Template

// parseViews parses the page of a problem and those of some subjects. All share the
// frame and its parts; the parts of a subject are its own.
func parseViews(functions template.FuncMap, subjects []Subject) views {
	parsed := views{}
	shared, _ := templatesIn(frameTemplates)
	parsed.add(functions, shared, Subject{Templates: frameTemplates})
	for _, subject := range subjects {
		parsed.add(functions, shared, subject)
	}
	return parsed
}

// add parses the pages of a subject. It panics on a template that cannot be parsed: they
// are part of the program, and a test executes each.
func (v views) add(functions template.FuncMap, shared []string, s Subject) {
	parts, pages := templatesIn(s.Templates)
	for _, page := range pages {
		name := strings.TrimSuffix(path.Base(page), ".html")
		view := template.New(name)
		if s.Base != nil {
			view = s.Base(view)
		}
		view = template.Must(view.Funcs(functions).ParseFS(frameTemplates, shared...))
		v[name] = template.Must(view.ParseFS(s.Templates, append(slices.Clone(parts), page)...))
	}
}

// templatesIn are the files of pages, and those of what several of them show.
func templatesIn(files fs.FS) (parts, pages []string) {
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil || entry.IsDir():
		case path.Base(path.Dir(name)) == "parts":
			parts = append(parts, name)
		default:
			pages = append(pages, name)
		}
		return err
	})
	if err != nil {
		panic(err) // they are part of the program
	}
	return parts, pages
}

// functions are what templates can call. None of them returns HTML: everything
// that a page shows is escaped for the place where it stands.
func (w spoken) functions() template.FuncMap {
	return template.FuncMap{
		"axis": w.Axis, "kind": w.Kind, "pillar": w.Pillar, "field": w.Field,
		"place": w.Codes().Place, "date": w.when, "plain": wording.Plain, "instrument": w.Instrument,
		"evidence": w.Evidence, "target": w.Codes().SDGTarget, "affected": w.Codes().Group, "things": Things, "capital": Capital, "count": Count,
		"recorded": w.RecordedOn, "civil": w.civil, "standing": w.Standing, "day": func(day string) string { return w.Date(&day) },
		"axes": func() []string { return Axes },
	}
}

// Axes in the order in which pages show them.
var Axes = []string{
	commitment.AxisRecord, commitment.AxisResponse, commitment.AxisSelfReported,
	commitment.AxisAssessed, commitment.AxisTimeliness, commitment.AxisClosure,
}

// spoken is a language as pages of a register speak it: times are told by its clock.
type spoken struct {
	wording.Language
	register func() register.Described
}

// when spells out an EDTF date; a moment by the register's clock.
func (w spoken) when(text *string) string { return w.DateBy(w.register().Zone, text) }

// Pages say on which day something was recorded, and never at what time: they are
// open to everybody, and the time at which somebody sat at the register can lead to
// whoever came to tell. The sealed record keeps it.

// RecordedOn spells out the day of a time of the book; what is none stays as it is.
func (w spoken) RecordedOn(text string) string {
	day := w.civil(text)
	return w.Date(&day)
}

// civil is the day of a time of the book, by the register's clock: "2026-11-23".
func (w spoken) civil(text string) string {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return text
	}
	return w.register().Zone.Day(at).String()
}

// DayOf spells out the day of a moment.
func (w spoken) DayOf(at time.Time) string {
	day := w.register().Zone.Day(at).String()
	return w.Date(&day)
}

// Count writes a number with commas: 18,432.
func Count(n int) string {
	digits := strconv.Itoa(n)
	for place := len(digits) - 3; place > 0; place -= 3 {
		digits = digits[:place] + "," + digits[place:]
	}
	return digits
}

// Digits writes a number as addresses have it: 18432.
func Digits(n uint64) string { return strconv.FormatUint(n, 10) }

// Things counts things: "1 commitment", "14 commitments".
func Things(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return Count(n) + " " + thing + "s"
}

// Standing is one value of one axis as a page shows it. The sign and the words
// say what the colour says.
type Standing struct {
	Axis, Value string
	Sign, Tone  string
}

// Standing puts a value of an axis as pages show it.
func (w spoken) Standing(axis, value string) Standing {
	mark, known := marks[value]
	if !known {
		mark = marks[""]
	}
	return Standing{Axis: w.Axis(axis), Value: w.Value(axis, value), Sign: mark.sign, Tone: mark.tone}
}

// Label is the name of a filter, which may be an axis.
func (w spoken) Label(name string) string {
	if slices.Contains(Axes, name) {
		return w.Axis(name)
	}
	return w.Field(name)
}

// ValueOf is a value of a filter, which may be an axis.
func (w spoken) ValueOf(name, value string) string {
	switch {
	case slices.Contains(Axes, name):
		return w.Value(name, value)
	case name == "kind":
		return w.Kind(value)
	case name == "pillar":
		return w.Pillar(value)
	}
	return w.Field(value)
}

type mark struct{ sign, tone string }

// marks are the sign and the tone of each value; where several axes share a
// value they share its mark. Values without one are as neutral as "".
var marks = map[string]mark{
	"":                          {"○", "quiet"},
	commitment.Confirmed:        {"✓", "quiet"},
	commitment.Operationalised:  {"✓", "quiet"},
	commitment.Rejected:         {"×", "quiet"},
	commitment.Withdrawn:        {"×", "quiet"},
	"accepted":                  {"✓", "good"},
	"accepted_in_part":          {"◐", "doing"},
	"rejected":                  {"×", "bad"},
	commitment.NoReport:         {"○", "silent"},
	commitment.Planning:         {"◔", "doing"},
	commitment.InProgress:       {"◐", "doing"},
	commitment.Stalled:          {"■", "bad"},
	commitment.ReportedComplete: {"●", "good"},
	"no_evidence":               {"×", "bad"},
	"not_started":               {"○", "bad"},
	"limited":                   {"◔", "doing"},
	"substantial":               {"◕", "good"},
	commitment.Complete:         {"●", "good"},
	"regressed":                 {"▼", "bad"},
	commitment.OnSchedule:       {"✓", "good"},
	commitment.DueSoon:          {"◆", "doing"},
	commitment.Overdue:          {"▲", "bad"},
	commitment.MetOnTime:        {"●", "good"},
	commitment.MetLate:          {"●", "doing"},
	"closed_implemented":        {"●", "good"},
	"closed_not_implemented":    {"×", "bad"},
}
