// Package reporting answers: who kept which promise?
//
// A summary is a pure function of what the book held at an event, a scope, a civil day
// and a version of a method.
package reporting

import (
	"fmt"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/method"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/projections/described"
	"ahd.example/ahd/projections/methods"
	"ahd.example/ahd/projections/streams"
	"ahd.example/ahd/services/reporting/document"
)

// Summarise answers a question from a book: of a view of the day that is asked about,
// but for the first format. root is what the record hashed to after the last event of the
// book. It returns ErrScope and ErrMethod.
func Summarise(v *book.View, q Question, root string) (document.Document, error) {
	p, err := prepare(v, q)
	if err != nil {
		return document.Document{}, err
	}
	if err := commitments.Facts(v, p.scope.filter(), q.On, p.take); err != nil {
		return document.Document{}, fmt.Errorf("the commitments cannot be counted: %w", err)
	}
	d := p.document()
	if q.Format == document.FormatOne {
		d.Format, d.DatedByRecording = document.FormatOne, 0
	}
	d.At = document.At{Sequence: v.At.Sequence, Time: book.Time(v.At.Time), Root: root}
	if d.Lists, err = p.lists(v); err != nil {
		return document.Document{}, err
	}
	if d.Measures, err = p.measures(v); err != nil {
		return document.Document{}, err
	}
	d.Register, err = registerOf(v)
	return d, err
}

// pass is one counting of a scope.
type pass struct {
	counter *counter
	names   *names
	scope   scoped
	on      edtf.Day
	parts   bool // the places of commitments count instead of the wholes
	whole   *tally
	tables  []*table
	found   found
}

// prepare finds what is asked for.
func prepare(v *book.View, q Question) (*pass, error) {
	m, err := MethodOf(v, q.Method)
	if q.By != nil {
		m, err = *q.By, nil
	}
	if err != nil {
		return nil, err
	}
	n, err := readNames(v, q.On)
	if err != nil {
		return nil, err
	}
	scope, err := scopeOf(v, q.Scope, n)
	if err != nil {
		return nil, err
	}
	p := &pass{counter: newCounter(m, q.On, n.ages), names: n, scope: scope, on: q.On, parts: scope.has("province"), whole: newTally()}
	p.tables = newTables(p)
	return p, nil
}

// MethodOf finds a method by its name. It returns ErrMethod.
func MethodOf(v *book.View, name string) (method.Method, error) {
	if name == "" {
		return method.Ahd1, nil
	}
	m, found, err := methods.Find(v, name)
	if err == nil && !found {
		err = cause.Classed(ErrMethod, "There is no method %q in the register. The shipped one is %s.", shorten(name), method.Ahd1.Name())
	}
	return m, err
}

func registerOf(v *book.View) (document.Register, error) {
	row, err := streams.Find(v, events.Register)
	if err != nil || row.State.Register == nil {
		return document.Register{}, err
	}
	says, err := described.Read(v)
	return document.Register{Name: row.State.Register.Name, Origin: row.State.Register.Origin, Says: says}, err
}

// take counts one commitment.
func (p *pass) take(f commitments.Fact) {
	s := p.counter.see(f)
	if p.counts(&s) {
		p.whole.add(&s, p.counter.grades)
		p.found.add(&s)
	}
	for _, t := range p.tables {
		t.add(&s)
	}
}

// counts reports whether a commitment is registered in the scope.
func (p *pass) counts(s *seen) bool { return commitment.CountsIn(s.Part, s.Whole, p.parts) }

// base finds what is registered in the scope.
func (p *pass) base() document.Filter {
	if p.parts {
		return p.scope.filter().And("whole", "false")
	}
	return p.scope.filter().And("parent", book.NotStated)
}

func (p *pass) document() document.Document {
	m := p.counter.method
	d := document.Document{
		Format: document.Format, On: p.on.String(), Scope: p.scope.list, Method: document.Method{ID: m.ID, Version: m.Version},
		How: document.How{Title: m.Title, Changes: m.Changes, Kinds: m.Kinds, StaleDays: m.StaleDays, Grades: m.Grades, Weights: m.Weights,
			Formulas: m.Formulas, Example: m.Example},
		Totals: p.whole.totals(), List: "commitments", Filter: p.base(), Behind: p.behind(), DatedByRecording: p.whole.undated,
	}
	d.Headline = headline(d.Totals)
	for _, t := range p.tables {
		d.Tables = append(d.Tables, t.table())
	}
	return d
}

func headline(t document.Totals) document.Headline {
	return document.Headline{
		N: t.N, Assessed: t.Assessed, Silent: t.Silent, NeverAsked: t.NeverAsked, AskedNoAnswer: t.AskedNoAnswer, Unassigned: t.Unassigned,
		CoverageBP: t.CoverageBP, ScoreBP: t.ScoreBP, FloorBP: t.FloorBP, CeilingBP: t.CeilingBP,
	}
}
