package ledger_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
)

// Every proof that is made is one for x/mod's checkers, and a changed one is not.
func TestProofsAreThoseOfTheField(t *testing.T) {
	const limit = 40
	bodies := story(limit)
	stored, _ := oracle(t, bodies)
	var raw []byte
	for _, hash := range stored {
		raw = append(raw, hash[:]...)
	}
	hashes := ledger.Stored(bytes.NewReader(raw))
	for size := uint64(1); size <= limit; size++ {
		_, root := oracle(t, bodies[:size])
		if got, err := ledger.RootOf(size, hashes); err != nil || got != root {
			t.Fatalf("root of %d: %v %v", size, got, err)
		}
		for index := range size {
			path, err := ledger.ProveEntry(size, index, hashes)
			must(t, err)
			leaf := events.LeafHash(bodies[index])
			if err := tlog.CheckRecord(theirs(path), int64(size), tlog.Hash(root), int64(index), tlog.Hash(leaf)); err != nil {
				t.Fatalf("entry %d of %d: %v", index, size, err)
			}
			if ledger.CheckPath(path, size, root, index, leaf) != nil || ledger.CheckPath(path, size, root, index, events.LeafHash(nil)) == nil ||
				ledger.CheckPath(append(slices.Clone(path), root), size, root, index, leaf) == nil || ledger.CheckPath(path, size, root, size, leaf) == nil {
				t.Fatalf("entry %d of %d is not told from another", index, size)
			}
		}
		for old := uint64(1); old <= size; old++ {
			_, then := oracle(t, bodies[:old])
			path, err := ledger.ProveContinuation(size, old, hashes)
			must(t, err)
			if err := tlog.CheckTree(theirs(path), int64(size), tlog.Hash(root), int64(old), tlog.Hash(then)); err != nil {
				t.Fatalf("%d continues %d: %v", size, old, err)
			}
			if ledger.CheckContinuation(path, size, root, old, then) != nil || ledger.CheckContinuation(path, size, root, old, events.LeafHash(nil)) == nil {
				t.Fatalf("%d continuing %d is not told from another", size, old)
			}
		}
	}
	if _, err := ledger.ProveEntry(5, 5, hashes); !errors.Is(err, ledger.ErrNoEntry) {
		t.Errorf("an entry behind the last is proved: %v", err)
	}
	if _, err := ledger.ProveEntry(limit+1, 0, hashes); !errors.Is(err, ledger.ErrDamaged) {
		t.Errorf("hashes that are gone: %v", err)
	}
}

func theirs(hashes []events.Hash) (out []tlog.Hash) {
	for _, hash := range hashes {
		out = append(out, tlog.Hash(hash))
	}
	return out
}

func TestProofsHaveOneSpelling(t *testing.T) {
	hash := events.LeafHash(nil)
	proof := ledger.Proof{Index: 20, Hashes: []events.Hash{hash, {}}, Checkpoint: []byte("a\n1\nb\n\n— a b\n")}
	continued := ledger.Continuation{Old: 7, Hashes: proof.Hashes, Checkpoint: proof.Checkpoint}
	const first = "c2sp.org/tlog-proof@v1\nindex 20\n"
	want := hash.String() + "\n" + (events.Hash{}).String() + "\n\na\n1\nb\n\n— a b\n"
	if got := string(proof.Text()); got != first+want {
		t.Errorf("%s", got)
	}
	if got := string(continued.Text()); got != "old 7\n"+want {
		t.Errorf("%s", got)
	}
	for _, change := range [][2]string{
		{first, ""}, {"@v1", "@v2"}, {"index 20", "index 020"}, {"index 20", "index -1"}, {"index 20", "index 20 "}, {"index 20\n", "extra AA==\nindex 20\n"}, {"index 20\n", ""},
		{"index 20", "index 9223372036854775808"}, {hash.String(), hash.String()[1:]}, {hash.String(), hash.String() + "\r"}, {"AAA=\n", "AAB=\n"}, {"\n\n", "\n"}, {first, first + strings.Repeat(hash.String()+"\n", 200)},
	} {
		text := strings.ReplaceAll(string(proof.Text()), change[0], change[1])
		if _, err := ledger.ParseProof([]byte(text)); !errors.Is(err, ledger.ErrProof) {
			t.Errorf("%q for %q: %v", change[1], change[0], err)
		}
		text = strings.ReplaceAll(strings.ReplaceAll(string(proof.Text()), first, "old 20\n"), change[0], change[1])
		if _, err := ledger.ParseContinuation([]byte(text)); !errors.Is(err, ledger.ErrProof) && !strings.Contains(change[0], "index") && !strings.Contains(change[0], "v1") {
			t.Errorf("a continuation, %q for %q: %v", change[1], change[0], err)
		}
	}
}

func FuzzProof(f *testing.F) {
	proof := ledger.Proof{Index: 20, Hashes: []events.Hash{events.LeafHash(nil), {}}, Checkpoint: []byte("a\n1\nb\n\n— a b\n")}
	f.Add(proof.Text())
	f.Add(ledger.Continuation{Old: 7, Hashes: proof.Hashes, Checkpoint: proof.Checkpoint}.Text())
	f.Fuzz(func(t *testing.T, text []byte) {
		if p, err := ledger.ParseProof(text); err == nil && !bytes.Equal(p.Text(), text) {
			t.Errorf("%q is read as %q", text, p.Text())
		} else if err == nil {
			ledger.CheckPath(p.Hashes, p.Index+uint64(len(text)), events.Hash{}, p.Index, events.Hash{})
		}
		if c, err := ledger.ParseContinuation(text); err == nil && !bytes.Equal(c.Text(), text) {
			t.Errorf("%q is read as %q", text, c.Text())
		} else if err == nil {
			ledger.CheckContinuation(c.Hashes, c.Old+uint64(len(text)), events.Hash{}, c.Old, events.Hash{})
		}
	})
}

// Where a stream stood a while ago is what it stood at then.
func TestWhereStreamsStoodIsRemembered(t *testing.T) {
	var standing ledger.Standing
	var then [][]ledger.HeadRecord
	for i := range 300 {
		records, known := standing.At(uint64(i))
		if !known {
			t.Fatalf("now, after %d, is not known", i)
		}
		then = append(then, records)
		stream := fmt.Sprintf("party/p-%d", i*i%17)
		version, _ := standing.Of(stream)
		standing.Add(stream, version+1, events.LeafHash([]byte{byte(i), byte(i >> 8)}))
	}
	for i, records := range then {
		now, known := standing.At(uint64(i))
		want, count := ledger.HeadsRoot(records)
		if got, number := ledger.HeadsRoot(now); !known || got != want || number != count {
			t.Errorf("after %d: %v of %d, want %v of %d", i, got, number, want, count)
		}
	}
	if _, known := standing.At(301); known {
		t.Error("what is to come is known")
	}
}

// Entries are read back as they were framed, whatever the pieces in which they come.
func TestEntriesAreReadWithoutALedger(t *testing.T) {
	bodies := story(5000)
	dir := written(t, bodies)
	c, err := ledger.OpenCopy(dir)
	must(t, err)
	defer c.Close()
	file, err := c.Entries()
	must(t, err)
	defer file.Close()
	var got [][]byte
	for reader := ledger.NewReader(file); ; {
		more, err := reader.Next()
		if err != nil {
			break
		}
		got = append(got, more...)
	}
	if !slices.EqualFunc(got, bodies, bytes.Equal) {
		t.Errorf("%d bodies of %d, or others", len(got), len(bodies))
	}
	if note, err := c.Checkpoint(); note != nil || err != nil {
		t.Errorf("a checkpoint where nothing was signed: %q %v", note, err)
	}
}

func FuzzEntries(f *testing.F) {
	f.Add([]byte("\x00\x00\x00\x02{}\x00\x00\x00\x01a"))
	f.Add([]byte("\x00\x00\x00\x00"))
	f.Add([]byte("\xff\x00\x00\x02{}"))
	f.Fuzz(func(t *testing.T, log []byte) {
		var again []byte
		for reader := ledger.NewReader(bytes.NewReader(log)); ; {
			bodies, err := reader.Next()
			if err != nil {
				if whole := len(again) == len(log); whole == (errors.Is(err, ledger.ErrCut) || errors.Is(err, ledger.ErrLength)) {
					t.Fatalf("%d of %d bytes read, and %v", len(again), len(log), err)
				}
				break
			}
			for _, body := range bodies {
				again = append(append(again, 0, byte(len(body)>>16), byte(len(body)>>8), byte(len(body))), body...)
			}
		}
		if !bytes.HasPrefix(log, again) {
			t.Fatalf("%q is read as %q", log, again)
		}
	})
}
