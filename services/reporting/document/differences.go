package document

import (
	"encoding/json"
	"slices"
	"strings"
)

// Number is a number of two summaries that is not the same in both; nil is n/a.
type Number struct {
	Name string `json:"name"`
	Then *int   `json:"then"`
	Now  *int   `json:"now"`
}

// Differences lists the numbers that are not the same, in the order of their names.
func Differences(then, now Totals) []Number {
	a, b := numbersOf(then), numbersOf(now)
	list, none := []Number{}, 0
	for name := range b {
		if _, known := a[name]; !known { // a kind of which there was none
			a[name] = &none
		}
	}
	for name, x := range a {
		y, known := b[name]
		if !known {
			y = &none
		}
		if (x == nil) != (y == nil) || x != nil && *x != *y {
			list = append(list, Number{Name: name, Then: x, Now: y})
		}
	}
	slices.SortFunc(list, func(a, b Number) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// numbersOf are all numbers of totals by name; those by kind as "by_kind.call".
func numbersOf(t Totals) map[string]*int {
	encoded, err := json.Marshal(t)
	if err != nil {
		panic("document: totals hold what is no JSON: " + err.Error())
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(encoded, &fields); err != nil {
		panic("document: " + err.Error())
	}
	numbers := map[string]*int{}
	for name, value := range fields {
		var number *int
		if json.Unmarshal(value, &number) == nil {
			numbers[name] = number
		}
	}
	for kind, n := range t.ByKind {
		numbers["by_kind."+kind] = &n
	}
	delete(numbers, "by_kind")
	return numbers
}
