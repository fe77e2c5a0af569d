package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

// bound is how long the program may take to answer, whatever it finds.
const bound = 30 * time.Second

// answered runs the program as a process of its own, and fails the test if it does not
// end in time.
func answered(t *testing.T, args ...string) answer {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), bound)
	defer cancel()
	var out, said bytes.Buffer
	command := exec.CommandContext(ctx, os.Args[0], args...)
	command.Env = append(os.Environ(), "AHD_TEST_PROGRAM=1")
	command.Stdout, command.Stderr = &out, &said
	err := command.Run()
	if ctx.Err() != nil {
		t.Fatalf("ahd %s does not answer: %s%s", strings.Join(args, " "), &out, &said)
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return answer{out.String(), said.String(), command.ProcessState.ExitCode()}
}

// An event of the log that cannot be read, wherever it stands: every verb ends and says
// what it could not read, nothing is recorded over it, and reading goes on. The ledger
// lacks the last five events of the log, which it must read from there.
func TestNobodyWaitsForAnEventThatCannotBeRead(t *testing.T) {
	whole, older := imported(t), filepath.Join(t.TempDir(), "older")
	err := os.CopyFS(filepath.Join(older, "ledger"), os.DirFS(filepath.Join(whole, "ledger")))
	if err != nil {
		t.Fatal(err)
	}
	head := contentOf(t, whole, "head")
	for range 5 {
		ok(t, progress(whole, uuid.NewString(), "planning", "before the fault")...)
	}
	bodies := ledgerFile(t, whole)
	last := len(bodies)
	for name, c := range map[string]struct {
		sequence int
		code     string
		last     bool
	}{
		"just behind the ledger": {last - 4, "log.unread", false},
		"behind it":              {last - 2, "log.unread", false},
		"the last":               {last, "log.unread", true},
		"within the ledger":      {last - 9, "log.missing", false},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "data")
			err := errors.Join(os.CopyFS(dir, os.DirFS(whole)), os.Remove(filepath.Join(dir, "sums")), os.RemoveAll(filepath.Join(dir, "ledger")),
				os.CopyFS(filepath.Join(dir, "ledger"), os.DirFS(filepath.Join(older, "ledger"))), os.WriteFile(filepath.Join(dir, "head"), head, 0o600))
			if err != nil {
				t.Fatal(err)
			}
			flipBody(t, dir, bodies[c.sequence-1])

			refused := answered(t, append(progress(dir, uuid.NewString(), "planning", "during the fault"), "--json")...)
			var p problem
			if err := json.Unmarshal([]byte(refused.err), &p); err != nil || refused.code != 9 || p.Recorded != nil { // after a crash whatever id is sent may be in the log
				t.Errorf("exit %d: %s%s", refused.code, refused.out, refused.err)
			}
			t.Log(p.Detail)
			doctor := answered(t, "doctor", "--data", dir, "--json")
			if found := read[list](t, doctor).Rows; doctor.code != 2 || len(found) != 1 || found[0]["code"] != c.code || !strings.Contains(found[0]["remedy"].(string), "repair log") {
				t.Errorf("exit %d: %s", doctor.code, doctor.out)
			}
			if !c.last { // whose absence is told after ten seconds
				stillRead(t, dir)
			}
			repaired := answered(t, "repair", "log", "--data", dir)
			if repaired.code != 0 {
				t.Fatalf("exit %d: %s", repaired.code, repaired.err)
			}
			ok(t, progress(dir, uuid.NewString(), "planning", "after the repair")...)
		})
	}
}

// stillRead looks at a register that takes no command.
func stillRead(t *testing.T, dir string) {
	t.Helper()
	if s := read[state](t, answered(t, "status", "--data", dir, "--json")).Row; s.Ready || s.Reason == "" {
		t.Errorf("%+v", s)
	}
	if said := answered(t, "show", "commitment", item, "--data", dir, "--json"); said.code != 0 {
		t.Errorf("exit %d: %s", said.code, said.err)
	}
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	if code, page := get(t, s.url+"/commitments/"+item); code != 200 || !strings.Contains(page, "cannot go on") && !strings.Contains(page, "othing can be recorded") {
		t.Errorf("%d %s", code, page)
	}
	s.stop(t)
}

// flipBody flips a bit of an event in the files of the log.
func flipBody(t *testing.T, dir string, body []byte) {
	t.Helper()
	flipped := false
	err := blocks(dir, func(path string, _ int64) error {
		content, err := os.ReadFile(path)
		if at := bytes.Index(content, body); at >= 0 {
			content[at+len(body)/2] ^= 2
			flipped = true
			return errors.Join(err, os.WriteFile(path, content, 0o600))
		}
		return err
	})
	if err != nil || !flipped {
		t.Fatalf("the event is not in the log: %v", err)
	}
}
