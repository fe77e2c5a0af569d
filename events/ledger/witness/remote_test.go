package witness_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"filippo.io/torchwood"
	"golang.org/x/mod/sumdb/tlog"

	"ahd.example/ahd/events/ledger/witness"
)

// site serves a register by the names of c2sp.org/tlog-tiles.
func (r *register) site() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/log/checkpoint", func(w http.ResponseWriter, _ *http.Request) { w.Write(r.checkpoint(r.size)) })
	mux.HandleFunc("/log/key", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, r.key) })
	mux.HandleFunc("/log/tile/", func(w http.ResponseWriter, request *http.Request) {
		tile, err := torchwood.ParseTilePath(strings.TrimPrefix(request.URL.Path, "/log/"))
		if err != nil {
			http.NotFound(w, request)
			return
		}
		data, err := tlog.ReadTileData(tile, r)
		if err != nil {
			http.NotFound(w, request)
			return
		}
		w.Write(data)
	})
	return mux
}

// A register proves itself to a monitor; one that was rewritten or set back cannot,
// one that is slow or away says nothing.
func TestAMonitorAsksARegister(t *testing.T) {
	r := newRegister(t).grow(700, "event")
	f := r.forged(900)
	var served atomic.Value // of a http.HandlerFunc
	serve := func(site http.Handler) { served.Store(http.HandlerFunc(site.ServeHTTP)) }
	serve(r.site())
	slow := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) { served.Load().(http.HandlerFunc)(w, request) }))
	defer server.Close()
	defer close(slow)
	remote, err := witness.NewRemote(server.URL + "/log/")
	must(t, err)
	seen := witness.Seen{}.Next(shown(t, r.checkpoint(300)))
	look := func(ctx context.Context) error {
		signed, err := remote.Checkpoint(ctx)
		if err != nil {
			return err
		}
		s := shown(t, signed)
		must(t, s.SignedWith(r.key))
		proof, err := remote.Prove(ctx, seen.Size, s.Checkpoint)
		if err != nil {
			return err
		}
		return seen.Continues(s.Checkpoint, proof)
	}
	wants(t, "honest", look(t.Context()), nil)
	serve(f.site())
	wants(t, "rewritten under the same key", look(t.Context()), witness.ErrFork)
	serve(r.forged(200).site())
	wants(t, "set back", look(t.Context()), witness.ErrRolledBack)
	mixed := http.NewServeMux()
	mixed.Handle("/log/checkpoint", r.site())
	mixed.Handle("/log/", f.site())
	serve(mixed)
	wants(t, "the hashes of another history", look(t.Context()), witness.ErrShown)
	serve(http.HandlerFunc(func(_ http.ResponseWriter, request *http.Request) {
		select {
		case <-slow:
		case <-request.Context().Done():
		}
	}))
	impatient, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	wants(t, "slow", look(impatient), witness.ErrUnreachable)
	serve(http.NotFoundHandler())
	wants(t, "not there", look(t.Context()), witness.ErrAbsent)
	for _, address := range []string{"", "x", "ftp://x", "http://", "file:///etc/passwd", "http://x/?y", "http://%zz"} {
		_, err := witness.NewRemote(address)
		wants(t, address, err, witness.ErrFormat)
	}
}
