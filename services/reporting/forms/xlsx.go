package forms

import (
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/wording"
)

// XLSX draws a summary as a workbook: one sheet for each table, with typed cells, a
// frozen header and filters; from right to left in Urdu.
func XLSX(d document.Document, lang string, w io.Writer) (err error) {
	encoded, err := d.JSON()
	if err != nil {
		return err
	}
	b, err := newWorkbook(d, wordsOf(d.Register, lang))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.file.Close()) }()
	steps := []func() error{func() error { return b.about(encoded) }, b.numbers}
	for _, t := range d.Tables {
		steps = append(steps, func() error { return b.table(t) })
	}
	for _, l := range lists(d) {
		steps = append(steps, func() error { return b.list(l) })
	}
	steps = append(steps, b.measures, b.how, func() error { return b.carry(encoded) }, b.properties)
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return b.write(w)
}

// properties are those of the document, so that two runs are one file.
func (b *workbook) properties() error {
	b.file.SetActiveSheet(0)
	return b.file.SetDocProps(&excelize.DocProperties{
		Creator: "Ahd", LastModifiedBy: "Ahd", Created: b.d.At.Time, Modified: b.d.At.Time, Language: string(b.words.Language),
		Title: Mark(b.d.Register) + b.words.Say("title") + ": " + strings.Join(scopeOf(b.d.Scope, b.words), b.words.Comma()), Identifier: b.d.Register.Origin,
	})
}

// say is a word or sentence of ours in a cell.
func (b *workbook) say(name string, parts ...any) own { return own(b.words.Say(name, parts...)) }

// about is the first sheet: what this is, and the first sentences.
func (b *workbook) about(encoded []byte) error {
	say, d := b.say, b.d
	rows := [][]any{
		{say("register"), d.Register.Heading()}, {say("scope"), strings.Join(scopeOf(d.Scope, b.words), b.words.Comma())}, {say("sequence"), strconv.FormatUint(d.At.Sequence, 10)},
		{say("time"), d.At.Time}, {say("root"), d.At.Root}, {say("day"), d.On}, {say("by"), MethodName(d)}, {say("digest"), document.Digest(encoded)},
		{say("reproduce"), Reproduce(d, "xlsx", string(b.words.Language))},
	}
	if d.Format != document.FormatOne {
		rows = append(rows, []any{say("dated_by_recording"), strconv.Itoa(d.DatedByRecording)})
	}
	if d.Register.Says.Example {
		rows = slices.Insert(rows, 0, []any{Example, say("invented")})
	}
	for _, sentence := range Headline(d, b.words) {
		rows = append(rows, []any{nil, own(sentence)})
	}
	rows = append(rows, []any{nil, say("rate note")}, []any{say("list"), say("row list")}, []any{nil, say("carried")})
	return b.sheet(b.words.Say("title"), []column{{b.words.Say("about"), 24, prose}, {b.words.Say("value"), 90, prose}}, slices.Values(rows))
}

// numbers are all numbers of the totals, with the list behind each, and what must stand
// beside a rate.
func (b *workbook) numbers() error {
	say, d := b.words.Say, b.d
	columns := []column{
		{say("figure"), 36, text}, {say("value"), 14, whole}, {b.words.Number("n"), 10, whole}, {b.words.Number("coverage_bp"), 14, rate},
		{b.words.Number("floor_bp"), 14, rate}, {b.words.Number("ceiling_bp"), 14, rate}, {say("narrows"), 44, text}, {say("list"), 60, text},
	}
	return b.sheet(say("figures"), columns, func(yield func([]any) bool) {
		for _, n := range numbersOf(d.Totals) {
			var value any = n.value
			if isRate(n.name) {
				value = rateOf{n.value}
			}
			narrows, list := "", ""
			if by, ok := behind(d, n.name); ok {
				narrows, list = queryOf(by), queryOf(Narrowed(d.Filter, by))
			}
			t := d.Totals
			if !yield([]any{own(b.words.Number(n.name)), value, t.N, t.CoverageBP, t.FloorBP, t.CeilingBP, narrows, list}) {
				return
			}
		}
	})
}

// rateOf is a rate in a column of other numbers.
type rateOf struct{ bp *int }

// table is one breakdown. What must stand beside a rate comes first.
func (b *workbook) table(t document.Table) error {
	say := b.words.Say
	first := strings.Fields("n coverage_bp floor_bp score_bp ceiling_bp")
	names := slices.Concat(first, slices.DeleteFunc(slices.Clone(order), func(name string) bool { return slices.Contains(first, name) }))
	columns := []column{{say("id"), 14, text}, {say("row " + t.Name), 44, text}}
	for _, name := range names {
		c := column{b.words.Number(name), 13, whole}
		if isRate(name) {
			c.kind = rate
		}
		columns = append(columns, c)
	}
	columns = append(columns, column{say("list"), 50, text})
	return b.sheet(say(t.Name), columns, func(yield func([]any) bool) {
		for _, r := range t.Rows {
			values := map[string]*int{}
			for _, n := range numbersOf(r.Totals) {
				values[n.name] = n.value
			}
			row := []any{r.ID, labelOf(r, b.words)}
			for _, name := range names {
				row = append(row, values[name])
			}
			if !yield(append(row, queryOf(r.Filter))) {
				return
			}
		}
	})
}

// list is one list of commitments.
func (b *workbook) list(l named) error {
	say := b.words.Say
	columns := []column{
		{say("id"), 14, text}, {say("commitment"), 60, prose}, {say("kind"), 18, text}, {say("answers"), 24, text}, {say("self_reported"), 18, text},
		{say("assessed"), 18, text}, {say("timeliness"), 16, text}, {say("closure"), 14, text}, {say("due"), 12, day}, {say("overdue_days"), 12, whole},
		{say("age_days"), 12, whole}, {say("asked"), 14, day}, {say("reason"), 20, text}, {say("claims"), 12, whole}, {say("mean_bp"), 12, rate},
		{say("spread_bp"), 12, rate}, {say("list"), 24, text},
	}
	return b.sheet(say(l.name), columns, func(yield func([]any) bool) {
		for _, i := range l.list.Rows {
			var why any
			if i.Reason != nil {
				why = b.say("reason " + *i.Reason)
			}
			if !yield([]any{
				i.ID, i.Text, own(b.words.Kind(i.Kind)), i.Organisation, own(b.words.Value("self_reported", i.SelfReported)), own(b.words.Level(i.Assessed)),
				own(b.words.Value("timeliness", i.Timeliness)), own(b.words.Value("closure", i.Closure)), i.Due, i.OverdueDays, i.AgeDays, i.Asked, why,
				i.Contest.Claims, i.Contest.MeanBP, i.Contest.SpreadBP, queryOf(document.Filter{"id": i.ID}),
			}) {
				return
			}
		}
		if more := l.list.Total - len(l.list.Rows); more > 0 {
			yield([]any{"", b.say("more rows", b.words.Count(more)), "", "", "", "", "", "", "", "", "", "", "", "", "", "", queryOf(l.list.Filter)})
		}
	})
}

func (b *workbook) measures() error {
	say := b.words.Say
	columns := []column{
		{say("commitment"), 14, text}, {say("indicator"), 20, text}, {say("measures"), 40, text}, {say("unit"), 14, text}, {say("baseline"), 12, text},
		{say("target"), 12, text}, {say("period"), 14, text}, {say("place"), 18, text}, {say("persons"), 24, text}, {say("value"), 14, text},
	}
	return b.sheet(say("measures"), columns, func(yield func([]any) bool) {
		for _, m := range b.d.Measures {
			for _, v := range m.Values {
				where := ""
				if v.Place != nil {
					where = placeOf(b.words, *v.Place)
				}
				if !yield([]any{m.Commitment, m.Indicator, m.Title, m.Unit, m.Baseline, m.Target, v.Period, where, whom(b.words, v), v.Value}) {
					return
				}
			}
		}
	})
}

// how says how it was counted.
func (b *workbook) how() error {
	say, h := b.say, b.d.How
	weighed := say("no weights")
	if len(h.Weights) > 0 {
		weighed = say("weights", weights(b.words, h.Weights))
	}
	rows := [][]any{
		{say("method", MethodName(b.d)), h.Title}, {say("changes"), h.Changes}, {nil, say("kinds count", kinds(b.words, h.Kinds))}, {nil, weighed},
		{nil, say("stale days", b.words.Count(h.StaleDays))},
	}
	for _, f := range h.Formulas {
		words := f.EN
		if b.words.Language == wording.Urdu {
			words = f.UR
		}
		rows = append(rows, []any{own(formula(b.words, f.Figure)), words})
	}
	rows = append(rows, []any{say("example"), own(example(b.words, h.Example))})
	for _, f := range h.Example.Figures {
		rows = append(rows, []any{own(b.words.Number(f.Figure)), rateOf{&f.BP}})
	}
	return b.sheet(b.words.Say("how"), []column{{b.words.Say("figure"), 36, prose}, {b.words.Say("formula"), 100, prose}}, slices.Values(rows))
}
