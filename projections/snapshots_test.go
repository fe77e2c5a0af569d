package projections_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
)

// counted is a record that knows from where on it was read.
type counted struct {
	*history
	from []uint64
}

func (c *counted) Entries(first uint64) ([][]byte, error) {
	c.from = append(c.from, first)
	return c.history.Entries(first)
}

// plenty is what a disk with room says.
func plenty(int64) bool { return true }

var fewSnapshots = projections.Options{Texts: noTexts{}, SnapshotInterval: 4, Snapshots: 5}

// withSnapshots is a book of a history, with its snapshots, and where it lies.
func withSnapshots(t *testing.T) (*counted, *projections.Book, string) {
	t.Helper()
	h, dir := &counted{history: some(t)}, t.TempDir()
	b := openBookWith(t, dir, h, fewSnapshots)
	b.KeepSnapshots(plenty)
	snapshotted(t, b, 4)
	return h, b, dir
}

func snapshotFiles(t *testing.T, dir string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(dir, "station*"))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// look reads how a book stood and from where on the record was read for it.
func look(t *testing.T, h *counted, b *projections.Book, sequence uint64) (said string, from uint64) {
	t.Helper()
	h.from = nil
	said = reading(t, func(read func(*book.View) error) error { return b.ReadAt(background, sequence, read) })
	if len(h.from) > 0 {
		from = slices.Min(h.from)
	}
	return said, from
}

// Of the record only what came after the snapshot is read, also by a process that
// makes no snapshots itself.
func TestAMomentBeginsAtTheSnapshotBeforeIt(t *testing.T) {
	h, b, dir := withSnapshots(t)
	at, size := b.Snapshots()
	if len(at) < 3 || len(at) > 5 || size == 0 || len(snapshotFiles(t, dir)) != len(at) {
		t.Fatalf("%v, %d bytes, %v", at, size, snapshotFiles(t, dir))
	}
	sequence := at[2] + 1
	first, from := look(t, h, b, sequence)
	if from != sequence {
		t.Errorf("the record was read from %d on", from)
	}
	b.Close()
	again := openBookWith(t, dir, h, fewSnapshots)
	if kept, _ := again.Snapshots(); !slices.Equal(kept, at) {
		t.Errorf("%v of %v were kept", kept, at)
	}
	if said, from := look(t, h, again, sequence); said != first || from != sequence {
		t.Errorf("from %d on:\n%s\nwant\n%s", from, said, first)
	}
}

// As the record grows, snapshots stand further apart, and are no more than they may be.
func TestThereAreOnlySoManySnapshots(t *testing.T) {
	h := some(t)
	size := len(h.bodies)
	for range 60 {
		h.add("commitment/cm-3", events.ProgressReported{State: "stalled"})
	}
	h.hidden = true
	b := openBookWith(t, t.TempDir(), h, fewSnapshots)
	h.hidden = false
	if err := b.Apply(background, 1, h.bodies[:size]); err != nil {
		t.Fatal(err)
	}
	b.KeepSnapshots(plenty)
	snapshotted(t, b, 4)
	before, _ := b.Snapshots()
	for i := range h.bodies[size:] {
		if err := b.Apply(background, uint64(size+i)+1, h.bodies[size+i:size+i+1]); err != nil {
			t.Fatal(err)
		}
	}
	snapshotted(t, b, 4)
	after, _ := b.Snapshots()
	if len(after) < 3 || len(after) > 5 || after[0] <= before[0] {
		t.Errorf("%v, then %v", before, after)
	}
}

// A snapshot that is not what was written is not used and goes; so does one of another
// record, and what a crash left.
func TestABadSnapshotIsNotUsed(t *testing.T) {
	h, b, dir := withSnapshots(t)
	at, _ := b.Snapshots()
	sequence := at[1] + 1
	want, _ := look(t, h, b, sequence)
	b.Close()
	damage := map[string]func(path string) error{
		"a bit": func(path string) error {
			content, err := os.ReadFile(path)
			content[len(content)/2] ^= 1
			return errors.Join(err, os.WriteFile(path, content, 0o600))
		},
		"its end":    func(path string) error { return os.Truncate(path, 4096) },
		"everything": func(path string) error { return os.Truncate(path, 0) },
		"its name": func(path string) error {
			return os.Rename(path, strings.Replace(path, fmt.Sprint("-", at[1], "-"), fmt.Sprint("-", sequence, "-"), 1))
		},
		"the file": os.Remove,
	}
	for name, break_ := range damage {
		t.Run(name, func(t *testing.T) {
			copied := t.TempDir()
			copyFolder(t, dir, copied)
			if err := os.WriteFile(filepath.Join(copied, "station.part"), []byte("half"), 0o600); err != nil {
				t.Fatal(err)
			}
			path, err := filepath.Glob(filepath.Join(copied, fmt.Sprintf("station-*-%d-*.db", at[1])))
			if err != nil || len(path) != 1 {
				t.Fatal(path, err)
			}
			if err := break_(path[0]); err != nil {
				t.Fatal(err)
			}
			b := openBookWith(t, copied, h, fewSnapshots)
			if said, from := look(t, h, b, sequence); said != want || from != at[0]+1 {
				t.Errorf("from %d on:\n%s\nwant\n%s", from, said, want)
			}
			if kept, _ := b.Snapshots(); len(kept) != len(at)-1 || len(snapshotFiles(t, copied)) != len(kept) {
				t.Errorf("%v of %v are kept: %v", kept, at, snapshotFiles(t, copied))
			}
		})
	}
}

// Snapshots go with the book that they were made beside.
func TestSnapshotsOfAnotherBookGo(t *testing.T) {
	h, b, dir := withSnapshots(t)
	b.Close()
	other := newHistory(t)
	for range 40 {
		other.add("register/register", events.RegisterOpened{Name: "another"})
	}
	copied := t.TempDir()
	copyFolder(t, dir, copied)
	b = openBookWith(t, copied, other, fewSnapshots)
	if kept, _ := b.Snapshots(); len(kept) > 0 || len(snapshotFiles(t, copied)) > 0 {
		t.Errorf("%v are kept of another record: %v", kept, snapshotFiles(t, copied))
	}
	for _, name := range snapshotFiles(t, dir) { // as an older build would have named them
		if err := os.Rename(name, strings.Replace(name, "station-", "station-0", 1)); err != nil {
			t.Fatal(err)
		}
	}
	b = openBookWith(t, dir, h, fewSnapshots)
	if kept, _ := b.Snapshots(); len(kept) > 0 || len(snapshotFiles(t, dir)) > 0 {
		t.Errorf("%v are kept of another schema: %v", kept, snapshotFiles(t, dir))
	}
}

// Whoever erases has no snapshot beside it, and gets them again afterwards; an erasure
// that fails is told.
func TestSnapshotsAreForgottenAndMadeAgain(t *testing.T) {
	_, b, dir := withSnapshots(t)
	before, _ := b.Snapshots()
	refused := errors.New("refused")
	for range 3 {
		err := b.ForgetPast(func() error {
			if at, _ := b.Snapshots(); len(at) > 0 || len(snapshotFiles(t, dir)) > 0 {
				t.Errorf("%v stand during an erasure: %v", at, snapshotFiles(t, dir))
			}
			return refused
		})
		if !errors.Is(err, refused) {
			t.Error(err)
		}
	}
	snapshotted(t, b, 4)
	if after, _ := b.Snapshots(); !slices.Equal(after, before) {
		t.Errorf("%v, then %v", before, after)
	}
	b.Close()
	b.KeepSnapshots(plenty) // too late, and nothing happens
}

// On a full disk no snapshot is made, and moments are found all the same.
func TestWithoutRoomThereAreNoSnapshots(t *testing.T) {
	h := &counted{history: some(t)}
	dir := t.TempDir()
	b := openBookWith(t, dir, h, fewSnapshots)
	asked := make(chan int64, 1)
	b.KeepSnapshots(func(bytes int64) bool {
		select {
		case asked <- bytes:
		default:
		}
		return false
	})
	if bytes := <-asked; bytes == 0 {
		t.Error("a snapshot needs room")
	}
	look(t, h, b, 9)
	b.Close()
	if left := snapshotFiles(t, dir); len(left) > 0 {
		t.Errorf("%v", left)
	}
}
