package tiles_test

import (
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/tiles"
	"ahd.example/ahd/events/ledger/verification"
)

const origin = "urn:ahd:test"

// served is a record behind an HTTP server, which tests let lie.
type served struct {
	bodies [][]byte
	hashes []tlog.Hash
	signer note.Signer
	key    string
	lie    func(name string, content []byte) []byte
	closed bool       // raw events are not for everybody
	vouch  int        // up to which event others vouch; 0 for none
	mu     sync.Mutex // tiles are asked for side by side
}

func newServed(t *testing.T, n int) *served {
	t.Helper()
	secret, key, err := note.GenerateKey(rand.Reader, origin)
	must(t, err)
	s := &served{key: key}
	s.signer, err = note.NewSigner(secret)
	must(t, err)
	last := map[string]events.Hash{}
	for i := range n {
		e := events.Event{Data: party{At: i}, Envelope: events.Envelope{
			ID: fmt.Sprintf("00000000-0000-4000-8000-%012x", i), Source: origin, Subject: fmt.Sprintf("party/p-%d", i%7), Actor: "local", Auth: "local",
			Time: time.Date(2026, 1, 1, 0, 0, i, 0, time.UTC), StreamVersion: int64((i-1)/7 + 1),
		}}
		if e.Subject = fmt.Sprintf("party/p-%d", (i-1+7)%7); i == 0 {
			e.Subject, e.StreamVersion, e.Data = "register/register", 1, events.RegisterOpened{Name: "test", Origin: origin, VerifierKey: key}
		}
		if e.Type = e.Data.Type(); e.StreamVersion > 1 {
			e.StreamPrev = last[e.Subject].String()
		}
		body, err := events.Encode(e)
		must(t, err)
		more, err := tlog.StoredHashes(int64(i), body, s)
		must(t, err)
		s.bodies, s.hashes = append(s.bodies, body), append(s.hashes, more...)
		last[e.Subject] = events.LeafHash(body)
	}
	return s
}

type party struct {
	At int `json:"at"`
}

func (party) Type() events.Type { return "ahd.party.seen.v1" }

// ReadHashes makes the tree readable for tlog.
func (s *served) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		found[i] = s.hashes[index]
	}
	return found, nil
}

func (s *served) checkpoint(t *testing.T, size int) []byte {
	t.Helper()
	root, err := ledger.RootOf(uint64(size), s)
	must(t, err)
	signed, err := ledger.Sign(ledger.Checkpoint{Origin: origin, Size: uint64(size), Root: root}, s.signer)
	must(t, err)
	return signed
}

// ServeHTTP knows tiles by x/mod's idea of them, under the paths of C2SP.
func (s *served) address(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.answer(t, w, r) }))
	t.Cleanup(server.Close)
	return server.URL
}

func (s *served) answer(t *testing.T, w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	name := strings.TrimPrefix(r.URL.Path, "/log/")
	content, code := s.content(t, name, r)
	if code != 0 {
		w.WriteHeader(code)
		return
	}
	if s.lie != nil {
		content = s.lie(name, content)
	}
	w.Write(content)
}

func (s *served) start(t *testing.T) *tiles.Log {
	t.Helper()
	log, err := tiles.Open(s.address(t)+"/", "")
	must(t, err)
	return log
}

func (s *served) content(t *testing.T, name string, r *http.Request) ([]byte, int) {
	if name == "checkpoint" {
		return s.checkpoint(t, len(s.bodies)), 0
	}
	if name == "checkpoint.witnessed" {
		if s.vouch == 0 {
			return nil, http.StatusNotFound
		}
		return append(s.checkpoint(t, s.vouch), "\u2014 partner "+strings.Repeat("A", 12)+"\n"...), 0
	}
	place, raw := strings.CutPrefix(name, "tile/entries/")
	if raw {
		place = "tile/8/data/" + place
	} else {
		place = "tile/8/" + strings.TrimPrefix(name, "tile/")
	}
	tile, err := tlog.ParseTilePath(place)
	if err != nil {
		return nil, http.StatusNotFound
	}
	if !raw {
		content, err := tlog.ReadTileData(tile, s)
		must(t, err)
		return content, 0
	}
	if s.closed {
		return nil, http.StatusForbidden
	}
	var content []byte
	for i := int(tile.N) * 256; i < int(tile.N)*256+tile.W; i++ {
		content = append(binary.BigEndian.AppendUint16(content, uint16(len(s.bodies[i]))), s.bodies[i]...)
	}
	return content, 0
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t *testing.T, err error, kind verification.Kind, sequence uint64) {
	t.Helper()
	var bad *verification.Failure
	if !errors.As(err, &bad) || bad.Kind != kind || bad.Sequence != sequence {
		t.Errorf("got %v (%+v), want kind %d at event %d", err, bad, kind, sequence)
	}
}

func TestAServedRecordIsVerified(t *testing.T) {
	for _, n := range []int{1, 2, 255, 256, 257, 600} {
		s := newServed(t, n)
		log := s.start(t)
		result, err := log.Verify(t.Context(), verification.Demands{Old: s.checkpoint(t, n/2+n%2)})
		if err != nil || result.Events != uint64(n) || result.Key != s.key {
			t.Errorf("%d events: %+v %v", n, result, err)
		}
		c, err := verification.NewProvable(s.checkpoint(t, n), log.Hashes(t.Context(), ledger.Checkpoint{Origin: origin, Size: uint64(n), Root: result.Root}))
		must(t, err)
		body, err := log.Entry(t.Context(), uint64(n), uint64(n))
		must(t, err)
		proof, err := c.Entry(uint64(n), body)
		must(t, err)
		must(t, ledger.CheckPath(proof.Hashes, uint64(n), result.Root, uint64(n-1), events.LeafHash(s.bodies[n-1])))
		continued, err := c.Continuation(s.checkpoint(t, 1), s.key)
		if err != nil || continued.Old != 1 {
			t.Errorf("%+v %v", continued, err)
		}
	}
}

// A policy is asked of what others vouched for last, which the newest may not be.
func TestWhatOthersVouchForIsAskedOfTheServer(t *testing.T) {
	s := newServed(t, 300)
	log := s.start(t)
	demands := verification.Demands{Policy: func(signed []byte) error {
		if strings.Contains(string(signed), "partner") {
			return nil
		}
		return errors.New("nobody vouches for it")
	}}
	_, err := log.Verify(t.Context(), demands)
	refused(t, err, verification.Unmet, 0)
	s.vouch = 200
	_, err = log.Verify(t.Context(), demands)
	refused(t, err, verification.Incomplete, 0)
	demands.AllowTail = true
	result, err := log.Verify(t.Context(), demands)
	if err != nil || result.Policy == nil || result.Policy.Size != 200 || result.Policy.Unvouched != 100 {
		t.Errorf("%+v %v", result.Policy, err)
	}
	s.lie = func(name string, content []byte) []byte {
		if name == "checkpoint.witnessed" {
			return []byte("no checkpoint")
		}
		return content
	}
	_, err = log.Verify(t.Context(), demands)
	refused(t, err, verification.Unreadable, 0)
}

// An address is taken as people copy it.
func TestAnAddressIsTakenAsItIsCopied(t *testing.T) {
	s := newServed(t, 3)
	server := strings.TrimSuffix(s.address(t), "/")
	for address, right := range map[string]bool{server: true, server + "/": true, server + "/log": true, server + "/log/": true, server + "/#main": true,
		server + "/?q=1": false, strings.TrimPrefix(server, "http://"): false, "ftp://x": false} {
		log, err := tiles.Open(address, "")
		if (err == nil) != right {
			t.Errorf("%s: %v", address, err)
		}
		if err != nil {
			continue
		}
		if _, err := log.Checkpoint(t.Context()); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestALyingServerIsCaught(t *testing.T) {
	s := newServed(t, 600)
	log := s.start(t)
	on := func(name string, change func([]byte)) {
		s.lie = func(asked string, content []byte) []byte {
			if asked == name {
				change(content)
			}
			return content
		}
	}
	on("tile/entries/001", func(b []byte) { b[strings.Index(string(b), `"at":`)+5] ^= 1 })
	_, err := log.Verify(t.Context(), verification.Demands{})
	refused(t, err, verification.Broken, 257)
	on("tile/0/001", func(b []byte) { b[0] ^= 1 })
	_, err = log.Verify(t.Context(), verification.Demands{})
	refused(t, err, verification.Broken, 0)
	on("tile/entries/002.p/88", func(b []byte) { b[0] = 0xff })
	_, err = log.Verify(t.Context(), verification.Demands{})
	refused(t, err, verification.Broken, 513)
	s.lie = nil
	s.closed = true
	_, err = log.Verify(t.Context(), verification.Demands{})
	refused(t, err, verification.Unmet, 0)
}

func TestAServerThatIsNotThere(t *testing.T) {
	log, err := tiles.Open("http://127.0.0.1:1", "")
	must(t, err)
	_, err = log.Verify(t.Context(), verification.Demands{})
	refused(t, err, verification.Unreachable, 0)
	for _, address := range []string{"", "ftp://a", "a/b", "http://"} {
		if _, err := tiles.Open(address, ""); err == nil {
			t.Errorf("%q is taken for an address", address)
		}
	}
}

func TestTilesHaveTheNamesOfC2SP(t *testing.T) {
	for name, of := range map[string][3]any{
		"tile/0/000": {"0", 0, 256}, "tile/2/x001/x234/067": {"2", 1234067, 256}, "tile/entries/x001/000.p/17": {"entries", 1000, 17}, "tile/1/999.p/1": {"1", 999, 1},
	} {
		if got := tiles.Name(of[0].(string), uint64(of[1].(int)), of[2].(int)); got != name {
			t.Errorf("%s, not %s", got, name)
		}
	}
}
