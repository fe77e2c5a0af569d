package api

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/methods"
	"ahd.example/ahd/services/reporting"
	"ahd.example/ahd/services/reporting/document"
)

// SummaryArgs ask for a compliance summary.
type SummaryArgs struct {
	Scope  []string `json:"scope"`  // "province/PK-PB"
	Method string   `json:"method"` // "ahd-1"; "" for the shipped one
	Shape  string   `json:"shape"`  // one of document.Formats; "" for the last
	Framed bool     `json:"framed"` // with what stands around it, for whoever draws it
	Days   bool     `json:"days"`   // the day of its event in place of the time, as pages give it
	AsOf
}

// Summarising answers how the commitments of a scope stand, counted.
type Summarising struct{ *Register }

// Summary makes the document and gives its canonical bytes.
func (s *Summarising) Summary(ctx context.Context, args SummaryArgs) (any, error) {
	made, err := s.summarise(ctx, args)
	if err != nil {
		return nil, err
	}
	if args.Days {
		made = made.Dated()
	}
	encoded, err := made.JSON()
	return framed(args.Framed, encoded, made.Register.Says), err
}

func (s *Summarising) summarise(ctx context.Context, args SummaryArgs) (made document.Document, err error) {
	if s.none() {
		return made, errNoRegister
	}
	question, err := s.question(ctx, args)
	if err != nil {
		return made, err
	}
	as, err := s.asOf(ctx, args.AsOf)
	if err != nil {
		return made, err
	}
	question.On = as.on
	read := as.read
	if question.Format = args.Shape; question.Format == document.FormatOne {
		read = as.readAll
	}
	err = read(ctx, func(v *book.View) error {
		root, err := s.rootOf(v)
		if err == nil {
			err = reporting.Sensible(v, question.On)
		}
		if err == nil {
			made, err = reporting.Summarise(v, question, root)
		}
		return err
	})
	return made, err
}

// question reads the scope and finds the method; the day is found with the moment. A
// method of today counts what was known before it too.
func (s *Summarising) question(ctx context.Context, args SummaryArgs) (q reporting.Question, err error) {
	q.Method = args.Method
	if args.Shape != "" && !slices.Contains(document.Formats, args.Shape) {
		return q, usage("shape", "A summary has one of the shapes "+strings.Join(document.Formats, " and ")+".")
	}
	for _, text := range args.Scope {
		asked, err := reporting.ParseScope(text)
		if err != nil {
			return q, err
		}
		q.Scope = append(q.Scope, asked)
	}
	err = s.Book.Read(ctx, func(v *book.View) error {
		m, err := reporting.MethodOf(v, args.Method)
		q.By = &m
		return err
	})
	return q, err
}

// rootOf is what the record hashed to when the last event of a book was its last.
func (s *Summarising) rootOf(v *book.View) (string, error) {
	if v.At.Sequence == 0 {
		return "", errNoRegister
	}
	root, err := s.Ledger.RootAt(v.At.Sequence)
	if err != nil {
		return "", fmt.Errorf("the record cannot say what it hashed to after event %d: %w", v.At.Sequence, err)
	}
	return root.String(), nil
}

// Methods lists the methods that are, or were, known.
func (s *Summarising) Methods(ctx context.Context, args AsOf) (answer List[[]methods.Row], err error) {
	as, err := s.asOf(ctx, args)
	if err != nil {
		return answer, err
	}
	answer.On = as.on.String()
	err = as.read(ctx, func(v *book.View) (err error) {
		answer.At = at(v)
		answer.Rows, err = methods.List(v)
		return err
	})
	return answer, err
}

// TrendArgs ask how a scope stood at the ends of months or quarters.
type TrendArgs struct {
	Every string `json:"every"` // month or quarter
	From  string `json:"from"`  // a period; "" for the last twelve
	To    string `json:"to"`    // a period; "" for until now
	SummaryArgs
}

// Trend says how a scope stood at the ends of months or quarters.
func (s *Summarising) Trend(ctx context.Context, args TrendArgs, progress Progress) (any, error) {
	if s.none() {
		return nil, errNoRegister
	}
	question, err := s.question(ctx, args.SummaryArgs)
	if err != nil {
		return nil, err
	}
	as, err := s.asOf(ctx, AsOf{At: args.At})
	if err != nil {
		return nil, err
	}
	days, err := reporting.Ends(args.Every, args.From, args.To, as.on)
	if err != nil {
		return nil, err
	}
	t := document.Trend{Format: document.TrendFormat, Every: args.Every, Points: make([]document.Point, len(days))}
	var now []reporting.Retold
	err = as.read(ctx, func(v *book.View) error {
		question.On = days[len(days)-1]
		about, err := s.about(v, question)
		if err != nil {
			return err
		}
		t.At, t.Register, t.Scope, t.Method = about.At, about.Register, about.Scope, about.Method
		now, err = reporting.Retell(v, s.Ledger, question, days, progress)
		return err
	})
	if err != nil {
		return nil, err
	}
	for i, day := range days {
		point := &t.Points[i]
		point.SoFar = reporting.SoFar(args.Every, day)
		point.On, point.Now = day.String(), document.Known{Sequence: t.At.Sequence, Totals: now[i].Totals}
		point.DatedByRecording = now[i].DatedByRecording
		if point.Then, err = s.knownAt(ctx, question, day, t.At.Sequence); err != nil {
			return nil, err
		}
		point.Compare()
		t.Differs = t.Differs || len(point.Differs) > 0
	}
	encoded, err := events.Canonical(t)
	return framed(args.Framed, encoded, t.Register.Says), err
}

// about is what a summary says of itself.
func (s *Summarising) about(v *book.View, q reporting.Question) (document.Document, error) {
	root, err := s.rootOf(v)
	if err != nil {
		return document.Document{}, err
	}
	return reporting.Summarise(v, q, root)
}

// knownAt is what was known at the end of a day; nil where nothing was recorded yet, or
// where what the question is about was not.
func (s *Summarising) knownAt(ctx context.Context, q reporting.Question, day edtf.Day, last uint64) (*document.Known, error) {
	moment, err := s.Book.Moment(ctx, day.String(), s.Now())
	if errors.Is(err, projections.ErrBefore) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	known := &document.Known{Sequence: min(moment.Sequence, last)}
	q.On = day
	err = s.Book.ReadAt(ctx, known.Sequence, func(v *book.View) (err error) {
		known.Totals, err = reporting.TotalsOf(v, q)
		return err
	})
	if errors.Is(err, reporting.ErrScope) {
		return nil, nil
	}
	return known, err
}
