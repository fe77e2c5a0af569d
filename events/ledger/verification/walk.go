package verification

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"golang.org/x/mod/sumdb/tlog"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
)

// walk is a verification of a whole record on its way.
type walk struct {
	record  Record
	demands Demands
	signed  Signed
	result  Result

	rules  rules
	tree   ledger.Tree
	roots  map[uint64]events.Hash // at the sizes that somebody signed; zero until they are reached
	hashes *bufio.Reader          // nil once there are no more
	doubt  *Failure               // the first event that is not the one that was hashed before
	words  *words                 // nil where no texts are given
}

// Whole verifies a whole record. The error is a *Failure where something is wrong with
// the record, and another one where it could not be read.
func Whole(ctx context.Context, record Record, demands Demands) (Result, error) {
	w := &walk{record: record, demands: demands, roots: map[uint64]events.Hash{}}
	w.result.Older = []uint64{}
	if err := w.begin(); err != nil {
		return w.result, err
	}
	if err := w.through(ctx); err != nil {
		if bad := refused(err); bad != nil {
			err = w.named(bad)
		}
		return w.result, err
	}
	err := w.conclude()
	return w.result, err
}

// begin reads what was signed, to know at which sizes to look at the root.
func (w *walk) begin() error {
	var bad *Failure
	if w.record.Note == nil {
		return failure(Incomplete, "checkpoint.missing", "There is no checkpoint: nothing was signed yet, or it is gone.")
	}
	if w.signed, bad = readNote(w.record.Note, "The checkpoint"); bad != nil {
		return bad
	}
	w.roots[w.signed.Size] = events.Hash{}
	for _, older := range w.record.Older {
		if c, bad := readNote(older.Note, "A checkpoint"); bad == nil {
			w.roots[c.Size] = events.Hash{}
		}
	}
	if c, bad := readNote(w.demands.Old, "The checkpoint"); bad == nil {
		w.roots[c.Size] = events.Hash{}
	}
	if w.record.Hashes != nil {
		w.hashes = bufio.NewReaderSize(w.record.Hashes, 1<<20)
	}
	if w.record.Claims != nil {
		w.rules.erased = map[string]bool{}
	}
	if w.record.Texts != nil {
		w.words = newWords(w.record.Texts)
	}
	return nil
}

// through walks over all events.
func (w *walk) through(ctx context.Context) error {
	err := read(ctx, w.record.Entries, w.words != nil, func(f *fact) error {
		if bad := w.add(f); bad != nil {
			return bad
		}
		return nil
	})
	next := w.rules.sequence + 1
	switch {
	case err == io.EOF: // itself: what is wrong with an event may have one inside
		return nil
	case errors.Is(err, ledger.ErrCut):
		if w.record.Live && w.rules.sequence >= w.signed.Size {
			return nil // it is being written
		}
		return &Failure{Kind: Incomplete, Code: "entries.cut", Sequence: next, Detail: "It is cut off, and what follows it is missing.", Cause: err}
	case errors.Is(err, ledger.ErrLength):
		return &Failure{Kind: Broken, Code: "event.length", Sequence: next, Detail: "Its length is not one that an event can have.", Cause: err}
	}
	return err
}

// add is step 4 for one event.
func (w *walk) add(f *fact) *Failure {
	if bad := w.rules.add(f); bad != nil {
		w.compare(w.tree.Add(f.leaf), f.body)
		return bad
	}
	if bad := w.rules.said(f, w.record.Source, w.words, &w.result); bad != nil {
		return bad
	}
	w.compare(w.tree.Add(f.leaf), f.body)
	if _, wanted := w.roots[w.tree.Size()]; wanted {
		w.roots[w.tree.Size()] = w.tree.Root()
	}
	if w.result.Events++; w.demands.Told != nil && w.result.Events%4096 == 0 {
		w.demands.Told(w.result.Events, max(w.signed.Size, w.result.Events))
	}
	if w.result.Events == 1 {
		w.result.From = text(moment(f.envelope.Time))
	}
	return nil
}

// compare holds the hashes that an event completes against those that were stored, to
// be able to name the event that was altered.
func (w *walk) compare(stored, body []byte) {
	if w.hashes == nil || w.record.Live && w.tree.Size() > w.signed.Size { // beyond it they may be half written
		return
	}
	have, err := w.hashes.Peek(len(stored))
	if err != nil {
		w.hashes = nil
		if bad := refused(err); bad != nil && w.doubt == nil {
			w.doubt = bad
		} else if !w.record.Live && w.doubt == nil {
			w.doubt = &Failure{Kind: Broken, Code: "hashes", Detail: "Stored hashes are missing."}
		}
		return
	}
	if !bytes.Equal(have, stored) && w.doubt == nil {
		w.doubt = w.differing(have, stored)
		w.doubt.Event = body
	}
	w.hashes.Discard(len(stored)) // what was peeked is there
}

func (w *walk) differing(have, stored []byte) *Failure {
	at := 0
	for bytes.Equal(have[at:at+tlog.HashSize], stored[at:at+tlog.HashSize]) {
		at += tlog.HashSize
	}
	detail := "It is not the event that was hashed before."
	if at > 0 {
		detail = "It, or one shortly before it, is not the event that was hashed before."
	}
	doubt := &Failure{Kind: Broken, Code: "event.hash", Sequence: w.tree.Size(), Detail: detail}
	return doubt.sides(events.Hash(have[at:]), events.Hash(stored[at:]))
}

// named says which event is the first bad one, if more is known than the failure says:
// an event that does not have its hash is the cause of what fails behind it.
func (w *walk) named(bad *Failure) *Failure {
	switch {
	case w.doubt != nil && w.doubt.Sequence > 0 && (bad.Sequence == 0 || w.doubt.Sequence < bad.Sequence):
		named := *w.doubt
		named.Kind = bad.Kind
		named.Detail += fmt.Sprintf(" Behind it: %s", bad.Error())
		return &named
	case w.record.Hashes == nil && w.rules.suspect > 0:
		bad.Sequence, bad.Event = w.rules.suspect, nil
	}
	return bad
}

func text(s string) *string { return &s }
