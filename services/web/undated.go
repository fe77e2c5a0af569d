package web

import (
	"net/http"

	"ahd/projections/book"
	"ahd/projections/commitments"
)

// about are the commitments of which a page tells: filters.
type about map[string]string

// readAbout reads the book as read does, and says how many facts of what the page tells
// about count from the day of their recording because nothing else dates them; "" where
// no day was asked for.
func (s *site) readAbout(r *http.Request, a about, read func(*book.View) error) (sequence uint64, undated string, err error) {
	sequence, err = s.read(r, func(v *book.View) error {
		if err := read(v); err != nil || s.on == nil {
			return err
		}
		n, err := commitments.Undated(v, a, *s.on)
		undated = s.words.Summary().Say("undated", count(n))
		return err
	})
	return sequence, undated, err
}
