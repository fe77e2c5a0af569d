package main

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/bundle"
	"ahd.example/ahd/events/ledger/witness"
)

const origin = "urn:ahd:test"

// record is a small record in a folder, with a bundle of it and what somebody kept.
type record struct {
	t      *testing.T
	dir    string // a data folder
	bodies [][]byte
	signer note.Signer
	key    string
}

type seen struct {
	At int `json:"at"`
}

func (seen) Type() events.Type { return "ahd.party.seen.v1" }

func newRecord(t *testing.T, n int) *record {
	t.Helper()
	secret, key, err := note.GenerateKey(rand.Reader, origin)
	must(t, err)
	r := &record{t: t, dir: t.TempDir(), key: key}
	r.signer, err = note.NewSigner(secret)
	must(t, err)
	r.bodies = bodiesOf(t, key, n, 0)
	r.write(r.bodies)
	return r
}

// bodiesOf are the opening and reports about one party that all say the same number.
func bodiesOf(t *testing.T, key string, n, says int) (bodies [][]byte) {
	t.Helper()
	for i := range n {
		e := events.Event{Data: seen{At: says}, Envelope: events.Envelope{
			ID: fmt.Sprintf("00000000-0000-4000-8000-%012x", i), Source: origin, Subject: "party/p-1", Actor: "local", Auth: "local",
			Time: time.Date(2026, 1, 1, 0, 0, i, 0, time.UTC), StreamVersion: int64(i),
		}}
		if i == 0 {
			e.Subject, e.StreamVersion, e.Data = "register/register", 1, events.RegisterOpened{Name: "test", Origin: origin, VerifierKey: key}
		}
		if e.Type = e.Data.Type(); e.StreamVersion > 1 {
			e.StreamPrev = events.LeafHash(bodies[i-1]).String()
		}
		body, err := events.Encode(e)
		must(t, err)
		bodies = append(bodies, body)
	}
	return bodies
}

// write writes the record as a ledger.
func (r *record) write(bodies [][]byte) {
	r.t.Helper()
	dir := filepath.Join(r.dir, "ledger")
	must(r.t, os.RemoveAll(dir))
	l, err := ledger.Open(dir, origin, func(body []byte) (time.Time, error) {
		e, _, err := events.Scan(body)
		return e.Time, err
	})
	must(r.t, err)
	must(r.t, l.Append(1, bodies))
	must(r.t, l.Close())
	r.put("ledger/checkpoint", sign(r, bodies))
}

func sign(r *record, bodies [][]byte) []byte {
	signed, err := ledger.Sign(signedOf(bodies), r.signer)
	must(r.t, err)
	return signed
}

func signedOf(bodies [][]byte) ledger.Checkpoint {
	var tree ledger.Tree
	for _, body := range bodies {
		tree.Add(events.LeafHash(body))
	}
	return ledger.Checkpoint{Origin: origin, Size: tree.Size(), Root: tree.Root()}
}

// put writes a file of the record and gives its path.
func (r *record) put(name string, content []byte) string {
	r.t.Helper()
	path := filepath.Join(r.dir, name)
	must(r.t, os.WriteFile(path, content, 0o600))
	return path
}

// kept is a file with the checkpoint of the first events.
func (r *record) kept(size int) string {
	return r.put(fmt.Sprintf("kept-%d", size), sign(r, r.bodies[:size]))
}

func newWitness(t *testing.T, name string) witness.Key {
	t.Helper()
	key, err := witness.NewKey(name)
	must(t, err)
	return key
}

// cosigned is the checkpoint of the first events with cosignatures.
func (r *record) cosigned(size int, by ...witness.Key) []byte {
	r.t.Helper()
	signed := sign(r, r.bodies[:size])
	for _, key := range by {
		line, err := key.Cosign(signedOf(r.bodies[:size]).Text())
		must(r.t, err)
		signed = append(signed, line...)
	}
	return signed
}

// bundle writes a bundle of the record, or of one stream of it.
func (r *record) bundle(stream string) string {
	r.t.Helper()
	copied, err := ledger.OpenCopy(filepath.Join(r.dir, "ledger"))
	must(r.t, err)
	defer copied.Close()
	var out bytes.Buffer
	must(r.t, bundle.Write(r.t.Context(), &out, bundle.Contents{Ledger: copied, Note: sign(r, r.bodies), Signed: signedOf(r.bodies), Tool: "test", Stream: stream}))
	return r.put("bundle.tar", out.Bytes())
}

// answer is what one run said.
type answer struct {
	out, err string
	code     int
}

func run(t *testing.T, args ...string) answer {
	t.Helper()
	var out, err bytes.Buffer
	p := &program{out: &out, err: &err}
	code := p.run(t.Context(), args)
	return answer{out.String(), err.String(), code}
}

// fails runs with --json what must end with a code, and returns what it said.
func fails(t *testing.T, code int, args ...string) (pr problem) {
	t.Helper()
	a := run(t, append(args, "--json")...)
	if a.code != code || a.out != "" {
		t.Fatalf("%v: exit %d, want %d\n%s%s", args, a.code, code, a.out, a.err)
	}
	if err := json.Unmarshal([]byte(a.err), &pr); err != nil || pr.Title == "" || pr.Code == "" || len(pr.Detail) < 10 || pr.Status == 0 {
		t.Errorf("%v: %v in %s", args, err, a.err)
	}
	return pr
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
