package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// partner is somebody with a laptop and a state file.
type partner struct {
	t     *testing.T
	state string
}

func newPartner(t *testing.T) *partner {
	return &partner{t, filepath.Join(t.TempDir(), "state")}
}

// cosign asks for a cosignature and says how it ended.
func (p *partner) cosign(checkpoint string, flags ...string) answer {
	p.t.Helper()
	return ahd(p.t, append([]string{"log", "cosign", checkpoint, "--state", p.state}, flags...)...)
}

func (p *partner) cosigns(checkpoint string, flags ...string) string {
	p.t.Helper()
	a := p.cosign(checkpoint, flags...)
	if a.code != 0 || !strings.HasPrefix(a.out, "— ") {
		p.t.Fatalf("exit %d: %s%s", a.code, a.out, a.err)
	}
	return a.out
}

// key is the public key of the partner, as a policy names it.
func (p *partner) key() string {
	p.t.Helper()
	type signed struct {
		VerifierKey string `json:"verifier_key"`
	}
	return read[signed](p.t, p.again()).VerifierKey
}

// again cosigns what was cosigned last, as JSON.
func (p *partner) again() answer {
	p.t.Helper()
	last := filepath.Join(p.t.TempDir(), "last")
	type state struct {
		Logs []struct {
			Checkpoint string `json:"checkpoint"`
		} `json:"logs"`
	}
	text, err := os.ReadFile(p.state)
	if err != nil {
		p.t.Fatal(err)
	}
	write(p.t, last, read[state](p.t, answer{out: string(text)}).Logs[0].Checkpoint)
	return p.cosign(last, "--json")
}

func write(t *testing.T, path, text string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// saved keeps the checkpoint of a folder as it is now.
func saved(t *testing.T, dir string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "ledger", "checkpoint"))
	if err != nil {
		t.Fatal(err)
	}
	return write(t, filepath.Join(t.TempDir(), "checkpoint"), string(text))
}

// codes asks for an exit code, and that no path and no secret is told.
func codes(t *testing.T, name string, a answer, want int) {
	t.Helper()
	if a.code != want {
		t.Errorf("%s: exit %d, want %d\n%s%s", name, a.code, want, a.out, a.err)
	}
	if strings.Contains(a.out+a.err, os.TempDir()) || strings.Contains(a.out+a.err, "PRIVATE") {
		t.Errorf("%s: it tells too much: %s%s", name, a.out, a.err)
	}
}

// forged is another register under the same key: its history was written anew.
func forged(t *testing.T, dir string, parties ...string) string {
	t.Helper()
	other := filepath.Join(t.TempDir(), "forged")
	if err := os.CopyFS(filepath.Join(other, "keys"), os.DirFS(filepath.Join(dir, "keys"))); err != nil {
		t.Fatal(err)
	}
	ok(t, "import", "register", exampleDir+"/register.json", "--sources", exampleDir+"/sources", "--data", other)
	for _, party := range parties {
		ok(t, "record", "assign", "--commitment", item, "--party", party, "--data", other)
	}
	return other
}
