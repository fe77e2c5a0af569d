package recording

import (
	"testing"

	"ahd.example/ahd/services/guard"
)

// What is found is said in words, whatever it is.
func TestEveryKindOfFindingHasWords(t *testing.T) {
	for _, kind := range guard.Kinds {
		if dangers[kind] == "" {
			t.Errorf("no words for %s", kind)
		}
	}
}
