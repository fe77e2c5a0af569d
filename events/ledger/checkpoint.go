package ledger

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"ahd/events"
	"ahd/events/cause"
)

// ErrCheckpoint is returned for a text that is not a checkpoint, or whose signature
// is not that of the log.
var ErrCheckpoint = errors.New("not a checkpoint of this log")

// Checkpoint is what the log says of itself: so many entries, which hash to this.
type Checkpoint struct {
	Origin string
	Size   uint64
	Root   events.Hash // RFC 6962 section 2.1
}

// Text is the body that is signed: three lines, as c2sp.org/tlog-checkpoint has it,
// without extension lines.
func (c Checkpoint) Text() string {
	return c.Origin + "\n" + strconv.FormatUint(c.Size, 10) + "\n" + base64.StdEncoding.EncodeToString(c.Root[:]) + "\n"
}

// ParseCheckpoint reads the body of a checkpoint, and nothing that is written in
// another way. It returns ErrCheckpoint.
func ParseCheckpoint(text string) (Checkpoint, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 {
		return Checkpoint{}, fmt.Errorf("%w: it has not three lines", ErrCheckpoint)
	}
	c := Checkpoint{Origin: lines[0]}
	size, err := strconv.ParseUint(lines[1], 10, 63)
	if err != nil {
		return c, cause.Of(fmt.Errorf("%w: its size is no number", ErrCheckpoint), err)
	}
	root, err := base64.StdEncoding.Strict().DecodeString(lines[2])
	if err != nil || len(root) != len(c.Root) {
		return c, cause.Of(fmt.Errorf("%w: its root is no hash", ErrCheckpoint), err)
	}
	c.Size, c.Root = size, events.Hash(root)
	if c.Text() != text || !validOrigin(c.Origin) {
		return c, fmt.Errorf("%w: it is written in another way", ErrCheckpoint)
	}
	return c, nil
}

// Sign makes the signed note of a checkpoint, as c2sp.org/signed-note has it.
func Sign(c Checkpoint, signer note.Signer) ([]byte, error) {
	return note.Sign(&note.Note{Text: c.Text()}, signer)
}

// OpenCheckpoint reads a signed checkpoint of the log that the verifier knows. It
// returns ErrCheckpoint.
func OpenCheckpoint(signed []byte, verifier note.Verifier) (Checkpoint, error) {
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return Checkpoint{}, fmt.Errorf("%w: %w", ErrCheckpoint, err)
	}
	c, err := ParseCheckpoint(opened.Text)
	if err == nil && c.Origin != verifier.Name() {
		err = fmt.Errorf("%w: it is of %s", ErrCheckpoint, c.Origin)
	}
	return c, err
}
