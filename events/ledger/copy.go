package ledger

import (
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"golang.org/x/mod/sumdb/tlog"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/durable"
)

// Copy is the folder of a ledger as it lies there: opened for reading alone, without a
// lock, while a server may be writing. Nothing is created, cut or believed.
type Copy struct{ root *os.Root }

// Older is an older checkpoint that was kept under its size.
type Older struct {
	Size uint64
	Note []byte
}

// OpenCopy opens the folder of a ledger for reading. Its errors name no path.
func OpenCopy(dir string) (*Copy, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, failure(roleFolder, err)
	}
	return &Copy{root}, nil
}

// Close closes the folder.
func (c *Copy) Close() error { return c.root.Close() }

// Origin is the line that names the log; "" where there is none.
func (c *Copy) Origin() (string, error) {
	line, err := c.optional("origin", roleOrigin)
	return string(line), err
}

// Checkpoint is the newest checkpoint; nil where nothing was signed yet. Read it
// before the entries: what is signed is there by then.
func (c *Copy) Checkpoint() ([]byte, error) { return c.optional("checkpoint", roleCheckpoint) }

// Policy is what the folder states as its policy; nil where it states none.
func (c *Copy) Policy() ([]byte, error) { return c.optional("policy", "the policy of the ledger") }

// Older are the checkpoints that were kept, ascending.
func (c *Copy) Older() ([]Older, error) {
	folder, err := c.root.Open("checkpoints")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, failure(roleCheckpoint, err)
	}
	names, err := folder.Readdirnames(-1)
	if err := errors.Join(err, folder.Close()); err != nil {
		return nil, failure(roleCheckpoint, err)
	}
	var kept []Older
	for _, name := range names {
		size, err := strconv.ParseUint(name, 10, 63)
		if err != nil || strconv.FormatUint(size, 10) != name {
			continue // what is being written, or somebody's notes
		}
		note, err := c.optional(filepath.Join("checkpoints", name), roleCheckpoint)
		if err != nil {
			return nil, err
		}
		kept = append(kept, Older{Size: size, Note: note})
	}
	slices.SortFunc(kept, func(a, b Older) int { return int(min(max(int64(a.Size)-int64(b.Size), -1), 1)) })
	return kept, nil
}

// Entries opens entries.log. Whoever opens it closes it.
func (c *Copy) Entries() (*os.File, error) {
	file, err := durable.OpenIn(c.root, "entries.log")
	return file, failure(roleEntries, err)
}

// Hashes opens hashes.bin; nil where it is absent. Whoever opens it closes it.
func (c *Copy) Hashes() (*os.File, error) {
	file, err := durable.OpenIn(c.root, "hashes.bin")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return file, failure(roleHashes, err)
}

// maxNote is how much of a small file is read, in bytes: no note is longer.
const maxNote = 1_000_000

func (c *Copy) optional(name, role string) ([]byte, error) {
	file, err := durable.OpenIn(c.root, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, failure(role, err)
	}
	text, err := io.ReadAll(io.LimitReader(file, maxNote+1))
	return text, failure(role, errors.Join(err, file.Close()))
}

// Salvage reads what can still be read of a damaged ledger, and changes nothing in it.
// It belongs to one goroutine.
type Salvage struct {
	check   Check
	entries *store
	offsets *store
	hashes  *store
}

// OpenSalvage opens the files of a damaged ledger as far as they are there. Its owner
// closes it.
func OpenSalvage(dir string, check Check) (*Salvage, error) {
	s := &Salvage{check: check}
	for _, f := range []struct {
		to         **store
		name, role string
	}{{&s.entries, "entries.log", roleEntries}, {&s.offsets, "entries.idx", roleOffsets}, {&s.hashes, "hashes.bin", roleHashes}} {
		file, err := os.Open(filepath.Join(dir, f.name))
		if err != nil {
			return nil, errors.Join(failure(f.role, err), s.Close())
		}
		*f.to = &store{role: f.role, file: file}
		if err := (*f.to).measure(); err != nil {
			return nil, errors.Join(err, s.Close())
		}
	}
	return s, nil
}

// Close closes the files.
func (s *Salvage) Close() error {
	var errs []error
	for _, each := range []*store{s.entries, s.offsets, s.hashes} {
		if each != nil {
			errs = append(errs, failure(each.role, each.file.Close()))
		}
	}
	return errors.Join(errs...)
}

// Entry reads the body that stood at a place; nil where none can be read. vouched says
// that it has the hash that it had when it came.
func (s *Salvage) Entry(sequence uint64) (body []byte, vouched bool) {
	if sequence == 0 {
		return nil, false
	}
	at, err := s.offsets.have(int64(sequence-1)*offsetSize, offsetSize)
	if err != nil || len(at) < offsetSize {
		return nil, false
	}
	start := int64(binary.BigEndian.Uint64(at))
	if start < 0 || start >= s.entries.size {
		return nil, false
	}
	framed, err := s.entries.have(start, frameHead+events.MaxBody)
	if err != nil || len(framed) < frameHead {
		return nil, false
	}
	length := int64(binary.BigEndian.Uint32(framed))
	if length == 0 || length > int64(len(framed)-frameHead) {
		return nil, false
	}
	body = framed[frameHead : frameHead+length : frameHead+length]
	if _, err := s.check(body); err != nil {
		return nil, false
	}
	leaf, err := s.hashes.have(leafAt(sequence), tlog.HashSize)
	return body, err == nil && len(leaf) == tlog.HashSize && tlog.Hash(leaf) == tlog.RecordHash(body)
}
