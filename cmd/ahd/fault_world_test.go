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
                                "$JS.API.STREAM.MSG.GET.AHD_EVENTS", "$JS.API.DIRECT.GET.AHD_EVENTS", "$JS.API.CONSUMER.CREATE.AHD_EVENTS.>",
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
