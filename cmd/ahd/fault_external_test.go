package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// external is a NATS server in a process of its own, as an operator runs it: with
// passwords, rights and encryption.
type external struct {
	*exec.Cmd
	program, config string
	address         string
	ca, key         string // files of its certificate, which vouches for itself and for us
}

const externalConfig = `
server_name: ahd-log
listen: %q
max_payload: 66000
jetstream { store_dir: %q, sync_interval: always }
tls { cert_file: %q, key_file: %q, ca_file: %q, verify: true, min_version: "1.3" }
accounts {
  AHD {
    jetstream: enabled
    users: [
      { user: owner, password: owner1 }
      { user: node, password: secret1, permissions: {
          publish:   { allow: [ "ahd.events.>", "$JS.API.STREAM.CREATE.AHD_EVENTS", "$JS.API.STREAM.INFO.AHD_EVENTS",
                                "$JS.API.DIRECT.GET.AHD_EVENTS", "$JS.API.CONSUMER.CREATE.AHD_EVENTS.>",
                                "$JS.API.CONSUMER.INFO.AHD_EVENTS.>", "$JS.API.CONSUMER.MSG.NEXT.AHD_EVENTS.>",
                                "$JS.API.CONSUMER.DELETE.AHD_EVENTS.>", "$JS.ACK.AHD_EVENTS.>" ] }
          subscribe: { allow: [ "_INBOX_node.>" ] } } }
    ]
  }
}
`

// newExternal builds the server that this module depends on, and runs it.
func newExternal(t *testing.T) *external {
	t.Helper()
	dir := t.TempDir()
	e := &external{program: filepath.Join(dir, "nats-server"), config: filepath.Join(dir, "nats.conf"),
		ca: filepath.Join(dir, "cert.pem"), key: filepath.Join(dir, "key.pem")}
	if said, err := exec.Command("go", "build", "-o", e.program, "github.com/nats-io/nats-server/v2").CombinedOutput(); err != nil {
		t.Skipf("no NATS server can be built here: %v %s", err, said)
	}
	if err := certify(e.ca, e.key); err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	e.address = listener.Addr().String()
	listener.Close()
	config := fmt.Sprintf(externalConfig, e.address, filepath.Join(dir, "store"), e.ca, e.key, e.ca)
	if err := os.WriteFile(e.config, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	e.run(t)
	t.Cleanup(func() { e.kill() })
	return e
}

// certify makes a certificate for this computer that vouches for itself.
func certify(certFile, keyFile string) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "log"}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return err
	}
	encoded, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	return errors.Join(
		os.WriteFile(certFile, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert}), 0o600),
		os.WriteFile(keyFile, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: encoded}), 0o600))
}

// run starts the process and waits until it listens.
func (e *external) run(t *testing.T) {
	t.Helper()
	e.Cmd = exec.Command(e.program, "-c", e.config)
	said := &bytes.Buffer{}
	e.Stderr = said
	if err := e.Start(); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if connection, err := net.Dial("tcp", e.address); err == nil {
			connection.Close()
			return
		}
		if time.Now().After(deadline) {
			e.kill()
			t.Fatalf("the NATS server does not listen: %s", said)
		}
	}
}

// kill ends it as a power cut would, and waits.
func (e *external) kill() {
	if e.ProcessState == nil {
		e.Process.Kill()
		e.Wait()
	}
}

func (e *external) url(user string) string { return "tls://" + user + "@" + e.address }

// used lets every command of this test use the server.
func (e *external) used(t *testing.T) {
	t.Setenv("AHD_NATS", e.url("node:secret1"))
	t.Setenv("AHD_NATS_CA", e.ca)
	t.Setenv("AHD_NATS_CERT", e.ca)
	t.Setenv("AHD_NATS_KEY", e.key)
}

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
