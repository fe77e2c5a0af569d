package importing

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed ahd-register-1.schema.json
var schemaText []byte

// shape is what the schema of the format says of a part of a file, as far as lengths go.
type shape struct {
	Ref        string            `json:"$ref"`
	MaxLength  int               `json:"maxLength"`
	MaxItems   int               `json:"maxItems"`
	Properties map[string]*shape `json:"properties"`
	Items      *shape            `json:"items"`
	Parts      map[string]*shape `json:"$defs"`
}

// schema is the published schema: what it says about lengths is what counts, so that the
// two can never say different things.
var schema = sync.OnceValue(func() *shape {
	var s shape
	if err := json.Unmarshal(schemaText, &s); err != nil {
		panic("importing: the schema of the format cannot be read: " + err.Error()) // found by every test
	}
	return &s
})

// kinds are what the lists of a register hold.
var kinds = map[string]string{
	"sources": "source", "parties": "party", "convenings": "convening", "working_groups": "working-group",
	"instruments": "instrument", "items": "commitment", "figures": "figure", "open_questions": "question",
}

// lengths measures a register against the schema.
type lengths struct{ faults []Fault }

// tooLong are the texts and lists that are longer than the format allows.
func tooLong(r *Register) []Fault {
	l := &lengths{}
	v := reflect.ValueOf(r).Elem()
	for i := range v.NumField() {
		name := v.Type().Field(i).Tag.Get("json")
		part, kind := schema().Properties[name].resolved(), kinds[name]
		if kind == "" {
			l.measure(part, v.Field(i), Fault{Item: "register", Field: name})
			continue
		}
		l.list(part, v.Field(i), Fault{Item: "register", Field: name})
		for n := range v.Field(i).Len() {
			thing := v.Field(i).Index(n)
			l.measure(part.Items, thing, Fault{Item: kind + "/" + thing.FieldByName("ID").String()})
		}
	}
	return l.faults
}

func (s *shape) resolved() *shape {
	if s == nil || s.Ref == "" {
		return s
	}
	return schema().Parts[strings.TrimPrefix(s.Ref, "#/$defs/")].resolved()
}

func (l *lengths) measure(s *shape, v reflect.Value, at Fault) {
	if s = s.resolved(); s == nil {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			l.measure(s, v.Elem(), at)
		}
	case reflect.String:
		if s.MaxLength > 0 && utf8.RuneCountInString(v.String()) > s.MaxLength {
			at.What = fmt.Sprintf("it has more than %d characters", s.MaxLength)
			l.faults = append(l.faults, at)
		}
	case reflect.Slice:
		l.list(s, v, at)
		for i := range v.Len() {
			part := at
			part.Field = fmt.Sprintf("%s[%d]", at.Field, i)
			l.measure(s.Items, v.Index(i), part)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			name, part := v.Type().Field(i).Tag.Get("json"), at
			part.Field = strings.TrimPrefix(at.Field+"."+name, ".")
			l.measure(s.Properties[name], v.Field(i), part)
		}
	}
}

func (l *lengths) list(s *shape, v reflect.Value, at Fault) {
	if s.MaxItems > 0 && v.Len() > s.MaxItems {
		at.What = fmt.Sprintf("there are more than %d of them", s.MaxItems)
		l.faults = append(l.faults, at)
	}
}

// longAmong are those that are not in what is recorded already.
func (i *Import) longAmong(known []bool) (list []Fault) {
	fresh := map[string]bool{"register": true}
	for n, s := range i.steps {
		fresh[s.item] = fresh[s.item] || known == nil || !known[n]
	}
	for _, fault := range i.long {
		if fresh[fault.Item] {
			list = append(list, fault)
		}
	}
	return list
}
