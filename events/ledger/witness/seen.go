package witness

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/ledger"
)

var (
	// ErrRolledBack means that a log shows less than it showed before.
	ErrRolledBack = errors.New("the register was set back")
	// ErrFork means that a log shows another history than it showed before.
	ErrFork = errors.New("the register shows another history than before")
	// ErrUnproved means that a log has grown and nothing shows how.
	ErrUnproved = errors.New("nothing shows that what was there before is still there")
)

// Seen is what a witness or a monitor last saw of a log, and found in order.
type Seen struct {
	Origin     string `json:"origin"`
	KeyID      string `json:"key_id"`     // of the log's key, 8 hexadecimal digits
	Key        string `json:"key"`        // the log's verifier key; "" while it is not known
	Size       uint64 `json:"size"`       // events
	Root       string `json:"root"`       // base64
	Checkpoint string `json:"checkpoint"` // as it was signed
}

// Shown is a checkpoint that somebody shows, taken apart. Its signature is not checked.
type Shown struct {
	ledger.Checkpoint
	Text   string   // what is signed
	Signed []byte   // all of it
	KeyIDs []string // of the signatures that bear the name of the log
}

// largestNote is the length of the longest checkpoint that is read, in bytes.
const largestNote = 64 << 10

// Read takes apart a checkpoint that came by mail or from a page: lines may end in CR
// LF, and what c2sp.org/tlog-witness puts before it, a size and a proof, may stand
// there. It returns the lines of that proof too, and ErrFormat.
func Read(file []byte) (Shown, *ledger.Continuation, error) {
	if len(file) > largestNote {
		return Shown{}, nil, fmt.Errorf("the checkpoint is %w: it is too long", ErrFormat)
	}
	text := strings.TrimRight(unixLines(file), "\n") + "\n"
	var proof *ledger.Continuation
	if strings.HasPrefix(text, "old ") {
		var err error
		if proof, err = ParseProof([]byte(text)); err != nil {
			return Shown{}, nil, err
		}
		text = string(proof.Checkpoint)
	}
	body, _, found := strings.Cut(text, "\n\n")
	body += "\n"
	c, err := ledger.ParseCheckpoint(body)
	if err != nil || !found {
		return Shown{}, nil, cause.Of(fmt.Errorf("the checkpoint is %w", ErrFormat), err)
	}
	s := Shown{Checkpoint: c, Text: body, Signed: []byte(text)}
	for _, line := range signatureLines(text) {
		_, signature, _ := strings.Cut(strings.TrimPrefix(line, "— "), " ")
		raw, err := base64.StdEncoding.DecodeString(signature)
		if err == nil && len(raw) > 4 && nameIn(line) == c.Origin {
			s.KeyIDs = append(s.KeyIDs, fmt.Sprintf("%08x", binary.BigEndian.Uint32(raw)))
		}
	}
	if len(s.KeyIDs) == 0 {
		return s, nil, fmt.Errorf("the checkpoint is %w: the register has not signed it", ErrFormat)
	}
	return s, proof, nil
}

// unixLines undoes what mail does to the ends of lines.
func unixLines(file []byte) string { return strings.ReplaceAll(string(file), "\r\n", "\n") }

// SignedWith says whether the log with a verifier key signed a checkpoint. It returns
// ErrFormat for what is no key, and ErrSignature.
func (s Shown) SignedWith(key string) error {
	verifier, err := note.NewVerifier(strings.TrimSpace(key))
	if err != nil || !keySpelt(strings.TrimSpace(key)) {
		return &caused{fmt.Errorf("the verifier key of the register is %w", ErrFormat), err, "it looks like urn:ahd:NAME+0a1b2c3d+AZ6k…"}
	}
	if _, err := ledger.OpenCheckpoint(s.Signed, verifier); err != nil {
		return &caused{ErrSignature, err, "the key of the register did not sign this checkpoint"}
	}
	return nil
}

// KeyIDOf is the id within a verifier key, 8 hexadecimal digits; "" where it is none.
func KeyIDOf(key string) string {
	parts := strings.SplitN(strings.TrimSpace(key), "+", 3)
	if len(parts) != 3 {
		return ""
	}
	return parts[1]
}

// Continues says whether a checkpoint continues what was seen: nil, ErrRolledBack,
// ErrFork or ErrUnproved. proof may be nil; it is needed where the log has grown. The
// first that is ever seen is trusted.
func (s Seen) Continues(next ledger.Checkpoint, proof *ledger.Continuation) error {
	if s.Root == "" {
		return nil
	}
	root, err := base64.StdEncoding.DecodeString(s.Root)
	if err != nil || len(root) != len(next.Root) {
		return cause.Of(fmt.Errorf("what was seen before is %w", ErrFormat), err)
	}
	before := events.Hash(root)
	switch {
	case next.Size < s.Size:
		return fmt.Errorf("%w: it had %d events and shows %d", ErrRolledBack, s.Size, next.Size)
	case next.Size == s.Size && next.Root != before:
		return fmt.Errorf("%w: two roots of %d events", ErrFork, s.Size)
	case next.Size == s.Size, s.Size == 0: // every tree continues the empty one
		return nil
	case proof == nil:
		return fmt.Errorf("%w: it had %d events and has %d now", ErrUnproved, s.Size, next.Size)
	case proof.Old != s.Size:
		return fmt.Errorf("%w: the proof begins at %d events, and %d were seen", ErrUnproved, proof.Old, s.Size)
	}
	if err := ledger.CheckContinuation(proof.Hashes, next.Size, next.Root, s.Size, before); err != nil {
		return cause.Of(fmt.Errorf("%w: the proof does not lead from its %d events to these %d", ErrFork, s.Size, next.Size), err)
	}
	return nil
}

// Next is what has been seen once a checkpoint was found in order.
func (s Seen) Next(shown Shown) Seen {
	s.Origin, s.Size, s.Checkpoint = shown.Origin, shown.Size, string(shown.Signed)
	s.Root = base64.StdEncoding.EncodeToString(shown.Root[:])
	return s
}
