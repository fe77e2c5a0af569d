package web

import (
	"embed"
	"html/template"
	"strconv"
	"time"

	"ahd/events/commitment"
	"ahd/services/reporting/forms"
	"ahd/services/wording"
)

//go:embed templates
var templateFiles embed.FS

// views are the templates of the pages, by name.
type views map[string]*template.Template

// viewNames are the pages; each has a file, and they share the frame and parts.
var viewNames = []string{"list", "commitment", "convening", "instrument", "group", "organisation", "organisations", "unknown", "changes", "check", "summaries", "builder", "summary", "problem"}

// parseViews panics on a template that cannot be parsed: they are part of the
// program, and a test executes each.
func parseViews(functions template.FuncMap) views {
	parsed := views{}
	for _, name := range viewNames {
		parsed[name] = template.Must(forms.AddTo(template.New(name)).Funcs(functions).
			ParseFS(templateFiles, "templates/frame.html", "templates/parts/*.html", "templates/"+name+".html"))
	}
	return parsed
}

// functions are what templates can call. None of them returns HTML: everything
// that a page shows is escaped for the place where it stands.
func (s *site) functions() template.FuncMap {
	return template.FuncMap{
		"axis": s.words.Axis, "kind": s.words.Kind, "pillar": s.words.Pillar, "field": s.words.Field,
		"place": s.words.Codes().Place, "date": s.date, "plain": wording.Plain, "instrument": s.words.Instrument,
		"evidence": s.words.Evidence, "target": s.words.Codes().SDGTarget, "affected": s.words.Codes().Group, "things": things, "capital": capital, "count": count,
		"recorded": s.recordedOn, "civil": s.civil, "standing": s.standing, "day": func(day string) string { return s.words.Date(&day) },
		"axes": func() []string { return axes },
	}
}

// axes in the order in which pages show them.
var axes = []string{
	commitment.AxisRecord, commitment.AxisResponse, commitment.AxisSelfReported,
	commitment.AxisAssessed, commitment.AxisTimeliness, commitment.AxisClosure,
}

// date spells out an EDTF date; a moment by the register's clock.
func (s *site) date(text *string) string { return s.words.DateBy(s.register().Zone, text) }

// Pages say on which day something was recorded, and never at what time: they are
// open to everybody, and the time at which somebody sat at the register can lead to
// whoever came to tell. The sealed record keeps it.

// recordedOn spells out the day of a time of the book; what is none stays as it is.
func (s *site) recordedOn(text string) string {
	day := s.civil(text)
	return s.words.Date(&day)
}

// civil is the day of a time of the book, by the register's clock: "2026-11-23".
func (s *site) civil(text string) string {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return text
	}
	return s.register().Zone.Day(at).String()
}

// dayOf spells out the day of a moment.
func (s *site) dayOf(at time.Time) string {
	day := s.register().Zone.Day(at).String()
	return s.words.Date(&day)
}

// count writes a number with commas: 18,432.
func count(n int) string {
	digits := strconv.Itoa(n)
	for place := len(digits) - 3; place > 0; place -= 3 {
		digits = digits[:place] + "," + digits[place:]
	}
	return digits
}

// count64 writes a number as addresses have it: 18432.
func count64(n uint64) string { return strconv.FormatUint(n, 10) }

// things counts things: "1 commitment", "14 commitments".
func things(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return count(n) + " " + thing + "s"
}

// standing is one value of one axis as a page shows it. The sign and the words
// say what the colour says.
type standing struct {
	Axis, Value string
	Sign, Tone  string
}

func (s *site) standing(axis, value string) standing {
	mark, known := marks[value]
	if !known {
		mark = marks[""]
	}
	return standing{Axis: s.words.Axis(axis), Value: s.words.Value(axis, value), Sign: mark.sign, Tone: mark.tone}
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
