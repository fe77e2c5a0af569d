package ledger

import (
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"ahd/events"
	"ahd/events/cause"
)

// Receipt shows to whoever recorded an event that it stands in the sealed record: the
// event, its proof, and the checkpoint. It is a c2sp.org/tlog-proof whose extra data
// are the bytes of the event, or, where those may not be shown, its leaf hash in
// words: "leaf <base64>".
type Receipt struct {
	Event []byte // nil where it is not shown
	Leaf  events.Hash
	Proof
}

// Text is the receipt as a file.
func (r Receipt) Text() []byte {
	extra := r.Event
	if extra == nil {
		extra = []byte("leaf " + r.Leaf.String())
	}
	return []byte(strings.Replace(string(r.Proof.Text()), "\n", "\nextra "+base64.StdEncoding.EncodeToString(extra)+"\n", 1))
}

// ParseReceipt reads what Text writes, and nothing else. It returns ErrProof.
func ParseReceipt(text []byte) (r Receipt, err error) {
	lines := strings.SplitN(string(text), "\n", 3)
	if len(lines) < 3 || lines[0] != proofHead || !strings.HasPrefix(lines[1], "extra ") {
		return r, fmt.Errorf("%w: it is no receipt", ErrProof)
	}
	extra, err := base64.StdEncoding.Strict().DecodeString(strings.TrimPrefix(lines[1], "extra "))
	if err != nil || len(extra) > events.MaxBody {
		return r, cause.Of(fmt.Errorf("%w: its event cannot be read", ErrProof), err)
	}
	if r.Proof, err = ParseProof([]byte(lines[0] + "\n" + lines[2])); err != nil {
		return r, err
	}
	if hash, only := strings.CutPrefix(string(extra), "leaf "); only {
		leaf, err := base64.StdEncoding.Strict().DecodeString(hash)
		if err != nil || len(leaf) != len(r.Leaf) {
			return r, cause.Of(fmt.Errorf("%w: its hash cannot be read", ErrProof), err)
		}
		r.Leaf = events.Hash(leaf)
	} else {
		r.Event, r.Leaf = extra, events.LeafHash(extra)
	}
	if string(r.Text()) != string(text) {
		return r, fmt.Errorf("%w: it is written in another way", ErrProof)
	}
	return r, nil
}

// ParseVerifier reads a verifier key, as c2sp.org/signed-note writes it. It returns
// ErrCheckpoint for what is none.
func ParseVerifier(key string) (note.Verifier, error) {
	verifier, err := note.NewVerifier(strings.TrimSpace(key))
	if err != nil {
		return nil, cause.Of(fmt.Errorf("%w: that is no verifier key", ErrCheckpoint), err)
	}
	return verifier, nil
}

// Check checks the signature of the checkpoint, and that the event is in its tree. It
// returns ErrCheckpoint or ErrProof.
func (r Receipt) Check(verifier note.Verifier) (Checkpoint, error) {
	c, err := OpenCheckpoint(r.Checkpoint, verifier)
	if err != nil {
		return c, err
	}
	return c, CheckPath(r.Hashes, c.Size, c.Root, r.Index, r.Leaf)
}
