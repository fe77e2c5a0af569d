package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// nothing asks that a partner signed nothing: no line, and the state as it was.
func nothing(t *testing.T, what string, p *partner, want int, checkpoint string, flags ...string) answer {
	t.Helper()
	before, _ := os.ReadFile(p.state)
	a := p.cosign(checkpoint, flags...)
	codes(t, what, a, want)
	if after, _ := os.ReadFile(p.state); string(after) != string(before) || strings.Contains(a.out, "— ") {
		t.Errorf("%s: something was signed: %s", what, a.out)
	}
	return a
}

// A partner vouches for the register that it knows, and for nobody who only shows a
// checkpoint: neither a key that comes along nor an address is enough.
func TestAPartnerKnowsTheRegisterFirst(t *testing.T) {
	dir := imported(t)
	checkpoint, key := saved(t, dir), verifierKey(t, dir)
	stranger := verifierKey(t, imported(t))
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	p := newPartner(t)
	nothing(t, "nobody gave the key", p, 1, checkpoint)
	nothing(t, "the register offers its own", p, 1, checkpoint, "--url", s.url)
	nothing(t, "another register's key", p, 2, checkpoint, "--key", stranger)
	nothing(t, "no key at all", p, 7, checkpoint, "--key", "hello")
	nothing(t, "the key in another spelling", p, 7, checkpoint, "--key", strings.ToUpper(key[:len("urn:ahd:ahd+0a1b2c3d")])+key[len("urn:ahd:ahd+0a1b2c3d"):])
	text, err := os.ReadFile(checkpoint)
	must(t, err)
	forged := write(t, filepath.Join(t.TempDir(), "forged"), strings.Replace(string(text), "\n178\n", "\n179\n", 1))
	nothing(t, "a signature of something else", p, 2, forged, "--key", key)
	p.cosigns(checkpoint, "--key", key)
	p.cosigns(checkpoint)
	nothing(t, "a signature of something else, later", p, 2, forged)
	nothing(t, "another key, later", p, 2, checkpoint, "--key", stranger)
	s.stop(t)
}

// A witness that forgot would sign two histories: it signs nothing until somebody says
// from where to go on.
func TestAPartnerThatForgotSignsNothing(t *testing.T) {
	dir := imported(t)
	checkpoint, key := saved(t, dir), verifierKey(t, dir)
	other := saved(t, forged(t, dir, "ssdo"))
	p := newPartner(t)
	nothing(t, "nothing is lost", p, 1, checkpoint, "--key", key, "--begin-at", "178")
	first := p.cosigns(checkpoint, "--key", key)
	nothing(t, "nothing is lost yet", p, 1, checkpoint, "--begin-at", "178")
	kept, err := os.ReadFile(p.state)
	must(t, err)
	for _, lost := range []string{"gone", "without what was signed"} {
		must(t, os.RemoveAll(p.state))
		if lost != "gone" {
			write(t, p.state, `{"format":"ahd-witness/1","logs":null}`)
		}
		for what, flags := range map[string][]string{"as ever": nil, "with the key": {"--key", key}} {
			a := nothing(t, lost+", "+what, p, map[string]int{"as ever": 1, "with the key": 6}[what], other, flags...)
			if what == "with the key" && !strings.Contains(a.err, "--begin-at") {
				t.Errorf("it does not say what to do: %s", a.err)
			}
		}
		nothing(t, lost+", from a later size", p, 3, checkpoint, "--key", key, "--begin-at", "9999")
	}
	if again := p.cosigns(checkpoint, "--key", key, "--begin-at", "178"); !sameWitness(first, again) {
		t.Errorf("another witness signed: %s and %s", first, again)
	}
	p.cosigns(checkpoint)
	write(t, p.state, string(kept))
	must(t, os.Remove(p.state+".key"))
	nothing(t, "the key is gone with which it signed", p, 6, checkpoint)
	if _, err := os.Stat(p.state + ".key"); err == nil {
		t.Error("another key was made in silence")
	}
}

// sameWitness compares the name and the id of the key of two cosignatures.
func sameWitness(a, b string) bool {
	end := len("— ") + strings.Index(a[len("— "):], " ") + 5
	return len(a) > end && len(b) > end && a[:end] == b[:end]
}

// Of two histories under one key the evidence is kept wherever they are seen, and none of
// it is ever written over.
func TestTwoHistoriesAreKeptWhereverTheyAreSeen(t *testing.T) {
	dir := imported(t)
	key := verifierKey(t, dir)
	var forgeries []string
	for _, parties := range [][]string{{"ssdo"}, {"fia", "ssdo"}} {
		forgeries = append(forgeries, forged(t, dir, parties...))
	}
	ok(t, "record", "assign", "--commitment", item, "--party", "fia", "--data", dir)
	grown := saved(t, dir)
	tar := filepath.Join(t.TempDir(), "bundle.tar")
	bundleOf := map[string]string{}
	for _, of := range forgeries {
		bundleOf[of] = filepath.Join(t.TempDir(), "forged.tar")
		ok(t, "log", "bundle", "--all", "-o", bundleOf[of], "--data", of)
	}
	for what, see := range map[string]func(kept, of string) answer{
		"verify.py": func(kept, of string) answer {
			return answer{code: second(t, bundleOf[of], "--old", kept), err: "kept in kept.conflict"}
		},
		"log verify":      func(kept, of string) answer { return ahd(t, "log", "verify", "--data", of, "--old", kept) },
		"log consistency": func(kept, of string) answer { return ahd(t, "log", "consistency", "--data", of, "--old", kept) },
		"log bundle": func(kept, of string) answer {
			return ahd(t, "log", "bundle", "--all", "-o", tar, "--data", of, "--old", kept)
		},
	} {
		kept := filepath.Join(t.TempDir(), "kept")
		text, err := os.ReadFile(grown)
		must(t, err)
		write(t, kept, string(text))
		for n, of := range []string{forgeries[0], forgeries[0], forgeries[1]} {
			a := see(kept, of)
			codes(t, fmt.Sprintf("%s, time %d", what, n), a, 3)
			if !strings.Contains(a.err, "kept in kept.conflict") {
				t.Errorf("%s: it does not say where: %s", what, a.err)
			}
		}
		evidenceIn(t, what, kept, 2)
	}
	p := newPartner(t)
	p.cosigns(grown, "--key", key)
	state := filepath.Join(t.TempDir(), "monitor")
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	codes(t, "the first look", ahd(t, "log", "monitor", "--url", s.url, "--state", state), 0)
	s.stop(t)
	for _, of := range []string{forgeries[1], forgeries[1]} {
		f := start(t, "serve", "--listen", "127.0.0.1:0", "--data", of)
		codes(t, "a partner", p.cosign(saved(t, of), "--url", f.url), 3)
		codes(t, "a monitor", ahd(t, "log", "monitor", "--url", f.url, "--state", state), 3)
		f.stop(t)
	}
	evidenceIn(t, "log cosign", p.state, 1)
	evidenceIn(t, "log monitor", state, 1)
}

// evidenceIn asks for files with two checkpoints each, of one log.
func evidenceIn(t *testing.T, what, beside string, number int) {
	t.Helper()
	files, err := filepath.Glob(beside + ".conflict*")
	if err != nil || len(files) != number {
		t.Errorf("%s: %d files of evidence, and not %d: %v", what, len(files), number, err)
	}
	for _, file := range files {
		if text := readFile(t, file); strings.Count(text, "\n— urn:ahd:ahd ") != 2 {
			t.Errorf("%s: %s holds no two checkpoints:\n%s", what, filepath.Base(file), text)
		}
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	must(t, err)
	return string(text)
}
