package commitments

import (
	"os"
	"reflect"
	"slices"
	"testing"
)

// A book whose schema is another is made anew, and a file that keeps days is read by its
// columns: what the list of columns prints changes knowingly, together with these files.
func TestTheSchemaIsWhatItWas(t *testing.T) {
	for file, printed := range map[string]string{"testdata/schema.sql": Schema, "testdata/kept.sql": KeptSchema} {
		was, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if printed != string(was) {
			t.Errorf("%s:\n%s\nis printed as\n%s", file, was, printed)
		}
	}
}

// elsewhere are the columns that no row, no fact and no filter shows, and who asks for them.
var elsewhere = map[string]string{
	"since":       "what existed on a day",
	"last_day":    "what stood otherwise on a day",
	"sdg_targets": "the filter on one of them, which has another name",
}

// Whatever a column is not given is left out knowingly.
func TestEveryColumnIsWrittenAndRead(t *testing.T) {
	var seen []string
	for _, c := range columns {
		if slices.Contains(seen, c.Name) {
			t.Errorf("there are two columns %s", c.Name)
		}
		seen = append(seen, c.Name)
		if c.Begins == nil && c.Stands == nil {
			t.Errorf("%s is never written", c.Name)
		}
		if c.restated && c.Begins == nil || c.rolled && c.Stands == nil {
			t.Errorf("%s changes with what was stated, or with the parts of a whole, and nothing says what to", c.Name)
		}
		if shown := c.Read != nil || c.fact != nil || c.Filter.Where != ""; shown == (elsewhere[c.Name] != "") {
			t.Errorf("%s is shown by a row, a fact or a filter: %t; elsewhere: %q", c.Name, shown, elsewhere[c.Name])
		}
		if c.kept != "" && !slices.ContainsFunc(standing, func(o plain) bool { return o.Name == c.kept }) {
			t.Errorf("%s is kept after %s, which is not kept", c.Name, c.kept)
		}
	}
	if len(standing) == 0 || columns[0].Name != "id" || counted[0].Name != "id" {
		t.Error("what is packed into one text begins with the id, by which it is read again")
	}
}

// fromStated are the fields of a row that are read of what was stated, of Detail, or of
// other columns: the field, and of what.
var fromStated = map[string]string{
	"Text": "stated", "Kind": "stated", "Instrument": "stated", "Address": "stated", "WorkingGroup": "stated", "Parent": "stated", "Children": "stated",
	"VerifiableNote": "stated", "Pillar": "stated", "SDGTargets": "stated", "Geography": "stated", "GeographyStated": "stated", "AddresseeStated": "stated",
	"IssuedBy": "stated", "Note": "stated", "Quotes": "stated", "Sources": "sources", "Corroborations": "sources", "Groups": "groups", "Links": "links",
	"Timeliness": "due and met", "Stale": "stale_from", "Silence": "asked and who answers", "AgeDays": "the convening",
	"OriginalDue": "detail", "OriginalTimeliness": "detail", "Heard": "detail", "Suspended": "detail", "SupersededBy": "detail", "Confidence": "detail",
	"Method": "detail", "AssessedOn": "detail", "Smart": "detail", "Contest": "detail", "Independent": "dependent",
	"AnswersNow": "answering", "Main": "answering", "Alternate": "answering", "Validator": "answering",
	"MergedFrom": "mergedFrom", "SplitInto": "detail", "SplitFrom": "splitFrom",
}

// Every field of a row is read of a column, or of what one holds.
func TestEveryFieldOfARowIsRead(t *testing.T) {
	var r reading
	read := map[any]bool{}
	for _, c := range listed {
		if c.Read == nil {
			continue
		}
		into := c.Read(&r)
		if read[into] {
			t.Errorf("%s%s is read into the same as another column", c.Name, c.As)
		}
		read[into] = true
	}
	for _, field := range fieldsOf(reflect.ValueOf(&r.Row).Elem()) {
		from := fromStated[field.name]
		if read[field.at] == (from != "") {
			t.Errorf("the field %s is read of a column: %t, and of %q", field.name, read[field.at], from)
		}
		delete(fromStated, field.name)
	}
	for name := range fromStated {
		t.Errorf("a row has no field %s", name)
	}
}

type rowField struct {
	name string
	at   any
}

// fieldsOf are the fields of a struct and of those that it embeds.
func fieldsOf(v reflect.Value) (fields []rowField) {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if field.Anonymous {
			fields = append(fields, fieldsOf(v.Field(i))...)
			continue
		}
		fields = append(fields, rowField{field.Name, v.Field(i).Addr().Interface()})
	}
	return fields
}

// Every field of a fact is set by a column, and one column sets none twice.
func TestEveryFieldOfAFactIsRead(t *testing.T) {
	set := map[string]string{}
	for _, c := range counted {
		changed := 0
		for _, text := range []string{"1", "true"} { // what is true or a number, as columns are read
			var f Fact
			c.fact(&f, text)
			for _, field := range fieldsOf(reflect.ValueOf(&f).Elem()) {
				if !reflect.ValueOf(field.at).Elem().IsZero() && set[field.name] != c.Name {
					if other := set[field.name]; other != "" {
						t.Errorf("%s is set by %s and by %s", field.name, other, c.Name)
					}
					set[field.name] = c.Name
					changed++
				}
			}
		}
		if changed == 0 {
			t.Errorf("%s sets nothing", c.Name)
		}
	}
	for _, field := range fieldsOf(reflect.ValueOf(new(Fact)).Elem()) {
		if set[field.name] == "" {
			t.Errorf("no column sets %s", field.name)
		}
	}
}
