package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/uuid"
)

// stood is the digest of the book as status says it.
func stood(t *testing.T, dir string) string {
	t.Helper()
	s := read[struct {
		Row struct {
			Book struct{ Digest string }
		}
	}](t, ok(t, "status", "--data", dir, "--json"))
	if len(s.Row.Book.Digest) != 64 {
		t.Fatalf("digest %q", s.Row.Book.Digest)
	}
	return s.Row.Book.Digest
}

// However the book came to be, it has one digest: built event by event, made anew
// alone or under a server, or lost and made again.
func TestABookHasOneDigestHoweverItCameToBe(t *testing.T) {
	dir := imported(t)
	ok(t, progress(dir, uuid.NewString(), "planning", "one")...)
	want := stood(t, dir)
	rebuilt := func() {
		t.Helper()
		r := read[struct {
			Row struct {
				Sequence uint64
				Digest   string
			}
		}](t, ok(t, "rebuild", "--data", dir, "--json"))
		if r.Row.Digest != want || r.Row.Sequence == 0 {
			t.Errorf("%+v, want %s", r, want)
		}
	}
	rebuilt()
	if err := os.RemoveAll(filepath.Join(dir, "book")); err != nil {
		t.Fatal(err)
	}
	if got := stood(t, dir); got != want {
		t.Errorf("lost and made again: %s, want %s", got, want)
	}
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	want = stood(t, dir) // with where everything stands today
	rebuilt()
	ok(t, progress(dir, uuid.NewString(), "stalled", "two")...)
	want = stood(t, dir)
	rebuilt()
	s.stop(t)
	if got := stood(t, dir); got != want {
		t.Errorf("served and stopped: %s, want %s", got, want)
	}
}
