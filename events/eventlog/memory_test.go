package eventlog

import (
	"errors"
	"fmt"
	"testing"
)

func asked(id, subject string, expected, readAt uint64) *call {
	e := progress("a")
	e.ID, e.Subject = id, subject
	return &call{event: e, expected: expected, readAt: readAt}
}

// What came behind the book is compared here, and nothing is forgotten because the book
// has read on meanwhile: the caller's row is older than that.
func TestTheEndOfTheLogIsRemembered(t *testing.T) {
	m := newMemory(100)
	for i := range uint64(10) {
		m.add(fmt.Sprint("commitment/", i%5), fmt.Sprint("id-", i))
	}
	cases := []struct {
		name string
		c    *call
		held uint64 // where; 0 for not
		last uint64 // of the conflict; 0 for one that names none
		ok   bool
	}{
		{"the newest of its stream", asked("x", "commitment/4", 110, 110), 0, 0, true},
		{"the newest of its stream, of a row that was read before another stream moved", asked("x", "commitment/3", 109, 105), 0, 0, true},
		{"a stream that nobody moved", asked("x", "commitment/z", 40, 100), 0, 0, true},
		{"a stream that has moved since the row", asked("x", "commitment/0", 17, 100), 0, 106, false},
		{"likewise, although the book has read on", asked("x", "commitment/0", 101, 110), 0, 106, false},
		{"more than the stream has", asked("x", "commitment/0", 110, 110), 0, 106, false},
		{"an event of another stream", asked("x", "commitment/z", 105, 110), 0, 0, false},
		{"a row from before what is remembered", asked("x", "commitment/z", 40, 99), 0, 0, false},
		{"an id that was recorded", asked("id-3", "commitment/z", 0, 110), 104, 0, false},
		{"likewise, of another stream", asked("id-9", "commitment/z", 0, 100), 110, 0, false},
	}
	for _, c := range cases {
		err := m.admit(c.c, 111)
		var conflict *Conflict
		var held *Held
		switch {
		case errors.As(err, &held):
			if c.held == 0 || held.Sequence != c.held {
				t.Errorf("%s: %v", c.name, err)
			}
		case errors.As(err, &conflict):
			if c.ok || c.held > 0 || conflict.Last != c.last || conflict.Subject != c.c.event.Subject || conflict.Expected != c.c.expected {
				t.Errorf("%s: %+v", c.name, conflict)
			}
		case err != nil || !c.ok:
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// It holds more than a book may lack while commands are taken, and then forgets the
// oldest, but never the newest of a stream or id that came again.
func TestTheOldestIsForgotten(t *testing.T) {
	m := newMemory(7)
	m.add("commitment/first", "first")
	for i := range remembered - 1 {
		m.add("commitment/many", fmt.Sprint("id-", i))
	}
	if m.floor != 7 || m.admit(asked("first", "commitment/z", 0, 7), 0) == nil {
		t.Errorf("forgotten at %d, behind %d", m.head, m.floor)
	}
	m.add("commitment/first", "again")
	if m.floor != 8 || m.ids["first"] != 0 || m.streams["commitment/first"] != m.head || len(m.ids) != remembered {
		t.Errorf("behind %d: %d ids", m.floor, len(m.ids))
	}
	if err := m.admit(asked("x", "commitment/z", 0, 7), 0); !errors.As(err, new(*Conflict)) {
		t.Errorf("a row from before: %v", err)
	}
	if err := m.admit(asked("x", "commitment/z", 0, 8), 0); err != nil {
		t.Error(err)
	}
}

// An id of which it is not known what became may be offered for the same place or a later
// one: only one of both can get in. For an earlier one both could.
func TestADoubtfulIDIsNotOfferedForAnEarlierPlace(t *testing.T) {
	m := newMemory(10)
	m.offer("x", 13)
	heldBefore := m.admit(asked("x", "commitment/a", 0, 10), 12)
	if held := (*Held)(nil); !errors.As(heldBefore, &held) || held.Sequence != 0 {
		t.Error(heldBefore)
	}
	if err := m.admit(asked("x", "commitment/a", 0, 10), 13); err != nil {
		t.Error(err)
	}
	m.add("commitment/b", "b")
	m.add("commitment/b", "c")
	if m.doubtful() != 13 {
		t.Errorf("%v", m.open)
	}
	m.add("commitment/b", "d") // in its place
	if m.doubtful() != 0 || m.admit(asked("x", "commitment/a", 0, 13), 14) != nil {
		t.Errorf("%v", m.open)
	}
}

// "Not recorded" may be true of a call and false of its id.
func TestAnAnswerIsTrueOfTheID(t *testing.T) {
	m := newMemory(10)
	if err := m.correct("x", errBusy); err != errBusy {
		t.Error(err)
	}
	m.offer("x", 11)
	for _, err := range []error{errBusy, &Conflict{}} {
		if err := m.correct("x", err); !errors.Is(err, ErrOutcomeUnknown) || errors.Is(err, ErrNotRecorded) {
			t.Error(err)
		}
	}
	named := error(&Conflict{Last: 4})
	if err := m.correct("x", named); err != named {
		t.Error(err)
	}
	m.add("commitment/a", "x")
	heldAt(t, m.correct("x", errBusy), "x", 11)
	if err := m.correct("x", nil); err != nil {
		t.Error(err)
	}
}
