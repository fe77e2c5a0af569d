package terminal

import (
	"bytes"
	"testing"
)

// Before anything is done nobody can say how long the rest takes.
func TestWhatHasNotBegunHasNoEnd(t *testing.T) {
	said := &bytes.Buffer{}
	shown := &Terminal{Err: said}
	shown.advanced("import", 0, 9, 0)
	if said.String() != `{"verb":"import","done":0,"total":9,"rate":0,"left_s":null}`+"\n" {
		t.Error(said.String())
	}
}
