package ledger

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"ahd.example/ahd/events/durable"

	"golang.org/x/mod/sumdb/tlog"
)

// recovery is how far a ledger was signed that is opened after a power cut, and what
// stood beyond that and was torn. nil for a ledger in which nothing is mended.
//
// An answer is given when the group of an event is synced, and what a cut tears was not
// synced. So from the first entry that is not whole, nothing beyond the last signed size
// was answered for, unless a disk lied; then its hash is known, and the log must bring
// the same. An entry that is whole and a canonical event, and not the one whose hash is
// known, was not torn: somebody changed it.
type recovery struct {
	dir    string
	signed uint64                                  // entries that were signed
	holds  func(sequence uint64, body []byte) bool // whether the log has this body at a place
	aside  []string                                // names of the files in which what was torn is kept
}

// Recover opens a ledger like Open, of which signed entries were signed. What a power
// cut tore beyond them is set aside in a file of the folder; the log brings it again.
// holds says whether the log has a body at a place: it is asked, before Recover returns,
// where an entry and its hash disagree and nothing else says which of them was torn.
func Recover(dir, origin string, check Check, signed uint64, holds func(sequence uint64, body []byte) bool) (*Ledger, error) {
	l, err := open(dir, origin, check, &recovery{dir: dir, signed: signed, holds: holds}, unwrapped)
	if err == nil {
		l.recovery = nil // what is found later was not torn
	}
	return l, err
}

// covers says whether what is wrong with the entry with a sequence may be a torn tail.
func (r *recovery) covers(sequence uint64) bool { return r != nil && sequence > r.signed }

// torn says whether an entry is refused for bytes that never were an event. Of one that
// is an event, and comes out of turn, that cannot be said.
func (r *recovery) torn(refused error) bool {
	var at *EntryError
	return errors.As(refused, &at) && r.covers(at.Sequence) && (errors.Is(refused, ErrRefused) || errors.Is(refused, ErrLength))
}

// cutEntries cuts what stands behind the whole entries. Zeros hold nothing to keep.
func (l *Ledger) cutEntries(at, solid int64) error {
	if l.recovery != nil && at < solid {
		if err := l.recovery.keep(l.entries, at, solid); err != nil {
			return err
		}
	}
	return l.entries.cut(at)
}

// contradicted says whether the hashes are wrong that are known of an entry and those
// after it, and cuts them then. The entry follows the tail.
func (l *Ledger) contradicted(t tail, body []byte) (bool, error) {
	sequence := t.size + 1
	if !l.recovery.covers(sequence) {
		return false, nil
	}
	kept, whole, err := l.rooted(t)
	if err != nil || kept >= sequence || whole && !l.recovery.holds(sequence, body) {
		return false, err
	}
	return true, l.forget(t.size)
}

// forget cuts the hashes of the entries behind the first ones.
func (l *Ledger) forget(kept uint64) error {
	if err := l.recovery.keep(l.hashes, hashesOf(kept), l.hashes.size); err != nil {
		return err
	}
	return l.hashes.cut(hashesOf(kept))
}

// forgetBehind cuts what stands in the derived files behind the last entry and was torn.
// They are not synced, and a power cut may have left anything there. Hashes that are of
// one tree were ours: the log must bring what they are of.
func (l *Ledger) forgetBehind(end tail) error {
	if !l.recovery.covers(end.size + 1) {
		return nil
	}
	kept, whole, err := l.rooted(end)
	if err == nil && !whole {
		err = l.forget(kept)
	}
	if at := int64(end.size) * offsetSize; err == nil && l.offsets.size > at {
		err = l.offsets.cut(at)
	}
	return err
}

// rooted follows the known hashes of the entries behind a tail: whole says that all of
// them are of one tree, and kept for how many entries that is certain, because a node
// above them says so too.
func (f *files) rooted(t tail) (kept uint64, whole bool, err error) {
	right := slices.Clone(t.edge)
	kept = t.size
	for index := t.size; ; index++ {
		at := hashesOf(index)
		have, err := f.hashes.have(at, int(hashesOf(index+1)-at))
		if err != nil || len(have) < tlog.HashSize {
			return kept, true, err
		}
		want := right.add(index, tlog.Hash(have), nil)
		switch {
		case tlog.Hash(have) == tlog.Hash{} || !bytes.Equal(have, want[:len(have)]):
			return kept, false, nil
		case len(have) < len(want): // the file ends here
			return kept, true, nil
		case len(want) > tlog.HashSize:
			kept = index + 1
		}
	}
}

// keep copies a part of a file into one of its own, to disk, before it is cut off.
func (r *recovery) keep(s *store, from, to int64) (err error) {
	var file *os.File
	name := ""
	for n := 1; file == nil; n++ {
		name = fmt.Sprintf("torn-%s-%d-%d", filepath.Base(s.file.Name()), from, n)
		file, err = os.OpenFile(filepath.Join(r.dir, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return failure(s.role, err)
		}
	}
	_, err = io.Copy(file, io.NewSectionReader(s.file, from, to-from))
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return failure(s.role, err)
	}
	r.aside = append(r.aside, name)
	return failure(roleFolder, durable.Sync(r.dir))
}
