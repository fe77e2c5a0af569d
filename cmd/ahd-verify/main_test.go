package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
)

func TestARecordIsVerifiedWhereverItLies(t *testing.T) {
	r := newRecord(t, 30)
	for _, args := range [][]string{
		{"verify", "--bundle", r.bundle("")}, {"--dir=" + r.dir, "verify"}, {"verify", "-dir", filepath.Join(r.dir, "ledger"), "--old", r.kept(7)},
		{"verify", "--bundle", r.bundle("party/p-1"), "--old", r.kept(30)},
	} {
		a := run(t, append(args, "--json")...)
		var said struct {
			OK     bool    `json:"ok"`
			Size   uint64  `json:"size"`
			Root   string  `json:"root"`
			Key    string  `json:"verifier_key"`
			Stream *string `json:"stream"`
		}
		if err := json.Unmarshal([]byte(a.out), &said); err != nil || a.code != 0 || !said.OK || said.Size != 30 || said.Key != r.key || said.Root != signedOf(r.bodies).Root.String() {
			t.Errorf("%v: exit %d, %v\n%s%s", args, a.code, err, a.out, a.err)
		}
		if a := run(t, args...); a.code != 0 || !strings.HasPrefix(a.out, "All is well: 30 events") || a.err != "" {
			t.Errorf("%v in words: %+v", args, a)
		}
	}
}

// What lies behind the checkpoint may be half written: a server is at work.
func TestALedgerThatGrowsIsNoFault(t *testing.T) {
	r := newRecord(t, 30)
	r.put("ledger/checkpoint", sign(r, r.bodies[:20]))
	log := filepath.Join(r.dir, "ledger", "entries.log")
	whole, err := os.ReadFile(log)
	must(t, err)
	must(t, os.WriteFile(log, whole[:len(whole)-3], 0o600))
	a := run(t, "verify", "--dir", r.dir)
	if a.code != 0 || !strings.Contains(a.out, "unsigned  9 events") {
		t.Errorf("%+v", a)
	}
	after, err := os.ReadFile(log)
	if err != nil || len(after) != len(whole)-3 {
		t.Errorf("the ledger was changed by who reads it: %d bytes, %v", len(after), err)
	}
}

func TestWhatIsWrongIsNamed(t *testing.T) {
	r := newRecord(t, 30)
	sides := filepath.Join(t.TempDir(), "sides.json")
	log := filepath.Join(r.dir, "ledger", "entries.log")
	whole, err := os.ReadFile(log)
	must(t, err)
	altered := bytes.Clone(whole)
	at := bytes.Index(altered, r.bodies[16]) + bytes.Index(r.bodies[16], []byte(`{"at":0}`)) + 6
	altered[at] = '1'
	must(t, os.WriteFile(log, altered, 0o600))
	pr := fails(t, 2, "verify", "--dir", r.dir, "--out", sides)
	if pr.Sequence == nil || *pr.Sequence != 17 || *pr.Index != 16 || pr.Sides != sides {
		t.Errorf("%+v", pr)
	}
	var both struct {
		Event    string  `json:"event"`
		Expected string  `json:"expected"`
		Stands   string  `json:"stands"`
		Sequence *uint64 `json:"sequence"`
	}
	text, err := os.ReadFile(sides)
	must(t, err)
	if err := json.Unmarshal(text, &both); err != nil || *both.Sequence != 17 || !strings.Contains(both.Event, `{"at":1}`) ||
		both.Expected != events.LeafHash(r.bodies[16]).String() || both.Stands == both.Expected {
		t.Errorf("%v %s", err, text)
	}

	must(t, os.Remove(filepath.Join(r.dir, "ledger", "hashes.bin"))) // then the next event of the stream tells
	if pr := fails(t, 2, "verify", "--dir", r.dir, "--out", sides); pr.Sequence == nil || *pr.Sequence != 17 {
		t.Errorf("without hashes: %+v", pr)
	}
	r.put("ledger/origin", []byte("urn:ahd:best\n"))
	must(t, os.WriteFile(log, whole, 0o600))
	fails(t, 2, "verify", "--dir", r.dir, "--out", sides)
	must(t, os.WriteFile(log, whole[:len(whole)/2], 0o600))
	fails(t, 6, "verify", "--dir", r.dir, "--out", sides)
}

func TestARewrittenRecordDoesNotContinueWhatWasKept(t *testing.T) {
	r := newRecord(t, 30)
	kept, all := r.kept(7), r.kept(30)
	r.bodies = bodiesOf(t, r.key, 40, 1)
	r.write(r.bodies)
	sides := filepath.Join(t.TempDir(), "sides.json")
	if a := run(t, "verify", "--dir", r.dir); a.code != 0 {
		t.Errorf("on its own it should verify: %+v", a)
	}
	for _, old := range []string{kept, all} {
		for _, args := range [][]string{
			{"verify", "--dir", r.dir, "--out", sides}, {"verify", "--bundle", r.bundle("")}, {"consistency", "--dir", r.dir}, {"consistency", "--bundle", r.bundle("")},
		} {
			pr := fails(t, 3, append(args, "--old", old)...)
			if pr.Evidence != filepath.Base(old)+".conflict" || len(pr.Checkpoints) != 2 {
				t.Errorf("%v: two histories are not kept: %+v", args, pr)
			}
			if a := run(t, append(args, "--old", old)...); !strings.Contains(a.err, "are kept in "+pr.Evidence) {
				t.Errorf("%v: it does not say where they are kept: %s", args, a.err)
			}
		}
		text, err := os.ReadFile(old + ".conflict")
		if err != nil || strings.Count(string(text), "\n— "+origin+" ") != 2 {
			t.Errorf("no evidence: %v\n%s", err, text)
		}
		if more, _ := filepath.Glob(old + ".conflict-*"); len(more) > 0 {
			t.Errorf("the same evidence is there more than once: %v", more)
		}
	}
	fails(t, 3, "verify", "--bundle", r.bundle("party/p-1"), "--old", newRecord(t, 3).kept(3), "--out", sides)
}

// Who holds the key of the log can sign another history, and not what others cosigned.
func TestAPolicyIsAskedOfTheForgerToo(t *testing.T) {
	r := newRecord(t, 30)
	one, two := newWitness(t, "one.example/w"), newWitness(t, "two.example/w")
	policy := r.put("policy", []byte("log "+r.key+"\nwitness one "+one.Verifier+"\nwitness two "+two.Verifier+"\ngroup both all one two\nquorum both\n"))
	sides := filepath.Join(t.TempDir(), "sides.json")
	kept := r.kept(7)
	r.put("ledger/checkpoint", r.cosigned(30, one))
	if pr := fails(t, 4, "verify", "--dir", r.dir, "--policy", policy, "--out", sides); pr.Code != "policy" {
		t.Errorf("one of two: %+v", pr)
	}
	r.put("ledger/checkpoint", r.cosigned(30, one, two))
	if a := run(t, "verify", "--dir", r.dir, "--policy", policy, "--old", kept); a.code != 0 || !strings.Contains(a.out, "policy") {
		t.Errorf("both vouch: %+v", a)
	}
	must(t, os.MkdirAll(filepath.Join(r.dir, "ledger", "checkpoints"), 0o700))
	r.put("ledger/checkpoints/20", r.cosigned(20, one, two))
	r.put("ledger/checkpoint", r.cosigned(30))
	if a := run(t, "verify", "--dir", r.dir, "--policy", policy, "--allow-tail"); a.code != 0 {
		t.Errorf("both vouch for what was before: %+v", a)
	}

	r.bodies = bodiesOf(t, r.key, 40, 1)
	r.write(r.bodies)
	if a := run(t, "verify", "--dir", r.dir); a.code != 0 {
		t.Errorf("forged, on its own: %+v", a)
	}
	for _, from := range [][]string{{"--dir", r.dir}, {"--bundle", r.bundle("")}, {"--bundle", r.bundle("party/p-1")}} {
		fails(t, 4, append([]string{"verify", "--policy", policy, "--out", sides}, from...)...)
	}
	fails(t, 3, "verify", "--dir", r.dir, "--old", kept, "--policy", policy, "--out", sides)
	fails(t, 7, "verify", "--dir", r.dir, "--policy", kept)
	fails(t, 1, "verify", "--dir", r.dir, "--policy", "no such")
}

func TestProofsCanBeChecked(t *testing.T) {
	r := newRecord(t, 30)
	c := signedOf(r.bodies)
	for _, from := range [][]string{{"--dir", r.dir}, {"--bundle", r.bundle("")}, {"--bundle", r.bundle("party/p-1")}} {
		a := run(t, append([]string{"prove", "--sequence", "12"}, from...)...)
		proof, err := ledger.ParseProof([]byte(a.out))
		if err != nil || proof.Index != 11 || ledger.CheckPath(proof.Hashes, c.Size, c.Root, 11, events.LeafHash(r.bodies[11])) != nil {
			t.Errorf("%v: %+v %v", from, a, err)
		}
		fails(t, 1, append([]string{"prove", "--sequence", "31"}, from...)...)
	}
	out := filepath.Join(t.TempDir(), "proof")
	if a := run(t, "consistency", "--dir", r.dir, "--old", r.kept(9), "-o", out); a.code != 0 || a.out != "" {
		t.Fatalf("%+v", a)
	}
	text, err := os.ReadFile(out)
	must(t, err)
	proof, err := ledger.ParseContinuation(text)
	if err != nil || ledger.CheckContinuation(proof.Hashes, c.Size, c.Root, 9, signedOf(r.bodies[:9]).Root) != nil {
		t.Errorf("%v %s", err, text)
	}
	fails(t, 6, "consistency", "--bundle", r.bundle("party/p-1"), "--old", r.kept(9))
	must(t, os.Truncate(filepath.Join(r.dir, "ledger", "hashes.bin"), 100))
	fails(t, 2, "prove", "--dir", r.dir, "--sequence", "12")
}

func TestWrongCallsAreSaidSo(t *testing.T) {
	r := newRecord(t, 3)
	for _, args := range [][]string{
		{"verfy", "--dir", r.dir}, {"verify"}, {"verify", "--dir", r.dir, "--bundle", "x"}, {"verify", "--dir"}, {"verify", "--dir", r.dir, "x"}, {"verify", "--dri", r.dir},
		{"prove", "--dir", r.dir}, {"prove", "--dir", r.dir, "--sequence", "x"}, {"consistency", "--dir", r.dir}, {"verify", "--dir", t.TempDir()}, {"verify", "--bundle", "no such"},
		{"verify", "--dir", r.dir, "--old", "no such"}, {"verify", "--url", "ftp://x"},
	} {
		fails(t, 1, args...)
	}
	if a := run(t, "--help"); a.code != 0 || !strings.Contains(a.out, "Exit codes") {
		t.Errorf("%+v", a)
	}
	sides := filepath.Join(t.TempDir(), "sides.json")
	fails(t, 7, "verify", "--bundle", r.put("x.tar", []byte("no bundle at all, but long enough to be looked at for a while")), "--out", sides)
	fails(t, 7, "verify", "--dir", r.dir, "--old", r.put("x", []byte("no checkpoint")), "--out", sides)
	fails(t, 8, "verify", "--url", "http://127.0.0.1:1")
	must(t, os.Remove(filepath.Join(r.dir, "ledger", "checkpoint")))
	fails(t, 6, "verify", "--dir", r.dir, "--out", sides)
}

// What is named as a file and is none is refused at once: nobody waits for a pipe into
// which nobody writes, nor reads a device to its end.
func TestWhatIsNoFileIsNotReadAsOne(t *testing.T) {
	r := newRecord(t, 3)
	pipe := filepath.Join(t.TempDir(), "pipe")
	must(t, syscall.Mkfifo(pipe, 0o600))
	policy := r.put("policy", []byte("log "+r.key+"\nquorum none\n"))
	for _, path := range []string{pipe, "/dev/zero", t.TempDir()} {
		for _, args := range [][]string{
			{"verify", "--bundle", path}, {"prove", "--sequence", "1", "--bundle", path}, {"verify", "--dir", r.dir, "--old", path},
			{"consistency", "--dir", r.dir, "--old", path}, {"verify", "--dir", r.dir, "--policy", path}, {"verify", "--dir", r.dir, "--policy", policy, "--old", path},
		} {
			fails(t, 1, args...)
		}
	}
}
