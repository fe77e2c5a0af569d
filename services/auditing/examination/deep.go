package examination

import (
	"context"
	"errors"
	"os"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/eventlog/comparison"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/projections/book"
)

// Remnants is how the names of the folders begin, within the data folder, in which a book
// is made to compare with: a crash leaves one.
const Remnants = "examined-"

// Uncompared is the code of the finding that a damaged ledger leaves: everything else is
// compared with it.
const Uncompared = "ledger.uncompared"

var uncompared = comparison.Finding{
	Code:     Uncompared,
	Sentence: "Because the ledger is damaged, neither the log nor the book was compared with it, nor the texts, sources and documents that events name.",
	Remedy:   "Mend the ledger first. Then run “ahd doctor --deep” once more.",
}

var unreadBook = comparison.Finding{
	Code:     "book.damaged",
	Sentence: "The book could not be read, so what it holds was not compared, nor the texts, sources and documents that events name.",
	Remedy:   "Wait: it is made anew by itself. Then run “ahd doctor --deep” once more.",
}

// rehash reads the whole ledger from the disk.
func (e *Examiner) rehash(ctx context.Context, progress func(done, total uint64)) ([]comparison.Finding, error) {
	err := e.Ledger.Rehash(ctx, progress)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	e.damaged.Store(nil)
	if err == nil {
		return nil, nil
	}
	e.damaged.Store(&err)
	f := comparison.Finding{Code: "ledger.damaged", Sentence: comparison.Sentence(err), Remedy: comparison.RepairLedger, Grave: true}
	var at *ledger.EntryError
	if errors.As(err, &at) {
		f.Event = &at.Sequence
	}
	return []comparison.Finding{f}, nil
}

// compare compares everything with the ledger, if that is whole.
func (e *Examiner) compare(ctx context.Context, progress func(done, total uint64)) (found []comparison.Finding, _ error) {
	if e.Damaged() != nil {
		return []comparison.Finding{uncompared}, nil
	}
	for _, compare := range []func(context.Context, func(done, total uint64)) ([]comparison.Finding, error){e.compareLog, e.compareKept, e.compareBook} {
		differs, err := compare(ctx, progress)
		if book.Damaged(err) {
			return append(found, unreadBook), nil
		}
		if err != nil {
			return found, err
		}
		found = append(found, differs...)
	}
	return found, nil
}

// compareLog compares every byte of log and ledger; a log that differs is used no more.
func (e *Examiner) compareLog(ctx context.Context, progress func(done, total uint64)) ([]comparison.Finding, error) {
	log, done := e.Log.Use()
	defer done()
	if log == nil { // said already
		return nil, nil
	}
	found, err := comparison.All(ctx, log, e.Ledger, e.Ledger.Size(), progress)
	done()
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found, e.Quarantine(found)
}

// compareBook makes a book aside and compares both; one that differs is replaced.
func (e *Examiner) compareBook(ctx context.Context, progress func(done, total uint64)) ([]comparison.Finding, error) {
	if e.Stopped() != nil {
		return nil, nil
	}
	dir, err := os.MkdirTemp(e.Dir, Remnants)
	if err != nil {
		return nil, cause.Of(errors.New("no room for a book to compare with"), err)
	}
	defer os.RemoveAll(dir)
	anew, err := e.Anew(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer anew.Close()
	same, err := e.sameBook(ctx, anew)
	if err != nil || same {
		return nil, err
	}
	err = e.Book.Rebuild(ctx, progress)
	return []comparison.Finding{{Code: "book.differed", Sentence: "The book was not what the record adds up to.", Remedy: "Nothing is left to do: it was made anew."}}, err
}

// sameBook compares the book as it was when the other one was made.
func (e *Examiner) sameBook(ctx context.Context, anew Anew) (bool, error) {
	var at uint64
	var made, serves string
	err := anew.Read(ctx, func(v *book.View) (err error) {
		at = v.At.Sequence
		made, err = book.Digest(v)
		return err
	})
	if err != nil {
		return false, err
	}
	err = e.Book.Read(ctx, func(v *book.View) (err error) {
		if v.At.Sequence == at { // else more was recorded meanwhile: another night
			serves, err = book.Digest(v)
		}
		return err
	})
	return serves == "" || serves == made, err
}
