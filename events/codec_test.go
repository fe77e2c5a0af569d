package events

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func sample(t testing.TB, name string) []byte {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("testdata", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// Each line changes one thing in a good event; the result is no event.
func TestOnlyTheCanonicalFormIsRead(t *testing.T) {
	good := string(sample(t, "ahd.commitment.progress-reported.v1"))
	cases := []struct{ name, old, new string }{
		{"a space", `"actor":"p-17"`, `"actor": "p-17"`},
		{"names out of order", `"actor":"p-17","actorparty":"shelter-board"`, `"actorparty":"shelter-board","actor":"p-17"`},
		{"a repeated name", `"actor":"p-17"`, `"actor":"p-17","actor":"p-18"`},
		{"a name in other letters", `"actor"`, `"ACTOR"`},
		{"an unknown attribute", `"id":`, `"hue":"red","id":`},
		{"an escape that is not needed", `"p-17"`, `"p-\u00317"`},
		{"upper-case hex in an escape", `"2026-10"`, `"\u001F"`},
		{"a slash escaped", `commitment/cm-1`, `commitment\/cm-1`},
		{"a fraction", `"streamversion":2`, `"streamversion":2.0`},
		{"an exponent", `"streamversion":2`, `"streamversion":2e0`},
		{"a leading zero", `"streamversion":2`, `"streamversion":02`},
		{"minus zero", `"streamversion":2`, `"streamversion":-0`},
		{"54 bits", `"streamversion":2`, `"streamversion":9007199254740992`},
		{"version 0", `"streamversion":2`, `"streamversion":0`},
		{"more than 32 bits", `"streamversion":2`, `"streamversion":2147483648`},
		{"first, yet following something", `"streamversion":2`, `"streamversion":1`},
		{"no UTF-8", "in_progress", "in\xffprogress"},
		{"half a surrogate pair", "in_progress", "in\xed\xa0\x80progress"},
		{"not in form C", "in_progress", "e\u0301"},
		{"a raw control character", "in_progress", "in\x01progress"},
		{"a control character in an attribute", `"p-17"`, `"p\n17"`},
		{"an empty attribute", `"p-17"`, `""`},
		{"a null attribute", `"p-17"`, `null`},
		{"an id that is no UUID", `"id":"`, `"id":"A`},
		{"a brace too many", `"in_progress"`, `"in_progress"}`},
		{"seconds without milliseconds", ".250Z", "Z"},
		{"an offset instead of Z", ".250Z", ".250+00:00"},
		{"a day that is none", "2026-11-22T", "2026-11-31T"},
		{"a type of another stream", `"subject":"commitment/cm-1"`, `"subject":"party/cm-1"`},
		{"a subject that is no stream", `commitment/cm-1`, `commitment/CM 1`},
		{"another specversion", `"specversion":"1.0"`, `"specversion":"1.1"`},
		{"a source that is not ours", `urn:ahd:ahd`, `https://ahd`},
		{"a second value", `.v1"}`, `.v1"}{}`},
		{"an end too early", `.v1"}`, `.v1"`},
	}
	if _, err := Decode([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		bad := strings.Replace(good, c.old, c.new, 1)
		if bad == good {
			t.Errorf("%s: nothing was changed", c.name)
		}
		if _, _, err := Scan([]byte(bad)); !errors.Is(err, ErrNotCanonical) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestPayloadHasItsShape(t *testing.T) {
	good := string(sample(t, "ahd.commitment.progress-reported.v1"))
	cases := []struct {
		name, old, new string
		want           error
	}{
		{"a missing member", `"effective":"2026-10",`, ``, ErrNotCanonical},
		{"a missing last member", `,"state":"in_progress"`, ``, ErrNotCanonical},
		{"an unknown member", `"state":"in_progress"`, `"state":"in_progress","zeal":"high"`, ErrNotCanonical},
		{"a member in other letters", `"state":"in_progress"`, `"state":"in_progress","state_2":"x"`, ErrNotCanonical},
		{"another kind of value", `"in_progress"`, `7`, ErrNotCanonical},
		{"a version of tomorrow", `progress-reported.v1`, `progress-reported.v9`, ErrUnknownType},
		{"a type never heard of", `progress-reported.v1`, `progress-dreamt.v1`, ErrUnknownType},
	}
	for _, c := range cases {
		bad := []byte(strings.Replace(good, c.old, c.new, 1))
		if _, _, err := Scan(bad); err != nil {
			t.Errorf("%s: the envelope is good, yet: %v", c.name, err)
		}
		if _, err := Decode(bad); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestEncodeRefusesWhatItWouldHaveToRepair(t *testing.T) {
	good, err := Decode(sample(t, "ahd.commitment.progress-reported.v1"))
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name   string
		change func(*Event)
	}{
		{"bad UTF-8", func(e *Event) { e.Data = ProgressReported{State: "\xff"} }},
		{"not in form C", func(e *Event) { e.Data = ProgressReported{State: "e\u0301"} }},
		{"too large", func(e *Event) { e.Data = ProgressReported{State: strings.Repeat("x", MaxBody)} }},
		{"a control character in an attribute", func(e *Event) { e.CorrelationID = "a\nb" }},
		{"another payload", func(e *Event) { e.Data = DueDateSet{} }},
		{"no payload", func(e *Event) { e.Data = nil }},
		{"a time with microseconds", func(e *Event) { e.Time = e.Time.Add(time.Microsecond) }},
		{"a time that is not UTC", func(e *Event) { e.Time = e.Time.In(time.FixedZone("PKT", 5*3600)) }},
	}
	for _, c := range cases {
		e := good
		c.change(&e)
		if _, err := Encode(e); !errors.Is(err, ErrNotCanonical) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestTextSurvivesUnchanged(t *testing.T) {
	e, err := Decode(sample(t, "ahd.commitment.progress-reported.v1"))
	if err != nil {
		t.Fatal(err)
	}
	text := "بچوں کے لیے پناہ گاہ۔ <b>&\u2028\u007f \"quoted\" back\\slash tab\t line\n \u0001 é 😀"
	e.Data = ProgressReported{State: text}
	body, err := Encode(e)
	if err != nil {
		t.Fatal(err)
	}
	back, err := Decode(body)
	if err != nil || back.Data.(ProgressReported).State != text {
		t.Errorf("%v: %q", err, back.Data)
	}
}

func TestUpcastersFormAChain(t *testing.T) {
	rename := func(from, to string) func([]byte) ([]byte, error) {
		return func(data []byte) ([]byte, error) {
			return []byte(strings.Replace(string(data), from, to, 1)), nil
		}
	}
	chain := map[Type]upcaster{
		"ahd.commitment.due-date-set.v1": {"ahd.commitment.due-date-set.v2", rename("day", "by")},
		"ahd.commitment.due-date-set.v2": {"ahd.commitment.due-date-set.v3", rename("by", "due")},
	}
	got, data, err := upcast(chain, "ahd.commitment.due-date-set.v1", []byte(`{"day":"2027-01-01"}`))
	if err != nil || got != "ahd.commitment.due-date-set.v3" || string(data) != `{"due":"2027-01-01"}` {
		t.Errorf("%s %s %v", got, data, err)
	}
}

func FuzzDecode(f *testing.F) {
	names, _ := filepath.Glob("testdata/ahd.*.json")
	for _, name := range names {
		body, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		envelope, _, err := Scan(body)
		if err != nil && !errors.Is(err, ErrNotCanonical) {
			t.Fatalf("scan: %v", err)
		}
		event, err := Decode(body)
		if err != nil {
			return
		}
		if _, old := upcasters[envelope.Type]; old { // written anew, it would be of today's version
			return
		}
		if again, err := Encode(event); err != nil || string(again) != string(body) {
			t.Fatalf("accepted, but it is not the canonical spelling: %v\n%q\n%q", err, body, again)
		}
	})
}
