package search

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"ahd/projections/book"
)

// Name is the name of the filter in every list that can be searched.
const Name = "search"

// Longest is how many characters a search may have.
const Longest = 200

// Errors of a search. Both can be shown to whoever asked.
var (
	ErrNoWord  = fmt.Errorf("a search needs at least one word or number: %w", book.ErrFilter)
	ErrTooLong = fmt.Errorf("a search has at most %d characters: %w", Longest, book.ErrFilter)
)

// Filter narrows a list to the things that say every word that is asked for, each
// as a whole word, in any order. It fits every table whose sequence is that of the
// event that brought the row's thing: no two things have one.
var Filter = book.Filter{
	Where:   "sequence IN (SELECT docid FROM search WHERE search MATCH ?)",
	Over:    over,
	Prepare: expression,
	Words:   true,
}

// expression asks for every word of a query. Each is quoted, so that nothing that
// people type is an operator.
func expression(query string) (string, error) {
	if utf8.RuneCountInString(query) > Longest {
		return "", ErrTooLong
	}
	words := Words(Fold(query))
	if len(words) == 0 {
		return "", ErrNoWord
	}
	return `"` + strings.Join(words, `" "`) + `"`, nil
}
