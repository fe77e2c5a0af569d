package bench

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
)

// measureFeed measures reading a log into a book through Watermill, against the
// bare statements in the same batches.
func measureFeed(ctx context.Context, dir string, o Options, from *filled) (f figure, err error) {
	l, err := from.prepare(ctx, true)
	if err != nil {
		return f, err
	}
	s, err := startServer(ctx, from.dir)
	if err != nil {
		return f, err
	}
	defer s.close()
	if head, err := s.log.Head(ctx); err != nil || head != l.Size() { // the book would wait for the rest for ever
		return f, errors.Join(errNotFilled, err)
	}
	trace := filepath.Join(dir, "trace")
	t, err := newTrace(trace)
	if err != nil {
		return f, err
	}
	var schema tables
	_, err = feedOnce(ctx, filepath.Join(dir, "traced"), l, s, t.note, func(b *projections.Book) (err error) {
		schema, err = readTables(ctx, b)
		return err
	})
	if err = errors.Join(err, t.close()); err != nil {
		return f, err
	}
	f.Events = o.Events
	f.Note = "the limit runs the statements and batches of one unmeasured run; neither side closes its file within the time"
	forgetPeak()
	for range o.Rounds {
		ours, err := feedOnce(ctx, filepath.Join(dir, "book"), l, s, nil, nil)
		if err != nil {
			return f, err
		}
		f.VmHWM = max(f.VmHWM, peak())
		path := filepath.Join(dir, "limit.db")
		limit, err := replay(path, trace, book.Serving+schema.create(schema.tables+schema.indexes), "")
		if err := errors.Join(err, schema.check(path, l.Size()), os.Remove(path)); err != nil {
			return f, err
		}
		f.round(float64(o.Events)/ours.Seconds(), float64(o.Events)/limit.Seconds())
		forgetPeak()
	}
	return f, nil
}

// feedOnce lets a fresh book read the whole log and removes it; trace may see what
// is written, and look the book.
func feedOnce(ctx context.Context, dir string, l *ledger.Ledger, s *server, trace book.Trace, look func(*projections.Book) error) (took time.Duration, err error) {
	record := &withheld{Ledger: l}
	b, err := projections.Open(ctx, dir, record, projections.Options{Texts: noTexts{}, Trace: trace})
	if err != nil {
		return 0, err
	}
	record.released = true
	start := time.Now()
	feed, err := projections.StartFeed(ctx, b, s.log, s.log.HasRead, slog.New(slog.DiscardHandler))
	if err != nil {
		return 0, errors.Join(err, b.Close())
	}
	err = b.Wait(ctx, l.Size())
	took = time.Since(start)
	err = errors.Join(err, feed.Close())
	if err == nil && look != nil {
		err = look(b)
	}
	return took, errors.Join(err, b.Close(), os.RemoveAll(dir))
}
