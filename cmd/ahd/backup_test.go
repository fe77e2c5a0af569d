package main

import (
	"archive/tar"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
)

var backups = flag.Int("backups", 3, "how often to back up a server under load")

// stands is what a restored folder says of itself.
type stands struct {
	Row struct {
		Ready  bool
		Ledger struct {
			Sequence uint64
			Root     string
		}
		Book   struct{ Digest string }
		Backup *struct {
			Size  uint64
			Drill *string
		}
	} `json:"row"`
}

// While sixteen clients record and one erases, the folder is backed up again and again.
// Each backup is a moment of the record: nothing later, nothing torn, and its book is
// the one that a rebuild makes.
func TestBackupsUnderLoad(t *testing.T) {
	dir := imported(t)
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	var ended atomic.Bool
	var clients sync.WaitGroup
	for i := range 16 {
		clients.Go(func() {
			for n := 0; !ended.Load(); n++ {
				id := uuid.NewString()
				ahd(t, progress(dir, id, "in_progress", fmt.Sprintf("report %d of client %d", n, i))...)
				if i == 0 && n%5 == 0 {
					ahd(t, "record", "erase", "--yes", "--commitment", item, "--text", id+"/narrative", "--basis", "mistake", "--reason", "by mistake", "--data", dir)
				}
			}
		})
	}
	taken := t.TempDir()
	for i := range *backups {
		file := filepath.Join(taken, fmt.Sprintf("%d.tar", i))
		for a := ahd(t, "backup", file, "--data", dir); a.code != 0; a = ahd(t, "backup", file, "--data", dir) {
			if !strings.Contains(a.err, "erased again and again") {
				t.Fatal(a.err)
			}
		}
	}
	ended.Store(true)
	clients.Wait()
	s.stop(t)
	all := ledgerFile(t, dir)
	t.Logf("%d backups of a register of %d events", *backups, len(all))
	for i := range *backups {
		restoresToAMoment(t, filepath.Join(taken, fmt.Sprintf("%d.tar", i)), all)
	}
}

func restoresToAMoment(t *testing.T, file string, all [][]byte) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "restored")
	ok(t, "restore", file, "--verify", "--data", dir)
	before := read[stands](t, ok(t, "status", "--data", dir, "--json")).Row
	if before.Ledger.Sequence > uint64(len(all)) {
		t.Fatalf("%d events of %d", before.Ledger.Sequence, len(all))
	}
	if rootOf(all[:before.Ledger.Sequence]) != before.Ledger.Root || !before.Ready {
		t.Errorf("event %d: root %s, ready %t", before.Ledger.Sequence, before.Ledger.Root, before.Ready)
	}
	ok(t, "rebuild", "--data", dir)
	if after := read[stands](t, ok(t, "status", "--data", dir, "--json")).Row; after.Book.Digest != before.Book.Digest {
		t.Errorf("event %d: the rebuilt book is another one", before.Ledger.Sequence)
	}
	ok(t, progress(dir, uuid.NewString(), "planning", "after the restore")...)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
}

// A backup is remembered, tried, and brings back what had been recorded.
func TestABackupIsRememberedAndTried(t *testing.T) {
	dir := imported(t)
	ok(t, progress(dir, uuid.NewString(), "planning", "before the backup")...)
	told := ok(t, "timeline", "commitment", item, "--data", dir, "--json").out
	file := filepath.Join(t.TempDir(), "b.tar")
	if last := read[stands](t, ok(t, "status", "--data", dir, "--json")).Row.Backup; last != nil {
		t.Errorf("%+v", last)
	}
	ok(t, "backup", file, "--drill", "--data", dir)
	s := read[stands](t, ok(t, "status", "--data", dir, "--json")).Row
	if s.Backup == nil || s.Backup.Drill == nil || s.Backup.Size != s.Ledger.Sequence {
		t.Errorf("%+v", s.Backup)
	}
	if p := fails(t, 2, "backup", file, "--data", dir); p.Code != "backup" {
		t.Errorf("%+v", p)
	}
	again := filepath.Join(t.TempDir(), "again")
	ok(t, "restore", file, "--verify", "--data", again)
	if back := ok(t, "timeline", "commitment", item, "--data", again, "--json").out; back != told {
		t.Errorf("%s\nwas\n%s", back, told)
	}
	if p := fails(t, 2, "restore", file, "--data", again); !strings.Contains(p.Detail, "not empty") {
		t.Errorf("%+v", p)
	}
}

// A backup that is damaged anywhere, cut off, or no backup at all is refused in words.
func TestADamagedBackupIsRefused(t *testing.T) {
	dir := imported(t)
	file := filepath.Join(t.TempDir(), "b.tar")
	ok(t, "backup", file, "--data", dir)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	spoilt := map[string][]byte{"empty": {}, "no backup": []byte("a letter\n"), "cut in half": whole[:len(whole)/2]}
	for _, place := range []string{"ahd.commitment.captured.v1", "ledger/entries.log", "SQLite format 3", `"root": "`, "PRIVATE+KEY+"} {
		at := bytes.Index(whole, []byte(place))
		if at < 0 {
			t.Fatalf("no %q", place)
		}
		spoilt["flipped in "+place] = append(append(bytes.Clone(whole[:at+1]), whole[at+1]^1), whole[at+2:]...)
	}
	spoilt["with a way out"] = tarOf(t, "../outside")
	spoilt["with a link"] = tarOf(t, "ledger/origin -> /etc/passwd")
	for name, content := range spoilt {
		t.Run(name, func(t *testing.T) {
			bad, into := filepath.Join(t.TempDir(), "bad.tar"), filepath.Join(t.TempDir(), "into")
			if err := os.WriteFile(bad, content, 0o600); err != nil {
				t.Fatal(err)
			}
			if p := fails(t, 2, "restore", bad, "--data", into); p.Recorded == nil || *p.Recorded {
				t.Errorf("%+v", p)
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(into), "outside")); !errors.Is(err, os.ErrNotExist) {
				t.Error("it wrote outside")
			}
		})
	}
	fails(t, 2, "restore", filepath.Join(t.TempDir(), "absent.tar"), "--data", filepath.Join(t.TempDir(), "into"))
}

// tarOf holds one member, "name" or "name -> target".
func tarOf(t *testing.T, name string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	header := &tar.Header{Name: name, Mode: 0o600, Typeflag: tar.TypeReg, ModTime: time.Unix(0, 0)}
	if at, target, link := strings.Cut(name, " -> "); link {
		header.Name, header.Linkname, header.Typeflag = at, target, tar.TypeSymlink
	}
	if err := errors.Join(w.WriteHeader(header), w.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// The ledger and the key alone bring the record back; what people typed and the files
// are then named as missing.
func TestTheLedgerAloneBringsTheRecordBack(t *testing.T) {
	dir := imported(t)
	ok(t, progress(dir, uuid.NewString(), "planning", "typed and lost")...)
	before := read[stands](t, ok(t, "status", "--data", dir, "--json")).Row
	rows := ok(t, "list", "commitments", "--data", dir, "--json").out
	alone := filepath.Join(t.TempDir(), "alone")
	for _, part := range []string{"ledger", "keys"} {
		if err := os.CopyFS(filepath.Join(alone, part), os.DirFS(filepath.Join(dir, part))); err != nil {
			t.Fatal(err)
		}
	}
	ok(t, "repair", "log", "--data", alone)
	after := read[stands](t, ok(t, "status", "--data", alone, "--json")).Row
	if rootOf(ledgerFile(t, alone)[:before.Ledger.Sequence]) != before.Ledger.Root || !after.Ready {
		t.Errorf("%+v, it was %+v", after, before)
	}
	if back := ok(t, "list", "commitments", "--data", alone, "--json").out; rowsIn(t, back) != rowsIn(t, rows) {
		t.Errorf("%s\nwas\n%s", back, rows)
	}
	missing := map[string]bool{}
	for _, f := range examined(t, alone, 2, "--deep") {
		missing[f.Code] = true
	}
	if !missing["texts.missing"] || !missing["files.damaged"] {
		t.Errorf("%v", missing)
	}
}

func rowsIn(t *testing.T, document string) string {
	t.Helper()
	var l struct{ Rows json.RawMessage }
	if err := json.NewDecoder(strings.NewReader(document)).Decode(&l); err != nil && !errors.Is(err, io.EOF) {
		t.Fatal(err)
	}
	return string(l.Rows)
}
