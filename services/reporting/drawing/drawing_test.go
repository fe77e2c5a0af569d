package drawing

import (
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
	"strings"
	"testing"

	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/wording"
)

func number(n int) *int { return &n }

// totals are those of the worked example, times so many.
func totals(times int) document.Totals {
	t := document.Totals{
		Registered: 18 * times, N: 16 * times, NotVerifiable: 2 * times, Assessed: 14 * times, Complete: 2 * times, Substantial: 3 * times, Limited: 4 * times,
		NotStarted: 3 * times, NoEvidence: 2 * times, NotAssessed: 2 * times, Overdue: 3, DueSoon: 1, NoDate: 12, ByKind: map[string]int{"call": 1},
	}
	if times > 0 {
		t.CoverageBP, t.ScoreBP, t.FloorBP, t.CeilingBP = number(8750), number(3929), number(3438), number(4688)
	}
	return t
}

const hostile = "a\u202eb\u2066c <script>alert(1)</script> =cmd|' /C calc'!A0"

// summaryOf has a row for each name in every table.
func summaryOf(times int, names ...string) document.Document {
	d := document.Document{On: "2026-11-28", Totals: totals(times)}
	for _, name := range document.TableNames {
		table := document.Table{Name: name, Rows: []document.Row{}}
		for _, label := range names {
			table.Rows = append(table.Rows, document.Row{ID: &label, Label: document.Label{EN: label}, Totals: totals(times)})
		}
		d.Tables = append(d.Tables, table)
	}
	for _, due := range []string{"2024-01-31", "2026-10-31", "2026-11-01"} {
		d.Lists.Overdue.Rows = append(d.Lists.Overdue.Rows, document.Item{Due: &due})
	}
	d.Lists.Overdue.Total = 3
	return d
}

func trend() document.Trend {
	t := document.Trend{Every: "month"}
	for i, on := range []string{"2026-09-30", "2026-10-31", "2026-11-30"} {
		known := document.Known{Totals: totals(i + 1)}
		t.Points = append(t.Points, document.Point{On: on, Now: known, Then: &known})
	}
	t.Points[0].Then = nil
	other := document.Known{Totals: totals(1)}
	t.Points[2].Then = &other
	return t
}

// all are the pictures of a document.
func all(d document.Document, words *wording.Summary) map[string]Picture {
	return map[string]Picture{
		"levels": Levels(d, d.Tables[0], words), "scores": Scores(d, d.Tables[0], words), "small": Multiples(d.Tables[2], words),
		"deadlines": Deadlines(d, words), "steps": Steps(trend(), words),
	}
}

func svg(t *testing.T, p Picture) string {
	t.Helper()
	var out bytes.Buffer
	if err := p.SVG(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

var (
	colour = regexp.MustCompile(`#[0-9a-fA-F]{3}|rgb|hsl|="(red|green|blue|black|white|gr[ae]y)"`)
)

func TestPicturesSayWhatTheyShowWithoutColour(t *testing.T) {
	d := summaryOf(1, "Federal Investigation Agency", hostile, strings.Repeat("W", 60))
	for _, language := range wording.Languages {
		for name, p := range all(d, language.Summary()) {
			text := svg(t, p)
			if text != svg(t, all(d, language.Summary())[name]) {
				t.Errorf("%s in %s is drawn otherwise the second time", name, language)
			}
			if colour.MatchString(text) || strings.Contains(text, "<script") || strings.Contains(text, "\u202e") {
				t.Errorf("%s in %s: %s", name, language, text)
			}
			if p.Title == "" || p.Desc == "" || !strings.Contains(text, "<title ") || !strings.Contains(text, "<desc ") || !strings.Contains(text, `role="img"`) {
				t.Errorf("%s in %s cannot be read out", name, language)
			}
			for _, s := range p.Shapes {
				if s.X < 0 || s.X > Width || s.X2 < 0 || s.X2 > Width || s.Kind == "bar" && s.X+s.W > Width || s.Y < 0 || s.Y > p.Height || s.Kind == "bar" && s.Y+s.H > p.Height {
					t.Errorf("%s in %s: %+v is outside of %d × %d", name, language, s, Width, p.Height)
				}
			}
			wellFormed(t, text)
		}
	}
}

func wellFormed(t *testing.T, text string) {
	t.Helper()
	for decoder := xml.NewDecoder(strings.NewReader(text)); ; {
		if _, err := decoder.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("%v in %s", err, text)
		}
	}
}

// From right to left everything stands where it stood, seen in a mirror.
func TestUrduIsMirrored(t *testing.T) {
	d := summaryOf(1, "Federal Investigation Agency", "National Police Bureau")
	en, ur := all(d, wording.English.Summary()), all(d, wording.Urdu.Summary())
	for _, name := range []string{"deadlines", "steps"} { // their words do not break lines otherwise
		left, right := en[name], ur[name]
		if !right.RTL || left.RTL || len(left.Shapes) != len(right.Shapes) {
			t.Fatalf("%s: %d and %d shapes", name, len(left.Shapes), len(right.Shapes))
		}
		for i, l := range left.Shapes {
			r := right.Shapes[i]
			if l.Kind == "bar" && r.X != Width-l.X-l.W || l.Kind != "bar" && r.X != Width-l.X || l.Y != r.Y || l.Anchor != r.Anchor {
				t.Errorf("%s: %+v became %+v", name, l, r)
			}
		}
		if !strings.Contains(svg(t, right), `direction="rtl"`) {
			t.Errorf("%s is not written from right to left", name)
		}
	}
}

// Levels are told apart by patterns: each is another, and each that is counted is drawn.
func TestEachLevelHasAPatternOfItsOwn(t *testing.T) {
	seen := map[string]string{}
	for _, p := range patterns {
		var look bytes.Buffer
		for _, s := range p.Lines {
			look.WriteString(strings.Join([]string{s.Kind, string(rune('0' + s.X)), string(rune('0' + s.Y)), string(rune('0' + s.X2)), string(rune('0' + s.Y2)), string(rune('0' + s.Thick))}, " "))
		}
		if p.Solid {
			look.WriteString("solid")
		}
		if other, known := seen[look.String()]; known {
			t.Errorf("%s looks like %s", p.Name, other)
		}
		seen[look.String()] = p.Name
	}
	for _, level := range levelsOf(totals(1)) {
		found := false
		for _, p := range patterns {
			found = found || p.Name == level.name
		}
		if !found {
			t.Errorf("%s has no pattern", level.name)
		}
	}
}

// One of a thousand is seen, and what is drawn adds up to the bar.
func TestSmallPartsAreSeen(t *testing.T) {
	s := newSheet("x", "levels", wording.English.Summary())
	s.stack(0, 0, 100, 10, []part{{"complete", 1}, {"limited", 4998}, {"not_assessed", 1}}, 5000)
	if len(s.Shapes) != 3 {
		t.Fatalf("%+v", s.Shapes)
	}
	last := s.Shapes[2]
	if s.Shapes[0].W < 1 || last.X+last.W != 100 {
		t.Errorf("%+v", s.Shapes)
	}
}

func TestNoDataOneRowAndManyRows(t *testing.T) {
	words := wording.English.Summary()
	empty := summaryOf(0)
	for name, p := range map[string]Picture{
		"levels": Levels(empty, empty.Tables[0], words), "scores": Scores(empty, empty.Tables[0], words),
		"small": Multiples(empty.Tables[2], words), "deadlines": Deadlines(empty, words), "steps": Steps(document.Trend{}, words),
	} {
		if !p.Empty() {
			t.Errorf("%s of nothing shows %+v", name, p)
		}
	}
	if one := Levels(summaryOf(1, "One"), summaryOf(1, "One").Tables[0], words); one.Empty() || strings.Contains(svg(t, one), "more rows") {
		t.Error("one row")
	}
	names := make([]string, 45)
	for i := range names {
		names[i] = "Organisation"
	}
	many := summaryOf(1, names...)
	if text := svg(t, Levels(many, many.Tables[0], words)); !strings.Contains(text, "25 more rows stand in the table.") {
		t.Error("rows are left out without a word")
	}
}

// Where nothing was assessed there are whiskers and no mark.
func TestNoScoreIsNoMark(t *testing.T) {
	d := summaryOf(1)
	d.Totals.ScoreBP, d.Totals.FloorBP, d.Totals.CeilingBP = nil, number(0), number(10_000)
	p := Scores(d, d.Tables[0], wording.English.Summary())
	for _, s := range p.Shapes {
		if s.Kind == "bar" {
			t.Errorf("a score is drawn: %+v", s)
		}
	}
	if text := svg(t, p); !strings.Contains(text, "no score yet") || !strings.Contains(text, `stroke-dasharray="4 3"`) {
		t.Error("the whiskers")
	}
}

// A ring stands where another number was known then.
func TestWhatWasKnownOtherwiseHasARing(t *testing.T) {
	rings := 0
	for _, s := range Steps(trend(), wording.English.Summary()).Shapes {
		if s.Kind == "ring" {
			rings++
		}
	}
	if rings != 1+3 { // the legend; n, assessed and complete of the last month
		t.Errorf("%d rings", rings)
	}
}

func TestLinesAreBroken(t *testing.T) {
	for text, want := range map[string]string{
		"one two three": "one two|three", "": "", strings.Repeat("W", 12): "WWWWWWWW|WWWW", "a b c d e f g h i j k l m n o p q r s": "a b c d|e f g h|i j k l…",
	} {
		if got := strings.Join(broken(text, 8, 3), "|"); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
