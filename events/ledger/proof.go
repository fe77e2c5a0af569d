package ledger

import (
	"encoding/base64"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
)

// ErrProof is returned for a proof that proves nothing, or is written in another way.
var ErrProof = errors.New("not a proof of this")

// proofHead is the first line of c2sp.org/tlog-proof.
const proofHead = "c2sp.org/tlog-proof@v1"

// longestPath is how many hashes a proof can have: one for each level of the tree.
const longestPath = 63

// Proof shows that one event is in the tree of a checkpoint: c2sp.org/tlog-proof
// without extra data.
type Proof struct {
	Index      uint64        // from 0: the sequence less one
	Hashes     []events.Hash // RFC 6962 section 2.1.1, from the leaf's sibling up
	Checkpoint []byte        // signed note
}

// Text is the proof as a file.
func (p Proof) Text() []byte {
	var text strings.Builder
	fmt.Fprintf(&text, "%s\nindex %d\n", proofHead, p.Index)
	writeHashes(&text, p.Hashes)
	text.WriteByte('\n')
	text.Write(p.Checkpoint)
	return []byte(text.String())
}

// ParseProof reads a proof that is written in the one way in which Text writes it.
// It returns ErrProof. Whether the checkpoint is one is OpenCheckpoint's question.
func ParseProof(text []byte) (Proof, error) {
	head, checkpoint, whole := strings.Cut(string(text), "\n\n")
	lines := strings.Split(head, "\n")
	if !whole || len(lines) < 2 || lines[0] != proofHead {
		return Proof{}, fmt.Errorf("%w: it does not begin with %s and an index", ErrProof, proofHead)
	}
	index, err := number(lines[1], "index ")
	if err != nil {
		return Proof{}, err
	}
	hashes, err := readHashes(lines[2:])
	return Proof{Index: index, Hashes: hashes, Checkpoint: []byte(checkpoint)}, err
}

// Continuation shows that a tree continues an older one. It is written as a witness
// is asked for a cosignature: the body of c2sp.org/tlog-witness's add-checkpoint.
type Continuation struct {
	Old        uint64        // size of the older tree
	Hashes     []events.Hash // RFC 6962 section 2.1.2
	Checkpoint []byte        // signed note of the later tree
}

// Text is the proof as a file.
func (c Continuation) Text() []byte {
	var text strings.Builder
	fmt.Fprintf(&text, "old %d\n", c.Old)
	writeHashes(&text, c.Hashes)
	text.WriteByte('\n')
	text.Write(c.Checkpoint)
	return []byte(text.String())
}

// ParseContinuation reads what Text writes, and nothing else. It returns ErrProof.
func ParseContinuation(text []byte) (Continuation, error) {
	head, checkpoint, whole := strings.Cut(string(text), "\n\n")
	lines := strings.Split(head, "\n")
	if !whole {
		return Continuation{}, fmt.Errorf("%w: it has no checkpoint", ErrProof)
	}
	old, err := number(lines[0], "old ")
	if err != nil {
		return Continuation{}, err
	}
	hashes, err := readHashes(lines[1:])
	return Continuation{Old: old, Hashes: hashes, Checkpoint: []byte(checkpoint)}, err
}

func number(line, name string) (uint64, error) {
	digits, named := strings.CutPrefix(line, name)
	n, err := strconv.ParseUint(digits, 10, 63)
	if !named || err != nil || strconv.FormatUint(n, 10) != digits {
		return 0, cause.Of(fmt.Errorf("%w: a line “%s” with a number is missing", ErrProof, strings.TrimSpace(name)), err)
	}
	return n, nil
}

func writeHashes(text *strings.Builder, hashes []events.Hash) {
	for _, hash := range hashes {
		text.WriteString(hash.String())
		text.WriteByte('\n')
	}
}

func readHashes(lines []string) ([]events.Hash, error) {
	if len(lines) > 2*longestPath {
		return nil, fmt.Errorf("%w: it has too many hashes", ErrProof)
	}
	hashes := make([]events.Hash, len(lines))
	for i, line := range lines {
		hash, ok := ParseHash(line)
		if !ok {
			return nil, fmt.Errorf("%w: hash %d is none", ErrProof, i+1)
		}
		hashes[i] = hash
	}
	return hashes, nil
}

// ParseHash reads a hash as its String gives it, and nothing that is spelt otherwise.
func ParseHash(text string) (events.Hash, bool) {
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(raw) != len(events.Hash{}) || !events.Hash(raw).Spelt(text) {
		return events.Hash{}, false
	}
	return events.Hash(raw), true
}

// CheckPath checks that a leaf is the index-th, from 0, of the tree with that size and
// root. It returns ErrProof.
func CheckPath(hashes []events.Hash, size uint64, root events.Hash, index uint64, leaf events.Hash) error {
	if size > math.MaxInt64 || index >= size {
		return fmt.Errorf("%w: there is no entry %d among %d", ErrProof, index, size)
	}
	if err := tlog.CheckRecord(plain(hashes), int64(size), tlog.Hash(root), int64(index), tlog.Hash(leaf)); err != nil {
		return cause.Of(ErrProof, err)
	}
	return nil
}

// CheckContinuation checks that the tree with that size and root continues the older
// one. It returns ErrProof.
func CheckContinuation(hashes []events.Hash, size uint64, root events.Hash, oldSize uint64, old events.Hash) error {
	if size > math.MaxInt64 || oldSize == 0 || oldSize > size {
		return fmt.Errorf("%w: %d entries do not continue %d", ErrProof, size, oldSize)
	}
	if err := tlog.CheckTree(plain(hashes), int64(size), tlog.Hash(root), int64(oldSize), tlog.Hash(old)); err != nil {
		return cause.Of(ErrProof, err)
	}
	return nil
}

func plain(hashes []events.Hash) []tlog.Hash {
	out := make([]tlog.Hash, len(hashes))
	for i, hash := range hashes {
		out[i] = tlog.Hash(hash)
	}
	return out
}

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
