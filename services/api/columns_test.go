package api_test

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/web/webtest"
)

// Whatever a list is narrowed by can be asked for everywhere, and what can be asked for
// narrows some list.
func TestEveryFilterOfAListIsKnown(t *testing.T) {
	narrows, things := map[string]bool{}, append(slices.Clone(events.Kinds), "working-group")
	for _, list := range api.Tables {
		for field, filter := range list.Filters(edtf.Day{}) {
			known := api.FilterOf(field)
			if known.Help == "" || known.Placeholder == "" {
				t.Errorf("%s are narrowed by %s: say in Filters what is typed for it", list.Name, field)
			}
			if truth := slices.Equal(filter.Values, []string{"true", "false"}); truth != (known.Placeholder == "BOOL") {
				t.Errorf("%s of %s takes %v, and its flag a %s", field, list.Name, filter.Values, known.Placeholder)
			}
			if names := list.Of(field) != ""; names != (known.Placeholder == "ID" && field != "id") || names && !slices.Contains(things, list.Of(field)) {
				t.Errorf("%s of %s takes the id of %q, and its flag a %s", field, list.Name, list.Of(field), known.Placeholder)
			}
			if known.Placeholder == "CODE" && known.Codes == nil {
				t.Errorf("%s takes a code: say in Filters of which list", field)
			}
			narrows[field] = true
		}
	}
	seen := map[string]bool{}
	for _, filter := range api.Filters {
		if !narrows[filter.Field] || seen[filter.Field] {
			t.Errorf("%s narrows no list, or is said twice", filter.Field)
		}
		seen[filter.Field] = true
	}
	if len(narrows) < 50 {
		t.Errorf("%d filters: this test sees too little", len(narrows))
	}
}

// A form offers filters of its list, and values of each.
func TestFormsOfferWhatTheirListsHave(t *testing.T) {
	forms := 0
	for _, list := range api.Tables {
		for _, field := range slices.Concat(list.Form, list.Told, slices.Collect(maps.Keys(list.Own))) {
			if _, has := list.Filters(edtf.Day{})[field]; !has {
				t.Errorf("%s cannot be narrowed by %s", list.Name, field)
			} else if list.Of(field) == "" && len(list.Values(field)) == 0 {
				t.Errorf("%s: there is nothing to choose from for %s", list.Name, field)
			}
			forms++
		}
	}
	if forms < 15 {
		t.Errorf("%d filters of forms", forms)
	}
}

// withoutField are columns that are printed and always empty, for scripts that count them.
var withoutField = []string{"figures source"}

// A column that is printed is a field of the rows.
func TestColumnsAreFieldsOfRows(t *testing.T) {
	err := webtest.New(t).Book.Read(t.Context(), func(v *book.View) error {
		for _, list := range api.Tables {
			rows, err := list.Read(v, book.Query{}, edtf.Karachi(webtest.Now))
			if err != nil {
				return err
			}
			var fields []string
			for _, field := range reflect.VisibleFields(reflect.TypeOf(rows).Elem()) {
				name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
				fields = append(fields, name)
			}
			for _, column := range list.Columns {
				if slices.Contains(fields, column) == slices.Contains(withoutField, list.Name+" "+column) {
					t.Errorf("whether rows of %s have a field %s is said otherwise: they have %v", list.Name, column, fields)
				}
			}
			if len(list.Columns) < 2 {
				t.Errorf("of %s nearly nothing is printed", list.Name)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
