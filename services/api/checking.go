package api

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/ledger/witness"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/projections/summaries"
	"ahd.example/ahd/services/reporting"
	"ahd.example/ahd/services/reporting/document"
)

// CheckArgs are a file that may be a summary.
type CheckArgs struct {
	Document []byte `json:"document"` // its JSON, byte for byte
}

// Checked says that a file is what the record gives, and what it would be now.
type Checked struct {
	Digest     string            `json:"digest"`
	Reproduced bool              `json:"reproduced"`
	Published  []string          `json:"published"` // the ids under which it was published
	Changed    bool              `json:"changed"`   // the same question is answered otherwise now
	Numbers    []document.Number `json:"numbers"`   // of the totals that are not the same now
	Exact      bool              `json:"exact"`     // By are the events that change it; else those that may
	By         []Later           `json:"by"`
	Register   Says              `json:"register"` // what stood around it then, where people read it
}

// Later is an event that came after a summary and changes it.
type Later struct {
	Sequence   uint64 `json:"sequence"`
	Time       string `json:"time"`
	Type       string `json:"type"`
	Kind       string `json:"kind"`
	ID         string `json:"id"`
	Correction bool   `json:"correction"` // what was known was not so; else something happened since
}

// Check says whether a file is the summary that the record gives.
func (s *Summarising) Check(ctx context.Context, args CheckArgs, progress Progress) (answer Thing[Checked], err error) {
	if s.none() {
		return answer, errNoRegister
	}
	stated, given, err := document.Parse(args.Document)
	if err != nil {
		return answer, err
	}
	if stated.At.Sequence > s.Ledger.Size() {
		return answer, s.setBack(stated)
	}
	again, err := s.again(ctx, stated, stated.At.Sequence)
	if err != nil {
		return answer, err
	}
	whole, err := again.JSON()
	if err != nil {
		return answer, err
	}
	again = again.LikeIn(stated)
	encoded, err := again.JSON()
	if err != nil {
		return answer, err
	}
	if !bytes.Equal(encoded, given) {
		return answer, differs(stated, again)
	}
	checked := Checked{Digest: document.Digest(given), Reproduced: true, Published: []string{}, By: []Later{}, Register: saysOf(again.Register.Says)}
	answer.On = stated.On
	var head uint64
	err = s.Book.Read(ctx, func(v *book.View) error {
		answer.At, head = at(v), v.At.Sequence
		rows, err := summaries.List(v, book.Query{Filters: map[string]string{"digest": document.Digest(whole)}})
		for _, row := range rows {
			checked.Published = append(checked.Published, row.ID)
		}
		return err
	})
	if err == nil {
		err = s.since(ctx, &checked, again, head, progress)
	}
	answer.Row = checked
	return answer, err
}

// setBack is what is wrong with a summary of more events than the record has: it was made
// before the record was set back, or from another one.
func (s *Summarising) setBack(stated document.Document) error {
	p := ProblemOf(witness.ErrRolledBack)
	p.Detail = fmt.Sprintf("This summary was made after event %d, and this record has %d events: it was set back, perhaps to a backup, or the summary is of another record. Nothing was recorded.", stated.At.Sequence, s.Ledger.Size())
	return p
}

// again answers the question of a document as of an event.
func (s *Summarising) again(ctx context.Context, stated document.Document, sequence uint64) (document.Document, error) {
	var scope []string
	for _, s := range stated.Scope {
		scope = append(scope, s.Kind+"/"+s.ID)
	}
	return s.summarise(ctx, SummaryArgs{
		Scope: scope, Method: fmt.Sprintf("%s-%d", stated.Method.ID, stated.Method.Version), Shape: stated.Format, AsOf: AsOf{At: fmt.Sprint(sequence), On: stated.On},
	})
}

// differs says in what a file is not what the record gives.
func differs(stated, again document.Document) error {
	p := ProblemOf(document.ErrDiffers)
	if stated.At.Root != again.At.Root {
		p.Detail = fmt.Sprintf("This summary was made from another record, or the record was changed: after event %d this one does not have the root that the summary names.", stated.At.Sequence)
		return p
	}
	numbers := document.Differences(stated.Totals, again.Totals)
	if len(numbers) == 0 {
		p.Detail = "The totals are those of the record, but this is not the document that the record gives: something else in it was changed."
		return p
	}
	var names []string
	for _, n := range numbers {
		names = append(names, fmt.Sprintf("%s is %s in the file and %s by the record", n.Name, orNA(n.Then), orNA(n.Now)))
	}
	p.Detail = "This is not what the record gives: " + strings.Join(names[:min(len(names), 8)], "; ") + "."
	return p
}

func orNA(n *int) string {
	if n == nil {
		return "n/a"
	}
	return fmt.Sprint(*n)
}

// How much is looked at to find out which events change a summary: beyond it, those
// that may are named.
const (
	maxReplayed = 24      // events that are tried one by one
	longRecord  = 100_000 // events of a record of which no book is made for that
	maxLater    = 500     // events that are named
)

// since finds what the same question is answered now, and by which events.
func (s *Summarising) since(ctx context.Context, checked *Checked, then document.Document, head uint64, progress Progress) error {
	now, err := s.again(ctx, then, head)
	if err != nil {
		return err
	}
	checked.Numbers = document.Differences(then.Totals, now.Totals)
	if checked.Changed, err = changed(then, now); err != nil || !checked.Changed {
		checked.Exact = true
		return err
	}
	later, err := s.bearing(ctx, then, head)
	if err != nil {
		return err
	}
	if checked.Exact = len(later) <= maxReplayed && head <= longRecord; !checked.Exact {
		checked.By = later[:min(len(later), maxLater)]
		return nil
	}
	before := then
	for i, one := range later {
		progress(i, len(later))
		after, err := s.again(ctx, then, one.Sequence)
		if err != nil {
			return err
		}
		did, err := changed(before, after)
		if err != nil {
			return err
		}
		if did {
			checked.By = append(checked.By, one)
		}
		before = after
	}
	return nil
}

// changed reports whether two answers to one question differ in more than the moment. How
// many facts nothing but their recording dates is no answer, and grows with the record.
func changed(a, b document.Document) (bool, error) {
	b.At, b.DatedByRecording = a.At, a.DatedByRecording
	one, err := a.JSON()
	if err != nil {
		return false, err
	}
	other, err := b.JSON()
	return !bytes.Equal(one, other), err
}

// bearing lists the events after a document that can change it: of the commitments
// that were or are in its scope, and of what stands around them.
func (s *Summarising) bearing(ctx context.Context, then document.Document, head uint64) ([]Later, error) {
	wanted, err := s.inScope(ctx, then, head)
	if err != nil {
		return nil, err
	}
	list := []Later{}
	err = s.eachEvent(then.At.Sequence+1, head, func(sequence uint64, event events.Event) {
		kind, id, _ := strings.Cut(event.Subject, "/")
		if bears, corrects := reporting.Bearing(event.Data); bears && (kind != "commitment" || wanted[id]) {
			list = append(list, Later{Sequence: sequence, Time: book.Time(event.Time), Type: string(event.Type), Kind: kind, ID: id, Correction: corrects})
		}
	}, func(int, int) {})
	return list, err
}

// inScope are the commitments that a document counted, or would count now.
func (s *Summarising) inScope(ctx context.Context, then document.Document, head uint64) (map[string]bool, error) {
	wanted := map[string]bool{}
	filter := map[string]string{}
	for name, value := range then.Filter { // a whole changes with its places
		if name != "parent" && name != "whole" {
			filter[name] = value
		}
	}
	on, err := edtf.ParseDay(then.On)
	if err != nil {
		return nil, err
	}
	for _, sequence := range []uint64{then.At.Sequence, head} {
		err := s.Book.ReadAt(ctx, sequence, func(v *book.View) error {
			return commitments.Facts(v, filter, on, func(f commitments.Fact) { wanted[f.ID] = true })
		})
		if err != nil {
			return nil, err
		}
	}
	return wanted, nil
}
