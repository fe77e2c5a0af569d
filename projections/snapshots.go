package projections

import (
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/projections/book"
)

// Snapshots are books of the past that are kept on disk, evenly over the record: any
// moment is a copy of the last one before it and what came after that. There are at
// most maxSnapshots; as the record grows they stand further apart. Below minSnapshotInterval
// events a replay needs none.
const (
	maxSnapshots        = 32
	minSnapshotInterval = 1 << 15
)

// snapshots are those of one folder. Nobody opens a snapshot: it is copied, and the
// copy is opened.
type snapshots struct {
	dir      string
	interval uint64 // at least so many events
	limit    int

	mu        sync.Mutex
	kept      []snapshot    // by sequence
	forgetful int           // how many are forgetting: nobody makes one meanwhile
	stop      func()        // ends the making of the last that was begun; nil if none was
	made      chan struct{} // closed when it has ended
}

// snapshot is one file: its name says what it is and what it must hash to, so that a
// damaged one is known.
type snapshot struct {
	sequence uint64
	name     string
}

func snapshotPrefix() string { return "station-" + fingerprint() + "-" }

// isSnapshot says whether a file in the folder of the book is a snapshot of this schema.
func isSnapshot(name string) (s snapshot, ok bool) {
	rest, ours := strings.CutPrefix(name, snapshotPrefix())
	if !ours || !strings.HasSuffix(rest, ".db") {
		return s, false
	}
	n, err := fmt.Sscanf(rest, "%d-", &s.sequence)
	s.name = name
	return s, err == nil && n == 1 && s.sequence > 0
}

// openSnapshots finds those that an earlier process left.
func openSnapshots(dir string, interval uint64, limit int) *snapshots {
	s := &snapshots{dir: dir, interval: interval, limit: limit}
	entries, err := os.ReadDir(dir)
	if err != nil { // then there are none
		return s
	}
	for _, entry := range entries {
		if found, ok := isSnapshot(entry.Name()); ok {
			s.add(found)
		}
	}
	return s
}

// add keeps one in its place. Who calls it holds the lock, or is alone.
func (s *snapshots) add(one snapshot) {
	s.kept = append(s.kept, one)
	slices.SortFunc(s.kept, func(a, b snapshot) int { return int(int64(a.sequence) - int64(b.sequence)) })
}

// nearest is the last snapshot that is not after an event.
func (s *snapshots) nearest(sequence uint64) (found snapshot, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, one := range s.kept {
		if one.sequence <= sequence {
			found, ok = one, true
		}
	}
	return found, ok
}

// next is where the next snapshot belongs while the record has so many events; it may
// be after the last of them. Those that stand too close together by now go.
func (s *snapshots) next(size uint64) uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	interval := s.interval
	for size/interval > uint64(s.limit) {
		interval *= 2
	}
	s.kept = slices.DeleteFunc(s.kept, func(one snapshot) bool {
		if one.sequence%interval == 0 {
			return false
		}
		s.remove(one)
		return true
	})
	next := interval
	for _, one := range s.kept {
		if one.sequence == next {
			next += interval
		}
	}
	return next
}

// drop removes one that is no good.
func (s *snapshots) drop(bad snapshot) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept = slices.DeleteFunc(s.kept, func(one snapshot) bool { return one == bad })
	s.remove(bad)
}

// remove: what cannot be removed now is found at the next start.
func (s *snapshots) remove(one snapshot) { os.Remove(filepath.Join(s.dir, one.name)) }

// copyTo copies the last good snapshot that is not after an event to path; false if
// there is none. One that is not what it was, or of which the record knows nothing,
// is removed.
func (s *snapshots) copyTo(path string, sequence uint64, record Record) (bool, error) {
	for {
		one, ok := s.nearest(sequence)
		if !ok {
			return false, nil
		}
		sum, err := durable.CopyFile(path, filepath.Join(s.dir, one.name))
		switch {
		case errors.Is(err, durable.ErrCopy):
			return false, errors.Join(cause.Of(errNoCopy, err), os.Remove(path))
		case err == nil && one.name == snapshotName(one.sequence, sum) && tallies(path, one, record):
			return true, nil
		}
		removeBook(path)
		s.drop(one)
	}
}

func snapshotName(sequence uint64, sum []byte) string {
	return fmt.Sprintf("%s%d-%s.db", snapshotPrefix(), sequence, hex.EncodeToString(sum[:16]))
}

// tallies reports whether the record holds what the copy of a snapshot last read.
func tallies(path string, one snapshot, record Record) bool {
	file, at, err := book.Continue(path)
	if err != nil {
		return false
	}
	leaf, err := record.Leaf(one.sequence)
	return errors.Join(err, file.Close()) == nil && at.Sequence == one.sequence && at.Leaf == leaf
}

var errNoCopy = errors.New("there is no room for a book of the past")
