package recording_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/commands/rule"
)

// distinct is a command with another word in each of its texts, so that it can be seen what
// became of each.
func distinct(command rule.Command) rule.Command {
	v := filled(command)
	found := map[string]reflect.Value{}
	places(v, reflect.TypeOf(command).Name(), found)
	for n, path := range slices.Sorted(maps.Keys(found)) {
		if place := found[path]; place.Kind() == reflect.String && place.String() == "x-1" {
			place.SetString(fmt.Sprintf("n%d-1", n))
		}
	}
	return v.Interface().(rule.Command)
}

// askedAbout are the ids that the recorder looks for before it records a command.
func askedAbout(command rule.Command) map[string]bool {
	ids := map[string]bool{command.Stream().ID: true}
	facts := rule.FactsOf(command)
	for _, stream := range facts.Refers {
		ids[stream.ID] = true
	}
	for _, name := range facts.Seeks {
		ids[name.ID] = true
	}
	return ids
}

// Each code or id that a command leaves in the record is looked for before, or is listed
// as one that names nothing with a stream or a place of its own.
func TestWhatACommandNamesIsAsked(t *testing.T) {
	used := map[string]bool{}
	for _, command := range everything {
		command = distinct(command)
		asked, said := askedAbout(command), command.Say(nil)
		for _, word := range events.Words(said) {
			of := reflect.TypeOf(said).Name() + "." + plain(word.Field)
			switch {
			case !word.Code || asked[word.Text]:
			case namesNothing[word.Name] != "":
				used[word.Name] = true
			case namesNothing[of] != "":
				used[of] = true
			default:
				t.Errorf("%T leaves %s in the record, and nobody asks whether there is one", command, of)
			}
		}
	}
	for name := range namesNothing {
		if !used[name] {
			t.Errorf("%s is listed, and no command leaves it unasked", name)
		}
	}
}

// ways are what a tag can say that a text is, but "typed:" with a name.
var ways = []string{"self", "party", "commitment", "convening", "instrument", "source", "person", "method", "report", "evidence", "dispute", "text", "withheld", "code", "day", "number", "words", "part"}

// Each text of a command says in its tag what it is; and whatever a tag finds in a payload
// is there to be found.
func TestEveryFieldOfACommandSaysWhatItIs(t *testing.T) {
	seen, within := 0, 0
	for _, command := range everything {
		command = distinct(command)
		of := reflect.TypeOf(command)
		for _, f := range reflect.VisibleFields(of) {
			is, names := f.Tag.Get("is"), f.Tag.Get("names")
			if role := f.Tag.Get("role"); role != "" && (f.Name != "_" || !slices.Contains(rule.Roles, role)) {
				t.Errorf("%s is usually given as %q, which is no role", of, role)
			}
			_, typed := strings.CutPrefix(is, "typed:")
			switch told := typed || slices.Contains(ways, is); {
			case f.Anonymous:
				continue
			case isText(f.Type):
				seen++
				if !told || names != "" {
					t.Errorf("%s.%s does not say what it is: %q", of, f.Name, is)
				}
			case is != "":
				t.Errorf("%s.%s is no text, and says that it is %q", of, f.Name, is)
			}
			for _, name := range strings.Fields(names) {
				within++
				kind, path, _ := strings.Cut(name, "=")
				if place, ok := at(f.Type, strings.Split(path, ".")); !ok || !isText(place) || kind != "address" && !slices.Contains(ways[1:7], kind) {
					t.Errorf("%s.%s names %s, which is not there", of, f.Name, name)
				}
			}
		}
	}
	if seen < 150 || within < 20 {
		t.Errorf("%d texts and %d places found: this test looks in the wrong place", seen, within)
	}
}

// isText reports whether values of a type are texts: one, one that may be missing, or several.
func isText(of reflect.Type) bool {
	if of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice {
		of = of.Elem()
	}
	return of.Kind() == reflect.String
}

// at is the type of what stands at a path below values of a type.
func at(of reflect.Type, path []string) (reflect.Type, bool) {
	for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice {
		if isText(of) {
			break
		}
		of = of.Elem()
	}
	if len(path) == 0 || of.Kind() != reflect.Struct {
		return of, len(path) == 0
	}
	f, ok := of.FieldByName(path[0])
	if !ok {
		return nil, false
	}
	return at(f.Type, path[1:])
}

// plain is the name of a member without the places in its lists.
func plain(field string) string {
	var parts []string
	for _, part := range strings.Split(field, ".") {
		name, _, _ := strings.Cut(part, "[")
		parts = append(parts, name)
	}
	return strings.Join(parts, ".")
}

var textOfEvents = reflect.TypeFor[*events.Text]()

// What can be erased in an event is what its command says was typed, under the same name:
// else the words would stand nowhere, or could not be found to be erased.
func TestWordsThatCanBeErasedAreTyped(t *testing.T) {
	seen := 0
	for _, command := range everything {
		command = distinct(command)
		typed := slices.Sorted(maps.Keys(rule.FactsOf(command).Typed))
		refs := rule.Refs{}
		for _, field := range typed {
			refs[field] = &events.Text{ID: field}
		}
		said := events.Texts(command.Say(refs))
		if kept := slices.Sorted(maps.Keys(said)); !slices.Equal(kept, typed) {
			t.Errorf("%T: %v are typed and %v kept", command, typed, kept)
		}
		for field, text := range said {
			if text == nil || text.ID != field {
				t.Errorf("%T keeps something else under %s", command, field)
			}
		}
		erasable := 0
		for _, f := range reflect.VisibleFields(reflect.TypeOf(command.Say(nil))) {
			if f.Type == textOfEvents {
				erasable++
			}
		}
		if erasable != len(typed) {
			t.Errorf("%T: its event has room for %d texts, and %v are typed", command, erasable, typed)
		}
		seen += len(typed)
	}
	if seen < 25 {
		t.Errorf("only %d texts found: this test looks in the wrong place", seen)
	}
}

// Each passage that a command leaves in the record is looked up in its source before.
func TestWhatIsQuotedIsLookedUp(t *testing.T) {
	seen := 0
	for _, command := range everything {
		command = distinct(command)
		asked := rule.FactsOf(command).Quotes
		for _, quote := range quotesIn(reflect.ValueOf(command.Say(nil))) {
			seen++
			if !slices.Contains(asked, quote) {
				t.Errorf("%T leaves a quote of %s in the record, and nobody looks it up", command, quote.Source)
			}
		}
	}
	if seen < 7 {
		t.Errorf("only %d quotes found: this test looks in the wrong place", seen)
	}
}

func quotesIn(v reflect.Value) (quotes []events.Quote) {
	if v.Type() == reflect.TypeFor[events.Quote]() {
		return []events.Quote{v.Interface().(events.Quote)}
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			quotes = quotesIn(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			quotes = append(quotes, quotesIn(v.Index(i))...)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			quotes = append(quotes, quotesIn(v.Field(i))...)
		}
	}
	return quotes
}

// A member of an event that is looked for nowhere is one of these.
const (
	aValue = "a code of a list, a day, a hash or a number"
	aPart  = "a part of what the command is about: its rules ask the stream's own state"
	itself = "it begins with this event"

	isQuoted = "the passage is looked up, and with it the source"
	notYet   = "it may be recorded later than what names it"
)

// namesNothing are the members of events that hold a code and are looked for in no other
// stream, by their name or by event and name, with the reason.
var namesNothing = map[string]string{
	"kind": aValue, "effective": aValue, "due": aValue, "day": aValue, "date": aValue, "edtf": aValue, "ClockCorrected.from": aValue, "ClockCorrected.to": aValue, "PersonRecorded.from": aValue, "until": aValue, "published": aValue, "period": aValue, "on": aValue,
	"sha256": aValue, "root": aValue, "hash": aValue, "digest": aValue, "media_type": aValue, "format": aValue, "time_zone": aValue, "verifier_key": aValue, "store": aValue,
	"level": aValue, "confidence": aValue, "response": aValue, "channel": aValue, "claim": aValue, "outcome": aValue, "basis": aValue, "state": aValue, "visibility": aValue, "informant": aValue,
	"pillar": aValue, "geography": aValue, "sdg_targets": aValue, "groups": aValue, "scheme": aValue, "place": aValue, "roles": aValue, "field": aValue, "direction": aValue, "log": aValue,
	"sex": aValue, "age": aValue, "exploitation": aValue, "value": aValue, "baseline": aValue, "target": aValue, "split_by": aValue,
	"MethodPublished.kinds": aValue,

	"milestone": aPart, "milestones": aPart, "indicator": aPart, "participation": aPart, "conflict": aPart, "question": aPart, "working_group": aPart,
	"session": itself, "EvidenceDeposited.evidence": itself, "FigureAsserted.figure": itself,

	"RegisterOpened.name": itself, "RegisterOpened.origin": itself, "NodeAppointed.node": itself, "NodeAppointed.replaces": aPart,
	"ParticipantsIdentified.same_as":         "a participation of any meeting: there is no stream of participations",
	"QuestionRaised.about":                   "kind and id in one: asked where the kind has a stream, which x-1 has not",
	"CommitmentAssessed.method":              "a version: its method is asked, and Consider asks for the version",
	"MethodPublished.example.figures.figure": aValue, "MethodPublished.formulas.figure": aValue,
	"SummaryPublished.method": "who publishes made it from the record", "SummaryPublished.scope.id": "who publishes made it from the record",
	"ConveningRegistered.objective.source": isQuoted, "ConveningRegistered.participants.source": isQuoted, "TextAttached.clauses.quote.source": isQuoted,
	// A file brings these before, or after, what names them; nobody asks for them.
	"PartyRegistered.sources": notYet, "FigureAsserted.conflicts_with": notYet, "CommitmentCaptured.children": notYet,
	"DeclarationAdopted.clauses.item": notYet, "RecommendationsIssued.clauses.item": notYet, "OutcomePrepared.clauses.item": notYet,
	"DeclarationAdopted.text.source": notYet, "RecommendationsIssued.text.source": notYet, "OutcomePrepared.text.source": notYet,
}
