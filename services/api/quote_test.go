package api

import (
	"strings"
	"testing"
)

// Words stand in a text however its characters are spelled, and not in the middle of
// one.
func TestWordsAreFoundHoweverTheTextIsSpelled(t *testing.T) {
	const parts, hamza = "e\u0301", "\u0627\u0653" // é and آ, spelled in two parts
	for _, c := range []struct {
		text, words string
		from, to    int64
	}{
		{"a café here", "café", 2, 7},
		{"a caf" + parts + " here", "café", 2, 8},
		{"a caf" + parts + " here", "café here", 2, 13},
		{"a caf" + parts + " caf" + parts, "café café", 2, 15},
		{parts + "t" + parts, "té", 3, 7},
		{"\u06c1" + hamza + "\u062c " + hamza + "\u062c", "\u0622\u062c", 2, 8},
		{"a\r\n" + parts + "b", "éb", 3, 7},
		{"nothing", "café", -1, 0},
		{"nothing", "", -1, 0},
		{"ab" + parts, "bé\u0301", -1, 0},
	} {
		at, found := passage([]byte(c.text), c.words, [2]int64{})
		if found != (c.from >= 0) || found && at != [2]int64{c.from, c.to} {
			t.Errorf("%q in %q: %v %v, not %d to %d", c.words, c.text, at, found, c.from, c.to)
		}
		if named, there := passage([]byte(c.text), c.words, at); found && (!there || named != at) {
			t.Errorf("%q does not stand in %q at %v", c.words, c.text, at)
		}
	}
}

// A sentence that does not stand in a long text is missed quickly.
func TestALongTextIsSearchedOnce(t *testing.T) {
	text := strings.Repeat("پناہ گاہ کھل گئی ہے۔ caf\u0065\u0301 ", 20_000)
	if _, found := passage([]byte(text), "پناہ گاہ بند ہے", [2]int64{}); found {
		t.Error("it does not stand there")
	}
	if at, found := passage([]byte(text+"x"), "café x", [2]int64{}); !found || at[1] != int64(len(text)+1) {
		t.Errorf("%v %v", at, found)
	}
}
