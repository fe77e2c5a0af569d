package main

import (
	"strings"
	"testing"

	"github.com/google/uuid"
)

func wordsSay(t *testing.T, out string, wanted ...string) {
	t.Helper()
	for _, want := range wanted {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

// What a person reads says in words what scripts read as codes.
func TestACommitmentIsToldInWords(t *testing.T) {
	dir := imported(t)
	id := uuid.NewString()
	on := func(what string, more ...string) { ok(t, append([]string{"record", what, "--data", dir}, more...)...) }
	on("request-update", "--commitment", item, "--party", "fia", "--channel", "letter", "--day", "2026-01-05")
	wordsSay(t, ok(t, "show", "commitment", item, "--data", dir).out, "silence             asked, no answer yet", "smart               not rated", "contest             no", "stale               ")
	on("smart", "--commitment", item, "--specific", "--measurable")
	on("progress", "--commitment", item, "--state", "reported_complete", "--channel", "phone", "--command-id", id)
	on("dispute", "--commitment", item, "--claim", "not_implemented", "--statement", "It is locked.", "--url", "https://example.org/visit")
	wordsSay(t, ok(t, "show", "commitment", item, "--data", dir).out,
		"silence             there is a report", "smart               specific, measurable; not achievable, relevant, time-bound",
		"contest             yes; 2 counted, mean 50%, spread 100 points", "suspended           no")
	wordsSay(t, ok(t, "timeline", "commitment", item, "--data", dir).out,
		"Asked how far it is: fia, by letter, 5 January 2026\n", "Progress reported: reported done · by phone\n", "id "+id,
		"Somebody says otherwise: not implemented · https://example.org/visit", "How well it is put: specific, measurable")
	on("person", "--id", "p-1", "--party", "fia", "--roles", "focal_point,assessor")
	wordsSay(t, ok(t, "show", "person", "p-1", "--data", dir).out, "roles               assessor, focal person", "party               fia")
	wordsSay(t, ok(t, "timeline", "person", "p-1", "--data", dir).out, "Person entered: assessor, focal person, fia\n")
}
