package commitments

import (
	"fmt"
	"strings"

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
	Geography                                         string // JSON list
	Sequence                                          string // of its capture, in as many digits for all
}

// between separates the fields of a fact: no field holds it, for what is typed into
// an event's ids, codes and days is checked, and geography is JSON.
const between = "\x1f"

// factColumns are the columns of a fact in the order of its fields. They come as one
// text: for each value that crosses from SQLite the driver takes as long as for
// finding it, and a summary reads them all.
var factColumns = []string{
	"id", "kind", "record", "self_reported", "assessed", "closure", "coalesce(lead_party, '')", "coalesce(pillar, '')", "convening", "coalesce(working_group, '')",
	"coalesce(due, '')", "coalesce(met, '')", "coalesce(interval_ends, '')", "coalesce(quiet_since, '')", "coalesce(asked, '')",
	"verifiable", "contested", "unanswered", "coalesce(trackable, '')", "geography", "printf('%016d', sequence)",
}

var selectFacts = "SELECT " + strings.Join(factColumns, " || char(31) || ") + " FROM commitments WHERE "

// Facts gives each commitment that the filters find, in no particular order. It
// returns book.ErrFilter.
func Facts(v *book.View, filters map[string]string, on edtf.Day, each func(Fact)) error {
	where, args, err := book.Where(filters, Filters(on))
	if err != nil {
		return err
	}
	var fields [21]string
	return v.Rows(selectFacts+where, args, func(scan func(...any) error) error {
		var packed string
		if err := scan(&packed); err != nil {
			return err
		}
		for i := range fields {
			field, rest, more := strings.Cut(packed, between)
			if more != (i < len(fields)-1) {
				return fmt.Errorf("a row of the book cannot be read: it has another number of fields")
			}
			fields[i], packed = field, rest
		}
		each(factOf(&fields))
		return nil
	})
}

func factOf(f *[21]string) Fact {
	return Fact{
		ID: f[0], Kind: f[1], Record: f[2], SelfReported: f[3], Assessed: f[4], Closure: f[5], Lead: f[6], Pillar: f[7], Convening: f[8], WorkingGroup: f[9],
		Due: f[10], Met: f[11], IntervalEnds: f[12], QuietSince: f[13], Asked: f[14],
		Verifiable: f[15] == "true", Contested: f[16] == "1", Unanswered: f[17] == "1", Rated: f[18] != "", Trackable: f[18] == "1",
		Geography: f[19], Sequence: f[20],
	}
}
