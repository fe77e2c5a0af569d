package bench

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/services/reporting"
)

// summariesEach is how many summaries a round makes.
const summariesEach = 5

// measureSummary measures a summary of everything, to the bytes that are hashed,
// against reading what it counts.
func measureSummary(ctx context.Context, dir string, o Options, from *filled) (f figure, err error) {
	l, err := from.prepare(ctx, false)
	if err != nil {
		return f, err
	}
	b, err := projections.Open(ctx, filepath.Join(dir, "book"), l, projections.Options{Texts: noTexts{}})
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	f.Events = o.Events
	on := edtf.Day{Year: 2027, Month: time.January, Day: 1}
	if f.Workbook, err = measureWorkbook(ctx, b, on); err != nil {
		return f, err
	}
	var took, bare []time.Duration
	forgetPeak()
	for range o.Rounds {
		var ours, limit time.Duration
		for range summariesEach {
			once, raw, err := summariseOnce(ctx, b, l, on)
			if err != nil {
				return f, err
			}
			took, bare, ours, limit = append(took, once), append(bare, raw), ours+once, limit+raw
		}
		counted := float64(summariesEach * o.Events / PerCommitment)
		f.round(counted/ours.Seconds(), counted/limit.Seconds())
	}
	f.VmHWM = peak()
	f.Ours, f.Limit = waitsOf(took), waitsOf(bare)
	f.Note = fmt.Sprintf("commitments a second in summaries of %d: read, counted in totals and five tables, written as canonical JSON; the limit reads the same rows and drops them", o.Events/PerCommitment)
	return f, nil
}

func summariseOnce(ctx context.Context, b *projections.Book, l *ledger.Ledger, on edtf.Day) (took, bare time.Duration, err error) {
	start := time.Now()
	if err := b.Read(ctx, func(v *book.View) error { return summarise(v, l, on) }); err != nil {
		return 0, 0, err
	}
	took = time.Since(start)
	start, rows := time.Now(), 0
	err = b.Read(ctx, func(v *book.View) error {
		return commitments.Facts(v, nil, on, func(commitments.Fact) { rows++ })
	})
	if err == nil && rows == 0 {
		err = errNotFilled
	}
	return took, time.Since(start), err
}

func summarise(v *book.View, l *ledger.Ledger, on edtf.Day) error {
	root, err := l.RootAt(v.At.Sequence)
	if err != nil {
		return err
	}
	document, err := reporting.Summarise(v, reporting.Question{On: on}, root.String())
	if err != nil {
		return err
	}
	if document.Totals.Registered == 0 {
		return errNotFilled
	}
	_, err = document.JSON()
	return err
}
