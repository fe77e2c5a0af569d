package ledger

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"ahd/events"
	"ahd/events/durable"
)

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
