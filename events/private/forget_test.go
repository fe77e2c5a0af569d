package private_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ahd.example/ahd/events/private"
)

// onDisk reads everything that the store has in its folder.
func onDisk(t *testing.T, path string) []byte {
	t.Helper()
	var all []byte
	names, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, content...)
	}
	return all
}

func TestNoByteOfAForgottenDocumentIsLeft(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "private.db")
	store := open(t, path)
	secret := file(evidence, "canary-name.pdf")
	address := link("address", "https://canary-address.example/")
	for _, d := range []private.Document{secret, address, file("kept", "kept-name.pdf")} {
		if err := store.Put(ctx, d); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Contains(onDisk(t, path), []byte("canary")) {
		t.Fatal("this test looks in the wrong place")
	}
	for _, id := range []string{evidence, "address", "address"} { // forgotten twice is forgotten
		if err := store.Forget(ctx, id); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.Flush(ctx); err != nil {
		t.Fatal(err)
	}
	left := onDisk(t, path)
	for _, trace := range []string{"canary", string(address.Salt), address.Hash, evidence} {
		if bytes.Contains(left, []byte(trace)) {
			t.Errorf("%q is still on disk", trace)
		}
	}
	if info, err := os.Stat(path + "-wal"); err != nil || info.Size() != 0 {
		t.Errorf("the write-ahead log: %v %v", info, err)
	}
	if !bytes.Contains(left, []byte("kept-name.pdf")) {
		t.Error("another document is gone, too")
	}
}

// secure_delete alone fails this: when a page is split, copies of rows stay where a
// later delete does not find them, of one document in hundreds.
func TestWhateverWasPutAndForgottenTheForgottenIsGone(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for _, seed := range []uint64{20, 26, 48} { // where SQLite 3.54 leaves one
		path := filepath.Join(t.TempDir(), "private.db")
		store := open(t, path)
		forgotten := putAndForget(t, store, rand.New(rand.NewPCG(seed, 0)))
		if err := store.Flush(ctx); err != nil {
			t.Fatal(err)
		}
		left := onDisk(t, path)
		for i, gone := range forgotten {
			if bytes.Contains(left, []byte(trace(i))) == gone {
				t.Errorf("seed %d: document %d of %d is on disk: %v", seed, i, len(forgotten), gone)
			}
		}
	}
}

// putAndForget keeps documents of all sizes, forgets half of them in between, and
// says which.
func putAndForget(t *testing.T, store *private.Store, r *rand.Rand) (forgotten []bool) {
	t.Helper()
	ctx := context.Background()
	ids := make([]string, 400)
	forgotten = make([]bool, len(ids))
	for i := range ids {
		ids[i] = fmt.Sprintf("%08x-%d", r.Uint32(), i)
		length := r.IntN(600)
		if r.IntN(20) == 0 {
			length = r.IntN(9000)
		}
		if err := store.Put(ctx, file(ids[i], strings.Repeat(trace(i), 1+length/14))); err != nil {
			t.Fatal(err)
		}
		if out := r.IntN(i + 1); r.IntN(4) > 0 {
			if err := store.Forget(ctx, ids[out]); err != nil {
				t.Fatal(err)
			}
			forgotten[out] = true
		}
	}
	return forgotten
}

func trace(i int) string { return fmt.Sprintf("canary-%06d-", i) }

func TestFlushSaysWhenSomebodyHoldsItUp(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "private.db")
	store := open(t, path)
	if err := store.Put(ctx, file(evidence, "note.pdf")); err != nil {
		t.Fatal(err)
	}
	other, err := sql.Open("sqlite3", path) // an operator with a tool of their own
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	reading, err := other.Query(`SELECT evidence FROM documents`)
	if err != nil || !reading.Next() {
		t.Fatal(err)
	}
	if err := store.Forget(ctx, evidence); err != nil {
		t.Fatal(err)
	}
	if err := store.Flush(ctx); !errors.Is(err, private.ErrBusy) {
		t.Errorf("%v", err)
	}
	reading.Close()
	if err := store.Flush(ctx); err != nil {
		t.Error(err)
	}
}
