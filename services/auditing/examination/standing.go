package examination

import (
	"errors"
	"fmt"

	"ahd.example/ahd/events/eventlog/comparison"
	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/events/ledger"
)

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
func (e *Examiner) standing() (found []comparison.Finding) {
	add := func(code string, err error, remedy string) {
		if err != nil {
			found = append(found, comparison.Finding{Code: code, Sentence: comparison.Sentence(err), Remedy: remedy, Grave: true})
		}
	}
	if torn, was := Torn(e.Ledger); was {
		found = append(found, torn)
	}
	for _, name := range e.Changed() {
		add("store.changed", fmt.Errorf("%s: %w", name, folder.ErrChanged),
			"If you changed it on purpose, say so with “ahd repair stores”. Else restore the newest backup into an empty folder.")
	}
	foreign := e.Key()
	add("key.another", foreign, "Put the register's own key back: keys/log.key, from a backup.")
	if !errors.Is(foreign, folder.ErrForeignKey) { // under another key everything signed looks damaged
		add("ledger.signed", e.Signed(), comparison.RepairLedger)
	}
	waits := false // the ledger and the book, for an event of the log
	if reason := e.Log.Ready(); reason != nil {
		var damaged *comparison.Damaged
		if !supervision.IsUnplaced(reason) && errors.As(reason, &damaged) {
			found = append(found, damaged.Findings...)
		} else {
			add("log.unusable", reason, supervision.RemedyFor(reason))
		}
	} else if unread, stands, is := e.Log.Unread(); is {
		found, waits = append(found, unread), !stands
	} else {
		add("ledger.stopped", e.Ledger.Stopped(), "See to its reason; it goes on by itself.")
	}
	if stop := e.Stopped(); stop != nil && e.Ledger.Stopped() == nil && !waits {
		add("book.stopped", stop, "An event of a newer version needs that version of ahd; a full disk needs room. It goes on by itself.")
	}
	found = append(found, e.Clock.findings()...)
	add("disk.full", e.Log.Room(), "Make room on the disk.")
	return found
}

// Torn says what was set aside when the ledger was opened; false if nothing was.
func Torn(l *ledger.Ledger) (comparison.Finding, bool) {
	aside := l.Found().Aside
	return comparison.Finding{
		Code:     "ledger.torn",
		Sentence: fmt.Sprintf("The program had been ended while it wrote: what stood unfinished at the end of the ledger was set aside as %s in the folder “ledger”, and is read again from the log.", aside),
		Remedy:   "Nothing is left to do. Nobody had been told that it was recorded. Keep the file, or delete it.",
	}, aside != ""
}
