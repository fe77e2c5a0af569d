package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// situation is what somebody with a policy meets, and what every program must say of it.
type situation struct {
	what      string
	policy    func(w *vouching) string           // "" for no policy
	kept      func(w *vouching) map[int][]string // size to the lines below the checkpoint
	wrong     func(w *vouching)                  // something else that is wrong, and first
	code      int
	size      int // for which the policy is met
	unvouched int
	says      string
}

var situations = []situation{
	{what: "no policy", kept: both, says: "All is well"},
	{what: "a policy that asks for nobody", policy: (*vouching).nobody, says: "no signature of others was asked for", size: -1},
	{what: "a policy that asks for nobody, and a wrong cosignature by one that it names", policy: (*vouching).nobody, size: -1, says: "no signature of others was asked for",
		kept: func(w *vouching) map[int][]string { return map[int][]string{w.size: {flipped(w.line(w.one, w.size))}} }},
	{what: "met at the end", policy: (*vouching).two, kept: both, size: -1, says: "The policy is met: all"},
	{what: "met at the end, and a stranger's beside it", policy: (*vouching).two, size: -1,
		kept: func(w *vouching) map[int][]string {
			return map[int][]string{w.size: {w.line(w.stranger, w.size), w.line(w.one, w.size), w.line(w.other, w.size)}}
		}},
	{what: "met with a tail", policy: (*vouching).two, code: 6, size: 120,
		kept: func(w *vouching) map[int][]string { return map[int][]string{120: w.lines(120, w.one, w.other)} }},
	{what: "met only by an older checkpoint", policy: (*vouching).two, code: 6, size: 60,
		kept: func(w *vouching) map[int][]string {
			return map[int][]string{60: w.lines(60, w.one, w.other), 120: w.lines(120, w.one), w.size: w.lines(w.size, w.stranger)}
		}},
	{what: "not met", policy: (*vouching).two, code: 4,
		kept: func(w *vouching) map[int][]string { return map[int][]string{w.size: w.lines(w.size, w.one)} }},
	{what: "met by nobody at all", policy: (*vouching).two, code: 4},
	{what: "a cosignature by a key that is not known", policy: (*vouching).two, code: 4,
		kept: func(w *vouching) map[int][]string {
			return map[int][]string{w.size: w.lines(w.size, w.one, w.stranger)}
		}},
	{what: "a key under another name", policy: (*vouching).two, code: 4,
		kept: func(w *vouching) map[int][]string {
			return map[int][]string{w.size: {w.line(w.one, w.size), strings.Replace(w.line(w.other, w.size), "— other", "— another", 1)}}
		}},
	{what: "a wrong signature", policy: (*vouching).two, code: 4,
		kept: func(w *vouching) map[int][]string {
			return map[int][]string{w.size: {w.line(w.one, w.size), flipped(w.line(w.other, w.size))}}
		}},
	{what: "a wrong signature, and an older checkpoint that has right ones", policy: (*vouching).two, code: 6, size: 60,
		kept: func(w *vouching) map[int][]string {
			return map[int][]string{60: w.lines(60, w.one, w.other), w.size: {w.line(w.one, w.size), flipped(w.line(w.other, w.size))}}
		}},
	{what: "a cosignature of another checkpoint", policy: (*vouching).two, code: 4,
		kept: func(w *vouching) map[int][]string {
			return map[int][]string{w.size: {w.line(w.one, w.size), w.line(w.other, 120)}}
		}},
	{what: "a policy for another register", policy: func(w *vouching) string { return strings.Replace(w.two(), w.key, w.foreign, 1) }, kept: both, code: 4},
	{what: "an empty policy", policy: func(*vouching) string { return "\n" }, kept: both, code: 7},
	{what: "a policy without a quorum", policy: func(w *vouching) string { return "log " + w.key + "\n" }, kept: both, code: 7},
	{what: "no policy at all", policy: func(w *vouching) string { return string(w.signed(60)) }, kept: both, code: 7},
	{what: "nobody vouches, and an event was altered", policy: (*vouching).two, wrong: (*vouching).alter, code: 2},
	{what: "vouched for in part, and an event was altered", policy: (*vouching).two, wrong: (*vouching).alter, code: 2,
		kept: func(w *vouching) map[int][]string { return map[int][]string{60: w.lines(60, w.one, w.other)} }},
	{what: "another history is vouched for", policy: (*vouching).two, wrong: (*vouching).fork, code: 3},
}

// both is a newest checkpoint that both witnesses cosigned.
func both(w *vouching) map[int][]string {
	return map[int][]string{w.size: w.lines(w.size, w.one, w.other)}
}

// The four programs say the same of every situation, wherever the record lies.
func TestTheFourProgramsAgreeOnPolicies(t *testing.T) {
	t.Parallel()
	w := newVouching(t)
	for _, s := range situations {
		t.Run(strings.ReplaceAll(s.what, " ", "-"), func(t *testing.T) {
			w.lay(t, s)
			policy := ""
			if s.policy != nil {
				policy = write(t, filepath.Join(t.TempDir(), "policy"), s.policy(w))
			}
			if s.size < 0 {
				s.size = w.size
			}
			if s.code == 6 {
				s.says = fmt.Sprintf("he policy is met for the first %d of %d events; the %d events behind it are vouched for by nobody but the log", s.size, w.size, w.size-s.size)
			}
			for _, name := range w.programs(t, s) {
				w.asked(t, name, policy, s)
			}
		})
	}
}

// asked asks one program, in words and as JSON, and with what lies behind allowed.
func (w *vouching) asked(t *testing.T, name, policy string, s situation) {
	t.Helper()
	var flags []string
	if policy != "" {
		flags = []string{"--policy", policy}
	}
	a := w.run(t, name, flags...)
	if said := a.out + a.err; a.code != s.code || !strings.Contains(said, s.says) {
		t.Errorf("%s: exit %d, want %d and “%s”\n%s", name, a.code, s.code, s.says, said)
	}
	if policy == "" || s.code != 6 && strings.Contains(name, "stream") {
		return
	}
	if strings.Contains(name, "verify.py") {
		if a := w.run(t, name, append(flags, "--allow-tail")...); s.code == 6 && (a.code != 0 || !strings.Contains(a.out, s.says)) {
			t.Errorf("%s, with what lies behind allowed: exit %d\n%s", name, a.code, a.out)
		}
		return
	}
	if s.code == 0 || s.code == 4 || s.code == 6 {
		if s.unvouched = w.size - s.size; s.code == 4 {
			s.unvouched = w.size
		}
		a = w.run(t, name, append(flags, "--json")...)
		if want := fmt.Sprintf(`"policy":{"size":%d,"unvouched":%d}`, s.size, s.unvouched); !strings.Contains(a.out+a.err, want) {
			t.Errorf("%s: %s does not say %s", name, a.out+a.err, want)
		}
	}
	if a := w.run(t, name, append(flags, "--allow-tail")...); s.code == 6 && a.code != 0 || s.code != 6 && a.code != s.code {
		t.Errorf("%s, with what lies behind allowed: exit %d", name, a.code)
	}
}

// What was published and vouched for before goes on being what it was.
func TestFlagsOfBeforeStillWork(t *testing.T) {
	w := newVouching(t)
	w.lay(t, situation{kept: both})
	policy := write(t, filepath.Join(t.TempDir(), "policy"), w.two())
	for _, name := range []string{"ahd-verify --dir", "ahd log verify", "ahd-verify --url", "monitor", "verify.py", "ahd-verify --bundle"} {
		if a := w.run(t, name, "--policy", "no-such-file"); a.code != 1 {
			t.Errorf("%s, with a policy that is not there: exit %d\n%s", name, a.code, a.err)
		}
		if a := w.run(t, name, "--allow-tail"); a.code != 1 {
			t.Errorf("%s, with a tail allowed and no policy: exit %d\n%s", name, a.code, a.err)
		}
	}
	for _, out := range []string{"--out=sides.json", "--out"} {
		t.Chdir(t.TempDir())
		flags := []string{"--policy", policy, out}
		if !strings.Contains(out, "=") {
			flags = append(flags, "sides.json")
		}
		for _, name := range []string{"ahd-verify --dir", "ahd log verify"} {
			if a := w.run(t, name, flags...); a.code != 0 {
				t.Errorf("%s %s: exit %d\n%s", name, out, a.code, a.err)
			}
		}
	}
	for _, name := range []string{"ahd-verify --dir", "ahd log verify", "ahd-verify --url", "monitor", "verify.py", "ahd-verify --bundle"} {
		t.Chdir(t.TempDir())
		a := w.run(t, name, "--policy", write(t, filepath.Join(t.TempDir(), "policy"), strings.Replace(w.two(), w.key, w.foreign, 1)))
		left, err := os.ReadDir(".")
		if a.code != 4 || err != nil || len(left) > 0 {
			t.Errorf("%s: exit %d, and it wrote %v: %v", name, a.code, left, err)
		}
	}
}

// flipped is a cosignature that is not right.
func flipped(line string) string {
	last, other := len(line)-8, "A"
	if line[last] == 'A' {
		other = "B"
	}
	return line[:last] + other + line[last+1:]
}
