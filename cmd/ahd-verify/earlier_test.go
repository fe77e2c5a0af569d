package main

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/bundle"
)

// chained gives an event its place behind others.
type chained struct {
	t      *testing.T
	bodies [][]byte
	stand  ledger.Standing
	now    time.Time
}

func (c *chained) say(subject string, payload events.Payload) {
	c.t.Helper()
	c.now = c.now.Add(time.Minute)
	version, leaf := c.stand.Of(subject)
	e := events.Event{Data: payload, Envelope: events.Envelope{
		ID: fmt.Sprintf("00000000-0000-4000-8000-%012x", len(c.bodies)), Source: origin, Type: payload.Type(), Subject: subject, Time: c.now,
		Actor: "p-17", ActorRole: "coordinator", Auth: "local", StreamVersion: int64(version + 1),
	}}
	if version > 0 {
		e.StreamPrev = leaf.String()
	}
	body, err := events.Encode(e)
	must(c.t, err)
	c.bodies = append(c.bodies, body)
	c.stand.Add(subject, version+1, events.LeafHash(body))
}

// heads says where every stream stands.
func (c *chained) heads() {
	records, _ := c.stand.At(uint64(len(c.bodies)))
	root, number := ledger.HeadsRoot(records)
	c.say("register/register", events.HeadsRecorded{Day: "2026-11-22", Number: int64(number), Root: root.String(), Sequence: int64(len(c.bodies))})
}

// everything is a record in which every type of event stands that this program can
// write, as its sample has it, but for those that set the clock right.
func everything(t *testing.T) (*record, *chained) {
	t.Helper()
	r := newRecord(t, 1)
	c := &chained{t: t, now: time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC)}
	c.say("register/register", events.RegisterOpened{Name: "test", Origin: origin, VerifierKey: r.key})
	for _, payload := range events.Catalogue() {
		switch payload.(type) {
		case events.RegisterOpened, events.HeadsRecorded, events.ClockCorrected:
			continue
		}
		sample, err := os.ReadFile("../../events/testdata/" + string(payload.Type()) + ".json")
		must(t, err)
		e, err := events.Decode(sample)
		must(t, err)
		c.say(e.Subject, e.Data)
	}
	c.heads()
	r.bodies = c.bodies
	r.write(r.bodies)
	return r, c
}

// serve serves the record as every register does.
func (r *record) serve() string {
	var hashes []tlog.Hash
	var reader tlog.HashReaderFunc = func(indexes []int64) ([]tlog.Hash, error) {
		var found []tlog.Hash
		for _, i := range indexes {
			found = append(found, hashes[i])
		}
		return found, nil
	}
	for i, body := range r.bodies {
		more, err := tlog.StoredHashes(int64(i), body, reader)
		must(r.t, err)
		hashes = append(hashes, more...)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		name := strings.TrimPrefix(request.URL.Path, "/log/")
		place, raw := strings.CutPrefix(name, "tile/entries/")
		tile, err := tlog.ParseTilePath("tile/8/data/" + place)
		if !raw {
			tile, err = tlog.ParseTilePath("tile/8/" + strings.TrimPrefix(name, "tile/"))
		}
		switch {
		case name == "checkpoint":
			w.Write(sign(r, r.bodies))
		case err != nil:
			w.WriteHeader(http.StatusNotFound)
		case raw:
			for i := int(tile.N) * 256; i < int(tile.N)*256+tile.W; i++ {
				w.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(r.bodies[i]))), r.bodies[i]...))
			}
		default:
			content, err := tlog.ReadTileData(tile, reader)
			if err != nil {
				w.WriteHeader(http.StatusInternalServerError)
			}
			w.Write(content)
		}
	}))
	r.t.Cleanup(server.Close)
	return server.URL
}

// earlier is a verifier that left: it says how it ended.
type earlier func(args ...string) int

// earlierProgram unpacks the verifier of an earlier time.
func earlierProgram(t *testing.T) earlier {
	t.Helper()
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		t.Skipf("the verifier that left was made for linux on amd64, not for %s on %s", runtime.GOOS, runtime.GOARCH)
	}
	packed, err := os.Open("testdata/ahd-verify-2026-11.gz")
	must(t, err)
	defer packed.Close()
	content, err := gzip.NewReader(packed)
	must(t, err)
	path := filepath.Join(t.TempDir(), "ahd-verify")
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o700)
	must(t, err)
	_, err = io.Copy(file, content)
	must(t, err)
	must(t, file.Close())
	return func(args ...string) int { return ended(t, exec.Command(path, args...)) }
}

// python runs a verifier in Python.
func python(t *testing.T, script string) earlier {
	t.Helper()
	interpreter, err := exec.LookPath("python3")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("python3 is not there, so that the verifiers in Python were not tested")
		}
		t.Skip("python3 is not there: the verifiers in Python are not tested")
	}
	return func(args ...string) int {
		return ended(t, exec.Command(interpreter, append([]string{script}, args...)...))
	}
}

// ended runs a command in a folder of its own, where it may leave what it found.
func ended(t *testing.T, command *exec.Cmd) int {
	t.Helper()
	var said bytes.Buffer
	command.Dir, command.Stdout, command.Stderr = t.TempDir(), &said, &said
	err := command.Run()
	if command.ProcessState == nil {
		t.Fatal(err)
	}
	if code := command.ProcessState.ExitCode(); code != 0 {
		t.Logf("%v: %d: %s", command.Args, code, said.String())
		return code
	}
	return 0
}

// Whoever has a verifier from before goes on checking registers of today with it, unless
// a clock was set right in them: then it says that it cannot read the bundle, and never
// that the record is wrong.
func TestVerifiersThatLeftGoOnAnsweringRightly(t *testing.T) {
	old, oldPython := earlierProgram(t), python(t, absolute(t, "testdata/verify-2026-11.py"))
	r, c := everything(t)
	newPython := python(t, r.put("verify.py", bundle.Verifier))
	now := func(args ...string) int { return run(t, args...).code }
	const stream = "commitment/cm-1"
	expect := func(what string, got, want int) {
		t.Helper()
		if got != want {
			t.Errorf("%s: exit %d, want %d", what, got, want)
		}
	}
	if version, _ := c.stand.Of(stream); version < 2 {
		t.Fatalf("%s has %d events", stream, version)
	}
	for _, of := range []string{"", stream} {
		path := r.bundle(of)
		expect("before, by the program "+of, old("verify", "--bundle", path), 0)
		expect("before, by Python "+of, oldPython(path), 0)
		expect("before, by today's program "+of, now("verify", "--bundle", path), 0)
		expect("before, by today's Python "+of, newPython(path), 0)
	}
	expect("before, a folder", old("verify", "--dir", r.dir), 0)
	expect("before, a server", old("verify", "--url", r.serve()), 0)

	from := c.now
	c.now = c.now.AddDate(-1, 0, 0)
	c.say("register/register", events.ClockCorrected{From: events.Moment(from), Grounds: "By the radio", To: events.Moment(c.now.Add(time.Minute))})
	c.say(stream, events.CommitmentResumed{})
	c.heads()
	r.bodies = c.bodies
	r.write(r.bodies)
	for _, of := range []string{"", stream, "register/register"} {
		path := r.bundle(of)
		expect("after, by the program "+of, old("verify", "--bundle", path), 7)
		expect("after, by Python "+of, oldPython(path), 7)
		expect("after, by today's program "+of, now("verify", "--bundle", path), 0)
		expect("after, by today's Python "+of, newPython(path), 0)
	}
	for _, where := range [][]string{{"--dir", r.dir}, {"--url", r.serve()}} { // no format is stated there
		expect("after, "+where[0], old(append([]string{"verify"}, where...)...), 2)
		expect("after, today, "+where[0], now(append([]string{"verify"}, where...)...), 0)
	}
}

func absolute(t *testing.T, path string) string {
	t.Helper()
	whole, err := filepath.Abs(path)
	must(t, err)
	return whole
}
