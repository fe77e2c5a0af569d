package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
)

// measureRebuild measures making the book from the ledger, against its bare
// statements.
func measureRebuild(ctx context.Context, dir string, o Options, from *filled) (f figure, err error) {
	l, err := from.prepare(ctx, false)
	if err != nil {
		return f, err
	}
	trace := filepath.Join(dir, "trace")
	schema, err := traceRebuild(ctx, dir, trace, l)
	if err != nil {
		return f, err
	}
	f.Events = o.Events
	f.Note = "ours reads, verifies, decodes and folds the ledger and opens the book; the limit runs its statements, builds its indexes and syncs the file; no log server runs"
	forgetPeak()
	for range o.Rounds {
		ours, err := rebuildOnce(ctx, filepath.Join(dir, "book"), l)
		if err != nil {
			return f, err
		}
		f.VmHWM = max(f.VmHWM, peak())
		limit, err := limitOfRebuild(filepath.Join(dir, "limit.db"), trace, schema, l.Size())
		if err != nil {
			return f, err
		}
		f.round(float64(o.Events)/ours.Seconds(), float64(o.Events)/limit.Seconds())
		forgetPeak()
	}
	return f, nil
}

// traceRebuild makes the book once, not measured, and takes down how.
func traceRebuild(ctx context.Context, dir, path string, l *ledger.Ledger) (s tables, err error) {
	t, err := newTrace(path)
	if err != nil {
		return s, err
	}
	b, err := projections.Open(ctx, filepath.Join(dir, "traced"), l, projections.Options{Texts: noTexts{}, Trace: t.note})
	if err = errors.Join(err, t.close()); err != nil {
		return s, err
	}
	if b.Checkpoint().Sequence != l.Size() {
		return s, errors.Join(errStands(b), b.Close())
	}
	s, err = readTables(ctx, b)
	return s, errors.Join(err, b.Close(), os.RemoveAll(filepath.Join(dir, "traced")))
}

func errStands(b *projections.Book) error {
	if stop := b.Stopped(); stop != nil {
		return stop
	}
	return fmt.Errorf("the book stands at event %d", b.Checkpoint().Sequence)
}

func rebuildOnce(ctx context.Context, dir string, l *ledger.Ledger) (took time.Duration, err error) {
	start := time.Now()
	b, err := projections.Open(ctx, dir, l, projections.Options{Texts: noTexts{}})
	if err != nil {
		return 0, err
	}
	took = time.Since(start)
	if b.Checkpoint().Sequence != l.Size() {
		err = errStands(b)
	}
	return took, errors.Join(err, b.Close(), os.RemoveAll(dir))
}

func limitOfRebuild(path, trace string, schema tables, size uint64) (took time.Duration, err error) {
	start := time.Now()
	if _, err := replay(path, trace, book.Drafting+schema.create(schema.tables), "BEGIN IMMEDIATE;"+schema.indexes+"COMMIT;"); err != nil {
		return 0, err
	}
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return 0, err
	}
	err = errors.Join(file.Sync(), file.Close())
	took = time.Since(start)
	return took, errors.Join(err, schema.check(path, size), os.Remove(path))
}
