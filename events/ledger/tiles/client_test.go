package tiles_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"ahd.example/ahd/events/ledger/tiles"
	"ahd.example/ahd/events/ledger/verification"
)

// Whoever checks a register asks the host that was named, and no other: it does not find
// the register in another's place, nor knock at doors in its own network for a stranger.
func TestNobodyFollowsAServerToAnotherHost(t *testing.T) {
	honest := newServed(t, 30)
	address := honest.address(t)
	for what, one := range map[string]struct {
		to      func(self *url.URL, r *http.Request) string
		follows bool
	}{
		"another port": {func(_ *url.URL, r *http.Request) string { return address + r.URL.Path }, false},
		"another name": {func(self *url.URL, r *http.Request) string {
			return "http://localhost:" + self.Port() + r.URL.Path + "?again"
		}, false},
		"another scheme":   {func(self *url.URL, r *http.Request) string { return "https://" + self.Host + r.URL.Path }, false},
		"a file":           {func(*url.URL, *http.Request) string { return "file:///etc/passwd" }, false},
		"itself, for ever": {func(self *url.URL, r *http.Request) string { return self.String() + r.URL.Path }, false},
		"itself, once":     {func(self *url.URL, r *http.Request) string { return self.String() + r.URL.Path + "?again" }, true},
		"itself, in capitals": {func(self *url.URL, r *http.Request) string {
			return strings.ToUpper("http://"+self.Host) + r.URL.Path + "?again"
		}, true},
	} {
		var asked atomic.Int32
		var self *url.URL
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.RawQuery == "again" {
				asked.Add(1)
				honest.answer(t, w, r)
				return
			}
			http.Redirect(w, r, one.to(self, r), http.StatusFound)
		}))
		self, _ = url.Parse(server.URL)
		log, err := tiles.Open(server.URL, "a-token")
		must(t, err)
		_, err = log.Verify(t.Context(), verification.Demands{})
		if one.follows {
			must(t, err)
		} else {
			refused(t, err, verification.Unreachable, 0)
			if asked.Load() > 0 {
				t.Errorf("%s: it was asked all the same", what)
			}
			var address *url.Error
			if !errors.As(err, &address) {
				t.Errorf("%s: the cause is lost: %v", what, err)
			}
		}
		server.Close()
	}
}

// A server that answers without end is cut off: the head of an answer, its body.
func TestAnAnswerWithoutEndIsCutOff(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/key") {
			w.Header().Set("X-Long", strings.Repeat("x", 1<<20))
		}
		for range 64 {
			if _, err := w.Write(make([]byte, 1<<20)); err != nil {
				return
			}
		}
	}))
	defer server.Close()
	log, err := tiles.Open(server.URL, "")
	must(t, err)
	_, err = log.Checkpoint(t.Context())
	refused(t, err, verification.Unreadable, 0)
	_, err = log.File(t.Context(), "key", 4096)
	refused(t, err, verification.Unreachable, 0)
}
