package verbs

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"ahd/projections/book"
	"ahd/projections/methods"
	"ahd/services/reporting"
	"ahd/services/reporting/document"
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

// summary makes the document and gives its canonical bytes.
func (d *Desk) summary(ctx context.Context, args SummaryArgs, _ Progress) (any, error) {
	made, err := d.summarise(ctx, args)
	if err != nil {
		return nil, err
	}
	if args.Days {
		made = made.Dated()
	}
	encoded, err := made.JSON()
	return framed(args.Framed, encoded, made.Register.Says), err
}

func (d *Desk) summarise(ctx context.Context, args SummaryArgs) (made document.Document, err error) {
	if d.Node == nil {
		return made, errNoRegister
	}
	question, err := d.question(ctx, args)
	if err != nil {
		return made, err
	}
	as, err := d.asOf(ctx, args.AsOf)
	if err != nil {
		return made, err
	}
	question.On = as.on
	read := as.read
	if question.Format = args.Shape; question.Format == document.FormatOne {
		read = as.readAll
	}
	err = read(ctx, func(v *book.View) error {
		root, err := d.rootOf(v)
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
func (d *Desk) question(ctx context.Context, args SummaryArgs) (q reporting.Question, err error) {
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
	err = d.book.Read(ctx, func(v *book.View) error {
		m, err := reporting.MethodOf(v, args.Method)
		q.By = &m
		return err
	})
	return q, err
}

// rootOf is what the record hashed to when the last event of a book was its last.
func (d *Desk) rootOf(v *book.View) (string, error) {
	if v.At.Sequence == 0 {
		return "", errNoRegister
	}
	root, err := d.Node.Ledger.RootAt(v.At.Sequence)
	if err != nil {
		return "", fmt.Errorf("the record cannot say what it hashed to after event %d: %w", v.At.Sequence, err)
	}
	return root.String(), nil
}

// methods lists the methods that are, or were, known.
func (d *Desk) methods(ctx context.Context, args AsOf, _ Progress) (any, error) {
	as, err := d.asOf(ctx, args)
	if err != nil {
		return nil, err
	}
	answer := List{On: as.on.String()}
	err = as.read(ctx, func(v *book.View) (err error) {
		answer.At = at(v)
		answer.Rows, err = methods.List(v)
		return err
	})
	return answer, err
}

// Methods are the versions of one method.
type Methods struct {
	ID       string        `json:"id"`
	Versions []methods.Row `json:"versions"`
}

func findMethod(v *book.View, id string) (found Methods, ok bool, err error) {
	rows, err := methods.List(v)
	found = Methods{ID: id, Versions: []methods.Row{}}
	for _, row := range rows {
		if row.ID == id {
			found.Versions = append(found.Versions, row)
		}
	}
	return found, len(found.Versions) > 0, err
}
