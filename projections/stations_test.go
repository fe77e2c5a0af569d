package projections_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ahd/events"
	"ahd/projections"
	"ahd/projections/book"
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

var fewStations = projections.Options{Texts: noTexts{}, Apart: 4, Stations: 5}

// withStations is a book of a history, with its stations, and where it lies.
func withStations(t *testing.T) (*counted, *projections.Book, string) {
	t.Helper()
	h, dir := &counted{history: some(t)}, t.TempDir()
	b := openBookWith(t, dir, h, fewStations)
	b.KeepStations(plenty)
	stationed(t, b, 4)
	return h, b, dir
}

func stationFiles(t *testing.T, dir string) []string {
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

// Of the record only what came after the station is read, also by a process that
// makes no stations itself.
func TestAMomentBeginsAtTheStationBeforeIt(t *testing.T) {
	h, b, dir := withStations(t)
	at, size := b.Stations()
	if len(at) < 3 || len(at) > 5 || size == 0 || len(stationFiles(t, dir)) != len(at) {
		t.Fatalf("%v, %d bytes, %v", at, size, stationFiles(t, dir))
	}
	sequence := at[2] + 1
	first, from := look(t, h, b, sequence)
	if from != sequence {
		t.Errorf("the record was read from %d on", from)
	}
	b.Close()
	again := openBookWith(t, dir, h, fewStations)
	if kept, _ := again.Stations(); !slices.Equal(kept, at) {
		t.Errorf("%v of %v were kept", kept, at)
	}
	if said, from := look(t, h, again, sequence); said != first || from != sequence {
		t.Errorf("from %d on:\n%s\nwant\n%s", from, said, first)
	}
}

// As the record grows, stations stand further apart, and are no more than they may be.
func TestThereAreOnlySoManyStations(t *testing.T) {
	h := some(t)
	size := len(h.bodies)
	for range 60 {
		h.add("commitment/cm-3", events.ProgressReported{State: "stalled"})
	}
	h.hidden = true
	b := openBookWith(t, t.TempDir(), h, fewStations)
	h.hidden = false
	if err := b.Apply(background, 1, h.bodies[:size]); err != nil {
		t.Fatal(err)
	}
	b.KeepStations(plenty)
	stationed(t, b, 4)
	before, _ := b.Stations()
	for i := range h.bodies[size:] {
		if err := b.Apply(background, uint64(size+i)+1, h.bodies[size+i:size+i+1]); err != nil {
			t.Fatal(err)
		}
	}
	stationed(t, b, 4)
	after, _ := b.Stations()
	if len(after) < 3 || len(after) > 5 || after[0] <= before[0] {
		t.Errorf("%v, then %v", before, after)
	}
}

// A station that is not what was written is not used and goes; so does one of another
// record, and what a crash left.
func TestABadStationIsNotUsed(t *testing.T) {
	h, b, dir := withStations(t)
	at, _ := b.Stations()
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
			b := openBookWith(t, copied, h, fewStations)
			if said, from := look(t, h, b, sequence); said != want || from != at[0]+1 {
				t.Errorf("from %d on:\n%s\nwant\n%s", from, said, want)
			}
			if kept, _ := b.Stations(); len(kept) != len(at)-1 || len(stationFiles(t, copied)) != len(kept) {
				t.Errorf("%v of %v are kept: %v", kept, at, stationFiles(t, copied))
			}
		})
	}
}

// Stations go with the book that they were made beside.
func TestStationsOfAnotherBookGo(t *testing.T) {
	h, b, dir := withStations(t)
	b.Close()
	other := newHistory(t)
	for range 40 {
		other.add("register/register", events.RegisterOpened{Name: "another"})
	}
	copied := t.TempDir()
	copyFolder(t, dir, copied)
	b = openBookWith(t, copied, other, fewStations)
	if kept, _ := b.Stations(); len(kept) > 0 || len(stationFiles(t, copied)) > 0 {
		t.Errorf("%v are kept of another record: %v", kept, stationFiles(t, copied))
	}
	for _, name := range stationFiles(t, dir) { // as an older build would have named them
		if err := os.Rename(name, strings.Replace(name, "station-", "station-0", 1)); err != nil {
			t.Fatal(err)
		}
	}
	b = openBookWith(t, dir, h, fewStations)
	if kept, _ := b.Stations(); len(kept) > 0 || len(stationFiles(t, dir)) > 0 {
		t.Errorf("%v are kept of another schema: %v", kept, stationFiles(t, dir))
	}
}

// Whoever erases has no station beside it, and gets them again afterwards; an erasure
// that fails is told.
func TestStationsAreForgottenAndMadeAgain(t *testing.T) {
	_, b, dir := withStations(t)
	before, _ := b.Stations()
	refused := errors.New("refused")
	for range 3 {
		err := b.ForgetPast(func() error {
			if at, _ := b.Stations(); len(at) > 0 || len(stationFiles(t, dir)) > 0 {
				t.Errorf("%v stand during an erasure: %v", at, stationFiles(t, dir))
			}
			return refused
		})
		if !errors.Is(err, refused) {
			t.Error(err)
		}
	}
	stationed(t, b, 4)
	if after, _ := b.Stations(); !slices.Equal(after, before) {
		t.Errorf("%v, then %v", before, after)
	}
	b.Close()
	b.KeepStations(plenty) // too late, and nothing happens
}

// On a full disk no station is made, and moments are found all the same.
func TestWithoutRoomThereAreNoStations(t *testing.T) {
	h := &counted{history: some(t)}
	dir := t.TempDir()
	b := openBookWith(t, dir, h, fewStations)
	asked := make(chan int64, 1)
	b.KeepStations(func(bytes int64) bool {
		select {
		case asked <- bytes:
		default:
		}
		return false
	})
	if bytes := <-asked; bytes == 0 {
		t.Error("a station needs room")
	}
	look(t, h, b, 9)
	b.Close()
	if left := stationFiles(t, dir); len(left) > 0 {
		t.Errorf("%v", left)
	}
}
