package wording

import (
	"testing"

	"ahd.example/ahd/events/commitment"
)

// Every reason why somebody is not independent has words.
func TestWhoIsNotIndependentIsToldWhy(t *testing.T) {
	seen := map[string]bool{}
	for _, why := range []string{commitment.ByOwnWork, commitment.ByReport, commitment.ByAssessment, commitment.ByCoordinator} {
		words := English.Findings().NotIndependent(&why)
		if words == "" || seen[words] {
			t.Errorf("%s: %q", why, words)
		}
		seen[words] = true
	}
}
