package ledger

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"ahd/events/durable"
)

const (
	roleFolder = "the folder of the ledger"
	roleOrigin = "the origin of the ledger"
)

// settleOrigin reads the origin, or writes it where the folder is new. It comes
// before all other files and appears whole or not at all; if we stop after it,
// the next start finds an empty ledger with a name and goes on.
func settleOrigin(dir, want string) (string, error) {
	line, err := os.ReadFile(filepath.Join(dir, "origin"))
	if errors.Is(err, fs.ErrNotExist) {
		return want, createOrigin(dir, want)
	}
	if err != nil {
		return "", failure(roleOrigin, err)
	}
	have, whole := strings.CutSuffix(string(line), "\n")
	switch {
	case !whole || !validOrigin(have):
		return "", fmt.Errorf("%s: %w: %q is not one line with a name", roleOrigin, ErrOrigin, line)
	case want != "" && want != have:
		return "", fmt.Errorf("%s: %w: it is %q, not %q", roleOrigin, ErrOrigin, have, want)
	}
	return have, nil
}

// createOrigin names a ledger that has no entries yet. Entries without an origin
// may be another log's, so we do not give them a name.
func createOrigin(dir, origin string) error {
	if !validOrigin(origin) {
		return fmt.Errorf("%s: %w: %q cannot name a log", roleOrigin, ErrOrigin, origin)
	}
	if info, err := os.Stat(filepath.Join(dir, "entries.log")); err == nil && info.Size() > 0 {
		return fmt.Errorf("%s: %w: it is missing although there are entries", roleOrigin, ErrOrigin)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return failure(roleFolder, err)
	}
	return failure(roleOrigin, durable.WriteWhole(filepath.Join(dir, "origin"), origin+"\n", durable.Private))
}

// validOrigin follows the rule of C2SP signed notes for the name of a key.
func validOrigin(origin string) bool {
	return origin != "" && strings.ToValidUTF8(origin, "") == origin &&
		!strings.Contains(origin, "+") && !strings.ContainsFunc(origin, unicode.IsSpace)
}

// openFiles opens or creates the three files and syncs the folder and the one
// above it, each time: a start that stopped between creating and syncing is
// healed by the next.
func (l *Ledger) openFiles(dir string, wrap func(role string, w writer) writer) error {
	for _, f := range []struct {
		to         **store
		name, role string
	}{
		{&l.entries, "entries.log", roleEntries},
		{&l.offsets, "entries.idx", roleOffsets},
		{&l.hashes, "hashes.bin", roleHashes},
	} {
		file, err := os.OpenFile(filepath.Join(dir, f.name), os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return failure(f.role, err)
		}
		*f.to = &store{role: f.role, file: file, writer: wrap(f.role, file)}
	}
	return failure(roleFolder, errors.Join(durable.Sync(dir), durable.Sync(filepath.Dir(filepath.Clean(dir)))))
}

func (l *Ledger) closeFiles() error {
	var errs []error
	for _, s := range []*store{l.entries, l.offsets, l.hashes} {
		if s != nil {
			errs = append(errs, failure(s.role, s.file.Close()))
		}
	}
	return errors.Join(errs...)
}
