package node

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"ahd/events/cause"
	"ahd/events/eventlog/comparison"
	"ahd/events/eventlog/supervision"
	"ahd/events/folder"
	"ahd/events/ledger"
	"ahd/projections"
	"ahd/projections/book"
)

// Examination is what was found when the folder was looked at.
type Examination struct {
	Time     time.Time
	Deep     bool // every byte was compared
	Findings []comparison.Finding
}

// Doctor looks at everything in the folder, and if deep compares every byte of log and
// ledger, everything that events name, and the book with one made anew. opening is why
// the folder could not be opened whole; nil if it could. What is found takes effect: a
// log in which something is wrong is used no more until it is made anew, and a book that
// differs is replaced.
func (n *Node) Doctor(ctx context.Context, opening error, deep bool, progress func(done, total uint64)) (Examination, error) {
	e := Examination{Time: n.options.Now().UTC(), Deep: deep, Findings: []comparison.Finding{}}
	if opening != nil {
		e.Findings = append(e.Findings, unopened(opening))
	}
	if n.Ledger == nil || n.Recorder == nil { // what there is to see, the opening has seen
		return e, nil
	}
	e.Findings = append(e.Findings, n.standing()...)
	for _, loss := range n.losses(ctx) {
		e.Findings = append(e.Findings, comparison.Finding{Code: "folder.lost", Sentence: loss, Remedy: comparison.Restore})
	}
	looks := []func(context.Context) ([]comparison.Finding, error){n.soundStores}
	if deep {
		looks = append(looks,
			func(ctx context.Context) ([]comparison.Finding, error) { return n.rehash(ctx, progress) },
			func(ctx context.Context) ([]comparison.Finding, error) { return n.compareLog(ctx, progress) },
			func(ctx context.Context) ([]comparison.Finding, error) { return n.compareKept(ctx, progress) },
			func(ctx context.Context) ([]comparison.Finding, error) { return n.compareBook(ctx, progress) })
	}
	for _, look := range looks {
		found, err := look(ctx)
		if err != nil {
			return e, err
		}
		e.Findings = append(e.Findings, found...)
	}
	n.outside(e.Findings)
	n.examined.Store(&e)
	return e, nil
}

// Examined is the last examination of this process; nil before the first.
func (n *Node) Examined() *Examination { return n.examined.Load() }

// unopened is the finding of a folder that could not be opened whole.
func unopened(err error) comparison.Finding {
	f := comparison.Finding{Code: "folder.unopened", Sentence: comparison.Sentence(fmt.Errorf("the data folder could not be opened: %w", err)), Remedy: comparison.Restore, Grave: true}
	var at *ledger.EntryError
	switch {
	case errors.As(err, &at):
		f.Event = &at.Sequence
		f.Code, f.Remedy = "ledger.damaged", comparison.RepairLedger
	case errors.Is(err, ledger.ErrDamaged), errors.Is(err, ledger.ErrOrigin):
		f.Code, f.Remedy = "ledger.damaged", comparison.RepairLedger
	case errors.Is(err, folder.ErrPlace):
		f.Code, f.Remedy = "log.place", "Write where the log is into the file “log” of the data folder, as it was: “place=embedded”, or “place=” and the address of the NATS server. If the file is taken away, the program asks which it is before it records anything."
	case errors.Is(err, folder.ErrKey):
		f.Code = "key.unusable"
	case errors.Is(err, folder.ErrFormat):
		f.Code, f.Remedy = "folder.format", "Use the version of ahd that made this folder, or a newer one."
	}
	return f
}

// standing is what the stores say of themselves.
func (n *Node) standing() (found []comparison.Finding) {
	add := func(code string, err error, remedy string) {
		if err != nil {
			found = append(found, comparison.Finding{Code: code, Sentence: comparison.Sentence(err), Remedy: remedy, Grave: true})
		}
	}
	if torn, was := n.torn(); was {
		found = append(found, torn)
	}
	for _, name := range n.left.names() {
		add("store.changed", fmt.Errorf("%s: %w", name, ErrChanged),
			"If you changed it on purpose, say so with “ahd repair stores”. Else restore the newest backup into an empty folder.")
	}
	foreign := n.Notary.ForeignKey()
	add("key.another", foreign, "Put the register's own key back: keys/log.key, from a backup.")
	if !errors.Is(foreign, folder.ErrForeignKey) { // under another key everything signed looks damaged
		add("ledger.signed", n.Notary.Refuses(), comparison.RepairLedger)
	}
	waits := false // the ledger and the book, for an event of the log
	if reason := n.Log.Ready(); reason != nil {
		var damaged *comparison.Damaged
		if !supervision.IsUnplaced(reason) && errors.As(reason, &damaged) {
			found = append(found, damaged.Findings...)
		} else {
			add("log.unusable", reason, supervision.RemedyFor(reason))
		}
	} else if unread, stands, is := n.Log.Unread(); is {
		found, waits = append(found, unread), !stands
	} else {
		add("ledger.stopped", n.Ledger.Stopped(), "See to its reason; it goes on by itself.")
	}
	if stop := n.Book.Stopped(); stop != nil && n.Ledger.Stopped() == nil && !waits {
		add("book.stopped", stop, "An event of a newer version needs that version of ahd; a full disk needs room. It goes on by itself.")
	}
	found = append(found, n.clockFindings()...)
	add("disk.full", n.Log.Room(), "Make room on the disk.")
	return found
}

// soundStores asks SQLite whether its files are whole.
func (n *Node) soundStores(ctx context.Context) (found []comparison.Finding, _ error) {
	for code, err := range map[string]error{"texts.damaged": n.Texts.Sound(ctx), "private.damaged": n.Private.Sound(ctx)} {
		if err != nil && ctx.Err() == nil {
			found = append(found, comparison.Finding{Code: code, Sentence: comparison.Sentence(err), Remedy: comparison.Restore, Grave: true})
		}
	}
	return found, ctx.Err()
}

// rehash reads the whole ledger from the disk.
func (n *Node) rehash(ctx context.Context, progress func(done, total uint64)) ([]comparison.Finding, error) {
	err := n.Ledger.Rehash(ctx, progress)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	n.rotten.Store(nil)
	if err == nil {
		return nil, nil
	}
	n.rotten.Store(&err)
	f := comparison.Finding{Code: "ledger.damaged", Sentence: comparison.Sentence(err), Remedy: comparison.RepairLedger, Grave: true}
	var at *ledger.EntryError
	if errors.As(err, &at) {
		f.Event = &at.Sequence
	}
	return []comparison.Finding{f}, nil
}

// compareLog compares every byte of log and ledger; a log that differs is used no more.
func (n *Node) compareLog(ctx context.Context, progress func(done, total uint64)) ([]comparison.Finding, error) {
	log, done := n.Log.Use()
	defer done()
	if log == nil || n.rotten.Load() != nil { // said already
		return nil, nil
	}
	found, err := comparison.All(ctx, log, n.Ledger, n.Ledger.Size(), progress)
	done()
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found, n.Log.Quarantine(found)
}

// compareBook makes a book aside and compares both; one that differs is replaced.
func (n *Node) compareBook(ctx context.Context, progress func(done, total uint64)) ([]comparison.Finding, error) {
	if n.Book.Stopped() != nil || n.rotten.Load() != nil {
		return nil, nil
	}
	dir, err := os.MkdirTemp(n.options.Dir, "examined-")
	if err != nil {
		return nil, cause.Of(errors.New("no room for a book to compare with"), err)
	}
	defer os.RemoveAll(dir)
	anew, err := projections.Open(ctx, dir, n.Ledger, projections.Options{Texts: legible{n.Texts}})
	if err != nil {
		return nil, err
	}
	defer anew.Close()
	same, err := n.sameBook(ctx, anew)
	if err != nil || same {
		return nil, err
	}
	err = n.Book.Rebuild(ctx, progress)
	return []comparison.Finding{{Code: "book.differed", Sentence: "The book was not what the record adds up to.", Remedy: "Nothing is left to do: it was made anew."}}, err
}

// sameBook compares the book as it was when the other one was made.
func (n *Node) sameBook(ctx context.Context, anew *projections.Book) (bool, error) {
	var digests [2]string
	at := anew.Checkpoint().Sequence
	read := func(i int) func(*book.View) error {
		return func(v *book.View) (err error) {
			if v.At.Sequence != at { // more was recorded meanwhile: another night
				digests[i] = ""
				return nil
			}
			digests[i], err = book.Digest(v)
			return err
		}
	}
	err := errors.Join(anew.Read(ctx, read(0)), n.Book.Read(ctx, read(1)))
	return digests[1] == "" || digests[0] == digests[1], err
}
