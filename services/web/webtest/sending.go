package webtest

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"testing"

	"ahd.example/ahd/events"
)

var commandPattern = regexp.MustCompile(`name="command" value="([^"]*)"`)

// Command is the id in the form of a page.
func Command(t *testing.T, page string) string {
	t.Helper()
	found := commandPattern.FindStringSubmatch(page)
	if found == nil || !events.ValidUUID(found[1]) {
		t.Fatalf("no command id in the form: %v", found)
	}
	return found[1]
}

// Send posts the form of a commitment.
func Send(w *World, id string, form url.Values) *httptest.ResponseRecorder {
	w.T.Helper()
	return w.Do(w.Request(http.MethodPost, "/commitments/"+id+"/progress", form.Encode()))
}

// Report is what somebody types into it.
func Report(command string) url.Values {
	return url.Values{
		"command": {command}, "state": {"in_progress"}, "narrative": {"Six of nine\r\nchapters. " + Urdu},
		"effective": {" 2026-11 "}, "on_behalf_of": {"fia"},
	}
}
