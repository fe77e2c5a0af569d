package events_test

import (
	"encoding/json"
	"strings"
	"testing"

	"ahd.example/ahd/events"
)

// Every character of Unicode that is said to do something to what stands around it is
// shown as what it is, and no other changes.
func TestWhatWouldNotBeReadIsShown(t *testing.T) {
	for c := rune(0); c <= 0x10ffff; c++ {
		if c >= 0xd800 && c <= 0xdfff {
			continue
		}
		does := c < ' ' && c != '\n' && c != '\t' || c >= 0x7f && c < 0xa0 || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069
		text := "a" + string(c) + "b"
		switch shown := events.Shown(text); {
		case does && (strings.ContainsRune(shown, c) || !strings.HasPrefix(shown, `a\u{`)):
			t.Errorf("U+%04X is shown as %q", c, shown)
		case !does && shown != text:
			t.Errorf("U+%04X changes: %q", c, shown)
		case events.Unseen(c) != does:
			t.Errorf("U+%04X: unseen is %t", c, !does)
		}
	}
}

func TestOnlyStrayIsolatesAreShown(t *testing.T) {
	for text, want := range map[string]string{
		"\u2066n = 5\u2069 یہ":                "\u2066n = 5\u2069 یہ",
		"\u2067a\u2066b\u2069c\u2069":         "\u2067a\u2066b\u2069c\u2069",
		"a\u2069b":                            `a\u{2069}b`,
		"\u2066a\nb\u2069":                    `\u{2066}a` + "\n" + `b\u{2069}`,
		"<p>\u2067a</p><p>b</p>":              `<p>\u{2067}a</p><p>b</p>`,
		"\u2066\u2068a\u2069":                 `\u{2066}` + "\u2068a\u2069",
		"line\r\nline\rline":                  "line\r\n" + `line\u{d}line`,
		"\x1b[31mred\a":                       `\u{1b}[31mred\u{7}`,
		"کی\u200cا\u200d \u200e5\u200f\u061c": "کی\u200cا\u200d \u200e5\u200f\u061c",
	} {
		if got := events.Shown(text); got != want {
			t.Errorf("%+q: %+q, want %+q", text, got, want)
		}
	}
}

func TestJSONThatIsShownSaysTheSame(t *testing.T) {
	said := "\u009b31m \u202e \u2066x\u2069 \x7f " + "\x1b é"
	text, err := json.Marshal(said)
	if err != nil {
		t.Fatal(err)
	}
	shown := events.ShownJSON(text)
	var again string
	if err := json.Unmarshal(shown, &again); err != nil || again != said || strings.ContainsFunc(string(shown), events.Unseen) {
		t.Errorf("%+q: %v", shown, err)
	}
}
