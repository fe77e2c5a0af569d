package events

import (
	"reflect"
	"strconv"
)

// Word is a text that stands in a payload for good.
type Word struct {
	Field string // where: "quotes[0].quote"
	Name  string // the member that holds it: "quote"
	Text  string
	Code  bool // it is a code, an id, a hash, a day or a number: its field is tagged guard:"-"
	ID    bool // it is a code and gives something its id from then on: its field is tagged guard:"id"
}

var (
	textType = reflect.TypeFor[*Text]()
	codeTag  = "guard"
)

// Words lists every text of a payload, in the order of its fields. Whatever a field is
// called, and however deep it stands, its text is here; only a Text is left out, whose
// words stand elsewhere and can be erased.
func Words(payload Payload) (words []Word) {
	walkWords(reflect.ValueOf(payload), Word{}, func(w Word) { words = append(words, w) })
	return words
}

func walkWords(v reflect.Value, at Word, found func(Word)) {
	switch v.Kind() {
	case reflect.String:
		at.Text = v.String()
		found(at)
	case reflect.Pointer:
		if !v.IsNil() && v.Type() != textType {
			walkWords(v.Elem(), at, found)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			part := at
			part.Field += "[" + strconv.Itoa(i) + "]"
			walkWords(v.Index(i), part, found)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			walkWords(v.Field(i), memberOf(at, v.Type().Field(i)), found)
		}
	}
}

func memberOf(at Word, f reflect.StructField) Word {
	name := f.Tag.Get("json")
	tag := f.Tag.Get(codeTag)
	part := Word{Field: name, Name: name, Code: tag == "-" || tag == "id", ID: tag == "id"}
	if at.Field != "" {
		part.Field = at.Field + "." + name
	}
	return part
}
