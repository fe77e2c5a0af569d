package ledger_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"

	"golang.org/x/mod/sumdb/tlog"
)

// endOf is where the entry with a sequence ends in entries.log.
func endOf(bodies [][]byte, sequence int) (end int) {
	for _, b := range bodies[:sequence] {
		end += 4 + len(b)
	}
	return end
}

// A crash in the middle of a write leaves the start of a group, and no word of
// it in the derived files, which are written after the sync.
func TestATornTailIsCutAtEveryByte(t *testing.T) {
	bodies := make([][]byte, 8)
	for i := range bodies {
		bodies[i] = body(i+1, i/2, 44+i)
	}
	whole := read(t, written(t, bodies), "entries.log")
	for _, zeros := range []int{0, 1, 700} {
		dir := written(t, bodies[:6])
		for at := endOf(bodies, 6); at < len(whole); at += 1 + zeros%9 {
			kept := 6
			if at >= endOf(bodies, 7) {
				kept = 7
			}
			write(t, dir, "entries.log", append(bytes.Clone(whole[:at]), make([]byte, zeros)...))
			l := open(t, dir)
			holds(t, l, dir, bodies[:kept])
			if cut := int64(at + zeros - endOf(bodies, kept)); l.Found() != (ledger.Found{Cut: cut}) {
				t.Fatalf("cut at %d: found %+v, want %d", at, l.Found(), cut)
			}
			must(t, l.Append(uint64(kept+1), bodies[kept:]))
			holds(t, l, dir, bodies)
			must(t, l.Close())
			for _, name := range []string{"entries.idx", "hashes.bin"} {
				must(t, os.Truncate(filepath.Join(dir, name), 0))
			}
		}
	}
}

// What tells a torn tail from a wrong length holds for events as they are.
func TestNoEventHoldsAZeroByteOrAnotherEvent(t *testing.T) {
	samples, err := filepath.Glob(filepath.Join("..", "testdata", "*.json"))
	must(t, err)
	if len(samples) == 0 {
		t.Fatal("no samples")
	}
	for _, name := range samples {
		data, err := os.ReadFile(name)
		must(t, err)
		event := bytes.TrimSpace(data)
		_, _, err = events.Scan(event)
		must(t, err)
		for n := range event {
			if _, _, err := events.Scan(event[:n]); err == nil || event[n] == 0 {
				t.Fatalf("%s: its first %d bytes are an event, or the next is zero", filepath.Base(name), n)
			}
		}
		if _, _, err := events.Scan(bytes.Replace(event, []byte(`":"`), []byte("\":\"\x00"), 1)); err == nil {
			t.Fatalf("%s: a zero byte is accepted", filepath.Base(name))
		}
	}
}

// What the hashes know and the entries have lost must come back as it was.
func TestALostTailComesBackAsItWasOrNotAtAll(t *testing.T) {
	bodies := story(8)
	whole := read(t, written(t, bodies), "entries.log")
	for at := endOf(bodies, 5); at < len(whole); at += 11 {
		dir := written(t, bodies)
		write(t, dir, "entries.log", whole[:at])
		l := open(t, dir)
		kept := l.Size()
		if found := l.Found(); found.Missing != 8-kept || found.Cut != int64(at-endOf(bodies, int(kept))) {
			t.Fatalf("found %+v at size %d", found, kept)
		}
		other := append(bodies[:7:7], body(8, 3, 90))
		refused(t, l.Append(kept+1, other[kept:]), 8, ledger.ErrFork)
		must(t, l.Append(8, bodies[7:]))
		holds(t, l, dir, bodies)
		must(t, l.Close())
	}
}

func TestDerivedFilesAreMadeAgain(t *testing.T) {
	bodies := story(70)
	for _, name := range []string{"entries.idx", "hashes.bin"} {
		dir := written(t, bodies)
		good := read(t, dir, name)
		for _, c := range []struct {
			what string
			data []byte
		}{
			{"empty", nil},
			{"short by a byte", good[:len(good)-1]},
			{"short by half", good[:len(good)/2]},
			{"half zeros", append(bytes.Clone(good[:len(good)/64*32]), make([]byte, len(good)-len(good)/64*32)...)},
		} {
			write(t, dir, name, c.data)
			holds(t, reopened(t, dir), dir, bodies)
		}
		must(t, os.Remove(filepath.Join(dir, name)))
		holds(t, reopened(t, dir), dir, bodies)
	}
	dir := written(t, bodies)
	flip(t, dir, "entries.idx", 70*8/2)
	holds(t, reopened(t, dir), dir, bodies)
}

func reopened(t *testing.T, dir string) *ledger.Ledger {
	t.Helper()
	l := open(t, dir)
	must(t, l.Append(l.Size()+1, nil))
	return l
}

func TestAnHonestStartWritesNothing(t *testing.T) {
	bodies := story(50)
	dir := written(t, bodies)
	l, err := ledger.OpenWith(dir, "", check, func(_ string, w ledger.Writer) ledger.Writer { return onlySync{w, t} })
	must(t, err)
	defer l.Close()
	holds(t, l, dir, bodies)
	if l.Origin() != origin || l.Found() != (ledger.Found{}) {
		t.Fatalf("%q, %+v", l.Origin(), l.Found())
	}
}

// The hash of an entry stands for the check that it passed; what is not known is
// checked, and the last one is, for its time.
func TestAStartChecksWhatIsNotKnown(t *testing.T) {
	dir := written(t, story(50))
	for known, want := range map[uint64]int32{50: 1, 49: 2, 20: 31, 1: 50, 0: 50} {
		size := int64(0)
		if known > 0 {
			size = 32 * (tlog.StoredHashIndex(0, int64(known)-1) + 1)
		}
		must(t, os.Truncate(filepath.Join(dir, "hashes.bin"), size))
		var checked atomic.Int32
		l, err := ledger.Open(dir, "", func(b []byte) (time.Time, error) { checked.Add(1); return check(b) })
		must(t, err)
		if checked.Load() != want {
			t.Errorf("%d of 50 known: %d checked, want %d", known, checked.Load(), want)
		}
		refused(t, l.Append(51, [][]byte{body(51, 23, 50)}), 51, ledger.ErrTime)
		must(t, l.Close())
	}
}

type onlySync struct {
	ledger.Writer
	t *testing.T
}

func (o onlySync) WriteAt([]byte, int64) (int, error) { o.t.Error("a write"); return 0, os.ErrInvalid }
func (o onlySync) Truncate(int64) error               { o.t.Error("a cut"); return os.ErrInvalid }

func TestTheOriginIsKept(t *testing.T) {
	dir := written(t, story(3))
	if line := read(t, dir, "origin"); string(line) != origin+"\n" {
		t.Fatalf("%q", line)
	}
	for name, spoil := range map[string]func(){
		"another":       func() {},
		"no line":       func() { write(t, dir, "origin", []byte(origin)) },
		"several lines": func() { write(t, dir, "origin", []byte(origin+"\n\n")) },
		"empty":         func() { write(t, dir, "origin", nil) },
		"absent":        func() { must(t, os.Remove(filepath.Join(dir, "origin"))) },
	} {
		t.Run(name, func(t *testing.T) {
			spoil()
			if _, err := ledger.Open(dir, "urn:ahd:another", check); !errors.Is(err, ledger.ErrOrigin) {
				t.Fatalf("got %v", err)
			}
			write(t, dir, "origin", []byte(origin+"\n"))
		})
	}
	for _, name := range []string{"", "two words", "a+b", "a\nb"} {
		absent := filepath.Join(t.TempDir(), "ledger")
		if _, err := ledger.Open(absent, name, check); !errors.Is(err, ledger.ErrOrigin) {
			t.Fatalf("%q: %v", name, err)
		}
		if _, err := os.Stat(absent); err == nil {
			t.Fatalf("%q: a folder was made", name)
		}
	}
}

// A start that stopped half way leaves some of the files.
func TestACreationThatStoppedHalfWayIsFinished(t *testing.T) {
	for _, names := range []string{"", "origin.part", "origin.new", "origin", "origin entries.log", "origin entries.log entries.idx", "entries.log"} {
		dir := filepath.Join(t.TempDir(), "ledger")
		must(t, os.Mkdir(dir, 0o700))
		for name := range strings.FieldsSeq(names) {
			text := ""
			if name == "origin" {
				text = origin + "\n"
			}
			write(t, dir, name, []byte(text))
		}
		holds(t, open(t, dir), dir, nil)
	}
}

func TestErrorsNameNoPath(t *testing.T) {
	dir := written(t, story(3))
	must(t, os.Chmod(filepath.Join(dir, "origin"), 0))
	_, unreadable := ledger.Open(dir, "", check)
	must(t, os.Remove(filepath.Join(dir, "hashes.bin")))
	must(t, os.Mkdir(filepath.Join(dir, "hashes.bin"), 0o700))
	must(t, os.Chmod(filepath.Join(dir, "origin"), 0o600))
	_, folder := ledger.Open(dir, "", check)
	_, file := ledger.Open(filepath.Join(dir, "entries.log"), origin, check)
	for _, err := range []error{unreadable, folder, file} {
		if err != nil && strings.Contains(err.Error(), filepath.Dir(dir)) {
			t.Errorf("%v", err)
		}
	}
	if folder == nil || file == nil {
		t.Error("opened what cannot be opened")
	}
}

func TestOpeningAgreesWithTheOracleAtEverySize(t *testing.T) {
	bodies := story(70)
	for n := range bodies {
		dir := written(t, bodies[:n])
		write(t, dir, "hashes.bin", nil)
		holds(t, open(t, dir), dir, bodies[:n])
	}
}
