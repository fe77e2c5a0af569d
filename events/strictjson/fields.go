package strictjson

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strings"
	"sync"
)

// fields are what a JSON object may hold: names with the types of their values, or
// any name with one type. Both are nil where somebody else reads the object.
type fields struct {
	names map[string]reflect.Type
	every reflect.Type
}

// folded reports whether a name is one of the names in another case, as
// encoding/json would take it.
func (f fields) folded(name string) bool {
	for known := range f.names {
		if strings.EqualFold(known, name) {
			return true
		}
	}
	return false
}

var plans sync.Map // reflect.Type → fields

func fieldsOf(t reflect.Type) fields {
	if t = plain(t); t == nil {
		return fields{}
	}
	switch t.Kind() {
	case reflect.Map:
		return fields{every: t.Elem()}
	case reflect.Struct:
		if plan, have := plans.Load(t); have {
			return plan.(fields)
		}
		plan := fields{names: map[string]reflect.Type{}}
		collect(t, plan.names)
		plans.Store(t, plan)
		return plan
	}
	return fields{}
}

// collect lists the names of a struct; those of embedded structs stand behind its own.
func collect(t reflect.Type, into map[string]reflect.Type) {
	var embedded []reflect.Type
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Tag.Get("json") == "-":
		case f.Anonymous && name == "":
			embedded = append(embedded, f.Type)
		case f.IsExported():
			if name == "" {
				name = f.Name
			}
			if _, shadowed := into[name]; !shadowed {
				into[name] = f.Type
			}
		}
	}
	for _, e := range embedded {
		if e = plain(e); e != nil && e.Kind() == reflect.Struct {
			collect(e, into)
		}
	}
}

// elementOf is the type of what a list holds.
func elementOf(t reflect.Type) reflect.Type {
	if t = plain(t); t == nil || t.Kind() != reflect.Slice && t.Kind() != reflect.Array {
		return nil
	}
	return t.Elem()
}

// plain is a type without its pointers; nil for one that reads its JSON itself, and
// for one that takes anything.
func plain(t reflect.Type) reflect.Type {
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == nil || t.Kind() == reflect.Interface || readsItself(t) {
		return nil
	}
	return t
}

func readsItself(t reflect.Type) bool {
	p := reflect.PointerTo(t)
	return p.Implements(reflect.TypeFor[json.Unmarshaler]()) || p.Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}
