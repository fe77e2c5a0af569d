package verbs

import (
	"context"
	"errors"

	"ahd/events"
	"ahd/events/edtf"
	"ahd/projections"
	"ahd/projections/book"
	"ahd/services/reporting"
	"ahd/services/reporting/document"
)

// TrendArgs ask how a scope stood at the ends of months or quarters.
type TrendArgs struct {
	Every string `json:"every"` // month or quarter
	From  string `json:"from"`  // a period; "" for the last twelve
	To    string `json:"to"`    // a period; "" for until now
	SummaryArgs
}

func (d *Desk) trend(ctx context.Context, args TrendArgs, progress Progress) (any, error) {
	if d.Node == nil {
		return nil, errNoRegister
	}
	question, err := d.question(ctx, args.SummaryArgs)
	if err != nil {
		return nil, err
	}
	as, err := d.asOf(ctx, AsOf{At: args.At})
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
		about, err := d.about(v, question)
		if err != nil {
			return err
		}
		t.At, t.Register, t.Scope, t.Method = about.At, about.Register, about.Scope, about.Method
		now, err = reporting.Retell(v, d.Node.Ledger, question, days, progress)
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
		if point.Then, err = d.knownAt(ctx, question, day, t.At.Sequence); err != nil {
			return nil, err
		}
		point.Compare()
		t.Differs = t.Differs || len(point.Differs) > 0
	}
	encoded, err := events.Canonical(t)
	return framed(args.Framed, encoded, t.Register.Says), err
}

// about is what a summary says of itself.
func (d *Desk) about(v *book.View, q reporting.Question) (document.Document, error) {
	root, err := d.rootOf(v)
	if err != nil {
		return document.Document{}, err
	}
	return reporting.Summarise(v, q, root)
}

// knownAt is what was known at the end of a day; nil where nothing was recorded yet, or
// where what the question is about was not.
func (d *Desk) knownAt(ctx context.Context, q reporting.Question, day edtf.Day, last uint64) (*document.Known, error) {
	moment, err := d.book.Moment(ctx, day.String(), d.Now())
	if errors.Is(err, projections.ErrBefore) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	known := &document.Known{Sequence: min(moment.Sequence, last)}
	q.On = day
	err = d.book.ReadAt(ctx, known.Sequence, func(v *book.View) (err error) {
		known.Totals, err = reporting.TotalsOf(v, q)
		return err
	})
	if errors.Is(err, reporting.ErrScope) {
		return nil, nil
	}
	return known, err
}
