package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
)

// momentsEach is how many past moments a round looks at.
const momentsEach = 20

// measurePast measures the first look at random past moments, against the plain copy of
// the snapshot that each begins with, and replaying the record to its last event but one.
func measurePast(ctx context.Context, dir string, o Options, from *filled) (f figure, err error) {
	l, err := from.prepare(ctx, false)
	if err != nil {
		return f, err
	}
	p := &pastBook{dir: filepath.Join(dir, "book"), random: rand.New(rand.NewPCG(o.Seed, 2))}
	if err := p.open(ctx, l); err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, p.book.Close()) }()
	at, bytes := p.book.Snapshots()
	f.Events = o.Events
	f.Note = fmt.Sprintf("moments are drawn evenly over the record and none twice in a row: from asking to the first 50 rows and the number of all, then (all_rows_ms) to all rows; summary_ms is the first look at as many others by a summary of everything; "+
		"the limit copies the file of the station that the moment begins with, and nothing more; replay_ms reads the record from the first event to the last but one; "+
		"%d stations of %d MB together were made in %.0f s, half of the time resting; the texts are erased, and the files are in the system's cache%s",
		len(at), bytes>>20, p.making.Seconds(), spreadNote(o))
	var ours, whole, limit, replays, summaries []time.Duration
	forgetPeak()
	for range o.Rounds {
		var mine, plain time.Duration
		for range momentsEach {
			sequence := 1 + p.random.Uint64N(l.Size()-1)
			first, all, err := p.look(ctx, sequence)
			if err != nil {
				return f, err
			}
			copied, err := p.copySnapshot(filepath.Join(dir, "copy"), sequence, at)
			if err != nil {
				return f, err
			}
			ours, whole, limit = append(ours, first), append(whole, all), append(limit, copied)
			mine, plain = mine+first, plain+copied
			summed, err := p.summary(ctx, l, 1+p.random.Uint64N(l.Size()-1))
			if err != nil {
				return f, err
			}
			summaries = append(summaries, summed)
		}
		f.VmHWM = max(f.VmHWM, peak())
		f.round(momentsEach/mine.Seconds(), momentsEach/plain.Seconds())
		start := time.Now()
		if err := p.book.Replay(ctx, l.Size()-1, func(*book.View) error { return nil }); err != nil {
			return f, err
		}
		replays = append(replays, time.Since(start))
		forgetPeak()
	}
	f.Ours, f.Limit, f.AllRows, f.Replay, f.Summary = waitsOf(ours), waitsOf(limit), waitsOf(whole), waitsOf(replays), waitsOf(summaries)
	return f, nil
}

func spreadNote(o Options) string {
	if !o.Spread {
		return ""
	}
	return "; the events of each commitment stand all over the record, so that nearly all are folded again"
}

// pastBook is a book with its snapshots.
type pastBook struct {
	dir    string
	random *rand.Rand
	book   *projections.Book
	making time.Duration // of the snapshots
}

// open makes the book and waits until its snapshots stand. A small register has them
// closer together than it would, so that there are as many.
func (p *pastBook) open(ctx context.Context, l *ledger.Ledger) (err error) {
	options := projections.Options{Texts: noTexts{}, SnapshotInterval: max(1, min(1<<15, l.Size()/30))}
	if p.book, err = projections.Open(ctx, p.dir, l, options); err != nil {
		return err
	}
	if p.book.Checkpoint().Sequence != l.Size() {
		return errors.Join(errStands(p.book), p.book.Close())
	}
	start := time.Now()
	p.book.KeepSnapshots(func(int64) bool { return true })
	for {
		at, _ := p.book.Snapshots()
		if n := len(at); n > 0 && at[n-1]+at[0] > l.Size() && l.Size()/at[0] == uint64(n) {
			p.making = time.Since(start)
			return nil
		}
		select {
		case <-time.After(10 * time.Millisecond):
		case <-ctx.Done():
			return errors.Join(ctx.Err(), p.book.Close())
		}
	}
}

// look looks at a moment for the first time: its first page, and then all of it.
func (p *pastBook) look(ctx context.Context, sequence uint64) (first, all time.Duration, err error) {
	start := time.Now()
	err = p.book.ReadAt(ctx, sequence, func(v *book.View) error {
		day := edtf.Karachi(v.At.Time)
		page, err := commitments.List(v, book.Query{Limit: 50}, day)
		if err != nil {
			return err
		}
		count, err := commitments.Count(v, book.Query{}, day)
		if err != nil {
			return err
		}
		first = time.Since(start)
		rows, err := commitments.List(v, book.Query{}, day)
		all = time.Since(start)
		if err == nil && (v.At.Sequence != sequence || len(page) == 0 || len(rows) != count) {
			err = errors.New("the moment is not the one that was asked for")
		}
		return err
	})
	return first, all, err
}

// summary looks at a moment for the first time by counting all of it.
func (p *pastBook) summary(ctx context.Context, l *ledger.Ledger, sequence uint64) (time.Duration, error) {
	start := time.Now()
	err := p.book.ReadAt(ctx, sequence, func(v *book.View) error { return summarise(v, l, edtf.Karachi(v.At.Time)) })
	return time.Since(start), err
}

// copySnapshot copies the last snapshot before a moment; where there is none nothing is
// the least that can be done.
func (p *pastBook) copySnapshot(to string, sequence uint64, at []uint64) (took time.Duration, err error) {
	var nearest uint64
	for _, snapshot := range at {
		if snapshot <= sequence {
			nearest = snapshot
		}
	}
	if nearest == 0 {
		return time.Microsecond, nil
	}
	names, err := filepath.Glob(filepath.Join(p.dir, fmt.Sprintf("station-*-%d-*.db", nearest)))
	if err != nil || len(names) != 1 {
		return 0, errors.Join(errors.New("a station is gone"), err)
	}
	start := time.Now()
	if err := copyPlain(to, names[0]); err != nil {
		return 0, err
	}
	took = time.Since(start)
	return took, os.Remove(to)
}

func copyPlain(to, from string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close() // it is only read
	target, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Close())
}
