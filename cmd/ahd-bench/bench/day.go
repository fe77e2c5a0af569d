package bench

import (
	"cmp"
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
)

// dayYears is over how many years the days lie, unless it is said.
const dayYears = 8

// lookedAt are the days of a round, in parts of a thousand of the years.
var lookedAt = []int{0, 50, 250, 500, 750, 900, 990}

// measureDay measures the first and the second look at how things stood on days that are
// over, against the same look at how they stand now.
func measureDay(ctx context.Context, dir string, o Options, from *filled) (f figure, err error) {
	o.Years = cmp.Or(o.Years, dayYears)
	own := &filled{dir: filepath.Join(dir, "filled"), options: o}
	defer func() { err = errors.Join(err, own.close()) }()
	l, err := own.prepare(ctx, false)
	if err != nil {
		return f, err
	}
	p := &pastBook{dir: filepath.Join(dir, "book")}
	if err := p.open(ctx, l); err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, p.book.Close()) }()
	f.Events = o.Events
	how := "recorded while they happened"
	if o.Imported {
		how = "recorded at once after them"
	}
	f.Note = fmt.Sprintf("days are over %d years of events that were %s: from asking to the first 50 rows and the number of all, for the first time (ours_ms) and again (again_ms), to all rows the third time (all_rows_ms); "+
		"summary_ms is the first look at as many other days by a summary, summary_again_ms the second; the limit asks for the same rows as things stand now", o.Years, how)
	d := dayLooks{book: p.book, ledger: l}
	forgetPeak()
	for round := range o.Rounds {
		mine, plain := d.all()
		for _, parts := range lookedAt {
			if err := d.look(ctx, own.options.filling("", false).dating(), parts+2*round); err != nil {
				return f, err
			}
		}
		now, before := d.all()
		f.round(float64(len(lookedAt))/(now-mine).Seconds(), float64(len(lookedAt))/(before-plain).Seconds())
		f.VmHWM = max(f.VmHWM, peak())
	}
	f.Ours, f.Limit, f.Again, f.AllRows, f.Summary, f.SummaryAgain = waitsOf(d.first), waitsOf(d.now), waitsOf(d.again), waitsOf(d.rows), waitsOf(d.summary), waitsOf(d.summaryAgain)
	return f, nil
}

// dayLooks are how long the looks at days took.
type dayLooks struct {
	book   *projections.Book
	ledger *ledger.Ledger

	first, again, rows, now, summary, summaryAgain []time.Duration
}

// all is how long the first looks took together, and those at how things stand now.
func (d *dayLooks) all() (mine, plain time.Duration) {
	for i := range d.first {
		mine, plain = mine+d.first[i], plain+d.now[i]
	}
	return mine, plain
}

// look looks at a day, and at the next one by a summary.
func (d *dayLooks) look(ctx context.Context, over dating, parts int) error {
	on := edtf.Karachi(over.day(parts))
	asked := func(v *book.View) error { return firstPage(v, on) }
	whole := func(v *book.View) error {
		_, err := commitments.List(v, book.Query{}, on)
		return err
	}
	summed := func(v *book.View) error { return summarise(v, d.ledger, on.AddDays(1)) }
	for _, one := range []struct {
		into *[]time.Duration
		on   edtf.Day
		read func(*book.View) error
	}{{&d.first, on, asked}, {&d.again, on, asked}, {&d.rows, on, whole}, {&d.summary, on.AddDays(1), summed}, {&d.summaryAgain, on.AddDays(1), summed}} {
		start := time.Now()
		if err := d.book.ReadOn(ctx, 0, one.on, one.read); err != nil {
			return err
		}
		*one.into = append(*one.into, time.Since(start))
	}
	start := time.Now()
	err := d.book.Read(ctx, asked)
	d.now = append(d.now, time.Since(start))
	return err
}

// firstPage asks for the first rows and the number of all.
func firstPage(v *book.View, on edtf.Day) error {
	if _, err := commitments.List(v, book.Query{Limit: 50}, on); err != nil {
		return err
	}
	_, err := commitments.Count(v, book.Query{}, on)
	return err
}
