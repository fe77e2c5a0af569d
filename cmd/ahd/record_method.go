package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"

	methodcmd "ahd.example/ahd/services/commands/method"
	"ahd.example/ahd/services/commands/rule"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/method"
	"ahd.example/ahd/events/strictjson"
	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/importing"
)

// maxMethod is the largest file with a method, in bytes: it has to fit into an event.
const maxMethod = events.MaxBody

type recordMethod struct {
	envelope
	ID        string            `name:"id" default:"ahd" placeholder:"ID" help:"The method; ahd if left out."`
	File      string            `placeholder:"FILE" help:"The whole of it as JSON, as “ahd report methods --json” prints one; flags replace what it says. Left out: the shipped method, with what the flags change."`
	Version   int               `required:"" placeholder:"N" help:"Its version; higher than those before."`
	Title     *string           `placeholder:"TEXT" help:"What it is called."`
	Changes   *string           `placeholder:"TEXT" help:"What is new in it, and why."`
	Kinds     []string          `placeholder:"KIND,..." help:"Kinds of commitment that count: declaration,recommendation,pledge."`
	StaleDays *int              `placeholder:"DAYS" help:"After how many days without news a commitment is stale that has no review interval."`
	Weight    map[string]int    `placeholder:"KIND=N" help:"How often a commitment of a kind counts: declaration=2. One if left out."`
	Grade     map[string]int    `placeholder:"LEVEL=N" help:"What a level counts in the score: -1, 0 or 1."`
	Formula   map[string]string `mapsep:"none" placeholder:"FIGURE=TEXT" help:"A formula in words, in English; may be given again."`
	FormulaUR map[string]string `name:"formula-ur" mapsep:"none" placeholder:"FIGURE=TEXT" help:"The same in Urdu."`
}

// Run records. A worked example that the flags made wrong is worked out anew; one from
// a file has to come out.
func (r *recordMethod) Run(ctx context.Context, p *program, c *cli) error {
	m := method.Ahd1.MethodPublished
	m.Grades, m.Formulas = slices.Clone(m.Grades), slices.Clone(m.Formulas)
	if r.File != "" {
		content, err := c.readForRecord(r.File, maxMethod)
		if err != nil {
			return err
		}
		var file methodFile
		if err := strictjson.UnmarshalKnown(content, &file); err != nil {
			return unreadableMethod(err)
		}
		m = file.MethodPublished
		importing.Compose(&m)
	}
	m.Version = r.Version
	r.change(&m)
	if r.File == "" {
		if len(r.Grade) > 0 && (r.Formula["score_bp"] == "" || r.FormulaUR["score_bp"] == "") {
			return api.Usage("Other grades are another formula: say it with --formula score_bp=… and --formula-ur score_bp=…. Nothing was recorded.")
		}
		m.Example = method.Method{ID: r.ID, MethodPublished: m}.Worked()
	}
	return r.send(ctx, p, c, "method", methodcmd.PublishMethod{ID: r.ID, Method: m})
}

// methodFile is a method as “ahd report methods --json” prints a row; what the register
// says of it besides is not read.
type methodFile struct {
	ID       string  `json:"id"`
	Name     string  `json:"name"`
	Sequence *uint64 `json:"sequence"`
	Time     *string `json:"time"`
	events.MethodPublished
}

func unreadableMethod(err error) error {
	problem := api.Usage("The file is no method: it is not JSON of that shape. Nothing was recorded.")
	problem.Exit, problem.Code, problem.Status = api.ExitUnreadable, "method.unreadable", 422
	return problem.Because(err)
}

// change puts what was typed in the place of what is there.
func (r *recordMethod) change(m *events.MethodPublished) {
	if words := clean(r.Title); words != nil {
		m.Title = *words
	} else if r.File == "" {
		m.Title = fmt.Sprintf("%s, version %d", r.ID, r.Version)
	}
	if words := clean(r.Changes); words != nil {
		m.Changes = *words
	} else if r.File == "" {
		m.Changes = "" // those of the shipped method are not those of this one
	}
	if len(r.Kinds) > 0 {
		m.Kinds = r.Kinds
	}
	if r.StaleDays != nil {
		m.StaleDays = *r.StaleDays
	}
	if len(r.Weight) > 0 {
		m.Weights = nil
	}
	for _, kind := range slices.Sorted(maps.Keys(r.Weight)) {
		m.Weights = append(m.Weights, events.MethodWeight{Kind: kind, Weight: r.Weight[kind]})
	}
	for _, level := range slices.Sorted(maps.Keys(r.Grade)) {
		i := slices.IndexFunc(m.Grades, func(g events.MethodGrade) bool { return g.Level == level })
		if i < 0 {
			i, m.Grades = len(m.Grades), append(m.Grades, events.MethodGrade{Level: level})
		}
		m.Grades[i].Grade = r.Grade[level]
	}
	r.word(m)
}

// word replaces and adds formulas.
func (r *recordMethod) word(m *events.MethodPublished) {
	formula := func(figure string) *events.MethodFormula {
		i := slices.IndexFunc(m.Formulas, func(f events.MethodFormula) bool { return f.Figure == figure })
		if i < 0 {
			i, m.Formulas = len(m.Formulas), append(m.Formulas, events.MethodFormula{Figure: figure})
		}
		return &m.Formulas[i]
	}
	for _, figure := range slices.Sorted(maps.Keys(r.Formula)) {
		formula(figure).EN = rule.Clean(r.Formula[figure])
	}
	for _, figure := range slices.Sorted(maps.Keys(r.FormulaUR)) {
		formula(figure).UR = rule.Clean(r.FormulaUR[figure])
	}
	if len(r.Weight) > 0 && r.Formula["weights"] == "" && r.FormulaUR["weights"] == "" && r.File == "" {
		f, weights := formula("weights"), ""
		for _, w := range m.Weights {
			weights += fmt.Sprintf("%s %d, ", w.Kind, w.Weight)
		}
		f.EN, f.UR = "In rates a commitment counts as often as its kind weighs: "+weights+"others 1.", "شرحوں میں ہر عہد اپنی قسم کے وزن کے برابر گنا جاتا ہے: "+weights+"باقی 1۔"
	}
	if r.StaleDays != nil && r.FormulaUR["stale_bp"] == "" && r.Formula["stale_bp"] == "" && r.File == "" {
		f, days := formula("stale_bp"), strconv.Itoa(*r.StaleDays)
		f.EN = "open commitments of which nothing was heard for longer than their review interval, or " + days + " days where they have none ÷ open commitments"
		f.UR = "کھلے عہد جن کی جائزے کے وقفے سے زیادہ، یا وقفہ نہ ہو تو " + days + " دن سے زیادہ، کوئی خبر نہیں ÷ کھلے عہد"
	}
}
