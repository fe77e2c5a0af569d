package web_test

import (
	"compress/gzip"
	"io"
	"net/http/httptest"
	"testing"

	"ahd.example/ahd/services/web/webtest"
)

// A page arrives whole and small where the browser can read that, and as it is where
// not.
func TestPagesAreCompressedForWhoeverAsks(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	plain := w.Page("/")
	for _, accepts := range []string{"", "gzip"} {
		request := httptest.NewRequest("GET", "/", nil)
		request.Header.Set("Accept-Encoding", accepts)
		answer := httptest.NewRecorder()
		w.Handler.ServeHTTP(answer, request)
		var body io.Reader = answer.Body
		sent := answer.Body.Len()
		if got := answer.Header().Get("Content-Encoding"); got != accepts {
			t.Fatalf("%q is sent as %q", accepts, got)
		}
		if accepts == "gzip" {
			unpacked, err := gzip.NewReader(body)
			if err != nil {
				t.Fatal(err)
			}
			body = unpacked
			if sent > len(plain)/3 {
				t.Errorf("%d bytes of %d are sent", sent, len(plain))
			}
		}
		text, err := io.ReadAll(body)
		if err != nil || string(text) != plain {
			t.Errorf("%q: another page of %d bytes, not %d: %v", accepts, len(text), len(plain), err)
		}
	}
}
