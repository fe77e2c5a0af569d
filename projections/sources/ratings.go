package sources

import (
	"strconv"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
)

func rate(tx *book.Tx, c *book.Change, d events.RatingAsserted) error {
	stated, err := book.Stated(d)
	if err == nil {
		err = tx.Exec(`INSERT INTO ratings (scheme, place, year, sequence, source, stated) VALUES (?, ?, ?, ?, ?, ?)`,
			d.Scheme, d.Place, d.Year, int64(c.Sequence), c.Stream.ID, stated)
	}
	if err == nil {
		err = tx.Exec(`UPDATE sources SET last = ? WHERE id = ?`, int64(c.Sequence), c.Stream.ID)
	}
	return err
}

// Rating is how a source says that a place was rated in a year. Two sources may say
// it twice, or differ.
type Rating struct {
	events.RatingAsserted
	Source    string `json:"source"`
	LastEvent uint64 `json:"last_event"`
}

// RatingFilters are what the list of ratings can be narrowed by.
var RatingFilters = map[string]book.Filter{
	"scheme": book.Column("scheme"), "place": book.Column("place"), "source": book.Column("source"),
	"year": book.Column("CAST(year AS TEXT)"),
}

// Ratings lists ratings by scheme, place and year.
func Ratings(v *book.View, query book.Query) ([]Rating, error) {
	return book.List(v, `SELECT source, sequence, stated FROM ratings`, "scheme, place, year, sequence", RatingFilters, query,
		func(scan func(...any) error) (row Rating, err error) {
			var stated string
			if err = scan(&row.Source, &row.LastEvent, &stated); err == nil {
				err = book.ReadStated(stated, &row.RatingAsserted)
			}
			return row, err
		})
}

// RatingsBeside lists how a place was rated in each year of a period, "2015/2018" or
// "2015/..", by year; none where the period names no year.
func RatingsBeside(v *book.View, place, period *string) ([]Rating, error) {
	beside := []Rating{}
	if place == nil || period == nil {
		return beside, nil
	}
	first, last, _ := strings.Cut(*period, "/")
	from, err := strconv.Atoi(first)
	if err != nil {
		return beside, nil
	}
	until, err := strconv.Atoi(last)
	if err != nil { // "2015/..": and on
		until = 9999
	}
	all, err := Ratings(v, book.Query{Filters: map[string]string{"place": *place}})
	for _, rating := range all {
		if from <= rating.Year && rating.Year <= until {
			beside = append(beside, rating)
		}
	}
	return beside, err
}
