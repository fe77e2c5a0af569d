package main

import (
	"bytes"
	"context"
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
	"testing"
	"time"
)

// timeout bounds what a test asks of a log directly.
func timeout() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), 10*time.Second)
}

// external is a NATS server in a process of its own, as an operator runs it: with
// passwords, rights and encryption.
type external struct {
	*exec.Cmd
	program, config string
	address         string
	ca, key         string // files of its certificate, which vouches for itself and for us
}

// newExternal builds the server that this module depends on, and runs it with the
// configuration that Ahd is delivered with.
func newExternal(t *testing.T) *external {
	t.Helper()
	e := newServer(t, buildServer(t))
	e.config = configured(t, e, "")
	e.run(t)
	return e
}

// buildServer builds the program.
func buildServer(t *testing.T) (program string) {
	t.Helper()
	program = filepath.Join(t.TempDir(), "nats-server")
	if said, err := exec.Command("go", "build", "-o", program, "github.com/nats-io/nats-server/v2").CombinedOutput(); err != nil {
		t.Skipf("no NATS server can be built here: %v %s", err, said)
	}
	return program
}

// newServer is one that does not run yet, in a folder of its own.
func newServer(t *testing.T, program string) *external {
	t.Helper()
	dir := t.TempDir()
	e := &external{Cmd: &exec.Cmd{}, program: program, config: filepath.Join(dir, "nats.conf"), address: freeAddress(t),
		ca: filepath.Join(dir, "cert.pem"), key: filepath.Join(dir, "key.pem")}
	must(t, certify(e.ca, e.key))
	t.Cleanup(func() { e.kill() })
	return e
}

// freeAddress is an address at which nobody listens.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer listener.Close()
	return listener.Addr().String()
}

// configured writes the delivered configuration for one server: with addresses of its
// own, encryption, and an owner who may do everything. more is added at the end.
func configured(t *testing.T, e *external, more string) (file string) {
	t.Helper()
	content, err := os.ReadFile("../../deploy/nats.conf")
	must(t, err)
	dir, text := filepath.Dir(e.config), string(content)
	for _, change := range [][2]string{
		{"server_name: ahd-log", fmt.Sprintf("server_name: %q", e.name())},
		{"listen: 127.0.0.1:4222 ", fmt.Sprintf("listen: %q ", e.address)},
		{"http: 127.0.0.1:8222", ""},
		{`"/var/lib/nats/jetstream"`, fmt.Sprintf("%q", filepath.Join(dir, "store"))},
		{"jetstream: enabled\n    users: [", "jetstream: enabled\n    users: [ { user: owner, password: owner1 }"},
	} {
		if strings.Count(text, change[0]) != 1 {
			t.Fatalf("%q does not stand once in deploy/nats.conf", change[0])
		}
		text = strings.Replace(text, change[0], change[1], 1)
	}
	if e.ca != "" {
		text += fmt.Sprintf("\ntls { cert_file: %q, key_file: %q, ca_file: %q, verify: true, min_version: \"1.3\" }\n", e.ca, e.key, e.ca)
	}
	for _, user := range []string{"SYS", "PROVISION", "WRITER", "FOLLOWER", "AUDITOR"} {
		t.Setenv("NATS_PASSWORD_"+user, "other1")
	}
	t.Setenv("NATS_PASSWORD_NODE", "secret1")
	must(t, os.WriteFile(e.config, []byte(text+more), 0o600))
	return e.config
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
	if e.Process != nil && e.ProcessState == nil {
		e.Process.Kill()
		e.Wait()
	}
}

// name is what it is called among others.
func (e *external) name() string { return "log-" + strings.ReplaceAll(e.address, ":", "-") }

func (e *external) url(user string) string {
	if e.ca == "" {
		return "nats://" + user + "@" + e.address
	}
	return "tls://" + user + "@" + e.address
}

// used lets every command of this test use the server.
func (e *external) used(t *testing.T) {
	t.Setenv("AHD_NATS", e.url("node:secret1"))
	t.Setenv("AHD_NATS_CA", e.ca)
	t.Setenv("AHD_NATS_CERT", e.ca)
	t.Setenv("AHD_NATS_KEY", e.key)
}
