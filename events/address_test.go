package events

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// An address of a document can name a person, so it is an erasable text. What is left is
// no such address, or what an older version wrote.
var otherAddresses = map[string]string{
	"ahd.commitment.captured.address":                       clause,
	"ahd.commitment.worded.address":                         clause,
	"ahd.instrument.declaration-adopted.clauses.address":    clause,
	"ahd.instrument.recommendations-issued.clauses.address": clause,
	"ahd.instrument.outcome-prepared.clauses.address":       clause,
	"ahd.instrument.text-attached.clauses.address":          clause,
	"ahd.commitment.evidence-linked.url":                    older,
	"ahd.commitment.disputed.url":                           older,
	"ahd.register.node-appointed.url":                       "where the register itself is reached: it is meant to be known",
}

const (
	clause = "the place of a clause in an instrument: clause-2"
	older  = "only what older versions wrote: no command fills it"
)

// Every field that is called an address, in whatever type, can be erased or has a reason
// why it cannot.
func TestAddressesCanBeErased(t *testing.T) {
	called := []string{"address", "url", "uri", "link", "href", "site", "website"}
	erasable, others := 0, map[string]bool{}
	for _, payload := range catalogue {
		fieldsWithin(reflect.TypeOf(payload), typeName(payload.Type()), func(path string, field reflect.StructField) {
			last := path[strings.LastIndex(path, ".")+1:]
			switch named := slices.ContainsFunc(strings.Split(last, "_"), func(word string) bool {
				return slices.Contains(called, strings.TrimSuffix(word, "s")) || slices.Contains(called, word)
			}); {
			case !named:
			case field.Type == reflect.TypeFor[*Text]():
				erasable++
			case otherAddresses[path] == "":
				t.Errorf("%s holds an address in the open: make it a Text, or say in otherAddresses why it is none", path)
			default:
				others[path] = true
			}
		})
	}
	if erasable != 2 || len(others) != len(otherAddresses) {
		t.Errorf("%d addresses can be erased; of those that cannot, %v are there", erasable, others)
	}
}

// typeName is a type without its version.
func typeName(t Type) string { return string(t)[:strings.LastIndex(string(t), ".")] }

// fieldsWithin walks the fields of a payload and of what is in it.
func fieldsWithin(shape reflect.Type, path string, visit func(string, reflect.StructField)) {
	for shape.Kind() == reflect.Pointer || shape.Kind() == reflect.Slice {
		shape = shape.Elem()
	}
	if shape.Kind() != reflect.Struct || shape == reflect.TypeFor[Text]() {
		return
	}
	for i := range shape.NumField() {
		field := shape.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "" {
			fieldsWithin(field.Type, path, visit)
			continue
		}
		below := fmt.Sprintf("%s.%s", path, name)
		visit(below, field)
		fieldsWithin(field.Type, below, visit)
	}
}
