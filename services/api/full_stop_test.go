package api_test

import (
	"fmt"
	"testing"

	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/services/api"
)

// A sentence that is told within another ends once.
func TestSentencesThatAreJoinedEndOnce(t *testing.T) {
	for told, want := range map[string]string{
		"the log cannot be used: reading goes on.. Nothing was moved": "the log cannot be used: reading goes on. Nothing was moved",
		"put it back.. “ahd doctor” says":                             "put it back. “ahd doctor” says",
		"from a backup..":                                             "from a backup.",
		"write 2020-01-01/.. Nothing":                                 "write 2020-01-01/.. Nothing",
		"and so on... Nothing":                                        "and so on... Nothing",
	} {
		if got := api.ProblemOf(fmt.Errorf("%w: %s", supervision.ErrMove, told)).Detail; got != supervision.ErrMove.Error()+": "+want {
			t.Errorf("%q", got)
		}
	}
}
