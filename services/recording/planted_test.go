package recording_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/commitment"
	partycmd "ahd.example/ahd/services/commands/party"
	registercmd "ahd.example/ahd/services/commands/register"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/guard"
	"ahd.example/ahd/services/recording"
)

// plant puts a text into each text of each command in turn and gives the request. What
// the program says of its own stores is left out: nobody types it.
func plant(t *testing.T, text string, each func(where string, request recording.Request)) {
	t.Helper()
	count := 0
	for _, command := range everything {
		switch command.(type) {
		case registercmd.NoteRepair, registercmd.RecordHeads:
			continue
		}
		v := filled(command)
		found := map[string]reflect.Value{}
		places(v, reflect.TypeOf(command).Name(), found)
		for path, place := range found {
			before := reflect.ValueOf(place.Interface())
			place.Set(reflect.ValueOf(text).Convert(place.Type()))
			each(path, recording.Request{ID: commandID, Who: coordinator, Confirmed: true, Command: v.Interface().(rule.Command)})
			place.Set(before)
			count++
		}
	}
	if count < 250 {
		t.Fatalf("only %d texts found: this test looks in the wrong place", count)
	}
}

// left reports whether a request would leave a text anywhere: in its event, in its
// stream, in the store of texts, or as a source.
func left(request recording.Request, text string) bool {
	holds := strings.Contains(request.Command.Stream().ID, text)
	for _, w := range events.Words(request.Command.Say(nil)) {
		holds = holds || strings.Contains(w.Text, text)
	}
	facts := rule.FactsOf(request.Command)
	for _, words := range facts.Typed {
		holds = holds || strings.Contains(words, text)
	}
	return holds || strings.Contains(string(facts.Archived), text)
}

func codeOrError(err error) string {
	var refusal *rule.Refusal
	if errors.As(err, &refusal) {
		return refusal.Code
	}
	return fmt.Sprint(err)
}

// Whatever field of whatever command holds it, however it is written: the number of an
// identity card is not recorded, also if somebody says that it is harmless.
func TestNoFieldTakesTheNumberOfACard(t *testing.T) {
	for _, number := range []string{"35202-1234567-1", "۳۵۲۰۲-۱۲۳۴۵۶۷-۱", "https://example.org/?q=%33%35202%2D1234567%2d1", "https://example.org/35202+1234567+1", "https://example.org/%2533%2535202-1234567-1"} {
		plant(t, number, func(where string, request recording.Request) {
			if err := request.Check(); err == nil && left(request, number) {
				t.Errorf("%s takes %s", where, number)
			} else if err != nil && strings.Contains(err.Error(), "1234567") {
				t.Errorf("%s: the refusal repeats it: %s", where, err)
			}
		})
	}
}

// The recorder itself refuses it, whichever command brings it, before anything is kept.
func TestTheRecorderRefusesTheNumberOfACard(t *testing.T) {
	r := &rooms{t: t}
	recorder := r.recorder(nil)
	plant(t, "35202-1234567-1", func(where string, request recording.Request) {
		_, err := recorder.Do(context.Background(), request)
		if code := codeOrError(err); err == nil || r.appended > 0 || left(request, "35202-1234567-1") && !slices.Contains([]string{"text.cnic", "id"}, code) {
			t.Errorf("%s: %s after %d appends", where, code, r.appended)
		}
	})
}

// Thirteen digits in a row may be a moment or a number of anything: in an id or an
// address they are asked about, in words they are a card's.
func TestThirteenDigitsInAnIDOrAnAddressAreAskedAbout(t *testing.T) {
	address, id := "https://example.org/3520212345671?x=1", "at-3520212345671"
	asked := func(where string, request recording.Request) {
		if code := codeOrError(request.Check()); code == "text.cnic" {
			t.Errorf("%s: refused though it is confirmed", where)
		}
		request.Confirmed = false
		if code := codeOrError(request.Check()); code != "text.sensitive" {
			t.Errorf("%s: not asked about: %s", where, code)
		}
	}
	plant(t, address, func(where string, request recording.Request) {
		if left(request, address) && request.Command.Stream().ID != address {
			asked(where, request)
		}
	})
	plant(t, id, func(where string, request recording.Request) {
		coded := slices.ContainsFunc(events.Words(request.Command.Say(nil)), func(w events.Word) bool { return w.Code && w.Text == id })
		switch {
		case coded || request.Command.Stream().ID == id:
			asked(where, request)
		case left(request, id) && codeOrError(request.Check()) != "text.cnic":
			t.Errorf("%s: words hold thirteen digits, and they are not refused", where)
		}
	})
}

// An id by which something is known from then on can name a victim as words can. Where
// the thing is spoken of later, nobody is asked again.
func TestVictimsAreNotNamedByIDs(t *testing.T) {
	const id = "mst-ayesha-bibi"
	asked, known := map[events.Type]bool{}, 0
	plant(t, id, func(where string, request recording.Request) {
		payload := request.Command.Say(nil)
		unknown := errors.Is(request.Command.Decide(fold.State{}, coordinator, noon), rule.ErrUnknown)
		gives := !unknown && request.Command.Stream().ID == id // what needs nothing to be there begins it
		spoken := false
		for _, w := range events.Words(payload) {
			gives, spoken = gives || w.ID && w.Text == id, spoken || w.Code && w.Text == id
		}
		request.Confirmed = false
		switch code := codeOrError(request.Check()); {
		case gives && code != "text.sensitive":
			t.Errorf("%s: not asked about: %s", where, code)
		case gives:
			asked[payload.Type()] = true
		case spoken && code == "text.sensitive":
			t.Errorf("%s: asked about again", where)
		case spoken:
			known++
		}
	})
	if len(asked) < 15 || known < 50 {
		t.Errorf("%d types give ids, %d fields speak of them", len(asked), known)
	}
	if code := codeOrError(recording.Request{ID: commandID, Who: rule.ByPerson(id, "coordinator"), Command: commitment.ReportProgress{ID: "cm-1", State: "planning"}}.Check()); code != "text.sensitive" {
		t.Errorf("whoever asks: %s", code)
	}
}

// No field takes what does something to the text around it instead of being read.
func TestNoFieldTakesWhatNobodyReads(t *testing.T) {
	for _, c := range []string{"\x00", "\x1b", "\u009b", "\u202e", "\u2066"} { // all others: events.Unseen
		text := "a" + c + "b"
		plant(t, text, func(where string, request recording.Request) {
			if rule.FactsOf(request.Command).Archives && strings.HasSuffix(where, ".Text") && c != "\x00" {
				return // a source is kept byte for byte, whatever stands in it
			}
			if request.Check() == nil && left(request, text) {
				t.Errorf("%s takes %+q", where, text)
			}
		})
	}
	// What Urdu is spelt with is no such thing, nor is the end of a line in running text.
	for _, text := range []string{"کی\u200cا", "\u200f5\u200e", "one\ntwo\tthree"} {
		request := recording.Request{ID: commandID, Who: coordinator, Command: commitment.ReportProgress{ID: "cm-1", State: "planning", Narrative: &text}}
		if err := request.Check(); err != nil {
			t.Errorf("%+q: %v", text, err)
		}
	}
}

// Names have 300 characters, whatever is called by them; and no field is so long that
// an event could not hold it.
func TestNoFieldTakesMoreThanItsBound(t *testing.T) {
	name, long, most := strings.Repeat("ñ", 301), strings.Repeat("ñ", 24_000), strings.Repeat("n", 300)
	plant(t, name, func(where string, request recording.Request) {
		named := slices.ContainsFunc(events.Words(request.Command.Say(nil)), func(w events.Word) bool {
			return w.Text == name && slices.Contains([]string{"name", "name_ur", "title", "acronym"}, w.Name)
		})
		if err := request.Check(); err == nil && named {
			t.Errorf("%s takes a name of 301 characters", where)
		}
	})
	plant(t, long, func(where string, request recording.Request) {
		if rule.FactsOf(request.Command).Archives && strings.HasSuffix(where, ".Text") {
			return
		}
		if request.Check() == nil && left(request, long) {
			t.Errorf("%s takes 24,000 characters", where)
		}
	})
	party := partycmd.RegisterParty{ID: "p-1", Party: events.PartyRegistered{Name: most, Kind: "x"}}
	if err := (recording.Request{ID: commandID, Who: coordinator, Command: party}).Check(); err != nil {
		t.Error(err)
	}
}

// Where a code belongs stand no words: there the guard would not look.
func TestNoCodeTakesWords(t *testing.T) {
	words := "Ayesha, a victim"
	plant(t, words, func(where string, request recording.Request) {
		coded := slices.ContainsFunc(events.Words(request.Command.Say(nil)), func(w events.Word) bool { return w.Code && w.Text == words })
		if request.Check() == nil && coded {
			t.Errorf("%s takes words for a code", where)
		}
	})
}

func TestEveryKindOfDangerHasWords(t *testing.T) {
	for _, kind := range guard.Kinds {
		if words := recording.Danger(kind); words == strings.ReplaceAll(kind.String(), "_", " ") || words == "" {
			t.Errorf("%s has no words that people could read", kind)
		}
	}
}
