package main

import (
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// get reads a page.
func get(t *testing.T, url string) (int, string) {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

var hidden = regexp.MustCompile(`<input[^>]*type="hidden"[^>]*name="([a-z_]+)"[^>]*value="([^"]*)"`)

// formOf cuts the form out of a page that is sent to an address with an ending: a page
// has other forms too.
func formOf(t *testing.T, page, ending string) string {
	t.Helper()
	_, rest, found := strings.Cut(page, ending+`"`)
	form, _, closed := strings.Cut(rest, "</form>")
	if !found || !closed {
		t.Fatalf("no form to %s on the page", ending)
	}
	return form
}

// The form ends on the page at its own event; sent twice, it is one event.
func TestTheFormRecordsOnce(t *testing.T) {
	dir := imported(t)
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	code, page := get(t, s.url+"/commitments/"+item)
	if code != 200 {
		t.Fatalf("%d %s", code, page)
	}
	form := url.Values{"state": {"in_progress"}, "narrative": {"From the form: کام جاری ہے"}, "effective": {"2026-10"}}
	for _, field := range hidden.FindAllStringSubmatch(formOf(t, page, "/progress"), -1) {
		form.Set(field[1], field[2])
	}
	for range 2 {
		response, err := http.PostForm(s.url+"/commitments/"+item+"/progress", form)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(response.Body)
		response.Body.Close()
		if response.StatusCode != 200 || !strings.Contains(string(body), "From the form: کام جاری ہے") {
			t.Errorf("%d %s", response.StatusCode, body)
		}
		if after := response.Request.URL.Query().Get("after"); after == "" {
			t.Errorf("it ended at %s", response.Request.URL)
		}
	}
	reports := 0
	for _, row := range read[list](t, ok(t, "timeline", "commitment", item, "--data", dir, "--json")).Rows {
		if strings.Contains(row["type"].(string), "progress-reported") {
			reports++
		}
	}
	if reports != 1 {
		t.Errorf("%d reports", reports)
	}
	s.stop(t)
}

// The demo says where it serves, shows its list and leaves nothing behind.
func TestTheDemoLeavesNothingBehind(t *testing.T) {
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	s := start(t, "demo", "--listen", "127.0.0.1:0")
	code, page := get(t, s.url+"/")
	if code != 200 || !strings.Contains(page, "cm-b6") || !strings.Contains(page, "This is an example") {
		t.Errorf("%d %s", code, page)
	}
	if left, _ := os.ReadDir(temporary); len(left) == 0 {
		t.Error("it keeps its folder somewhere else")
	}
	s.stop(t)
	if left, _ := os.ReadDir(temporary); len(left) != 0 {
		t.Errorf("it left %v", left)
	}
}

func TestASecondServerSaysWhoHasTheFolder(t *testing.T) {
	dir := imported(t)
	first := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	second := exec.Command(os.Args[0], "serve", "--listen", "127.0.0.1:0", "--data", dir)
	second.Env = append(os.Environ(), "AHD_TEST_PROGRAM=1")
	said, err := second.CombinedOutput()
	if err == nil || second.ProcessState.ExitCode() != 3 || !strings.Contains(string(said), "process id") {
		t.Errorf("%v %s", err, said)
	}
	first.stop(t)
	ok(t, "status", "--data", dir)
}

// A verb that meets another verb waits for it.
func TestAVerbWaitsForAnother(t *testing.T) {
	dir := imported(t)
	done := make(chan answer, 4)
	for range 4 {
		go func() { done <- ahd(t, "status", "--data", dir) }()
	}
	for range 4 {
		if a := <-done; a.code != 0 {
			t.Errorf("%+v", a)
		}
	}
}

// The lock and the socket of a server that was killed are in nobody's way.
func TestAKilledServerIsInNobodysWay(t *testing.T) {
	dir := imported(t)
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	s.kill()
	if _, err := os.Stat(filepath.Join(dir, "ahd.sock")); err != nil && len(filepath.Join(dir, "ahd.sock")) <= 100 {
		t.Errorf("this test expects the socket to be left: %v", err)
	}
	began := time.Now()
	ok(t, "list", "commitments", "--data", dir)
	if waited := time.Since(began); waited > longestWait {
		t.Errorf("it waited %s", waited)
	}
	start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir).stop(t)
}

func TestAnAddressThatIsTakenIsSaidToBe(t *testing.T) {
	dir := imported(t)
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	address := strings.TrimPrefix(s.url, "http://")
	p := fails(t, 1, "serve", "--listen", address, "--data", filepath.Join(t.TempDir(), "other"))
	if !strings.Contains(p.Detail, "taken") {
		t.Errorf("%+v", p)
	}
}
