package verification_test

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"slices"
	"testing"

	"ahd.example/ahd/events/ledger/verification"
)

// seeds is how many registers each way of tampering is tried on.
var seeds = flag.Int("seeds", 3, "on how many registers to try each way of tampering")

// Each way of tampering is caught by both verifiers, with the right exit code.
func TestTamperingIsCaught(t *testing.T) {
	python := startSecond(t)
	for seed := range *seeds {
		s := newScene(t, uint64(seed))
		if code, bad := both(t, python, "the honest record", s.sealed(s.files), s.old); code != 0 {
			t.Fatalf("seed %d: false alarm: %v", seed, bad)
		}
		if code, bad := both(t, python, "the honest stream", s.sealedOne(s.strand), s.old); code != 0 {
			t.Fatalf("seed %d: false alarm: %v", seed, bad)
		}
		for _, what := range slices.Sorted(maps.Keys(ways)) {
			told := ways[what](s)
			code, bad := both(t, python, fmt.Sprintf("seed %d, %s", seed, what), told.content, told.old)
			if code != told.code {
				t.Errorf("seed %d, %s: exit %d, want %d: %v", seed, what, code, told.code, bad)
			} else if told.sequence > 0 && bad.Sequence != uint64(told.sequence) {
				t.Errorf("seed %d, %s: event %d is named, not %d: %v", seed, what, bad.Sequence, told.sequence, bad)
			}
		}
	}
}

// What was recorded after the last heads event can be left out of a bundle of one
// stream: it is not said to be complete beyond that.
func TestAStreamIsCompleteUpToItsHeads(t *testing.T) {
	s := newScene(t, 2)
	m, files := s.leftOut(1)
	result, bad := check(t, seal(t, m, files), verification.Demands{})
	if bad != nil || result.Complete == nil || result.Complete.Heads != uint64(s.lastHeads()+1) || result.Complete.Through != uint64(s.lastHeads()) {
		t.Errorf("%+v %v", result.Complete, bad)
	}
	result, bad = check(t, s.sealedOne(without(s.strand, "heads")), verification.Demands{})
	if bad != nil || result.Complete != nil {
		t.Errorf("without the proof: %+v %v", result.Complete, bad)
	}
	if _, bad := check(t, s.sealed(s.files), verification.Demands{Policy: func([]byte) error { return errors.New("one witness is missing") }}); bad == nil || bad.Kind != verification.Unmet {
		t.Errorf("a policy that is not met: %v", bad)
	}
}

// The forger with the log's key passes where nobody kept anything, and only there.
func TestAForgerWithTheKeyIsCaughtByWhatSomebodyKept(t *testing.T) {
	python := startSecond(t)
	s := newScene(t, 1)
	bodies, i := s.edit()
	forged := s.signed(headsAgain(rechained(bodies)), s.signer)
	if code, bad := both(t, python, "the forged record", forged, nil); code != 0 {
		t.Errorf("on its own it should verify: %v", bad)
	}
	for size := 1; size <= len(s.bodies); size++ {
		want := 0
		if size > i { // the kept checkpoint covers the edit
			want = 3
		}
		if code, bad := both(t, python, fmt.Sprintf("against %d", size), forged, s.checkpoint(size)); code != want {
			t.Errorf("against the checkpoint of %d events, event %d being edited: exit %d, want %d: %v", size, i+1, code, want, bad)
		}
	}
}
