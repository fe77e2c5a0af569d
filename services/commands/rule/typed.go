package rule

import (
	"reflect"
	"strconv"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
)

// Form is what is typed for a command whose fields are not typed as they are.
type Form interface {
	// Fields are those of the command. Where somebody typed what goes together in no
	// way, it is refused.
	Fields() (any, error)
}

// Fields are the fields of a command about something, as they are sent: made of a form,
// or of the command itself, into which somebody typed. Words are cleaned before; blank
// ones were not typed. A list of which nothing was typed is empty.
func Fields(typed reflect.Value, about string) (any, error) {
	for _, f := range reflect.VisibleFields(typed.Type()) {
		if is := f.Tag.Get("is"); is == "self" && about != "" {
			typed.FieldByIndex(f.Index).SetString(about)
		} else if is != "" {
			keep(typed.FieldByIndex(f.Index), is == "words" || strings.HasPrefix(is, "typed:") && is != "typed:"+AddressField)
		}
	}
	if form, made := typed.Interface().(Form); made {
		return form.Fields()
	}
	return typed.Interface(), nil
}

// keep makes of a text, of one that may be missing, or of several what is kept of them.
func keep(v reflect.Value, words bool) {
	switch v.Kind() {
	case reflect.String:
		if words {
			v.SetString(Clean(v.String()))
		}
	case reflect.Pointer:
		if words && !v.IsNil() {
			keep(v.Elem(), words)
			if v.Elem().String() == "" {
				v.SetZero()
			}
		}
	case reflect.Slice:
		if v.IsNil() {
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		}
		for i := range v.Len() {
			keep(v.Index(i), words)
		}
	}
}

// Grounded is the reason of a command whose reason stays in the record, as it is typed.
type Grounded struct {
	Reason string `is:"words" required:"true" placeholder:"TEXT" doc:"Why. It stays in the record for good: no names of victims."`
}

// Quoted is a sentence of a source, as it is typed: where it stands is looked up by
// whoever holds the archived texts.
type Quoted struct {
	Source string `required:"true" placeholder:"ID" doc:"The source."`
	Quote  string `required:"true" placeholder:"TEXT" doc:"Its own words, exactly as they stand there."`
	Bytes  string `placeholder:"FROM-TO" doc:"Which bytes of the source are meant, where the words stand there more than once. Left out: the first place."`
}

// Asked is the quote, without the place unless that was named.
func (q Quoted) Asked() (events.Quote, error) {
	quote := events.Quote{Source: q.Source, Quote: q.Quote}
	if q.Bytes == "" {
		return quote, nil
	}
	from, to, _ := strings.Cut(q.Bytes, "-")
	for i, typed := range []string{from, to} {
		n, err := strconv.ParseInt(typed, 10, 64)
		if err != nil || n < 0 || i == 1 && n <= quote.Bytes[0] {
			return quote, cause.Of(Refuse(ErrMalformed, "bytes", "The place is written as two numbers, such as 842-876: the first byte, and the one after the last. Nothing was recorded."), err)
		}
		quote.Bytes[i] = n
	}
	return quote, nil
}
