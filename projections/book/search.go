package book

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"ahd.example/ahd/projections/search/spelling"
)

// Search is the name of the filter in every list that can be searched.
const Search = "search"

// MaxSearch is how many characters a search may have.
const MaxSearch = 200

// Errors of a search. Both can be shown to whoever asked.
var (
	ErrNoWord  = fmt.Errorf("a search needs at least one word or number: %w", ErrFilter)
	ErrTooLong = fmt.Errorf("a search has at most %d characters: %w", MaxSearch, ErrFilter)
)

// Searched narrows a list to the things that say every word that is asked for, each
// as a whole word, in any order. It fits every table whose sequence is that of the
// event that brought the row's thing: no two things have one.
var Searched = Filter{
	Where:   "sequence IN (SELECT docid FROM search WHERE search MATCH ?)",
	Over:    searchedOver,
	Prepare: expression,
	Words:   true,
}

// expression asks for every word of a query. Each is quoted, so that nothing that
// people type is an operator.
func expression(query string) (string, error) {
	if utf8.RuneCountInString(query) > MaxSearch {
		return "", ErrTooLong
	}
	words := spelling.Words(spelling.Fold(query))
	if len(words) == 0 {
		return "", ErrNoWord
	}
	return `"` + strings.Join(words, `" "`) + `"`, nil
}

// searchedOver is the filter for a view of a day: rows that say something else on that day are
// looked for in the table that is laid beside.
const searchedOver = `sequence IN (WITH asked(words) AS (SELECT ?)
	SELECT docid FROM asked CROSS JOIN main.search AS s WHERE s.search MATCH asked.words AND s.docid NOT IN (SELECT docid FROM typed.search_on)
	UNION ALL SELECT docid FROM asked CROSS JOIN typed.search_on AS o WHERE o.search_on MATCH asked.words)`
