package supervision

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/eventlog/comparison"
	"ahd.example/ahd/events/ledger"
)

// canonical is what the ledger accepts.
func canonical(body []byte) (time.Time, error) {
	envelope, _, err := events.Scan(body)
	return envelope.Time, err
}

// kept is a ledger with large events, so that the log has several blocks, and a log of the
// same that was closed well.
func kept(t *testing.T, count int) *mender {
	t.Helper()
	dir := t.TempDir()
	l, err := ledger.Open(filepath.Join(dir, "ledger"), "urn:ahd:test", canonical)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	var bodies [][]byte
	for i := range count {
		body, err := events.Encode(events.Event{Data: events.ProgressReported{State: strings.Repeat("x", 30_000)},
			Envelope: events.Envelope{ID: fmt.Sprintf("00000000-0000-4000-8000-%012x", i), Source: "urn:ahd:test", Type: events.ProgressReported{}.Type(),
				Subject: "commitment/a", Actor: "p-17", Auth: "local", StreamVersion: 1, Time: time.Date(2026, 1, 1, 0, 0, i, 0, time.UTC)}})
		if err != nil {
			t.Fatal(err)
		}
		bodies = append(bodies, body)
	}
	log := &mender{place: &place{needs: Needs{Ledger: l, Trusted: func() error { return nil },
		Address: Address{Dir: dir}, Now: time.Now, Messages: slog.New(slog.DiscardHandler)}}}
	err = l.Append(1, bodies)
	if err == nil {
		err = Refill(t.Context(), dir, l, func(uint64, uint64) {})
	}
	if err == nil {
		err = writeSynced(dir, uint64(count))
	}
	if err != nil {
		t.Fatal(err)
	}
	return log
}

// block changes one of the files that hold the log's events, counted from 1.
func block(t *testing.T, l *mender, number int, change func(file *os.File, size int64) error) {
	t.Helper()
	found := false
	err := filepath.WalkDir(filepath.Join(l.needs.Dir, "jetstream"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.Name() != fmt.Sprintf("%d.blk", number) {
			return err
		}
		found = true
		file, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			return err
		}
		defer file.Close()
		info, err := file.Stat()
		if err != nil {
			return err
		}
		return change(file, info.Size())
	})
	if err != nil || !found {
		t.Fatal(found, err)
	}
}

func cut(by int64) func(*os.File, int64) error {
	return func(file *os.File, size int64) error { return file.Truncate(size - by) }
}

// Whatever a power cut left of the log, it holds what the ledger holds before it is used.
// Where no cut can have done it, nothing is mended.
func TestTheLogHoldsWhatTheLedgerHolds(t *testing.T) {
	const count = 600
	zeros := func(file *os.File, size int64) error { _, err := file.WriteAt(make([]byte, 4096), size/2); return err }
	for name, c := range map[string]struct {
		spoil       func(*testing.T, *mender)
		anew, stays bool
	}{
		"nothing": {func(*testing.T, *mender) {}, false, false},
		"the end": {func(t *testing.T, l *mender) {
			block(t, l, 3, func(file *os.File, size int64) error {
				return errors.Join(file.Truncate(size-50_000), os.Remove(filepath.Join(filepath.Dir(file.Name()), "index.db")))
			})
		}, false, false},
		"the end, which the index knows": {func(t *testing.T, l *mender) { block(t, l, 3, cut(50_000)) }, true, false},
		"a hole, behind it a block":      {func(t *testing.T, l *mender) { block(t, l, 2, cut(50_000)); writeSynced(l.needs.Dir, 5) }, true, false},
		"a hole in the first block":      {func(t *testing.T, l *mender) { block(t, l, 1, cut(50_000)); writeSynced(l.needs.Dir, 5) }, true, false},
		"bytes not known to be kept":     {func(t *testing.T, l *mender) { block(t, l, 2, zeros); writeSynced(l.needs.Dir, 5) }, true, false},
		"bytes known to be kept":         {func(t *testing.T, l *mender) { block(t, l, 2, zeros) }, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			l := kept(t, count)
			c.spoil(t, l)
			o := &opened{}
			if err := l.connectMended(t.Context(), o); err != nil {
				t.Fatal(err)
			}
			defer o.close()
			log, err := eventlog.OpenExisting(t.Context(), o.connection, 1)
			if err != nil {
				t.Fatal(err)
			}
			found, err := comparison.All(t.Context(), log, l.needs.Ledger, count, func(uint64, uint64) {})
			extent, _ := log.Extent(t.Context())
			if err != nil || l.mended != c.anew || (len(found) > 0) != c.stays || !c.stays && extent.Last != count {
				t.Errorf("%v; anew %t; %+v, %d differ", err, l.mended, extent, len(found))
			}
			aside, _ := filepath.Glob(filepath.Join(l.needs.Dir, "jetstream-kept-*"))
			if notes, _ := filepath.Glob(filepath.Join(l.needs.Dir, NoteMark+"*")); (len(aside) == 1) != c.anew || len(notes) != len(aside) {
				t.Errorf("kept %v, noted %v", aside, notes)
			}
		})
	}
}

// A log is not made anew from a ledger that does not hold what was signed, nor twice by
// one process.
func TestALogIsNotMadeAnewFromWhatCannotBeTrusted(t *testing.T) {
	l := kept(t, 300)
	if err := os.RemoveAll(filepath.Join(l.needs.Dir, "jetstream", "$G")); err != nil {
		t.Fatal(err)
	}
	l.needs.Trusted = func() error { return fmt.Errorf("what was signed does not fit") }
	for range 2 {
		o := &opened{}
		err := l.connectMended(t.Context(), o)
		if o.close(); err == nil || durable.Exists(filepath.Join(l.needs.Dir, PartFolder)) {
			t.Error(err)
		}
		l.needs.Trusted, l.mended = func() error { return nil }, true
	}
}

// What is written down as synced is on disk, however the log was left.
func TestHowFarTheLogWasSyncedIsKept(t *testing.T) {
	dir := t.TempDir()
	for _, text := range []string{"", "x\n", "-1\n"} {
		if err := os.WriteFile(filepath.Join(dir, syncedFile), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if at, err := readSynced(dir); at != 0 || err != nil {
			t.Errorf("%q: %d, %v", text, at, err)
		}
	}
	if err := writeSynced(dir, 17); err != nil {
		t.Fatal(err)
	}
	kept, _ := os.ReadFile(filepath.Join(dir, syncedFile))
	if at, err := readSynced(dir); at != 17 || err != nil || !bytes.Equal(kept, []byte("17\n")) {
		t.Errorf("%d, %v", at, err)
	}
}
