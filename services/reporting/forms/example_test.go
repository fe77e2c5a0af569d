package forms

import (
	"bytes"
	"strings"
	"testing"

	"ahd.example/ahd/events/register"
	"ahd.example/ahd/services/reporting/document"
)

// Every form in which somebody takes a summary or a trend along says that it is an
// example, in both languages, and only that of an example does. The document inside
// knows nothing of it.
func TestEveryFormOfAnExampleSaysSo(t *testing.T) {
	for _, example := range []bool{true, false} {
		d := summaryOf("a promise")
		before, err := d.JSON()
		if err != nil {
			t.Fatal(err)
		}
		d.Register.Says = register.Described{Title: "What was promised", Example: example}
		if after, err := d.JSON(); err != nil || !bytes.Equal(before, after) {
			t.Errorf("the document changed: %v", err)
		}
		trend := document.Trend{Register: d.Register, Every: "month", Method: d.Method, At: d.At,
			Points: []document.Point{{On: "2026-10-31", Now: document.Known{Sequence: 3, Totals: totals()}}}}
		for _, lang := range []string{"en", "ur"} {
			for format := range document.Drawers {
				file := drawn(t, format, d, lang)
				if format == "xlsx" {
					first, err := opened(t, file).GetCellValue(opened(t, file).GetSheetName(0), "A2")
					if err != nil {
						t.Fatal(err)
					}
					file = []byte(first)
				}
				if got := strings.Contains(string(file), "EXAMPLE"); got != example {
					t.Errorf("%s in %s: %t, want %t", format, lang, got, example)
				}
			}
			for format, draw := range document.TrendDrawers {
				var out bytes.Buffer
				if err := draw(trend, lang, &out); err != nil {
					t.Fatal(err)
				}
				if got := strings.Contains(out.String(), "EXAMPLE"); got != example {
					t.Errorf("trend as %s in %s: %t, want %t", format, lang, got, example)
				}
			}
		}
	}
}
