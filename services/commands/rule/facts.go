package rule

import (
	"reflect"
	"slices"
	"strings"
	"sync"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/method"
)

// Facts are what a command says of itself beside its event. They are found from its
// struct: each text of it says what it is in a tag.
//
//	is:"self"             the thing that the command is about
//	is:"party"            the id of such a stream: party, commitment, convening, instrument, source, person
//	is:"method"           a method with its version
//	is:"report"           a contribution to the commitment: report, evidence, dispute
//	is:"text"             a text of the commitment that is erased
//	is:"typed:narrative"  words that can be erased, under that name in the event
//	is:"withheld"         whether nobody is to know who gives the command
//	is:"code", "day", "number", "words", "part"   nothing that is looked for elsewhere
//
// A field that holds a payload names where in it ids of streams stand, in the order in
// which they are asked about: names:"source=Quote.Source convening=Into". Quotes, and a
// text that is archived, are found by their types. A field without a name says in which
// role the command is usually given, where that is no coordinator's: role:"assessor".
type Facts struct {
	Typed    map[string]string // words that can be erased, by field
	Refers   []events.Stream   // other streams that it names
	Seeks    []commitment.Name // contributions to its commitment that its rules look at
	Quotes   []events.Quote    // what has to stand in its source
	Erases   *string           // the text that goes once it is recorded; nil where none does
	Withheld bool              // it is recorded without whoever gives it
	Archives bool              // it puts a text away as a source
	Archived []byte            // that text
	Role     string            // in which it is usually given
}

// FactsOf are the facts of a command.
func FactsOf(command Command) (facts Facts) {
	v := reflect.ValueOf(command)
	facts.Role = "coordinator"
	for _, f := range factsOf(v.Type()) {
		f.note(&facts, v.FieldByIndex(f.index))
	}
	return facts
}

// Sought is what a state needs in hand for a command to be decided on it: a state does
// not hold all the contributions that there are.
func Sought(command Command) []commitment.Name { return FactsOf(command).Seeks }

// fact is a field that says something, and what it adds.
type fact struct {
	index []int
	note  func(*Facts, reflect.Value)
}

var facts sync.Map // by the type of a command: []fact

func factsOf(command reflect.Type) []fact {
	if known, ok := facts.Load(command); ok {
		return known.([]fact)
	}
	var found []fact
	for _, f := range reflect.VisibleFields(command) {
		for _, note := range notesOf(f) {
			found = append(found, fact{f.Index, note})
		}
	}
	facts.Store(command, found)
	return found
}

// Naming are the fields, by their names in JSON, in which a command names streams of a kind
// that are there already. The field of what the command is about is called after its kind;
// that of what it begins, id.
func Naming(command Command, kind string) (fields []string) {
	for _, f := range reflect.VisibleFields(reflect.TypeOf(command)) {
		if is := f.Tag.Get("is"); is == kind || is == "self" && strings.EqualFold(f.Name, kind) {
			fields = append(fields, f.Tag.Get("json"))
		}
		for _, named := range strings.Fields(f.Tag.Get("names")) {
			if of, path, _ := strings.Cut(named, "="); of == kind {
				fields = append(fields, inJSON(f.Type, strings.Split(path, ".")))
			}
		}
	}
	return fields
}

// inJSON is what JSON calls the last of the fields on a path below values of a type.
func inJSON(of reflect.Type, path []string) string {
	for of.Kind() != reflect.Struct {
		of = of.Elem()
	}
	f, _ := of.FieldByName(path[0])
	if len(path) > 1 {
		return inJSON(f.Type, path[1:])
	}
	return f.Tag.Get("json")
}

// notesOf is what one field says.
func notesOf(f reflect.StructField) (notes []func(*Facts, reflect.Value)) {
	if f.Anonymous {
		return nil // its fields are looked at one by one
	}
	if role := f.Tag.Get("role"); role != "" {
		notes = append(notes, func(facts *Facts, _ reflect.Value) { facts.Role = role })
	}
	if is := f.Tag.Get("is"); is != "" {
		notes = append(notes, func(facts *Facts, v reflect.Value) {
			each(v, nil, func(text string) { facts.add(is, text) })
		})
	}
	for _, named := range strings.Fields(f.Tag.Get("names")) {
		kind, path, _ := strings.Cut(named, "=")
		steps := strings.Split(path, ".")
		notes = append(notes, func(facts *Facts, v reflect.Value) {
			each(v, steps, func(text string) { facts.add(kind, text) })
		})
	}
	switch {
	case f.Type == reflect.TypeFor[[]byte]():
		notes = append(notes, func(facts *Facts, v reflect.Value) { facts.Archives, facts.Archived = true, v.Bytes() })
	case quotes(f.Type):
		notes = append(notes, func(facts *Facts, v reflect.Value) { facts.quote(v) })
	}
	return notes
}

// add notes one text that is something.
func (f *Facts) add(is, text string) {
	field, typed := strings.CutPrefix(is, "typed:")
	switch {
	case typed:
		if f.Typed == nil {
			f.Typed = map[string]string{}
		}
		f.Typed[field] = text
	case slices.Contains(streamKinds, is):
		f.Refers = append(f.Refers, events.Stream{Kind: is, ID: text})
	case is == "address":
		if kind, id, _ := strings.Cut(text, "/"); slices.Contains(addressed, kind) {
			f.Refers = append(f.Refers, events.Stream{Kind: kind, ID: id})
		}
	case is == "method":
		if id, _, ok := method.ParseName(text); ok && text != method.Ahd1.Name() { // that one is known in every register
			f.Refers = append(f.Refers, MethodStream(id))
		}
	case contributions[is] != "":
		f.Seeks = append(f.Seeks, commitment.Name{Kind: contributions[is], ID: text})
		if is == "text" {
			f.Erases = &text
		}
	case is == "withheld":
		f.Withheld = true
	}
}

var (
	streamKinds   = []string{"party", "commitment", "convening", "instrument", "source", "person"}
	addressed     = []string{"commitment", "convening", "instrument", "party", "source"} // of which a question can be, and have a stream
	contributions = map[string]string{"report": commitment.OfReport, "evidence": commitment.OfEvidence, "dispute": commitment.OfDispute, "text": commitment.OfErasure}
)

// each finds the texts at a path below a value, through pointers and lists.
func each(v reflect.Value, path []string, do func(text string)) {
	switch v.Kind() {
	case reflect.String:
		do(v.String())
	case reflect.Pointer:
		if !v.IsNil() {
			each(v.Elem(), path, do)
		}
	case reflect.Slice:
		for i := range v.Len() {
			each(v.Index(i), path, do)
		}
	case reflect.Struct:
		each(v.FieldByName(path[0]), path[1:], do)
	}
}

var quoteType = reflect.TypeFor[events.Quote]()

// quotes reports whether values of a type can hold quotes.
func quotes(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		return quotes(t.Elem())
	case reflect.Struct:
		if t == quoteType {
			return true
		}
		for i := range t.NumField() {
			if quotes(t.Field(i).Type) {
				return true
			}
		}
	}
	return false
}

// quote notes the quotes below a value.
func (f *Facts) quote(v reflect.Value) {
	switch {
	case v.Type() == quoteType:
		f.Quotes = append(f.Quotes, v.Interface().(events.Quote))
	case v.Kind() == reflect.Pointer && !v.IsNil():
		f.quote(v.Elem())
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			f.quote(v.Index(i))
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if quotes(v.Field(i).Type()) {
				f.quote(v.Field(i))
			}
		}
	}
}
