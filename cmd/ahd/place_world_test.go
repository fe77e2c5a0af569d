package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// standingAt is what scripts see of where the log is and who records.
type standingAt struct {
	Row struct {
		Ready  bool
		Reason *string
		Log    struct {
			Sequence  *uint64
			Note      string
			Place     string
			Appointed bool
			Node      *string
			Commander *struct {
				Node string
				URL  *string
			}
		}
		Ledger struct {
			Sequence uint64
			Root     string
		}
		Book struct {
			Sequence uint64
			Digest   string
		}
	} `json:"row"`
}

func standing(t *testing.T, dir string) standingAt {
	t.Helper()
	return read[standingAt](t, ok(t, "status", "--data", dir, "--json"))
}

// there is how to reach the server, as flags.
func (e *external) there() []string {
	return []string{"--nats", e.url("node:secret1"), "--nats-ca", e.ca, "--nats-cert", e.ca, "--nats-key", e.key}
}

// moved is a folder with the example register whose log is at the server.
func (e *external) moved(t *testing.T) string {
	t.Helper()
	dir := imported(t)
	ok(t, append([]string{"log", "move", "--data", dir}, e.there()...)...)
	return dir
}

// reports records one step of progress in a folder.
func reports(t *testing.T, dir string) recordedAt {
	t.Helper()
	return read[recordedAt](t, ok(t, progress(dir, uuid.NewString(), "planning", "said at "+filepath.Base(dir))...))
}

// copied is a copy of a folder that nobody has open, as cp -r makes it.
func copied(t *testing.T, dir string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(to, 0o700); err != nil {
		t.Fatal(err)
	}
	return to
}

// oneHistory is the oracle against forks: of all these folders, each holds the beginning
// of what the longest holds.
func oneHistory(t *testing.T, dirs ...string) {
	t.Helper()
	var longest [][]byte
	for _, dir := range dirs {
		if bodies := ledgerFile(t, dir); len(bodies) > len(longest) {
			longest = bodies
		}
	}
	for _, dir := range dirs {
		for i, body := range ledgerFile(t, dir) {
			if string(body) != string(longest[i]) {
				t.Fatalf("%s: two histories under one key part at event %d:\n%s\n%s", filepath.Base(dir), i+1, body, longest[i])
			}
		}
	}
}

// refusedAs asks for a recording, which must be refused by a rule with an exit code.
func refusedAs(t *testing.T, dir, code string, exit int, flags ...string) problem {
	t.Helper()
	command := progress(dir, uuid.NewString(), "stalled", "must not get in")
	p := fails(t, exit, append(command[:len(command)-1], flags...)...)
	if p.Code != code || p.Recorded == nil || *p.Recorded || !strings.Contains(p.Detail, "Nothing was recorded") {
		t.Errorf("%+v", p)
	}
	return p
}
