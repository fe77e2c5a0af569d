package commitments

import (
	"fmt"
	"strconv"
	"strings"

	"ahd/events/commitment"
	"ahd/events/edtf"
	"ahd/projections/book"
)

// Fact is how one commitment stands, as far as it is counted. Texts are "" and days
// are "" where there is none.
type Fact struct {
	ID, Kind, Record, SelfReported, Assessed, Closure string
	Lead, Pillar, Convening, WorkingGroup             string
	Due, Met, IntervalEnds, QuietSince, Asked         string
	Verifiable, Contested, Unanswered                 bool
	Rated, Trackable                                  bool
	Part, Whole                                       bool   // it is one of several places, it is kept in several
	Geography                                         string // JSON list
	Sequence                                          uint64 // of its capture
	Undated                                           int    // how many of its facts were dated by their recording
}

// between separates the fields of a fact. No command puts it into one; a row in which
// it stands all the same is read again, field by field.
const between = "\x1f"

// factColumns are the columns of a fact in the order of its fields. They come as one
// text: for each value that crosses from SQLite the driver takes as long as for
// finding it, and a summary reads them all.
var factColumns = []string{
	"id", "kind", "record", "self_reported", "assessed", "closure", "coalesce(lead_party, '')", "coalesce(pillar, '')", "convening", "coalesce(working_group, '')",
	"coalesce(due, '')", "coalesce(met, '')", "coalesce(interval_ends, '')", "coalesce(quiet_since, '')", "coalesce(asked, '')",
	"verifiable", "contested", "unanswered", "coalesce(trackable, '')", "geography", "sequence", "(parent IS NOT NULL)", "whole", "undated",
}

var selectFacts = "SELECT concat_ws(char(31), " + strings.Join(factColumns, ", ") + ") FROM commitments WHERE "

// Facts gives each commitment that the filters find, in no particular order. It
// returns book.ErrFilter.
func Facts(v *book.View, filters map[string]string, on edtf.Day, each func(Fact)) error {
	where, args, err := book.Where(filters, Filters(on))
	if err != nil {
		return err
	}
	var fields [24]string
	return v.Rows(selectFacts+where, args, func(scan func(...any) error) error {
		var packed string
		if err := scan(&packed); err != nil {
			return err
		}
		if !unpack(packed, &fields) {
			id, _, _ := strings.Cut(packed, between)
			if err := readFields(v, id, &fields); err != nil {
				return err
			}
		}
		each(factOf(&fields))
		return nil
	})
}

func unpack(packed string, fields *[24]string) bool {
	for i := range fields {
		field, rest, more := strings.Cut(packed, between)
		if more != (i < len(fields)-1) {
			return false
		}
		fields[i], packed = field, rest
	}
	return true
}

func readFields(v *book.View, id string, fields *[24]string) error {
	into := make([]any, len(fields))
	for i := range fields {
		into[i] = &fields[i]
	}
	found, err := v.Row("SELECT "+strings.Join(factColumns, ", ")+" FROM commitments WHERE id = ?", []any{id}, into)
	if err == nil && !found {
		err = fmt.Errorf("the book has no commitment %s", id)
	}
	return err
}

func factOf(f *[24]string) Fact {
	sequence, _ := strconv.ParseUint(f[20], 10, 63) // integer columns
	undated, _ := strconv.Atoi(f[23])
	return Fact{
		ID: f[0], Kind: f[1], Record: f[2], SelfReported: f[3], Assessed: f[4], Closure: f[5], Lead: f[6], Pillar: f[7], Convening: f[8], WorkingGroup: f[9],
		Due: f[10], Met: f[11], IntervalEnds: f[12], QuietSince: f[13], Asked: f[14],
		Verifiable: f[15] == "true", Contested: f[16] == "1", Unanswered: f[17] == "1", Rated: f[18] != "", Trackable: f[18] == "1",
		Geography: f[19], Sequence: sequence, Undated: undated, Part: f[21] == "1", Whole: f[22] == "1",
	}
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
