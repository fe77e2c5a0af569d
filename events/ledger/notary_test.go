package ledger_test

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
)

// keys make a signer and its verifier.
func keys(t *testing.T, name string) (note.Signer, note.Verifier) {
	t.Helper()
	secret, public, err := note.GenerateKey(rand.Reader, name)
	must(t, err)
	signer, err := note.NewSigner(secret)
	must(t, err)
	verifier, err := note.NewVerifier(public)
	must(t, err)
	return signer, verifier
}

// The body of a checkpoint is what c2sp.org/tlog-checkpoint shows, byte for byte.
func TestACheckpointHasOneForm(t *testing.T) {
	signer, verifier := keys(t, origin)
	c := ledger.Checkpoint{Origin: origin, Size: 20852, Root: events.LeafHash([]byte("x"))}
	signed, err := ledger.Sign(c, signer)
	must(t, err)
	if !strings.HasPrefix(string(signed), origin+"\n20852\n") || !strings.Contains(string(signed), "\n\n— "+origin+" ") {
		t.Fatalf("%s", signed)
	}
	if again, err := ledger.OpenCheckpoint(signed, verifier); err != nil || again != c {
		t.Errorf("%+v %v", again, err)
	}
	for name, text := range map[string]string{
		"nothing": "", "two lines": origin + "\n1\n", "a sign": strings.Replace(c.Text(), "20852", "+20852", 1), "zeros": strings.Replace(c.Text(), "20852", "020852", 1),
		"an extension": c.Text() + "more\n", "a short root": origin + "\n1\nAAAA\n", "a line end too few": strings.TrimSuffix(c.Text(), "\n"), "CR": strings.ReplaceAll(c.Text(), "\n", "\r\n"),
		"a negative size": strings.Replace(c.Text(), "20852", "-1", 1), "a plus in the origin": "a+b\n1\n" + strings.Split(c.Text(), "\n")[2] + "\n",
	} {
		if _, err := ledger.ParseCheckpoint(text); !errors.Is(err, ledger.ErrCheckpoint) {
			t.Errorf("%s: %v", name, err)
		}
	}
	other, _ := keys(t, origin)
	forged, err := ledger.Sign(c, other)
	must(t, err)
	elsewhere, foreign := keys(t, "urn:ahd:other")
	moved, err := ledger.Sign(c, elsewhere)
	must(t, err)
	for name, one := range map[string]struct {
		signed   []byte
		verifier note.Verifier
	}{"another key": {forged, verifier}, "another log's": {moved, foreign}, "a changed size": {[]byte(strings.Replace(string(signed), "20852", "20853", 1)), verifier}} {
		if _, err := ledger.OpenCheckpoint(one.signed, one.verifier); !errors.Is(err, ledger.ErrCheckpoint) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// office is a ledger with a notary.
type office struct {
	t        *testing.T
	dir      string
	head     string
	signer   note.Signer
	verifier note.Verifier
}

func newOffice(t *testing.T) *office {
	o := &office{t: t, dir: t.TempDir(), head: filepath.Join(t.TempDir(), "head")}
	o.signer, o.verifier = keys(t, origin)
	return o
}

func (o *office) notary(l *ledger.Ledger) *ledger.Notary {
	o.t.Helper()
	n, err := ledger.OpenNotary(l, o.dir, o.head, o.signer, o.verifier)
	must(o.t, err)
	return n
}

func (o *office) read(name string) string {
	text, err := os.ReadFile(name)
	must(o.t, err)
	return string(text)
}

// What is signed continues what was signed, in this process and the next, also when
// one stopped between head and checkpoint.
func TestTheNotarySignsWhatContinues(t *testing.T) {
	o, bodies := newOffice(t), story(30)
	l := open(t, o.dir)
	n := o.notary(l)
	must(t, n.Sign())
	if _, any := n.Signed(); any {
		t.Error("nothing was signed as something")
	}
	must(t, l.Append(1, bodies[:10]))
	must(t, n.Sign())
	ten := o.read(filepath.Join(o.dir, "checkpoint"))
	must(t, l.Append(11, bodies[10:20]))
	must(t, n.Sign())
	must(t, n.Sign()) // once is enough
	signed, _ := n.Signed()
	root, err := l.RootAt(20)
	must(t, err)
	if signed.Size != 20 || signed.Root != root || !strings.HasPrefix(o.read(o.head), "20 ") {
		t.Errorf("%+v, head %s", signed, o.read(o.head))
	}
	must(t, l.Close())

	must(t, os.WriteFile(filepath.Join(o.dir, "checkpoint"), []byte(ten), 0o600)) // as if we had stopped before it was written
	l = open(t, o.dir)
	n = o.notary(l)
	must(t, n.Check())
	must(t, n.Sign())
	if c, err := ledger.OpenCheckpoint([]byte(o.read(filepath.Join(o.dir, "checkpoint"))), o.verifier); err != nil || c.Size != 20 {
		t.Errorf("%+v %v", c, err)
	}
	must(t, os.Remove(o.head)) // a head that is gone comes back from the checkpoint
	n = o.notary(l)
	must(t, l.Append(21, bodies[20:]))
	must(t, n.Sign())
	if !strings.HasPrefix(o.read(o.head), "30 ") {
		t.Error(o.read(o.head))
	}
	must(t, l.Close())
}

// A ledger that was set back or rewritten is never signed over; one that is filled
// again with the same is.
func TestTheNotarySignsNothingOverWhatWasSigned(t *testing.T) {
	o, bodies := newOffice(t), story(20)
	l := open(t, o.dir)
	must(t, l.Append(1, bodies))
	must(t, o.notary(l).Sign())
	must(t, l.Close())
	before := o.read(o.head)

	keep := func(dir string) { // the checkpoint stays, the entries do not
		text := o.read(filepath.Join(o.dir, "checkpoint"))
		must(t, os.WriteFile(filepath.Join(dir, "checkpoint"), []byte(text), 0o600))
		o.dir = dir
	}
	fresh := t.TempDir()
	l = open(t, fresh)
	must(t, l.Append(1, bodies[:12]))
	keep(fresh)
	n := o.notary(l)
	for range 2 {
		if err := n.Sign(); !errors.Is(err, ledger.ErrRolledBack) || !errors.Is(n.Stopped(), ledger.ErrRolledBack) || o.read(o.head) != before {
			t.Errorf("set back: %v, head %s", err, o.read(o.head))
		}
	}
	must(t, l.Append(13, bodies[12:]))
	must(t, n.Sign())
	must(t, n.Stopped())
	must(t, l.Close())

	other := t.TempDir()
	l = open(t, other)
	bodies[4] = body(4711, 2, 90)
	must(t, l.Append(1, bodies))
	keep(other)
	if err := o.notary(l).Sign(); !errors.Is(err, ledger.ErrRewritten) || o.read(o.head) != before {
		t.Errorf("rewritten: %v", err)
	}
	must(t, l.Close())
}

func TestTwoNotariesDoNotSignForOneLog(t *testing.T) {
	o, bodies := newOffice(t), story(20)
	l := open(t, o.dir)
	must(t, l.Append(1, bodies[:10]))
	one, two := o.notary(l), o.notary(l)
	must(t, one.Sign())
	must(t, l.Append(11, bodies[10:]))
	if err := two.Sign(); !errors.Is(err, ledger.ErrHead) {
		t.Errorf("the second one: %v", err)
	}
	must(t, l.Close())
}

func TestWhatIsNoHeadOrCheckpointIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		head, checkpoint string
		want             error
	}{
		"no head":             {"20\n", "", ledger.ErrDamaged},
		"a head with a space": {"20  AAAA=\n", "", ledger.ErrDamaged},
		"no checkpoint":       {"", "hello\n", ledger.ErrCheckpoint},
	} {
		o := newOffice(t)
		l := open(t, o.dir)
		must(t, l.Append(1, story(3)))
		if c.head != "" {
			must(t, os.WriteFile(o.head, []byte(c.head), 0o600))
		}
		if c.checkpoint != "" {
			must(t, os.WriteFile(filepath.Join(o.dir, "checkpoint"), []byte(c.checkpoint), 0o600))
		}
		if _, err := ledger.OpenNotary(l, o.dir, o.head, o.signer, o.verifier); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		must(t, l.Close())
	}
}

// Whoever runs signs by itself, and ends when it is told to.
func TestTheNotaryRuns(t *testing.T) {
	o := newOffice(t)
	l := open(t, o.dir)
	n := o.notary(l)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); n.Run(ctx) }()
	must(t, l.Append(1, story(5)))
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if c, any := n.Signed(); any && c.Size == 5 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("nothing was signed")
		}
	}
	stop()
	<-ended
	must(t, l.Close())
}

// The root of every size is that of a ledger that never had more.
func TestRootsOfEverySize(t *testing.T) {
	bodies := story(70)
	l := open(t, t.TempDir())
	must(t, l.Append(1, bodies))
	for size := range uint64(71) {
		small := open(t, t.TempDir())
		must(t, small.Append(1, bodies[:size]))
		_, want := small.Root()
		if got, err := l.RootAt(size); err != nil || got != want {
			t.Fatalf("%d: %s %v, want %s", size, got, err, want)
		}
		must(t, small.Close())
	}
	if _, err := l.RootAt(71); !errors.Is(err, ledger.ErrNoEntry) {
		t.Error(err)
	}
	must(t, l.Close())
}
