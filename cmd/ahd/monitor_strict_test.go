package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
)

// shows is a server that shows a record: of whatever bodies, under whatever checkpoint.
type shows struct {
	key        string
	bodies     [][]byte
	hashes     []tlog.Hash
	checkpoint []byte
}

// shown hashes and signs bodies, as whoever holds the key of the log can.
func (w *vouching) shown(t *testing.T, bodies [][]byte) *shows {
	t.Helper()
	s := &shows{key: w.key, bodies: bodies}
	for i, body := range bodies {
		more, err := tlog.StoredHashes(int64(i), body, s)
		must(t, err)
		s.hashes = append(s.hashes, more...)
	}
	root, err := tlog.TreeHash(int64(len(bodies)), s)
	must(t, err)
	s.checkpoint = w.sign(len(bodies), events.Hash(root))
	return s
}

func (s *shows) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		found[i] = s.hashes[index]
	}
	return found, nil
}

func (s *shows) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/log/")
	place, raw := strings.CutPrefix(name, "tile/entries/")
	tile, err := tlog.ParseTilePath("tile/8/" + strings.TrimPrefix(name, "tile/"))
	if raw {
		tile, err = tlog.ParseTilePath("tile/8/data/" + place)
	}
	switch {
	case name == "checkpoint":
		w.Write(s.checkpoint)
	case name == "key":
		fmt.Fprintln(w, s.key)
	case err != nil:
		http.NotFound(w, r)
	case raw:
		for _, body := range s.bodies[tile.N*256 : min(int(tile.N*256)+tile.W, len(s.bodies))] {
			w.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(body))), body...))
		}
	default:
		content, err := tlog.ReadTileData(tile, s)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Write(content)
	}
}

// A monitor takes only what whoever verifies the whole record takes: it would tell its
// owner that all is well with a record that nobody else accepts.
func TestAMonitorTakesOnlyWhatAVerifierTakes(t *testing.T) {
	w := newVouching(t)
	for what, one := range w.ways(t) {
		server := httptest.NewServer(one.shows)
		verifier := w.external(t, w.verifier, "verify", "--url", server.URL)
		monitor := ahd(t, "log", "monitor", "--url", server.URL, "--state", filepath.Join(t.TempDir(), "state"))
		if one.code < 0 && verifier.code != 0 {
			one.code = verifier.code
		}
		if verifier.code != one.code || monitor.code != one.code {
			t.Errorf("%s: the verifier ends with %d, the monitor with %d, and not with %d\n%s\n%s%s", what, verifier.code, monitor.code, one.code, verifier.err, monitor.out, monitor.err)
		}
		server.Close()
	}
}

// way is what a server shows, and how whoever looks at it must end; -1 for any failure.
type way struct {
	shows *shows
	code  int
}

// ways are honest servers and others.
func (w *vouching) ways(t *testing.T) map[string]way {
	t.Helper()
	var bodies [][]byte
	for i := range w.size {
		body, err := w.tree.Entry(uint64(i + 1))
		must(t, err)
		bodies = append(bodies, body)
	}
	last := len(bodies) - 1
	changed := func(i int, old, new string) *shows {
		altered := append([][]byte{}, bodies...)
		altered[i] = bytes.Replace(bodies[i], []byte(old), []byte(new), 1)
		if bytes.Equal(altered[i], bodies[i]) {
			t.Fatalf("%s is not in event %d", old, i+1)
		}
		return w.shown(t, altered)
	}
	spelt := func(how func([]byte) []byte) *shows {
		s := w.shown(t, bodies)
		s.checkpoint = how(s.checkpoint)
		return s
	}
	time := string(bodies[last][bytes.Index(bodies[last], []byte(`"time":"`)):][:13])
	return map[string]way{
		"honest":                       {w.shown(t, bodies), 0},
		"a part of it":                 {w.shown(t, bodies[:60]), 0},
		"an event in another form":     {changed(last, `{"actor"`, `{ "actor"`), 2},
		"a time set back":              {changed(last, time, `"time":"2001-`[:13]), 2},
		"a broken chain":               {changed(last, `"streamversion":`, `"streamversion":1`), 2},
		"an event of another register": {changed(last, `"source":"urn:ahd:ahd"`, `"source":"urn:ahd:had"`), 2},
		"an opening that names no key": {changed(0, `"verifier_key":"urn`, `"verifier_key":"vrn`), 2},
		"an opening of another name":   {changed(0, `"origin":"urn:ahd:ahd"`, `"origin":"urn:ahd:had"`), 2},
		"without the opening":          {w.shown(t, bodies[1:]), 2},
		"opened twice":                 {w.shown(t, append(bodies[:len(bodies):len(bodies)], bodies[0])), 2},
		"other events than are signed": {func() *shows {
			s := w.shown(t, bodies)
			s.bodies = changed(last, `"actor":"`, `"actor":"x`).bodies
			return s
		}(), 2},
		"a checkpoint with another line":  {spelt(func(b []byte) []byte { return append(b, '\n') }), 7},
		"with the ends of lines of mail":  {spelt(func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")) }), 7},
		"without its end":                 {spelt(func(b []byte) []byte { return b[:len(b)-1] }), 7},
		"as a witness is asked":           {spelt(func(b []byte) []byte { return append([]byte("old 0\n\n"), b...) }), 7},
		"signed twice":                    {spelt(func(b []byte) []byte { return append(b, b[bytes.LastIndex(b, []byte("— ")):]...) }), 7},
		"a signature in another spelling": {spelt(func(b []byte) []byte { b[len(b)-3]++; return b }), 7},
		"a size in another spelling": {spelt(func(b []byte) []byte {
			return bytes.Replace(b, fmt.Appendf(nil, "\n%d\n", w.size), fmt.Appendf(nil, "\n0%d\n", w.size), 1)
		}), 7},
		"of nothing":                       {spelt(func([]byte) []byte { return w.sign(0, events.Hash(tlog.Hash(emptyRoot))) }), 2},
		"of more than there is":            {spelt(func([]byte) []byte { return w.sign(w.size+1, events.LeafHash([]byte("x"))) }), -1},
		"another root":                     {spelt(func([]byte) []byte { return w.sign(w.size, events.LeafHash([]byte("x"))) }), 2},
		"a checkpoint that nobody signed":  {spelt(func(b []byte) []byte { return bytes.Replace(b, []byte("\n178\n"), []byte("\n177\n"), 1) }), 2},
		"a checkpoint with a line between": {spelt(func(b []byte) []byte { return bytes.Replace(b, []byte("\n\n"), []byte("\nmore\n\n"), 1) }), 7},
	}
}

var emptyRoot = func() events.Hash { var tree ledger.Tree; return tree.Root() }()
