package ledger

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
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

// ErrHead means that the file with the last signed size says something else than this
// process wrote there: another one signs with the same key.
var ErrHead = errors.New("somebody else signs for this log")

// largestHead is how much of the file is read, in bytes.
const largestHead = 1 << 10

const roleHead = "the file with the last signed size"

// headFile holds the last signed size and root in one line: "20852 CsUYapGG…=". It may
// lie on another disk than the ledger, which then cannot be set back unnoticed.
type headFile struct{ path string }

// read gives what was signed last; found is false where nothing ever was.
func (h headFile) read() (size uint64, root events.Hash, found bool, err error) {
	line, err := durable.ReadFile(h.path, largestHead)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, root, false, nil
	}
	if err != nil {
		return 0, root, false, failure(roleHead, err)
	}
	size, root, err = parseHead(string(line))
	return size, root, err == nil, err
}

func parseHead(line string) (size uint64, root events.Hash, err error) {
	first, second, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
	size, badSize := strconv.ParseUint(first, 10, 63)
	hash, badRoot := base64.StdEncoding.Strict().DecodeString(second)
	if badSize != nil || badRoot != nil || len(hash) != len(root) || headLine(size, events.Hash(hash)) != line {
		return 0, root, fmt.Errorf("%s: %w: it is not one line with a size and a root", roleHead, ErrDamaged)
	}
	return size, events.Hash(hash), nil
}

func headLine(size uint64, root events.Hash) string {
	return strconv.FormatUint(size, 10) + " " + base64.StdEncoding.EncodeToString(root[:]) + "\n"
}

// swap writes what is signed next, if the file still says what was signed last. The
// new line is on disk when it returns nil. If we stop before, the old line stands.
func (h headFile) swap(before, next string) error {
	have, err := durable.ReadFile(h.path, largestHead)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return failure(roleHead, err)
	}
	if string(have) != before {
		return ErrHead
	}
	return failure(roleHead, durable.WriteWhole(h.path, next, durable.Private))
}
