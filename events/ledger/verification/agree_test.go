package verification_test

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger/bundle"
)

// changes is how many single bytes are changed, one at a time.
var changes = flag.Int("changes", 150, "how many single bytes of a bundle to change, one at a time")

// Whatever single byte of a bundle is changed, both verifiers say the same of it. Half
// of the changes are in the file as it is, so that the manifest tells; the other half
// are made by somebody who then puts the manifest right.
func TestBothVerifiersAgreeOnEveryChangedByte(t *testing.T) {
	python := startSecond(t)
	s := newScene(t, 4)
	dice := rand.New(rand.NewPCG(4, 4))
	for i := range *changes {
		files, m := s.files, s.whole
		if i%4 > 1 {
			files, m = s.strand, s.one
		}
		content := seal(t, m, files)
		what := fmt.Sprintf("byte %d", i)
		if i%2 == 0 {
			flip(dice, content)
		} else {
			at := dice.IntN(len(files))
			if strings.HasPrefix(files[at].name, bundle.HashesName) && dice.IntN(4) > 0 {
				at = 0 // it is the longest, and the dullest
			}
			what += " in " + files[at].name
			content = seal(t, m, with(files, files[at].name, func(b []byte) []byte { flip(dice, b); return b }))
		}
		if code, _ := both(t, python, what, content, s.old); code == 0 && !unsaid(t, what, content, m) {
			t.Errorf("%s: nobody noticed", what)
		}
	}
}

// unsaid is a change of what no event and no signature speaks of: the policy, which is
// there to be read, and what wrote the bundle.
func unsaid(t *testing.T, what string, content []byte, m bundle.Manifest) bool {
	t.Helper()
	changed := manifestOf(t, content)
	return strings.HasSuffix(what, bundle.PolicyName) || changed.Tool != m.Tool
}

// flip changes one byte: often a bit of it, or to a byte that means something.
func flip(dice *rand.Rand, content []byte) {
	at := dice.IntN(len(content))
	before := content[at]
	for content[at] == before {
		switch dice.IntN(3) {
		case 0:
			content[at] ^= 1 << dice.IntN(8)
		case 1:
			content[at] = byte(dice.Uint32())
		default:
			const telling = "\x00 \"\\{}[],:+-0123456789abcdefzA=/\n\r\t\x7f\u00e9"
			content[at] = telling[dice.IntN(len(telling))]
		}
	}
}

// What is canonical is the same for both, also where a change makes an event that was
// never made by our encoder, and somebody hashes and signs it.
func TestBothVerifiersAgreeOnWhatIsCanonical(t *testing.T) {
	python := startSecond(t)
	s := newScene(t, 6)
	dice := rand.New(rand.NewPCG(6, 6))
	accepted := map[int]int{}
	for _, body := range spellings(first()) {
		code, _ := both(t, python, fmt.Sprintf("%.200q", body), s.signed([][]byte{s.bodies[0], body}, s.signer), nil)
		accepted[code]++
	}
	for i := range *changes { // the last of some events, so that nothing but itself speaks against it
		at := 1 + dice.IntN(len(s.bodies)-1)
		body := bytes.Clone(s.bodies[at])
		for range 1 + i%2 {
			flip(dice, body)
		}
		code, _ := both(t, python, fmt.Sprintf("%q", body), s.signed(append(slices.Clone(s.bodies[:at]), body), s.signer), nil)
		accepted[code]++
	}
	if accepted[0] < 20 || accepted[2] < 20 {
		t.Errorf("these are no good examples: %v", accepted)
	}
}

// first is the first event of a stream, which stands for itself.
func first() []byte {
	r := newRegister(1, 3)
	r.say("commitment/cm-9", reported{State: "stalled"})
	return r.bodies[1]
}

// spellings are ways of writing an event of which some are canonical.
func spellings(body []byte) (bodies [][]byte) {
	const id, time, said = `"actor":"p-17"`, `"time":"`, `"state":"stalled"`
	put := func(old, new string) { bodies = append(bodies, bytes.Replace(body, []byte(old), []byte(new), 1)) }
	marks := strings.Repeat("\u0301", 31)
	for _, text := range []string{
		"", "\u00e9", "e\u0301", "<\u0338", "\\u001f", "\\u001F", "\\u0000", "\\n", "\\u000a", "\\/", "\\\"", "\\ud800", "\\u00e9", "\x7f", "\\n\u0301", "\u0301", "\xff",
		"\xed\xa0\x80", "\xf4\x90\x80\x80", "\ufeff", "\uffff", "a" + marks, "a" + marks[2:], "a" + marks + marks, "\u0344", "\u212b", "\u1100\u1161", "\uac00\u11a8", "\u0958",
		"\u0f73", strings.Repeat("\u0f73", 16), "\u2028", "\U0001f600", "\u0b47\u0b56", "\u09cb" + marks[2:], "\u034f", strings.Repeat("a\u034f", 40), strings.Repeat("\u0f71\u0f72", 16),
	} {
		put(`"stalled"`, `"`+text+`"`)
		put(`"actorrole":"coordinator"`, `"actorrole":"coordinator","correlationid":"`+text+`"`)
	}
	for _, value := range []string{
		"0", "-0", "1", "-1", "01", "1.0", "1e2", "9007199254740991", "9007199254740992", "-9007199254740991", "-9007199254740992", "99999999999999999999999", "true", "True",
		"null", "NaN", "Infinity", "[]", "[1,]", "[ ]", "{}", `{"b":1,"a":2}`, `{"a":1,"a":1}`, `{"A":1}`, `{"":1}`, `{"a":1}`, `{"\u0061":1}`, `{"a b":1}`,
		strings.Repeat("[", 14) + strings.Repeat("]", 14), strings.Repeat("[", 15) + strings.Repeat("]", 15), strings.Repeat("[", 16) + strings.Repeat("]", 16),
		strings.Repeat("[", 14) + "1" + strings.Repeat("]", 14), strings.Repeat("[", 15) + "1" + strings.Repeat("]", 15), strings.Repeat("[", 20000) + strings.Repeat("]", 20000),
		`"` + strings.Repeat("a", 48000) + `"`, `"` + strings.Repeat("a", 49152) + `"`,
	} {
		put(said, `"state":`+value)
	}
	for _, moment := range []string{
		"2026-02-29T00:00:00.000Z", "2028-02-29T00:00:00.000Z", "2026-12-31T23:59:60.000Z", "2026-12-31T24:00:00.000Z", "2026-13-01T00:00:00.000Z", "0000-01-01T00:00:00.000Z",
		"0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z", "2026-12-31T23:59:59.99Z", "2026-12-31t23:59:59.999Z", "2026-12-31T23:59:59.999z", "2026-12-31T23:59:59,999Z",
		"2026-12-31 23:59:59.999Z", "2026-1-031T23:59:59.999Z", "2026-12-31T3:059:59.999Z", "2026-12-31T-3:59:59.999Z", "+026-12-31T23:59:59.999Z", "0000-02-29T23:59:59.999Z", "1900-02-29T23:59:59.999Z",
	} {
		at := bytes.Index(body, []byte(time)) + len(time)
		bodies = append(bodies, slices.Concat(body[:at], []byte(moment), body[at+24:]))
	}
	for _, attribute := range []string{
		`"actor":""`, `"actor":"P"`, `"actor":"` + strings.Repeat("a", 64) + `"`, `"actor":"` + strings.Repeat("a", 65) + `"`, `"actor":null`, `"actor":"a\u007f"`, `"Actor":"a"`, `"actor":"a","actorx":"b"`,
		`"actor":"p-17","actorparty":"-"`, `"actor":"p-17\n"`,
	} {
		put(id, attribute)
	}
	for _, change := range [][2]string{
		{`"type":"ahd.commitment`, `"type":"ahd.party`}, {`.v9"}`, `.v09"}`}, {`.v9"}`, `.v9\n"}`}, {`.v9"}`, `.v999999999"}`}, {`.v9"}`, `.v9999999999"}`}, {`.v9"}`, `.v9.v9"}`}, {`progress-reported`, `progress--reported`},
		{`"subject":"commitment/`, `"subject":"commitment/cm/`}, {`"subject":"commitment/`, `"subject":"Commitment/`}, {`"specversion":"1.0"`, `"specversion":"1.1"`}, {`"auth":"local"`, `"auth":"local "`},
		{`"source":"urn:ahd:test"`, `"source":"urn:ahd:` + strings.Repeat("x", 120) + `"`}, {`"source":"urn:ahd:test"`, `"source":"urn:ahd:` + strings.Repeat("x", 121) + `"`},
		{`"streamversion":`, `"streamversion":1`}, {`"streamversion":`, `"streamversion":-`}, {`"streamversion":1`, `"streamprev":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","streamversion":1`}, {`"streamversion":1`, `"streamversion":2`},
	} {
		put(change[0], change[1])
	}
	return bodies
}

// The two ideas of form C are one, where both know the letters.
func TestFormCIsTheSameForBoth(t *testing.T) {
	python := startSecond(t)
	s := newScene(t, 8)
	dice := rand.New(rand.NewPCG(8, 8))
	last := first()
	letters := []rune("ae\u0301\u0327\u0323\u0308\u00e9\u1e69\u0f71\u0f72\u0f74\u0f73\u3099\u304b\u304c\u1100\u1161\u11a8\uac00\u0344\u0958\u093c\u0915\u0b47\u0b56\u0b57\u064e\u0651\u06c1\u0654\u06c2\u034f\u0338<=\u20dd\u09be\u09c7\u09cb\u0bd7\uff9e\u11bf")
	canonical := 0
	for range *changes {
		var text []rune
		for range 1 + dice.IntN(60) {
			text = append(text, letters[dice.IntN(len(letters))])
		}
		composed := string(text)
		if dice.IntN(2) == 0 {
			composed = norm.NFC.String(composed)
		}
		body := bytes.Replace(last, []byte(`"state":"stalled"`), []byte(`"state":"`+composed+`"`), 1)
		_, _, err := events.Scan(body)
		if err == nil {
			canonical++
		}
		code, bad := both(t, python, fmt.Sprintf("%+q", composed), s.signed([][]byte{s.bodies[0], body}, s.signer), nil)
		if wrong := err != nil; wrong != (code != 0) {
			t.Fatalf("%+q is not judged by its form: %v", composed, bad)
		}
	}
	if canonical == 0 || canonical == *changes {
		t.Errorf("%d were canonical", canonical)
	}
}
