package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// The external server is killed while Ahd serves: each command is answered in
// time and truly, reading goes on, and when it is back writing resumes by itself.
func TestAnExternalLogIsKilledAndComesBack(t *testing.T) {
	e := newExternal(t)
	e.used(t)
	dir := imported(t)
	rows := commitments(t, dir)
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	healsWithin(t, dir, time.Second)
	if said := ok(t, "status", "--data", dir).out; !strings.Contains(said, "sync_interval: always") {
		t.Errorf("status does not say what cannot be seen from here: %s", said)
	}
	e.kill()
	began := time.Now()
	a := ahd(t, progress(dir, uuid.NewString(), "stalled", "as it was killed")...)
	if took := time.Since(began); a.code != 9 || took > 6*time.Second {
		t.Errorf("exit %d after %s: %s", a.code, took, a.err)
	}
	refusesAndReads(t, dir, rows, "the connection to it was lost")
	if code, page := get(t, s.url+"/commitments/"+item); code != 200 || !strings.Contains(page, "after the fault") {
		t.Errorf("%d %s", code, page)
	}
	e.run(t)
	healsWithin(t, dir, 30*time.Second)
	s.stop(t)
	if logs := s.logs.String(); !strings.Contains(logs, "sync_interval: always") || strings.Contains(logs, "secret1") {
		t.Errorf("the start does not say what cannot be seen from here, or too much: %s", logs)
	}
	agree(t, dir)
}

// A server that hangs is not waited for longer than a person waits, and what was
// on its way is answered truly when it goes on.
func TestAnExternalLogThatHangs(t *testing.T) {
	e := newExternal(t)
	e.used(t)
	dir := imported(t)
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	if err := e.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	id := uuid.NewString()
	for range 2 {
		began := time.Now()
		a := ahd(t, progress(dir, id, "stalled", "while it hangs")...)
		if took := time.Since(began); a.code != 9 || took > 6*time.Second {
			t.Errorf("exit %d after %s: %s", a.code, took, a.err)
		}
		t.Log(a.err)
	}
	if code, page := get(t, s.url+"/commitments/"+item); code != 200 {
		t.Errorf("%d %s", code, page)
	}
	if err := e.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	healsWithin(t, dir, 45*time.Second)
	ok(t, progress(dir, id, "stalled", "while it hangs")...)
	if told := ok(t, "timeline", "commitment", item, "--data", dir, "--json").out; strings.Count(told, `"id":"`+id+`"`) != 1 {
		t.Errorf("the command is not one event: %s", told)
	}
	s.stop(t)
	agree(t, dir)
}

// A server that comes back without the log, or with other settings, is found out
// while Ahd serves. No other log is begun in its place.
func TestAnExternalLogThatComesBackAnother(t *testing.T) {
	e := newExternal(t)
	e.used(t)
	dir := imported(t)
	rows := commitments(t, dir)
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	e.kill()
	store, aside := filepath.Join(filepath.Dir(e.config), "store"), filepath.Join(filepath.Dir(e.config), "aside")
	if err := os.Rename(store, aside); err != nil {
		t.Fatal(err)
	}
	e.run(t)
	says(t, dir, "there is no log")
	refusesAndReads(t, dir, rows, "there is no log")
	e.kill()
	if err := errors.Join(os.RemoveAll(store), os.Rename(aside, store)); err != nil {
		t.Fatal(err)
	}
	e.run(t)
	healsWithin(t, dir, 30*time.Second)
	s.stop(t)
	agree(t, dir)
}

// says waits until status gives a reason.
func says(t *testing.T, dir, reason string) {
	t.Helper()
	var s state
	for range 100 {
		if s = read[state](t, ok(t, "status", "--data", dir, "--json")); strings.Contains(s.Row.Reason, reason) {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("status does not say %q: %+v", reason, s.Row)
}

// agree is the oracle after a fault: log, ledger and book stand at one event.
func agree(t *testing.T, dir string) {
	t.Helper()
	s := read[status](t, ok(t, "status", "--data", dir, "--json")).Row
	if !s.Ready || s.Log.Sequence != s.Ledger.Sequence || s.Ledger.Sequence != s.Book.Sequence {
		t.Errorf("log, ledger and book do not agree: %+v", s)
	}
}

// A register whose external log is away at the start is read, and takes commands
// when the log is there.
func TestAnExternalLogThatIsAwayAtTheStart(t *testing.T) {
	e := newExternal(t)
	e.used(t)
	dir := imported(t)
	rows := commitments(t, dir)
	e.kill()
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	refusesAndReads(t, dir, rows, "the external NATS server cannot be reached", "reading goes on")
	e.run(t)
	healsWithin(t, dir, 30*time.Second)
	s.stop(t)
	agree(t, dir)
}

// Settings under which the log would forget are refused with what to change; put
// right, writing resumes by itself.
func TestWeakenedSettingsOfAnExternalLog(t *testing.T) {
	e := newExternal(t)
	e.used(t)
	dir := imported(t)
	rows := commitments(t, dir)
	owner, err := nats.Connect(e.url("owner:owner1"), nats.RootCAs(e.ca), nats.ClientCert(e.ca, e.key))
	if err != nil {
		t.Fatal(err)
	}
	defer owner.Close()
	if err := keepFor(24 * time.Hour)(jetstream.New(owner)); err != nil {
		t.Fatal(err)
	}
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	refusesAndReads(t, dir, rows, "max_age is 24h0m0s and must be 0", "Change them in the stream AHD_EVENTS")
	if err := keepFor(0)(jetstream.New(owner)); err != nil {
		t.Fatal(err)
	}
	healsWithin(t, dir, 30*time.Second)
	s.stop(t)
}

// What hinders a connection is said in words, without addresses and passwords.
func TestAnExternalLogThatCannotBeUsed(t *testing.T) {
	e := newExternal(t)
	no := filepath.Join(t.TempDir(), "absent.pem")
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"wrong password":        {[]string{"--nats", e.url("node:wrong1"), "--nats-ca", e.ca, "--nats-cert", e.ca, "--nats-key", e.key}, "does not accept the user or the password"},
		"no own certificate":    {[]string{"--nats", e.url("node:secret1"), "--nats-ca", e.ca}, "asks for a certificate of ours"},
		"unknown authority":     {[]string{"--nats", e.url("node:secret1")}, "--nats-ca"},
		"no authority's file":   {[]string{"--nats", e.url("node:secret1"), "--nats-ca", no}, "the file of --nats-ca cannot be read"},
		"no credentials' file":  {[]string{"--nats", e.url("node:secret1"), "--nats-ca", e.ca, "--nats-creds", no}, "the file of --nats-creds cannot be read"},
		"no password's file":    {[]string{"--nats", e.url("node"), "--nats-ca", e.ca, "--nats-cert", e.ca, "--nats-key", e.key, "--nats-password-file", no}, "the log cannot be used: the file of --nats-password-file cannot be read"},
		"no certificate's file": {[]string{"--nats", e.url("node:secret1"), "--nats-ca", e.ca, "--nats-cert", no, "--nats-key", no}, "--nats-cert"},
		"nobody there":          {[]string{"--nats", "nats://node:secret1@127.0.0.1:1"}, "cannot be reached"},
		"no address":            {[]string{"--nats", "tls://node:secret1@[::", "--nats-ca", e.ca}, "cannot be reached"},
	} {
		p := fails(t, 9, append([]string{"serve", "--listen", "127.0.0.1:0", "--data", filepath.Join(t.TempDir(), "data")}, c.args...)...)
		if !strings.Contains(p.Detail, c.says) || strings.Contains(p.Detail, "secret1") || strings.Contains(p.Detail, e.address) {
			t.Errorf("%s: %q does not say %q, or too much", name, p.Detail, c.says)
		}
		if p.Recorded == nil || *p.Recorded {
			t.Errorf("%s: recorded is %v", name, p.Recorded)
		}
		t.Log(p.Detail)
	}
}
