package projections_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
)

func digest(t *testing.T, b *projections.Book) (sum string) {
	t.Helper()
	err := b.Read(background, func(v *book.View) (err error) {
		sum, err = book.Digest(v)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func TestARebuiltBookIsTheSame(t *testing.T) {
	h := some(t)
	b := emptyBook(t, t.TempDir(), h)
	if err := b.Apply(background, 1, h.bodies); err != nil {
		t.Fatal(err)
	}
	rows, sum := dump(t, b), digest(t, b)
	var told []uint64
	if err := b.Rebuild(background, func(done, total uint64) {
		told = append(told, done)
		if total != h.Size() {
			t.Errorf("%d of %d", done, total)
		}
	}); err != nil {
		t.Fatal(err)
	}
	if dump(t, b) != rows || digest(t, b) != sum {
		t.Error("the rebuilt book differs")
	}
	if len(told) == 0 || told[len(told)-1] != h.Size() {
		t.Errorf("progress was %v", told)
	}
	h.add("commitment/cm-3", events.ProgressReported{State: "stalled"})
	if err := b.Apply(background, h.Size(), h.bodies[h.Size()-1:]); err != nil {
		t.Errorf("it does not go on: %v", err)
	}
	if digest(t, b) == sum {
		t.Error("the digest does not see an event")
	}
}

// What was recorded while the book was made anew is in it.
func TestARebuildCatchesUpWithWhatCameMeanwhile(t *testing.T) {
	h := some(t)
	b := emptyBook(t, t.TempDir(), h)
	if err := b.Apply(background, 1, h.bodies); err != nil {
		t.Fatal(err)
	}
	added := false
	if err := b.Rebuild(background, func(done, total uint64) {
		if done == total && !added {
			added = true
			sequence := h.add("commitment/cm-4", events.ProgressReported{State: "planning"})
			if err := b.Apply(background, sequence, h.bodies[sequence-1:]); err != nil {
				t.Error(err)
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	if b.Checkpoint().Sequence != h.Size() {
		t.Errorf("it stands at %d of %d", b.Checkpoint().Sequence, h.Size())
	}
}

// A reader of the old book finishes undisturbed; the last one removes it.
func TestReadersOfTheOldBookFinish(t *testing.T) {
	h := some(t)
	dir := t.TempDir()
	b := emptyBook(t, dir, h)
	if err := b.Apply(background, 1, h.bodies); err != nil {
		t.Fatal(err)
	}
	old := databases(t, dir)
	err := b.Read(background, func(v *book.View) error {
		if err := b.Rebuild(background, func(uint64, uint64) {}); err != nil {
			return err
		}
		if both := databases(t, dir); len(both) != 2 {
			t.Errorf("%v", both)
		}
		_, err := book.Digest(v)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if now := databases(t, dir); len(now) != 1 || now[0] == old[0] {
		t.Errorf("before %v, after %v", old, now)
	}
}

func databases(t *testing.T, dir string) (names []string) {
	t.Helper()
	for _, name := range files(t, dir) {
		if strings.HasSuffix(name, ".db") {
			names = append(names, name)
		}
	}
	return names
}

// A rebuild that is cut off anywhere leaves the old book serving, and nothing
// behind; the next one succeeds.
func TestARebuildThatIsCutOffChangesNothing(t *testing.T) {
	h := some(t)
	dir := t.TempDir()
	b := emptyBook(t, dir, h)
	if err := b.Apply(background, 1, h.bodies); err != nil {
		t.Fatal(err)
	}
	sum := digest(t, b)
	for steps := range 6 {
		ctx, cancel := context.WithCancel(background)
		n := 0
		err := b.Rebuild(ctx, func(uint64, uint64) {
			if n++; n > steps {
				cancel()
			}
		})
		cancel()
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if digest(t, b) != sum || len(databases(t, dir)) != 1 {
			t.Errorf("after %d steps: %v", steps, databases(t, dir))
		}
	}
	if err := b.Rebuild(background, func(uint64, uint64) {}); err != nil || digest(t, b) != sum {
		t.Error(err)
	}
}

// What a killed rebuild left is removed at the next start, and the book that
// serves is still the old one.
func TestWhatAKilledRebuildLeftIsRemoved(t *testing.T) {
	h := some(t)
	dir := t.TempDir()
	b := emptyBook(t, dir, h)
	if err := b.Apply(background, 1, h.bodies); err != nil {
		t.Fatal(err)
	}
	sum, served := digest(t, b), databases(t, dir)
	b.Close()
	for _, left := range []string{"abc-7.db", "abc-7.db-journal", "current.part"} {
		if err := os.WriteFile(filepath.Join(dir, left), []byte("half a book"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b = openBook(t, dir, h)
	if digest(t, b) != sum || fmt.Sprint(databases(t, dir)) != fmt.Sprint(served) {
		t.Errorf("%v, then %v", served, databases(t, dir))
	}
}

// A book whose file is damaged while it serves is made anew by itself.
func TestADamagedBookIsMadeAnewByItself(t *testing.T) {
	h := some(t)
	dir := t.TempDir()
	b := emptyBook(t, dir, h)
	if err := b.Apply(background, 1, h.bodies); err != nil {
		t.Fatal(err)
	}
	sum := digest(t, b)
	path := filepath.Join(dir, databases(t, dir)[0])
	for _, part := range []string{path, path + "-wal"} {
		info, err := os.Stat(part)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(part, make([]byte, info.Size()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var last error
	for began := time.Now(); time.Since(began) < time.Minute; time.Sleep(time.Millisecond) {
		now, err := nested(b, 4) // readers that have nothing in memory yet
		if err == nil && now == sum && databases(t, dir)[0] != filepath.Base(path) {
			return
		}
		if err == nil && now != sum {
			t.Fatal("a damaged book was served as if it were sound")
		}
		last = err
	}
	t.Errorf("it was not made anew: %v; %v", last, b.Stopped())
}

// nested reads the digest in the innermost of several readers at once.
func nested(b *projections.Book, depth int) (sum string, err error) {
	err = b.Read(background, func(v *book.View) (err error) {
		if depth > 1 {
			sum, err = nested(b, depth-1)
			return err
		}
		sum, err = book.Digest(v)
		return err
	})
	return sum, err
}
