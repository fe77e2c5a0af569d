package check_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger/verification"
	"ahd.example/ahd/services/web/check"
	"ahd.example/ahd/services/web/webtest"
)

// Whoever fetches a bundle can check it, and finds no typed words in it.
func TestACopyIsFetchedAndChecked(t *testing.T) {
	w := webtest.Sealed(t, 300, true)
	w.Say("commitment/cm-1", events.ProgressReported{State: "in_progress", Narrative: w.Text("Word of Zqxwcanary77")})
	w.Seal()
	old := w.Get("/log/checkpoint").Body.Bytes()
	for stream, name := range map[string]string{"": "record.tar", "commitment/cm-1": "commitment-cm-1.tar"} {
		target := "/log/bundle"
		if stream != "" {
			target += "?stream=" + stream
		}
		answer, head := w.Get(target), w.Do(w.Request(http.MethodHead, target, ""))
		if answer.Code != 200 || head.Code != 200 || head.Body.Len() != 0 || head.Header().Get("Content-Length") != "" {
			t.Fatalf("%s: %d and %d\n%s", target, answer.Code, head.Code, answer.Body)
		}
		for _, r := range []*httptest.ResponseRecorder{answer, head} {
			if r.Header().Get("Content-Type") != "application/x-tar" || r.Header().Get("Content-Disposition") != `attachment; filename="`+name+`"` {
				t.Errorf("%s: %v", target, r.Header())
			}
		}
		path := filepath.Join(t.TempDir(), "bundle.tar")
		webtest.Must(t, os.WriteFile(path, answer.Body.Bytes(), 0o600))
		found, err := verification.Bundle(t.Context(), path, verification.Demands{Old: old})
		if err != nil || found.Kept == nil || found.Key != w.Key || (found.Stream == nil) != (stream == "") {
			t.Errorf("%s: %+v %v", target, found, err)
		}
		if bytes.Contains(answer.Body.Bytes(), []byte("Zqxwcanary77")) || bytes.Contains(answer.Body.Bytes(), []byte(`"name":"texts.ndjson"`)) {
			t.Errorf("%s: typed words left the house", target)
		}
	}
	if page := w.Page("/check"); !strings.Contains(page, `href='/log/bundle'`) {
		t.Error("no link to the bundle")
	}
}

func TestWhoMayFetchACopy(t *testing.T) {
	w := webtest.Sealed(t, 20, true)
	for target, want := range map[string]int{
		"/log/bundle?stream=party/p-1": 200, "/log/bundle?stream=party/secret-name": 404, "/log/bundle?stream=secret-name": 400, "/log/bundle?stream=../../x": 400,
		"/at/10/log/bundle": 404,
	} {
		if answer := w.Get(target); answer.Code != want || strings.Contains(answer.Body.String(), "secret-name") {
			t.Errorf("%s: %d, want %d", target, answer.Code, want)
		}
	}
	if answer := w.Do(w.Request(http.MethodPost, "/log/bundle", "")); answer.Code != 405 {
		t.Errorf("POST: %d", answer.Code)
	}
	w.Stopped = errors.New("the disk is gone")
	if answer := w.Get("/log/bundle"); answer.Code != 503 {
		t.Errorf("nothing is sealed: %d", answer.Code)
	}
	closed := webtest.Sealed(t, 20, false)
	answer := closed.Get("/log/bundle?stream=party/p-1")
	if answer.Code != 403 || !strings.Contains(answer.Body.String(), "are for its auditors") {
		t.Errorf("%d %s", answer.Code, answer.Body)
	}
	if strings.Contains(closed.Page("/check"), "/log/bundle") {
		t.Error("a link to what is not allowed")
	}
}

// Two copies leave at a time; who comes third is told to come again.
func TestOnlyAFewCopiesLeaveAtOnce(t *testing.T) {
	w := webtest.Sealed(t, 20, true)
	in, out := make(chan struct{}), make(chan struct{})
	w.Leaving = func() { in <- struct{}{}; <-out }
	codes := make(chan int, check.MaxLeaving)
	for range check.MaxLeaving {
		go func() { codes <- w.Get("/log/bundle").Code }()
		<-in
	}
	third := w.Get("/log/bundle")
	if third.Code != 503 || third.Header().Get("Retry-After") == "" || third.Header().Get("Content-Disposition") != "" {
		t.Errorf("the third: %d %v", third.Code, third.Header())
	}
	close(out)
	for range check.MaxLeaving {
		if code := <-codes; code != 200 {
			t.Errorf("one of the first: %d", code)
		}
	}
	w.Leaving = nil
	if code := w.Get("/log/bundle").Code; code != 200 {
		t.Errorf("afterwards: %d", code)
	}
}

// What fails in the middle must not look like a whole file.
func TestACopyThatEndsTooEarlyIsNoCopy(t *testing.T) {
	w := webtest.Sealed(t, 20, true)
	c := w.Config()
	c.Seal, c.Tree, c.VerifierKey = w, w.Ledger, w.Key
	fails := 0
	c.Bundle = func(_ context.Context, _ string, out io.Writer) error {
		if _, err := out.Write(make([]byte, fails)); err != nil {
			return err
		}
		return errors.New("the disk is gone at /var/lib")
	}
	server := httptest.NewServer(webtest.Pages(c))
	defer server.Close()
	for _, fails = range []int{0, 2 * (64 << 10)} {
		answer, err := http.Get(server.URL + "/log/bundle")
		webtest.Must(t, err)
		content, err := io.ReadAll(answer.Body)
		webtest.Must(t, answer.Body.Close())
		if fails == 0 && (answer.StatusCode != 500 || bytes.Contains(content, []byte("/var/lib"))) {
			t.Errorf("before the first byte: %d %s", answer.StatusCode, content)
		}
		if fails > 0 && (answer.StatusCode != 200 || err == nil) {
			t.Errorf("after %d bytes: %d, %v", fails, answer.StatusCode, err)
		}
	}
}
