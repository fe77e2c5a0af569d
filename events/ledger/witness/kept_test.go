package witness_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ahd.example/ahd/events/ledger/witness"
)

func TestTheStateIsKeptWithItsKey(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state")
	r := newRegister(t).grow(9, "event")
	s, err := witness.OpenState(path)
	must(t, err)
	if s.Of(origin) != (witness.Seen{}) {
		t.Error("something was seen before anything was")
	}
	k, made, err := s.Key("w")
	must(t, err)
	must(t, s.Keep(witness.Seen{KeyID: witness.KeyIDOf(r.key)}.Next(shown(t, r.checkpoint(9)))))
	must(t, s.Keep(witness.Seen{Origin: "urn:ahd:other", Size: 1}))
	must(t, s.Close())
	info, err := os.Stat(path + ".key")
	must(t, err)
	if !made || info.Mode().Perm() != 0o400 {
		t.Errorf("made %v, mode %v", made, info.Mode())
	}
	s, err = witness.OpenState(path)
	must(t, err)
	again, made, err := s.Key("another name")
	must(t, err)
	if made || again.Verifier != k.Verifier || s.Of(origin).Size != 9 || s.Of(origin).Checkpoint != string(r.checkpoint(9)) || s.Of("urn:ahd:other").Size != 1 {
		t.Errorf("%v %+v", made, s)
	}
	must(t, s.Close())
	for name, text := range map[string]string{"no JSON": "{", "another format": `{"format":"x"}`} {
		must(t, os.WriteFile(path, []byte(text), 0o600))
		_, err := witness.OpenState(path)
		wants(t, name, err, witness.ErrState)
	}
	_, err = witness.OpenState(filepath.Join(t.TempDir(), "absent", "state"))
	wants(t, "no folder", err, witness.ErrState)
	if strings.Contains(err.Error(), "absent") {
		t.Errorf("it names a path: %v", err)
	}
}

// Cosignatures come one by one, late, twice, of strangers, of other checkpoints.
func TestARegisterKeepsWhatOthersVouchFor(t *testing.T) {
	r := newRegister(t).grow(30, "event")
	a, b, c := partner(t, "w/a"), partner(t, "w/b"), partner(t, "w/c")
	kept := witness.Kept{Dir: t.TempDir()}
	accept := func(size int64, by ...witness.Key) (witness.Accepted, error) {
		var lines []string
		for _, k := range by {
			line, err := k.Cosign(shown(t, r.checkpoint(size)).Text)
			must(t, err)
			lines = append(lines, strings.TrimSuffix(line, "\n"))
		}
		return kept.Accept(uint64(size), r.checkpoint(size), lines, now)
	}
	witnessed := func() uint64 {
		have, err := kept.Witnessed()
		must(t, err)
		if have == nil {
			return 0
		}
		must(t, policyOf(t, twoOfThree(r, a, b, c)).Check(have, now))
		return shown(t, have).Size
	}
	_, err := accept(10, a)
	wants(t, "without a policy", err, witness.ErrNoPolicy)
	must(t, os.WriteFile(filepath.Join(kept.Dir, "policy"), []byte(twoOfThree(r, a, b, c)), 0o600))
	for _, step := range []struct {
		name      string
		size      int64
		by        []witness.Key
		satisfied bool
		want      error
		witnessed uint64
	}{
		{"the first", 10, []witness.Key{a}, false, nil, 0},
		{"the first again", 10, []witness.Key{a}, false, nil, 0},
		{"a stranger", 10, []witness.Key{partner(t, "w/x")}, false, witness.ErrPolicy, 0},
		{"a later one", 20, []witness.Key{b}, false, nil, 0},
		{"the second, late", 10, []witness.Key{c}, true, nil, 10},
		{"two of a later one", 20, []witness.Key{a}, true, nil, 20},
		{"one more of the first", 10, []witness.Key{b}, true, nil, 20},
		{"two at once", 30, []witness.Key{a, b}, true, nil, 30},
	} {
		got, err := accept(step.size, step.by...)
		wants(t, step.name, err, step.want)
		if got.Satisfied != step.satisfied || witnessed() != step.witnessed {
			t.Errorf("%s: %v, witnessed %d", step.name, got.Satisfied, witnessed())
		}
	}
	for size, signatures := range map[uint64]int{10: 4, 20: 3, 30: 3} {
		have, err := kept.At(size)
		must(t, err)
		if strings.Count(string(have), "\n— ") != signatures {
			t.Errorf("of size %d is kept:\n%s", size, have)
		}
	}
	nothingOfAnother(t, kept, r, a)
}

// nothingOfAnother offers what a partner cosigned of another history, and the same checkpoint
// without cosignatures: neither takes the place of what is kept.
func nothingOfAnother(t *testing.T, kept witness.Kept, r *register, a witness.Key) {
	t.Helper()
	line, err := a.Cosign(shown(t, r.forged(30).checkpoint(30)).Text)
	must(t, err)
	_, err = kept.Accept(30, r.checkpoint(30), []string{strings.TrimSuffix(line, "\n")}, now)
	wants(t, "of another history", err, witness.ErrSignature)
	must(t, kept.Keep(30, r.checkpoint(30)))
	if have, _ := kept.At(30); strings.Count(string(have), "\n— ") != 3 {
		t.Error("what was cosigned was written over")
	}
}

func TestLinesThatAPartnerSends(t *testing.T) {
	r := newRegister(t).grow(4, "event")
	a, b := partner(t, "a"), partner(t, "b")
	whole := r.cosigned(r.checkpoint(4), a, b)
	alone := strings.Join(strings.SplitAfter(string(whole), "\n")[5:], "")
	for name, file := range map[string]string{"whole": string(whole), "alone": alone, "by mail": "Dear register,\r\n\r\n" + strings.ReplaceAll(alone, "\n", "\r\n") + "\r\nYours\r\n"} {
		lines, checkpoint, err := witness.Lines([]byte(file), origin)
		must(t, err)
		if len(lines) != 2 || !strings.HasPrefix(lines[1], "— b ") || (checkpoint != nil) != (name == "whole") {
			t.Errorf("%s: %q %v", name, lines, checkpoint)
		}
	}
	for name, file := range map[string]string{"nothing": "", "words": "hello\n", "the log's own": string(r.checkpoint(4))} {
		_, _, err := witness.Lines([]byte(file), origin)
		wants(t, name, err, witness.ErrFormat)
	}
}
