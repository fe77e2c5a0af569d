package verification

import (
	"crypto/sha256"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
)

// emptyRoot is the root of a record without events.
var emptyRoot = events.Hash(sha256.Sum256(nil))

// olderFits asks of an older checkpoint in the record that it is one of this log, and
// named by its size.
func olderFits(c Signed, size uint64, signed Signed, log note.Verifier) *Failure {
	switch {
	case c.signedBy(log) != nil:
		return failure(Broken, "older.signature", fmt.Sprintf("The older checkpoint of %d events is not signed by this log.", size))
	case c.Size != size:
		return failure(Broken, "older.size", "An older checkpoint is named by another size than its own.").sides(size, c.Size)
	case c.Size > signed.Size:
		return failure(Broken, "older.size", "An older checkpoint is larger than the newest.").sides(signed.Size, c.Size)
	}
	return nil
}

// readKept reads a checkpoint that somebody kept. One of another log, or by another
// key, or of a larger record than this, is one that this record does not continue.
func readKept(old []byte, signed Signed, log note.Verifier) (Signed, *Failure) {
	c, bad := readNote(old, "What you kept")
	switch {
	case bad != nil:
		return c, bad
	case c.Origin != log.Name():
		return c, failure(Forked, "old.origin", "The checkpoint that you kept is of another log.").sides(c.Origin, log.Name())
	case c.signedBy(log) != nil:
		return c, failure(Forked, "old.signature", "The checkpoint that you kept is not signed with the key of this record: this is another record, or it was altered.")
	case c.Size > signed.Size:
		return c, failure(Forked, "old.size", fmt.Sprintf("The checkpoint that you kept is of %d events, and this record was signed at %d: it is older, or was set back.", c.Size, signed.Size)).
			sides(c.Size, signed.Size)
	}
	return c, nil
}

// forked is what is wrong where a log signed two histories: both checkpoints are the
// evidence of it.
func forked(what string, c, shown Signed, got events.Hash) *Failure {
	bad := failure(Forked, "fork", fmt.Sprintf("%s %d events had another root.", what, c.Size)).sides(c.Root, got)
	bad.Checkpoints = []string{string(c.Note), string(shown.Note)}
	return bad
}

// notesOf are checkpoints that were read before.
func notesOf(older []ledger.Older) (read []Signed) {
	for _, o := range older {
		if c, bad := readNote(o.Note, "A checkpoint"); bad == nil {
			read = append(read, c)
		}
	}
	return read
}

func capital(text string) string {
	if text == "" {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
