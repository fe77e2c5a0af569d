package sealing_test

import (
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/sealing"
)

var now = time.Date(2026, 11, 22, 20, 30, 0, 0, time.UTC)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// begun is a data folder whose record begins under a key of its own.
func begun(t *testing.T) sealing.Needs {
	t.Helper()
	dir := t.TempDir()
	key, err := folder.OpenKey(dir, "test")
	must(t, err)
	opened := events.RegisterOpened{Name: "test", Origin: key.Origin, VerifierKey: key.VerifierKey}
	body, err := events.Encode(events.Event{Data: opened, Envelope: events.Envelope{
		ID: "2b1f3a52-9c4e-5d47-8a51-6c2f0e9d7b34", Source: key.Origin, Type: opened.Type(), Subject: events.Register.Subject(), Time: now,
		Actor: "system", Auth: "local", StreamVersion: 1,
	}})
	must(t, err)
	record, err := ledger.Open(filepath.Join(dir, "ledger"), key.Origin, func(body []byte) (time.Time, error) {
		envelope, _, err := events.Scan(body)
		return envelope.Time, err
	})
	must(t, err)
	t.Cleanup(func() { record.Close() })
	must(t, record.Append(1, [][]byte{body}))
	return sealing.Needs{
		Dir: dir, Head: filepath.Join(dir, "head"), Key: key, Ledger: record,
		Now: func() time.Time { return now }, Messages: slog.New(slog.NewTextHandler(io.Discard, nil)),
	}
}

func another(t *testing.T) folder.Key {
	t.Helper()
	key, err := folder.OpenKey(t.TempDir(), "test")
	must(t, err)
	return key
}

func TestWhatCameLastIsSignedAtTheEnd(t *testing.T) {
	needs := begun(t)
	notary, err := sealing.Open(needs)
	must(t, err)
	must(t, notary.Close())
	if last, any := notary.Last(); !any || last.Size != 1 || notary.Refuses() != nil || notary.ForeignKey() != nil {
		t.Errorf("%+v, %v, %v", last, notary.Refuses(), notary.ForeignKey())
	}
	signed, err := notary.At(1)
	must(t, err)
	must(t, notary.Keep(1, signed))
	if kept, err := notary.Kept().At(1); err != nil || string(kept) != string(signed) {
		t.Errorf("%q %v", kept, err)
	}
}

// Another key than the register's signs nothing, and mends nothing.
func TestAnotherKeySignsNothing(t *testing.T) {
	needs := begun(t)
	must(t, sealing.CheckKey(needs.Dir, needs.Key))
	needs.Key = another(t)
	if err := sealing.CheckKey(needs.Dir, needs.Key); !errors.Is(err, folder.ErrForeignKey) {
		t.Errorf("to mend: %v", err)
	}
	notary, err := sealing.Open(needs)
	must(t, err)
	must(t, notary.Close())
	if _, any := notary.Last(); any || !errors.Is(notary.ForeignKey(), folder.ErrForeignKey) || notary.Refuses() == nil {
		t.Errorf("%t, %v, %v", any, notary.ForeignKey(), notary.Refuses())
	}
}

// What was signed and cannot be read stops everything that is signed, and says so.
func TestWhatCannotBeReadRefuses(t *testing.T) {
	needs := begun(t)
	must(t, os.WriteFile(filepath.Join(needs.Dir, "ledger", "checkpoint"), []byte("a letter\n"), 0o600))
	notary, err := sealing.Open(needs)
	must(t, err)
	if err := notary.Refuses(); !errors.Is(err, ledger.ErrCheckpoint) {
		t.Errorf("%v", err)
	}
	if _, err := notary.At(1); !errors.Is(err, ledger.ErrCheckpoint) {
		t.Errorf("%v", err)
	}
	must(t, notary.KeepConflict([]byte("another letter\n")))
	must(t, notary.Close())
	needs.Head = filepath.Join(needs.Dir, "keys", "head")
	if _, err := sealing.Open(needs); err == nil || !strings.Contains(err.Error(), "beside the key") {
		t.Errorf("%v", err)
	}
}

// Two histories under one key prove it beside the checkpoint; what others signed does not.
func TestAConflictIsKept(t *testing.T) {
	needs := begun(t)
	notary, err := sealing.Open(needs)
	must(t, err)
	must(t, notary.Close())
	forged := func(key folder.Key) []byte {
		text, err := ledger.Sign(ledger.Checkpoint{Origin: key.Origin, Size: 1, Root: events.Hash{1}}, key.Signer)
		must(t, err)
		return text
	}
	kept := func() []string {
		found, err := filepath.Glob(filepath.Join(needs.Dir, "ledger", "checkpoint?*"))
		must(t, err)
		return found
	}
	must(t, notary.KeepConflict(forged(another(t))))
	if found := kept(); len(found) > 0 {
		t.Errorf("of a stranger: %v", found)
	}
	must(t, notary.KeepConflict(forged(needs.Key)))
	if found := kept(); len(found) != 1 {
		t.Errorf("%v", found)
	}
}
