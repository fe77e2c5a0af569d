package importing

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"ahd.example/ahd/events"
)

// contradiction is a field of which a file says otherwise than it said before, and which
// nobody changed meanwhile: nobody can say which of the two is meant.
type contradiction struct {
	field string  // by the name that the file has for it; "" where it is none of its fields
	told  bool    // whether its values can be told
	now   *string // in the register
	file  *string
}

// longestTold is how much of a value stands in a fault, in characters.
const longestTold = 80

// renamed are members of events that the file has under other names. What is made of
// another field goes by that one.
var renamed = map[string]map[string]string{
	"convening":  {"objective": "objective_quote", "participants": "participants_quote"},
	"source":     {"bytes": "sha256", "media_type": "file"},
	"question":   {"text": "question", "about": "question"},
	"commitment": {"children": "geography", "party": "lead_party", "days": "review_days"},
}

// apart lists the fields of which two payloads of one type say something else, by the
// names of the file, in the order in which differences are told.
func apart(item string, recorded, said events.Payload) (names []string) {
	before, now := members(recorded), members(said)
	kind, _, _ := strings.Cut(item, "/")
	for name := range now {
		if bytes.Equal(before[name], now[name]) {
			continue
		}
		if file, is := renamed[kind][name]; is {
			name = file
		}
		names = append(names, name)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(slices.Index(fieldNames, a), slices.Index(fieldNames, b)) })
	return names
}

// members are the fields of a payload as they are written; nil is an empty list.
func members(payload events.Payload) map[string]json.RawMessage {
	var list map[string]json.RawMessage
	text, err := json.Marshal(payload)
	if err == nil {
		err = json.Unmarshal(text, &list)
	}
	if err != nil {
		panic("importing: a payload cannot be written: " + err.Error()) // found by every test
	}
	for name, value := range list {
		if string(value) == "[]" {
			list[name] = json.RawMessage("null")
		}
	}
	return list
}

// earlier is what the register recorded where a command of a file says otherwise: under
// the id of the command or, where somebody else recorded the thing, as its first event.
// -1 where that is in another stream, or another kind of event.
func (now standing) earlier(s step) int {
	said := s.Command.Say(nil)
	at := slices.IndexFunc(now.list, func(e events.Event) bool { return e.ID == s.ID })
	if at < 0 && len(now.list) > 0 && now.list[0].Data.Type() == said.Type() {
		at = 0
	}
	return at
}

// edited lists the fields of a command that the file changed since it was recorded: those
// that somebody changed meanwhile, which the register keeps, and those that nobody did.
func (now standing) edited(s step, parent standing) (kept map[string]bool, against []contradiction) {
	said, at := s.Command.Say(nil), now.earlier(s)
	if at < 0 {
		return nil, []contradiction{{field: elsewhere(said)}}
	}
	kept, file := map[string]bool{}, fieldsOf(said)
	for _, name := range apart(s.item, now.list[at].Data, said) {
		if now.since(at, name) || parent.since(0, name) {
			kept[name] = true
			continue
		}
		_, told := file[name]
		against = append(against, contradiction{field: name, told: told, now: now.fields[name], file: file[name]})
	}
	return kept, against
}

// elsewhere is the field by which a thing goes into another stream, or becomes another
// kind of event.
func elsewhere(said events.Payload) string {
	switch said.(type) {
	case events.WorkingGroupFormed:
		return "convening"
	case events.FigureAsserted:
		return "source"
	case events.DeclarationAdopted, events.RecommendationsIssued, events.OutcomePrepared:
		return "kind"
	}
	return ""
}

// contradict adds what a command of a file says otherwise: each thing is named once, with
// all its fields, and a part as the whole, which the file has. What could lead to a person
// is not repeated.
func (f *Faults) contradict(s step, found []contradiction) {
	item := s.address()
	if captured, is := s.Command.Say(nil).(events.CommitmentCaptured); is && captured.Parent != nil {
		item = "commitment/" + *captured.Parent
	}
	at := slices.IndexFunc(f.List, func(other Fault) bool { return other.Item == item })
	if at < 0 {
		at, f.List = len(f.List), append(f.List, Fault{Item: item})
	}
	fault, secret := &f.List[at], len(s.Request.Findings()) > 0
	for _, c := range found {
		what := "it was recorded with other contents"
		if c.told && !secret {
			what = fmt.Sprintf("the register says %s, the file says %s", inMarks(c.now), inMarks(c.file))
		}
		fault.Field, fault.What = joined(fault.Field, ", ", c.field), joined(fault.What, "; ", what)
	}
}

// joined adds to a list in a line what is not in it yet.
func joined(list, between, more string) string {
	switch {
	case list == "":
		return more
	case more == "" || slices.Contains(strings.Split(list, between), more):
		return list
	}
	return list + between + more
}

// inMarks is a value in a line.
func inMarks(value *string) string {
	if value == nil {
		return "nothing"
	}
	if r := []rune(*value); len(r) > longestTold {
		return "“" + string(r[:longestTold]) + "…”"
	}
	return "“" + *value + "”"
}
