package verification_test

import (
	"bytes"
	"errors"
	"flag"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger/verification"
)

// honest is how many honest registers are verified.
var honest = flag.Int("honest", 6, "how many honest registers to verify")

func checkFile(t testing.TB, path string, demands verification.Demands) (verification.Result, *verification.Failure) {
	t.Helper()
	result, err := verification.Bundle(t.Context(), path, demands)
	var bad *verification.Failure
	if err != nil && !errors.As(err, &bad) {
		t.Fatalf("neither right nor wrong: %v", err)
	}
	return result, bad
}

func TestAnHonestRegisterIsVerified(t *testing.T) {
	python := startSecond(t)
	for seed := range *honest {
		n := 15 + seed*7%60
		r := newRegister(1, uint64(seed))
		r.clocks = seed%2 == 1
		r.story(n)
		n = len(r.bodies)
		for _, stream := range []string{"", commitmentUnderTest} {
			if version, _ := r.stand.Of(commitmentUnderTest); stream != "" && version == 0 {
				continue
			}
			made := r.bundle(t, stream, 3, n/2)
			if again := r.bundle(t, stream, 3, n/2); !bytes.Equal(made, again) {
				t.Fatalf("seed %d: the same record gives two bundles", seed)
			}
			for _, size := range []int{3, n / 2, n} {
				result, bad := check(t, made, verification.Demands{Old: r.checkpoint(size)})
				if code := python.code(t, made, r.checkpoint(size)); code != 0 {
					t.Fatalf("seed %d, stream %q: false alarm of the second verifier: %d", seed, stream, code)
				}
				if bad != nil {
					t.Fatalf("seed %d, stream %q: false alarm: %s %v", seed, stream, bad.Code, bad)
				}
				if result.Size != uint64(n) || *result.Kept != uint64(size) || len(result.Older) != 2 || result.Unquoted > 0 {
					t.Errorf("seed %d: %+v", seed, result)
				}
			}
		}
	}
}

// A text whose erasure is recorded is in no bundle, also while its bytes are still here.
func TestATextThatIsBeingErasedDoesNotLeave(t *testing.T) {
	r := newRegister(1, 1).story(20)
	r.say(commitmentUnderTest, reported{Narrative: r.typed("a word that stays"), State: "planning"})
	going := r.typed("Word of Zqxwcanary77")
	r.say(commitmentUnderTest, reported{Narrative: going, State: "planning"})
	if !bytes.Contains(r.bundle(t, ""), []byte("Zqxwcanary77")) {
		t.Fatal("the canary is not seen where it should be")
	}
	r.say(commitmentUnderTest, events.TextErased{Basis: "mistake", Text: going.ID})
	for _, stream := range []string{"", commitmentUnderTest} {
		made := r.bundle(t, stream)
		if bytes.Contains(made, []byte("Zqxwcanary77")) || !bytes.Contains(made, []byte("a word that stays")) {
			t.Errorf("stream %q: it left, or another did not", stream)
		}
		if _, bad := check(t, made, verification.Demands{}); bad != nil {
			t.Errorf("stream %q: %v", stream, bad)
		}
	}
}
