package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go/jetstream"

	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/eventlog/localnats"
)

// state is what scripts see of a register that does not take commands.
type state struct {
	Row struct {
		Ready  bool
		Reason string
		Log    struct {
			Sequence *uint64
			Note     string
		}
		Ledger struct{ Sequence uint64 }
		Book   struct {
			Sequence uint64
			Stopped  *string
		}
	} `json:"row"`
}

// refusesAndReads is the oracle of every fault: commands are refused with a
// sentence, nothing is recorded, and reading goes on from ledger and book.
func refusesAndReads(t *testing.T, dir string, rows int, says ...string) {
	t.Helper()
	id := uuid.NewString()
	began := time.Now()
	command := progress(dir, id, "planning", "during the fault")
	refused := fails(t, 9, command[:len(command)-1]...)
	if took := time.Since(began); took > 8*time.Second { // 5 s, and opening the folder
		t.Errorf("the refusal took %s", took)
	}
	if refused.Code != "not-now" || refused.Recorded == nil || *refused.Recorded || !strings.HasPrefix(refused.Detail, "Not recorded: ") {
		t.Errorf("%+v", refused)
	}
	s := read[state](t, ok(t, "status", "--data", dir, "--json")).Row
	if s.Ready {
		t.Error("it says that it is ready")
	}
	for _, part := range says {
		if !strings.Contains(s.Reason, part) || !strings.Contains(refused.Detail, part) {
			t.Errorf("neither %q nor %q may lack %q", s.Reason, refused.Detail, part)
		}
	}
	t.Log(refused.Detail)
	if got := len(read[list](t, ok(t, "list", "commitments", "--data", dir, "--json")).Rows); got != rows {
		t.Errorf("%d commitments are shown, there were %d", got, rows)
	}
	told := ok(t, "timeline", "commitment", item, "--data", dir, "--json")
	if strings.Contains(told.out, id) {
		t.Error("it was recorded all the same")
	}
}

// commitments is how many are listed.
func commitments(t *testing.T, dir string) int {
	t.Helper()
	return len(read[list](t, ok(t, "list", "commitments", "--data", dir, "--json")).Rows)
}

// blocks changes the files that hold the events of the log.
func blocks(dir string, change func(path string, size int64) error) error {
	found := false
	err := filepath.WalkDir(filepath.Join(dir, "jetstream"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".blk" {
			return err
		}
		found = true
		info, err := entry.Info()
		return errors.Join(err, change(path, info.Size()))
	})
	if !found {
		return errors.New("there are no blocks")
	}
	return err
}

// weaken gives the log settings under which it would forget.
func weaken(dir string) error {
	server, err := localnats.Start(dir)
	if err != nil {
		return err
	}
	defer server.Close()
	connection, err := server.Connect()
	if err != nil {
		return err
	}
	defer connection.Close()
	return keepFor(24 * time.Hour)(jetstream.New(connection))
}

// keepFor lets the log forget what is older, or nothing for 0.
func keepFor(age time.Duration) func(js jetstream.JetStream, err error) error {
	return func(js jetstream.JetStream, err error) error {
		if err != nil {
			return err
		}
		ctx, cancel := timeout()
		defer cancel()
		stream, err := js.Stream(ctx, eventlog.Name)
		if err != nil {
			return err
		}
		config := stream.CachedInfo().Config
		config.MaxAge = age
		_, err = js.UpdateStream(ctx, config)
		return err
	}
}

// A log that was torn or lost comes back from the ledger by itself, the damaged one is
// kept, and the register says so. Everything is as it was.
func TestALogThatWasTornComesBackByItself(t *testing.T) {
	streams := filepath.Join("jetstream", "$G", "streams", eventlog.Name)
	block := func(change func(path string, size int64) error) func(string) error {
		return func(dir string) error { return blocks(dir, change) }
	}
	for name, c := range map[string]struct {
		spoil func(dir string) error
		anew  bool
	}{
		"deleted":                 {func(dir string) error { return os.RemoveAll(filepath.Join(dir, "jetstream")) }, true},
		"its stream deleted":      {func(dir string) error { return os.RemoveAll(filepath.Join(dir, streams)) }, true},
		"without its description": {func(dir string) error { return os.Remove(filepath.Join(dir, streams, "meta.inf")) }, true},
		"its description empty":   {func(dir string) error { return os.Truncate(filepath.Join(dir, streams, "meta.inf"), 0) }, true},
		"cut in half":             {block(func(path string, size int64) error { return os.Truncate(path, size/2) }), false},
		"cut at its end":          {block(func(path string, size int64) error { return os.Truncate(path, size-100) }), false},
		"emptied":                 {block(func(path string, _ int64) error { return os.Truncate(path, 0) }), false},
	} {
		t.Run(name, func(t *testing.T) {
			dir := imported(t)
			before := read[status](t, ok(t, "status", "--data", dir, "--json")).Row
			if err := c.spoil(dir); err != nil {
				t.Fatal(err)
			}
			told := ok(t, progress(dir, uuid.NewString(), "planning", "after the power cut")...)
			recorded := read[recordedAt](t, told).Sequence
			own := uint64(strings.Count(ok(t, "timeline", "register", "register", "--data", dir, "--json").out, "ahd.register.store-repaired.v1"))
			if want := before.Ledger.Sequence + 1 + own; recorded != want || c.anew && own != 1 {
				t.Errorf("recorded as %d, not %d; %d repairs", recorded, want, own)
			}
			if kept, _ := filepath.Glob(filepath.Join(dir, "jetstream-kept-*")); name != "deleted" && len(kept) != int(own) {
				t.Errorf("kept: %v", kept)
			}
			if found := examined(t, dir, 0, "--deep"); len(found) > 0 {
				t.Errorf("%+v", found)
			}
		})
	}
}

// A log that is foreign or weakened, or cannot be made again, is named, and everything
// that was recorded can still be read.
func TestADamagedLogIsNamedAndReadingGoesOn(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(t *testing.T, dir string) error
		says  string
	}{
		"a file in its place": {func(_ *testing.T, dir string) error {
			path := filepath.Join(dir, "jetstream")
			return errors.Join(os.RemoveAll(path), os.WriteFile(path, []byte("?"), 0o600))
		}, "the log's folder cannot be made"},
		"of another register": {func(t *testing.T, dir string) error {
			other := imported(t)
			return errors.Join(os.RemoveAll(filepath.Join(dir, "jetstream")),
				os.CopyFS(filepath.Join(dir, "jetstream"), os.DirFS(filepath.Join(other, "jetstream"))))
		}, "is not the one in the ledger"},
		"weakened": {func(_ *testing.T, dir string) error { return weaken(dir) }, "max_age is 24h0m0s and must be 0"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := imported(t)
			rows := commitments(t, dir)
			if err := c.spoil(t, dir); err != nil {
				t.Fatal(err)
			}
			refusesAndReads(t, dir, rows, "the log cannot be used", c.says, "reading goes on")
		})
	}
}

// What is put in place of a lost log while the server runs heals it; until then
// no other log is begun.
func TestALogThatComesBackIsUsedAgain(t *testing.T) {
	dir := imported(t)
	rows := commitments(t, dir)
	log, aside := filepath.Join(dir, "jetstream"), filepath.Join(dir, "aside")
	if err := errors.Join(os.Rename(log, aside), os.WriteFile(log, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	refusesAndReads(t, dir, rows, "folder cannot be made")
	if code, page := get(t, s.url+"/"); code != 200 || !strings.Contains(page, "folder cannot be made") {
		t.Errorf("the page does not say why: %d %s", code, page)
	}
	if made, _ := fs.Glob(os.DirFS(log), "*/streams/*"); len(made) > 0 {
		t.Errorf("another log was begun: %v", made)
	}
	if err := errors.Join(os.RemoveAll(log), os.Rename(aside, log)); err != nil {
		t.Fatal(err)
	}
	healsWithin(t, dir, 30*time.Second)
	s.stop(t)
	if !strings.Contains(s.logs.String(), "folder cannot be made") {
		t.Errorf("the operator was not told: %s", s.logs)
	}
}

// healsWithin waits until a command is recorded, and only once.
func healsWithin(t *testing.T, dir string, patience time.Duration) {
	t.Helper()
	id := uuid.NewString()
	var last answer
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(200 * time.Millisecond) {
		if last = ahd(t, progress(dir, id, "planning", "after the fault")...); last.code == 0 {
			var recorded recordedAt
			if err := json.Unmarshal([]byte(last.out), &recorded); err != nil || recorded.Sequence == 0 {
				t.Errorf("%v %s", err, last.out)
			}
			return
		}
	}
	t.Fatalf("nothing can be recorded again: %s", last.err)
}

// Where nothing was ever recorded there is nothing to read, and a log that does
// not start is an error.
func TestANewFolderWhoseLogDoesNotStart(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	if err := errors.Join(os.MkdirAll(dir, 0o700), os.WriteFile(filepath.Join(dir, "jetstream"), []byte("?"), 0o600)); err != nil {
		t.Fatal(err)
	}
	p := fails(t, 9, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	if p.Code != "not-now" || !strings.Contains(p.Detail, "the log cannot be used") {
		t.Errorf("%+v", p)
	}
}

// A book that lags behind the ledger reads it where no log brings the events.
func TestWithoutALogTheBookIsMadeFromTheLedger(t *testing.T) {
	dir := imported(t)
	rows := commitments(t, dir)
	log := filepath.Join(dir, "jetstream")
	if err := errors.Join(os.RemoveAll(log), os.WriteFile(log, nil, 0o600), os.RemoveAll(filepath.Join(dir, "book"))); err != nil {
		t.Fatal(err)
	}
	refusesAndReads(t, dir, rows, "folder cannot be made")
}
