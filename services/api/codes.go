package api

import (
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

// codeFilters are what the list of codes can be narrowed by.
var codeFilters = map[string]book.Filter{"kind": {Values: codeLists()}}

func codeLists() (names []string) {
	for _, list := range codes.Lists() {
		names = append(names, list.Name)
	}
	return names
}

// listCodes lists the codes of one list, or of all: they stand in no book. It returns
// book.ErrFilter.
func listCodes(_ *book.View, q book.Query, _ edtf.Day) ([]Code, error) {
	if _, _, err := book.Where(q.Filters, codeFilters); err != nil {
		return nil, err
	}
	rows := []Code{}
	asked, narrowed := q.Filters["kind"]
	for _, list := range codes.Lists() {
		for _, entry := range list.Entries {
			if !narrowed || list.Name == asked {
				rows = append(rows, codeOf(list.Name, entry))
			}
		}
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
