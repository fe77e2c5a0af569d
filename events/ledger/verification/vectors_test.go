package verification_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"ahd.example/ahd/events/ledger/verification"
)

var update = flag.Bool("update", false, "make the vectors anew: a decision, because bundles that left the house stay as they are")

// vector is a bundle that once left the house. It verifies for ever.
var vectors = map[string]string{"all": "", "stream": commitmentUnderTest}

const vectorSize, vectorKept = 16, 9

func TestBundlesOfEarlierReleasesVerify(t *testing.T) {
	if *update {
		writeVectors(t)
	}
	python := startSecond(t)
	old, err := os.ReadFile(filepath.Join("testdata", fmt.Sprintf("%d.checkpoint", vectorKept)))
	must(t, err)
	for name, stream := range vectors {
		content, err := os.ReadFile(filepath.Join("testdata", name+".tar"))
		must(t, err)
		if code, bad := both(t, python, name, content, old); code != 0 {
			t.Errorf("%s: exit %d: %v", name, code, bad)
		}
		result, _ := check(t, content, verification.Demands{})
		if result.Size != vectorSize || stream != "" && (result.Stream == nil || *result.Stream != stream || result.Complete == nil) {
			t.Errorf("%s: %+v", name, result)
		}
	}
}

func writeVectors(t *testing.T) {
	r := newRegister(1, 21).story(vectorSize)
	if len(r.bodies) != vectorSize {
		t.Fatalf("%d events", len(r.bodies))
	}
	put := func(name string, content []byte) {
		must(t, os.WriteFile(filepath.Join("testdata", name), content, 0o644))
	}
	put(fmt.Sprintf("%d.checkpoint", vectorKept), r.checkpoint(vectorKept))
	put("opening.json", r.bodies[0])
	put("event.json", r.bodies[len(r.bodies)-1])
	for name, stream := range vectors {
		made := r.bundle(t, stream, vectorKept)
		put(name+".tar", seal(t, manifestOf(t, made), unpack(t, made)))
	}
}
