package events

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// ErrUnknownType is returned for an event of a type or version that this build
// does not know. It is never skipped: a newer build reads it.
var ErrUnknownType = errors.New("unknown type of event")

// Decode reads an event and brings its payload to today's shape. It returns
// ErrNotCanonical and ErrUnknownType.
func Decode(body []byte) (Event, error) { return decode(body, nil) }

func decode(body []byte, seen *seen) (Event, error) {
	envelope, data, err := scan(body, seen)
	if err != nil {
		return Event{}, err
	}
	payload, err := decodePayload(envelope.Type, data, seen)
	if err != nil {
		return Event{}, fmt.Errorf("%s: %w", envelope.Type, err)
	}
	envelope.Type = payload.Type()
	return Event{Envelope: envelope, Data: payload}, nil
}

func decodePayload(t Type, data []byte, seen *seen) (Payload, error) {
	t, data, err := upcast(upcasters, t, data)
	if err != nil {
		return nil, err
	}
	shape, known := shapes[t]
	if !known {
		return nil, ErrUnknownType
	}
	s := scanner{body: data, seen: seen}
	v := seen.blank(shape)
	if err := s.into(v); err != nil {
		return nil, err
	}
	if s.pos != len(data) {
		return nil, s.fail("nothing may follow the payload")
	}
	return v.Interface().(Payload), nil
}

// into reads a value of v's shape. Because members ascend in the bytes and in
// fieldsOf, one pass finds every missing, unknown and repeated member.
func (s *scanner) into(v reflect.Value) (err error) {
	switch v.Kind() {
	case reflect.String:
		var text string
		text, err = s.text()
		v.SetString(text)
		return err
	case reflect.Bool:
		v.SetBool(s.literal("true"))
		if !v.Bool() && !s.literal("false") {
			return s.fail("true or false expected")
		}
		return nil
	case reflect.Int, reflect.Int64:
		var n int64
		n, err = s.integer()
		v.SetInt(n)
		return err
	case reflect.Pointer:
		if s.literal("null") {
			return nil
		}
		v.Set(reflect.New(v.Type().Elem()))
		return s.into(v.Elem())
	case reflect.Slice, reflect.Array:
		return s.intoList(v)
	}
	return s.intoStruct(v)
}

func (s *scanner) intoStruct(v reflect.Value) error {
	fields := fieldsOf(v.Type())
	next := 0
	err := s.members(func(name []byte) error {
		if next == len(fields) || fields[next].name != string(name) {
			return s.fail("a member is missing before, or unknown: " + string(name))
		}
		field := v.Field(fields[next].index)
		next++
		return s.into(field)
	})
	if err == nil && next != len(fields) {
		return s.fail("the member " + fields[next].name + " is missing")
	}
	return err
}

func (s *scanner) intoList(v reflect.Value) error {
	n := 0
	if v.Kind() == reflect.Slice { // an empty list is [], never null
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	}
	err := s.elements(func() error {
		if v.Kind() == reflect.Slice {
			v.Grow(1)
			v.SetLen(n + 1)
		}
		if n == v.Len() {
			return s.fail("the list is too long")
		}
		n++
		return s.into(v.Index(n - 1))
	})
	if err == nil && n != v.Len() {
		return s.fail("the list is too short")
	}
	return err
}

// field is a member of a payload: its name in the bytes, its index in the struct.
type field struct {
	name  string
	index int
}

// fieldPlans keeps what fieldsOf found; the number of struct types bounds it.
var fieldPlans sync.Map // reflect.Type → []field

// fieldsOf lists the members of a struct in ascending order of their json tags.
// A field without a tag is a mistake in this package and panics at first use,
// in the test of the samples.
func fieldsOf(t reflect.Type) []field {
	if plan, ok := fieldPlans.Load(t); ok {
		return plan.([]field)
	}
	plan := make([]field, 0, t.NumField())
	for i := range t.NumField() {
		name := t.Field(i).Tag.Get("json")
		if name == "" {
			panic("events: " + t.Name() + "." + t.Field(i).Name + " has no json tag")
		}
		if name != "-" { // known beside a document, and not part of it
			plan = append(plan, field{name: name, index: i})
		}
	}
	slices.SortFunc(plan, func(a, b field) int { return strings.Compare(a.name, b.name) })
	fieldPlans.Store(t, plan)
	return plan
}
