package eventlog

import (
	"errors"
	"testing"

	"github.com/nats-io/nats.go"
)

func newClaims() *claims {
	return &claims{held: map[string]claim{}, flying: map[*nats.Msg]*attempt{}, most: 3}
}

// heldAt fails the test unless taking the id is refused as held at a sequence.
func heldAt(t *testing.T, err error, id string, sequence uint64) {
	t.Helper()
	var held *Held
	if !errors.As(err, &held) || held.ID != id || held.Sequence != sequence {
		t.Errorf("%v, not held at %d", err, sequence)
	}
}

func taken(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Error(err)
	}
}

func TestAnIDOnItsWayIsHeld(t *testing.T) {
	c := newClaims()
	taken(t, c.take("x", "commitment/a", 0))
	heldAt(t, c.take("x", "commitment/a", 0), "x", 0)
	heldAt(t, c.take("x", "commitment/b", 0), "x", 0)
	c.refuse("x")
	taken(t, c.take("x", "commitment/b", 0))
}

func TestARecordedIDIsHeldUntilTheBookHasReadIt(t *testing.T) {
	c := newClaims()
	taken(t, c.take("x", "commitment/a", 0))
	c.record("x", 7)
	c.settle(6)
	heldAt(t, c.take("x", "commitment/a", 0), "x", 7)
	c.settle(7)
	c.settle(3) // the book never goes back here
	taken(t, c.take("x", "commitment/a", 7))
	c.record("x", 7) // the book was faster than the answer
	taken(t, c.take("x", "commitment/a", 7))
}

func TestADoubtfulIDMayOnlyBeRepeatedUnderTheSameGuard(t *testing.T) {
	c := newClaims()
	taken(t, c.take("x", "commitment/a", 5))
	c.doubt("x")
	heldAt(t, c.take("x", "commitment/b", 5), "x", 0)
	heldAt(t, c.take("x", "commitment/a", 4), "x", 0)
	taken(t, c.take("x", "commitment/a", 5))
	heldAt(t, c.take("x", "commitment/a", 5), "x", 0) // the repetition is on its way
	c.refuse("x")
	heldAt(t, c.take("x", "commitment/b", 5), "x", 0) // the first attempt is as doubtful as before
	taken(t, c.take("x", "commitment/a", 9))
	c.record("x", 11)
	heldAt(t, c.take("x", "commitment/a", 11), "x", 11)
}

// Events are written in the order of sending: a doubtful one that was sent before
// a recorded one lies before it or nowhere, and the book knows which.
func TestDoubtEndsWhenTheBookHasReadPastIt(t *testing.T) {
	c := newClaims()
	taken(t, c.take("x", "commitment/a", 0))
	taken(t, c.take("y", "commitment/b", 0))
	c.record("y", 3)
	c.doubt("x")
	c.settle(2)
	heldAt(t, c.take("x", "commitment/z", 0), "x", 0)
	c.settle(3)
	taken(t, c.take("x", "commitment/z", 0))

	c = newClaims()
	taken(t, c.take("y", "commitment/b", 0))
	taken(t, c.take("x", "commitment/a", 0))
	c.doubt("x")
	c.record("y", 3) // sent before x: it says nothing of x
	c.settle(3)
	heldAt(t, c.take("x", "commitment/z", 0), "x", 0)
	if !c.unresolved() {
		t.Error("x may still be under way")
	}
	taken(t, c.take("w", "commitment/c", 0))
	c.record("w", 9)
	c.settle(8)
	if c.unresolved() {
		t.Error("x was sent before event 9, which was recorded")
	}
	heldAt(t, c.take("x", "commitment/z", 0), "x", 0)
	c.settle(9)
	taken(t, c.take("x", "commitment/z", 0))
}

func TestOnlySoManyIDsAreHeld(t *testing.T) {
	c := newClaims()
	for i, id := range []string{"x", "y", "z"} {
		taken(t, c.take(id, "commitment/a", 0))
		c.record(id, uint64(i+1))
	}
	if err := c.take("w", "commitment/a", 0); !errors.Is(err, ErrNotRecorded) {
		t.Error(err)
	}
	c.settle(1)
	taken(t, c.take("w", "commitment/a", 0))
}

// "Not recorded" may be true of a call and false of its id.
func TestAnAnswerIsTrueOfTheID(t *testing.T) {
	c := newClaims()
	busy := error(errors.Join(ErrNotRecorded))
	if err := c.correct("x", busy); err != busy {
		t.Error(err)
	}
	taken(t, c.take("x", "commitment/a", 0))
	c.doubt("x")
	for _, err := range []error{busy, &Conflict{}} {
		if err := c.correct("x", err); !errors.Is(err, ErrOutcomeUnknown) || errors.Is(err, ErrNotRecorded) {
			t.Error(err)
		}
	}
	named := error(&Conflict{Last: 4})
	if err := c.correct("x", named); err != named {
		t.Error(err)
	}
	taken(t, c.take("x", "commitment/a", 0))
	c.record("x", 5)
	heldAt(t, c.correct("x", busy), "x", 5)
	if err := c.correct("x", nil); err != nil {
		t.Error(err)
	}
}
