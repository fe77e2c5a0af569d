package forms

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/reporting/drawing"
	"ahd.example/ahd/services/wording"
)

func opened(t testing.TB, file []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func TestTheUrduSheetsAreFromRightToLeft(t *testing.T) {
	each(t, func(t *testing.T, d document.Document, lang string) {
		f := opened(t, drawn(t, "xlsx", d, lang))
		sheets := f.GetSheetList()
		if len(sheets) != 1+1+5+4+1+1+1 {
			t.Errorf("the sheets are %q", sheets)
		}
		for i, sheet := range sheets {
			view, err := f.GetSheetView(sheet, 0)
			if err != nil || view.RightToLeft == nil && lang == "ur" || view.RightToLeft != nil && *view.RightToLeft != (lang == "ur") {
				t.Errorf("%s: %+v %v", sheet, view, err)
			}
			panes, err := f.GetPanes(sheet)
			if err != nil || !panes.Freeze || panes.YSplit != 1 {
				t.Errorf("%s: the header is not frozen: %+v %v", sheet, panes, err)
			}
			if visible, _ := f.GetSheetVisible(sheet); visible != (i < len(sheets)-1) {
				t.Errorf("%s: visible %t", sheet, visible)
			}
		}
		names := 0
		for _, name := range f.GetDefinedName() {
			if name.Name == "_xlnm._FilterDatabase" {
				names++
			}
		}
		if names != len(sheets) {
			t.Errorf("%d of %d sheets have filters", names, len(sheets))
		}
	})
}

// No cell is a formula, and every word can be read as it was said.
func TestNoCellIsAFormula(t *testing.T) {
	d := worded(t)
	file := drawn(t, "xlsx", d, "en")
	f := opened(t, file)
	said := map[string]bool{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, value := range row {
				at, _ := excelize.CoordinatesToCellName(j+1, i+1)
				if formula, _ := f.GetCellFormula(sheet, at); formula != "" {
					t.Errorf("%s!%s calculates %q", sheet, at, formula)
				}
				said[value] = true
			}
		}
	}
	for _, item := range d.Lists.Silent.Rows {
		if !said[drawing.Plain(item.Text)] {
			t.Errorf("no cell says %q", item.Text)
		}
	}
	parts, _ := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	for _, part := range parts.File {
		if !strings.HasPrefix(part.Name, "xl/worksheets/") {
			continue
		}
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, _ := io.ReadAll(r)
		if !bytes.Contains(content, []byte(`<autoFilter ref="$A$1:$`)) {
			t.Errorf("%s has no filters", part.Name)
		}
		if bytes.Contains(content, []byte("<f>")) || bytes.Contains(content, []byte("<f ")) || bytes.Contains(content, []byte("hyperlink")) {
			t.Errorf("%s holds a formula or an address", part.Name)
		}
	}
}

// Numbers are numbers, rates are shown as percent, days are days, and what looks like a
// formula stays text when somebody edits it.
func TestCellsAreTyped(t *testing.T) {
	f := opened(t, drawn(t, "xlsx", summaryOf("=1+1"), "en"))
	sheet := "Overdue"
	for at, want := range map[string]string{"A2": "cm-0", "B2": "=1+1", "I2": "2026-10-01", "J2": "52"} {
		if got, err := f.GetCellValue(sheet, at); got != want || err != nil {
			t.Errorf("%s is %q, want %q", at, got, want)
		}
	}
	for at, want := range map[string]excelize.CellType{"B2": excelize.CellTypeInlineString, "I2": excelize.CellTypeUnset, "J2": excelize.CellTypeUnset} {
		if got, err := f.GetCellType(sheet, at); got != want || err != nil {
			t.Errorf("%s has the type %d, want %d", at, got, want)
		}
	}
	style, err := f.GetCellStyle(sheet, "B2")
	if prefix := f.Styles.CellXfs.Xf[style].QuotePrefix; err != nil || prefix == nil || !*prefix {
		t.Error("what looks like a formula is not marked as text")
	}
	if got, _ := f.GetCellValue("By pillar", "D2"); got != "87.50%" {
		t.Errorf("the coverage is shown as %q", got)
	}
	props, err := f.GetDocProps()
	if err != nil || props.Creator != "Ahd" || props.Created != "2026-11-22T09:18:25.250Z" {
		t.Errorf("%+v %v", props, err)
	}
}

// A sheet can have each name once, of at most 31 letters, in each language.
func TestSheetsHaveNames(t *testing.T) {
	for _, language := range wording.Languages {
		var names []string
		words := language.Summary()
		for _, name := range slices.Concat([]string{"title", "figures", "how", "measures", "overdue", "silent", "disputed", "not_counted"}, document.TableNames) {
			said := words.Say(name)
			if utf8.RuneCountInString(said) > 31 || said != sheetName(said) || slices.Contains(names, said) {
				t.Errorf("%s: no sheet can be called %q", language, said)
			}
			names = append(names, said)
		}
	}
}

func TestTheTotalsOfTheWorkbookNameTheirLists(t *testing.T) {
	f := opened(t, drawn(t, "xlsx", summaryOf(), "en"))
	rows, err := f.GetRows("The figures")
	if err != nil || len(rows) < 40 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	found := false
	for _, row := range rows {
		if row[0] == "not yet asked" {
			found = row[1] == "5" && row[2] == "16" && row[3] == "87.50%" && row[7] == "asked=never&parent=null"
		}
	}
	if !found {
		t.Errorf("%q", rows)
	}
}
