package verbs

import (
	"fmt"
	"strings"

	"ahd/events/codes"
	"ahd/events/edtf"
	"ahd/projections/book"
)

// Code is one code by which commitments can be classified.
type Code struct {
	List   string  `json:"list"` // "place"
	Code   string  `json:"code"` // "PK-PB"
	Within *string `json:"within"`
	EN     string  `json:"en"`
	UR     string  `json:"ur"`
}

func init() { // a table of its own: codes stand in no book
	listers["codes"] = func(_ *book.View, q book.Query, _ edtf.Day) (any, error) { return listCodes(q) }
	Lists = append(Lists, "codes")
}

// listCodes lists the codes of one list, or of all. It returns book.ErrFilter.
func listCodes(q book.Query) ([]Code, error) {
	rows, names := []Code{}, []string{}
	asked, narrowed := q.Filters["kind"]
	for _, list := range codes.Lists() {
		names = append(names, list.Name)
		for _, entry := range list.Entries {
			if !narrowed || list.Name == asked {
				rows = append(rows, codeOf(list.Name, entry))
			}
		}
	}
	for field := range q.Filters {
		if field != "kind" {
			return nil, fmt.Errorf("this list cannot be filtered by %s, only by kind: %w", field, book.ErrFilter)
		}
	}
	if narrowed && len(rows) == 0 {
		return nil, fmt.Errorf("kind is one of %s: %w", strings.Join(names, ", "), book.ErrFilter)
	}
	if q.Limit > 0 && q.Limit < len(rows) {
		rows = rows[:q.Limit]
	}
	return rows, nil
}

func codeOf(list string, entry codes.Entry) Code {
	code := Code{List: list, Code: entry.Code, EN: entry.Label.EN, UR: entry.Label.UR}
	if entry.Within != "" {
		code.Within = &entry.Within
	}
	return code
}
