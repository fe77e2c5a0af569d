package forms

import (
	"archive/zip"
	"cmp"
	"errors"
	"io"
	"iter"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/wording"
)

// workbook is a workbook that is being written, sheet by sheet and row by row. Rows go
// to the disk where they are many, so that a large one needs little more memory than a
// small one.
type workbook struct {
	file   *excelize.File
	d      document.Document
	words  *wording.Summary
	styles [8]int // by kind
	sheets int
}

// column heads a column of a sheet.
type column struct {
	words string
	width float64
	kind  kind
}

const urduFont = "Noto Naskh Arabic"

func newWorkbook(d document.Document, words *wording.Summary) (*workbook, error) {
	b := &workbook{file: excelize.NewFile(), d: d, words: words}
	side, order := "left", uint64(1)
	if b.rtl() {
		side, order = "right", 2
		if err := b.file.SetDefaultFont(urduFont); err != nil { // in the place of the usual one, which has no Urdu, programs set letters over one another
			return nil, errors.Join(err, b.file.Close())
		}
	}
	top := func(wrap bool) *excelize.Alignment {
		return &excelize.Alignment{Vertical: "top", Horizontal: side, WrapText: wrap}
	}
	ours := top(true)
	ours.ReadingOrder = order
	number := &excelize.Alignment{Vertical: "top"}
	format := func(f string) *string { return &f }
	for k, style := range []excelize.Style{
		text: {Alignment: top(false)}, literal: {Alignment: top(false)}, heading: {Font: &excelize.Font{Bold: true}, Alignment: ours}, spoken: {Alignment: ours},
		whole: {CustomNumFmt: format("#,##0"), Alignment: number}, rate: {CustomNumFmt: format("0.00%"), Alignment: number},
		day: {CustomNumFmt: format("yyyy-mm-dd"), Alignment: number}, prose: {Alignment: top(true)},
	} {
		if kind(k) == literal { // as another than text, so that it is a style of its own
			style.NumFmt = 49
		}
		id, err := b.file.NewStyle(&style)
		if err != nil {
			return nil, errors.Join(err, b.file.Close())
		}
		b.styles[k] = id
	}
	yes := true
	b.file.Styles.CellXfs.Xf[b.styles[literal]].QuotePrefix = &yes // shown as text, and stays text when somebody edits it
	return b, nil
}

// sheet writes one sheet: a frozen header with filters, and rows.
func (b *workbook) sheet(name string, columns []column, rows iter.Seq[[]any]) error {
	name = sheetName(name)
	if b.sheets++; b.sheets == 1 {
		if err := b.file.SetSheetName("Sheet1", name); err != nil {
			return err
		}
	} else if _, err := b.file.NewSheet(name); err != nil {
		return err
	}
	if err := b.prepare(name); err != nil {
		return err
	}
	w, err := b.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	head, tall := make([]any, len(columns)), 1
	for i, c := range columns {
		tall = max(tall, linesOf(own(c.words), c))
		if err := w.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
		head[i] = excelize.Cell{StyleID: b.styles[heading], Value: c.words}
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := w.SetRow("A1", head, b.height(tall)...); err != nil {
		return err
	}
	line := 1
	for row := range rows {
		line++
		cells, tall := make([]any, len(row)), 1
		for i, value := range row {
			cells[i] = b.cell(value, columns[i].kind)
			tall = max(tall, linesOf(value, columns[i]))
		}
		at, err := excelize.CoordinatesToCellName(1, line)
		if err != nil {
			return err
		}
		if err := w.SetRow(at, cells, b.height(tall)...); err != nil {
			return err
		}
	}
	if err := b.finish(name, len(columns), line); err != nil {
		return err
	}
	return w.Flush()
}

func (b *workbook) rtl() bool { return b.words.Direction == "rtl" }

// prepare sets what stands before the rows: the direction, and what is printed around
// them.
func (b *workbook) prepare(name string) error {
	right := b.rtl()
	if err := b.file.SetSheetView(name, 0, &excelize.ViewOptions{RightToLeft: &right}); err != nil {
		return err
	}
	wide, tall, landscape, fit := 1, 0, "landscape", true
	if err := b.file.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &landscape, FitToWidth: &wide, FitToHeight: &tall}); err != nil {
		return err
	}
	if err := b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	return b.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: b.footer()})
}

// finish sets what depends on how many lines there are: the filters, and what is printed.
func (b *workbook) finish(name string, columns, lines int) error {
	last, err := excelize.CoordinatesToCellName(columns, lines)
	if err != nil {
		return err
	}
	if err := b.file.AutoFilter(name, "A1:"+last, nil); err != nil {
		return err
	}
	if last, err = excelize.CoordinatesToCellName(min(columns, widestPage), lines, true); err != nil {
		return err
	}
	for _, printed := range [][2]string{{"_xlnm.Print_Titles", "$1:$1"}, {"_xlnm.Print_Area", "$A$1:" + last}} {
		if err := b.file.SetDefinedName(&excelize.DefinedName{Name: printed[0], RefersTo: "'" + name + "'!" + printed[1], Scope: name}); err != nil {
			return err
		}
	}
	return nil
}

// widestPage is how many columns are printed: more cannot be read side by side.
const widestPage = 17

// footer is printed on every page: as of when, and by which method.
func (b *workbook) footer() string {
	d := b.d
	parts := []string{b.words.Say("sequence"), strconv.FormatUint(d.At.Sequence, 10), d.At.Time, d.On, MethodName(d), b.words.Say("root"), d.At.Root, "&P / &N"}
	for i := range parts {
		parts[i] = "\u2068" + parts[i] + "\u2069"
	}
	return "&C&8" + strings.Join(parts, " · ")
}

// sheetName is a name that a sheet can have.
func sheetName(name string) string {
	runes := []rune(strings.NewReplacer(":", "", "\\", "", "/", "", "?", "", "*", "", "[", "", "]", "", "'", "’").Replace(name))
	return string(runes[:min(len(runes), 31)])
}

// write writes the workbook. The library writes the parts of a file in no fixed order:
// they go to the disk first, and from there in a fixed one.
func (b *workbook) write(w io.Writer) (err error) {
	draft, err := os.CreateTemp("", "ahd-workbook-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, draft.Close(), os.Remove(draft.Name())) }()
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(draft) })
	if _, err := b.file.WriteToBuffer(); err != nil { // nothing comes to the buffer
		return err
	}
	size, err := draft.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	parts, err := zip.NewReader(draft, size)
	if err != nil {
		return err
	}
	const first = "[Content_Types].xml"
	slices.SortFunc(parts.File, func(x, y *zip.File) int {
		return cmp.Or(-cmp.Compare(flag(x.Name == first), flag(y.Name == first)), strings.Compare(x.Name, y.Name))
	})
	out := zip.NewWriter(w)
	for _, part := range parts.File {
		if err := out.Copy(part); err != nil {
			return err
		}
	}
	return out.Close()
}

func flag(holds bool) int {
	if holds {
		return 1
	}
	return 0
}
