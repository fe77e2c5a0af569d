package commitments

import (
	"fmt"
	"strings"

	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
)

// Fact is one commitment as far as it is counted. Texts are "" where there is none.
type Fact struct {
	commitment.Standing
	ID, Kind, Pillar, Convening, WorkingGroup string
	Part, Whole                               bool   // it is one of several places, it is kept in several
	Geography                                 string // JSON list
	Sequence                                  uint64 // of its capture
	Undated                                   int    // how many of its facts were dated by their recording
}

// between separates the fields of a fact. No command puts it into one; a row in which
// it stands all the same is read again, field by field.
const between = "\x1f"

// selectFacts reads the columns of facts. They come as one text: for each value that
// crosses from SQLite the driver takes as long as for finding it, and a summary reads them
// all.
var selectFacts = "SELECT concat_ws(char(31), " + countedAs(counted) + ") FROM commitments WHERE "

// Facts gives each commitment that the filters find, in no particular order. It
// returns book.ErrFilter.
func Facts(v *book.View, filters map[string]string, on edtf.Day, each func(Fact)) error {
	where, args, err := book.Where(filters, Filters(on))
	if err != nil {
		return err
	}
	fields := make([]string, len(counted))
	var f Fact
	return v.Rows(selectFacts+where, args, func(scan func(...any) error) error {
		var packed string
		if err := scan(&packed); err != nil {
			return err
		}
		if !unpack(packed, fields) {
			id, _, _ := strings.Cut(packed, between)
			if err := readFields(v, id, fields); err != nil {
				return err
			}
		}
		for i, field := range fields {
			counted[i].fact(&f, field)
		}
		each(f)
		return nil
	})
}

func unpack(packed string, fields []string) bool {
	for i := range fields {
		field, rest, more := strings.Cut(packed, between)
		if more != (i < len(fields)-1) {
			return false
		}
		fields[i], packed = field, rest
	}
	return true
}

func readFields(v *book.View, id string, fields []string) error {
	into := make([]any, len(fields))
	for i := range fields {
		into[i] = &fields[i]
	}
	found, err := v.Row("SELECT "+countedAs(counted)+" FROM commitments WHERE id = ?", []any{id}, into)
	if err == nil && !found {
		err = fmt.Errorf("the book has no commitment %s", id)
	}
	return err
}

// Words are what a list says of a commitment beyond how it stands.
type Words struct {
	Text    string
	Contest commitment.Contest
}

// WordsOf gives them by id.
func WordsOf(v *book.View, ids []string) (map[string]Words, error) {
	list, err := book.Stated(filled(ids))
	if err != nil {
		return nil, err
	}
	words := make(map[string]Words, len(ids))
	err = v.Rows(`SELECT id, stated ->> '$.text', coalesce(detail -> '$.contest', '{}') FROM commitments WHERE id IN (SELECT value FROM json_each(?))`,
		[]any{list}, func(scan func(...any) error) error {
			var id, contest string
			var w Words
			if err := scan(&id, &w.Text, &contest); err != nil {
				return err
			}
			err := book.ReadStated(contest, &w.Contest)
			words[id] = w
			return err
		})
	return words, err
}
