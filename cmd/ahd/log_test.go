package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A partner vouches for what continues, offline, and refuses what does not.
func TestAPartnerRefusesARollbackAndAFork(t *testing.T) {
	dir := imported(t)
	first, key := saved(t, dir), verifierKey(t, dir)
	p := newPartner(t)
	codes(t, "a register that is not known", p.cosign(first), 1)
	p.cosigns(first, "--witness", "ssdo.example/w", "--key", key)
	codes(t, "the same again", p.cosign(first), 0)
	ok(t, "record", "assign", "--commitment", item, "--party", "fia", "--data", dir)
	second := saved(t, dir)
	codes(t, "grown, and nothing shows how", p.cosign(second), 6)

	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	newest := filepath.Join(t.TempDir(), "newest")
	_, checkpoint := get(t, s.url+"/log/checkpoint")
	write(t, newest, checkpoint)
	proofFrom := func(old int) string {
		_, asked := get(t, fmt.Sprintf("%s/log/consistency?old=%d&new=%s", s.url, old, strings.Split(checkpoint, "\n")[1]))
		return write(t, filepath.Join(t.TempDir(), "proof"), asked)
	}
	proof := proofFrom(178)
	codes(t, "with a proof from another size", p.cosign(newest, "--proof", proofFrom(100)), 6)
	codes(t, "with its proof", p.cosign(newest, "--proof", proof), 0)
	codes(t, "rolled back", p.cosign(first), 3)
	p = newPartner(t)
	p.cosigns(first, "--key", key)
	codes(t, "in one file, as a witness is asked", p.cosign(proof), 0)
	p = newPartner(t)
	p.cosigns(first, "--key", key)
	codes(t, "with the register at hand", p.cosign(newest, "--url", s.url), 0)
	s.stop(t)
	codes(t, "with a register that is gone", p.cosign(write(t, newest, strings.Replace(checkpoint, "\n1", "\n2", 1)), "--url", s.url), 2)

	other := saved(t, forged(t, dir, "ssdo"))
	p = newPartner(t)
	p.cosigns(second, "--key", key)
	codes(t, "another history of the same size", p.cosign(other), 3)
	conflict, err := os.ReadFile(p.state + ".conflict")
	if err != nil || strings.Count(string(conflict), "— urn:ahd:ahd ") != 2 {
		t.Errorf("the two checkpoints are not side by side: %v\n%s", err, conflict)
	}
	codes(t, "no checkpoint", p.cosign(write(t, filepath.Join(t.TempDir(), "x"), "hello")), 7)
	codes(t, "another key", p.cosign(second, "--key", "urn:ahd:ahd+00000000+AAAA"), 2)
}

// From a partner's line to the policy that is met, and what a forger with the log's
// key can do: show a register to those who never saw it, and to nobody else.
func TestAForgerWithTheKeyIsCaught(t *testing.T) {
	dir := imported(t)
	one, two := newPartner(t), newPartner(t)
	checkpoint := saved(t, dir)
	key := verifierKey(t, dir)
	lines := one.cosigns(checkpoint, "--key", key) + two.cosigns(checkpoint, "--key", key)
	policy := fmt.Sprintf("log %s\nwitness one %s\nwitness two %s\ngroup both all one two\nquorum both\n", key, one.key(), two.key())
	file := write(t, filepath.Join(t.TempDir(), "policy"), policy)
	fromPartners := write(t, filepath.Join(t.TempDir(), "lines"), "Dear register,\r\n\r\n"+strings.ReplaceAll(lines, "\n", "\r\n"))
	codes(t, "no policy yet", ahd(t, "log", "accept-cosignature", fromPartners, "--data", dir), 1)
	write(t, filepath.Join(dir, "ledger", "policy"), policy)

	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	state := filepath.Join(t.TempDir(), "monitor")
	watch := func(url string, flags ...string) answer {
		return ahd(t, append([]string{"log", "monitor", "--url", url, "--state", state}, flags...)...)
	}
	codes(t, "the first look", watch(s.url), 0)
	codes(t, "nobody vouches", watch(s.url, "--policy", file), 4)
	sealedBeyond(t, s, 178)
	codes(t, "a line of 178 events that nobody kept", ahd(t, "log", "accept-cosignature", fromPartners, "--data", dir), 1)
	a := ok(t, "log", "accept-cosignature", fromPartners, "--size", "178", "--data", dir)
	if !strings.Contains(a.out, "has 2 cosignatures") || !strings.Contains(a.out, "The policy is met.") {
		t.Error(a.out)
	}
	codes(t, "they vouch, and not for what came last", watch(s.url, "--policy", file), 6)
	looked := watch(s.url, "--policy", file, "--allow-tail", "--json")
	codes(t, "they vouch", looked, 0)
	codes(t, "for a size that is kept", ahd(t, "log", "accept-cosignature", fromPartners, "--data", dir), 0)
	ok(t, "record", "assign", "--commitment", item, "--party", "fia", "--data", dir)
	sealedBeyond(t, s, read[seen](t, looked).Size)
	after := watch(s.url, "--policy", file, "--allow-tail", "--json")
	codes(t, "grown", after, 0)
	if w := read[seen](t, after); w.Witnessed != 178 || w.Size <= w.Before {
		t.Errorf("%+v", w)
	}
	s.stop(t)
	codes(t, "gone", watch(s.url), 8)

	other := forgedAndVerified(t, dir, checkpoint, file, policy, fromPartners, lines)
	f := start(t, "serve", "--listen", "127.0.0.1:0", "--data", other)
	codes(t, "forged, to a monitor that knew the register", watch(f.url), 3)
	codes(t, "forged, to a partner", one.cosign(saved(t, other), "--url", f.url), 3)
	state = filepath.Join(t.TempDir(), "fresh")
	codes(t, "forged, to somebody new", watch(f.url), 0)
	codes(t, "forged, to somebody new with a policy", watch(f.url, "--policy", file), 4)
	f.stop(t)
	r := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	codes(t, "honest, to whoever believed the forger", watch(r.url), 3)
	r.stop(t)
}

// forgedAndVerified is a forged register, of which the verifier tells whoever kept anything
// of the honest one; that one is verified too.
func forgedAndVerified(t *testing.T, dir, checkpoint, file, policy, fromPartners, lines string) (other string) {
	t.Helper()
	verify := verifying(t)
	codes(t, "honest, and nobody vouches for what came last", verify(dir, "--old", checkpoint, "--policy", file), 6)
	codes(t, "honest", verify(dir, "--old", checkpoint, "--policy", file, "--allow-tail"), 0)

	other = forged(t, dir, "ssdo", "fia", "ssdo")
	codes(t, "forged, on its own", verify(other), 0)
	codes(t, "forged, to whoever kept one checkpoint", verify(other, "--old", checkpoint), 3)
	codes(t, "forged, to whoever has a policy", verify(other, "--policy", file), 4)
	codes(t, "no policy at all", verify(dir, "--policy", checkpoint), 7)
	write(t, filepath.Join(other, "ledger", "policy"), policy)
	codes(t, "old cosignatures under the forged history", ahd(t, "log", "accept-cosignature", fromPartners, "--size", "178", "--data", other), 2)
	signed, err := os.ReadFile(checkpoint)
	must(t, err)
	whole := write(t, filepath.Join(t.TempDir(), "whole"), string(signed)+lines)
	for range 2 { // the same evidence is kept once
		codes(t, "the partners' checkpoint under the forged history", ahd(t, "log", "accept-cosignature", whole, "--data", other), 3)
	}
	evidenceIn(t, "the partners' checkpoint", filepath.Join(other, "ledger", "checkpoint"), 1)
	return other
}

// verifying verifies a folder, and shows no path.
func verifying(t *testing.T) func(of string, flags ...string) answer {
	sides := filepath.Join(t.TempDir(), "sides")
	return func(of string, flags ...string) answer {
		a := ahd(t, append([]string{"log", "verify", "--data", of, "--out", sides}, flags...)...)
		return answer{strings.ReplaceAll(a.out, sides, "sides"), strings.ReplaceAll(a.err, sides, "sides"), a.code}
	}
}

// seen is what a monitor answers.
type seen struct{ Size, Before, Witnessed uint64 }

// sealedBeyond waits until a server has sealed more events than that.
func sealedBeyond(t *testing.T, s *server, size uint64) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		_, checkpoint := get(t, s.url+"/log/checkpoint")
		var have uint64
		if _, err := fmt.Sscan(strings.Split(checkpoint, "\n")[1], &have); err == nil && have > size {
			return
		}
	}
	t.Fatalf("nothing beyond %d is sealed", size)
}

func verifierKey(t *testing.T, dir string) string {
	t.Helper()
	type shown struct {
		Rows []struct {
			Data struct {
				VerifierKey string `json:"verifier_key"`
			} `json:"data"`
		} `json:"rows"`
	}
	return read[shown](t, ok(t, "timeline", "register", "register", "--data", dir, "--json")).Rows[0].Data.VerifierKey
}

// A monitor meets servers that are slow, broken, or lie about their hashes.
func TestAMonitorMeetsBadServers(t *testing.T) {
	for name, one := range map[string]struct {
		answers http.HandlerFunc
		want    int
	}{
		"an error":           {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) }, 8},
		"nothing there":      {http.NotFound, 8},
		"a page":             {func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>") }, 7},
		"more than anything": {func(w http.ResponseWriter, _ *http.Request) { w.Write(make([]byte, 1<<20)) }, 8},
		"an end too early": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			fmt.Fprint(w, "urn")
		}, 8},
	} {
		server := httptest.NewServer(one.answers)
		a := ahd(t, "log", "monitor", "--url", server.URL, "--state", filepath.Join(t.TempDir(), "state"))
		codes(t, name, a, one.want)
		server.Close()
	}
	codes(t, "no address", ahd(t, "log", "monitor", "--url", "ftp://x", "--state", filepath.Join(t.TempDir(), "state")), 7)
}

// A receipt comes with the recording, and is checked without the register.
func TestARecordingGivesAReceipt(t *testing.T) {
	dir := imported(t)
	key := verifierKey(t, dir)
	file := filepath.Join(t.TempDir(), "receipt")
	ok(t, "record", "progress", "--commitment", item, "--state", "in_progress", "--receipt", file, "--data", dir)
	a := ok(t, "log", "check-receipt", file, "--key", key)
	if !strings.Contains(a.out, "Event 179 stands in the sealed record") || !strings.Contains(a.out, `"type":"ahd.commitment.progress-reported.v2"`) {
		t.Error(a.out)
	}
	again := ok(t, "log", "receipt", "179", "--data", dir)
	text, err := os.ReadFile(file)
	if err != nil || again.out != string(text) {
		t.Errorf("%v\n%s\n%s", err, again.out, text)
	}
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	ok(t, "record", "progress", "--commitment", item, "--state", "stalled", "--receipt", file, "--data", dir)
	ok(t, "log", "check-receipt", file, "--key", key, "--json")
	s.stop(t)
	article := write(t, filepath.Join(t.TempDir(), "article.txt"), "The department will open two more shelters.\n")
	several := filepath.Join(t.TempDir(), "several")
	ok(t, "record", "source", "--id", "note-9", "--file", article, "--receipt", several, "--data", dir)
	ok(t, "log", "check-receipt", several, "--key", key)
	again = ok(t, "record", "source", "--id", "note-9", "--file", article, "--receipt", several, "--data", dir)
	if !strings.Contains(again.err, "no receipt") {
		t.Error(again.err)
	}
	ok(t, "record", "capture", "--id", "cm-y1", "--convening", "world-day-2024", "--kind", "pledge", "--source", "note-9",
		"--quote", "open two more shelters", "--receipt", several, "--data", dir)
	written, err := filepath.Glob(several + ".*")
	if err != nil || len(written) != 2 {
		t.Errorf("%v %v", written, err)
	}
	for _, one := range written {
		ok(t, "log", "check-receipt", one, "--key", key)
	}
	codes(t, "another key", ahd(t, "log", "check-receipt", file, "--key", strings.Replace(key, "+", "+0", 1)), 1)
	codes(t, "another register's", ahd(t, "log", "check-receipt", file, "--key", verifierKey(t, imported(t))), 2)
	text, _ = os.ReadFile(file)
	lines := strings.Split(string(text), "\n")
	lines[3] = lines[4]
	codes(t, "a changed proof", ahd(t, "log", "check-receipt", write(t, file, strings.Join(lines, "\n")), "--key", key), 2)
	codes(t, "no receipt", ahd(t, "log", "check-receipt", write(t, file, "hello\n"), "--key", key), 7)
	codes(t, "no such event", ahd(t, "log", "receipt", "4711", "--data", dir), 1)
	codes(t, "a receipt that cannot be written", ahd(t, "record", "progress", "--commitment", item, "--state", "in_progress", "--receipt", "/nowhere/at/all", "--data", dir), 1)
}
