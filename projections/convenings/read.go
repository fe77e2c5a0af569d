package convenings

import (
	"ahd/events"
	"ahd/projections/book"
	"ahd/projections/search"
)

// Row is one convening.
type Row struct {
	ID string `json:"id"`
	events.ConveningRegistered
	LastEvent uint64 `json:"last_event"`
}

// Filters are what the list can be narrowed by.
var Filters = map[string]book.Filter{
	search.Name: search.Filter,
	"id":        book.Column("id"), "kind": book.Column("kind"), "source": book.InList("stated ->> '$.sources'"),
}

// List lists convenings in the order of their registration.
func List(v *book.View, query book.Query) ([]Row, error) {
	return book.List(v, `SELECT id, stated, last FROM convenings`, "sequence", Filters, query,
		func(scan func(...any) error) (row Row, err error) {
			var stated string
			if err = scan(&row.ID, &stated, &row.LastEvent); err == nil {
				err = book.ReadStated(stated, &row.ConveningRegistered)
			}
			return row, err
		})
}

// Find returns one convening.
func Find(v *book.View, id string) (Row, bool, error) {
	return book.One(List(v, book.Query{Filters: map[string]string{"id": id}}))
}

// Participations lists who took part in a convening.
func Participations(v *book.View, convening string) ([]events.ParticipationRecorded, error) {
	query := book.Query{Filters: map[string]string{"convening": convening}}
	return book.List(v, `SELECT stated FROM participations`, "sequence",
		map[string]book.Filter{"convening": book.Column("convening")}, query,
		func(scan func(...any) error) (row events.ParticipationRecorded, err error) {
			var stated string
			if err = scan(&stated); err == nil {
				err = book.ReadStated(stated, &row)
			}
			return row, err
		})
}

// Group is one working group.
type Group struct {
	ID        string `json:"id"`
	Convening string `json:"convening"`
	Name      string `json:"name"`
	LastEvent uint64 `json:"last_event"`
}

// GroupFilters are what the list of working groups can be narrowed by.
var GroupFilters = map[string]book.Filter{
	search.Name: search.Filter,
	"id":        book.Column("id"), "convening": book.Column("convening"),
}

// Groups lists working groups in the order in which they were recorded.
func Groups(v *book.View, query book.Query) ([]Group, error) {
	return book.List(v, `SELECT id, convening, name, sequence FROM working_groups`, "sequence", GroupFilters, query,
		func(scan func(...any) error) (row Group, err error) {
			err = scan(&row.ID, &row.Convening, &row.Name, &row.LastEvent)
			return row, err
		})
}

// FindGroup returns one working group.
func FindGroup(v *book.View, id string) (Group, bool, error) {
	return book.One(Groups(v, book.Query{Filters: map[string]string{"id": id}}))
}

// Figure is one figure.
type Figure struct {
	ID        string `json:"id"`
	Convening string `json:"convening"`
	events.FigureAsserted
	LastEvent uint64 `json:"last_event"`
}

// FigureFilters are what the list of figures can be narrowed by.
var FigureFilters = map[string]book.Filter{
	search.Name: search.Filter,
	"id":        book.Column("id"), "convening": book.Column("convening"),
	"scope": book.Column("scope"), "source": book.Column("source"),
}

// Figures lists figures in the order in which they were recorded.
func Figures(v *book.View, query book.Query) ([]Figure, error) {
	return book.List(v, `SELECT id, convening, stated, sequence FROM figures`, "sequence", FigureFilters, query,
		func(scan func(...any) error) (row Figure, err error) {
			var stated string
			if err = scan(&row.ID, &row.Convening, &stated, &row.LastEvent); err == nil {
				err = book.ReadStated(stated, &row.FigureAsserted)
			}
			return row, err
		})
}

// FindFigure returns one figure.
func FindFigure(v *book.View, id string) (Figure, bool, error) {
	return book.One(Figures(v, book.Query{Filters: map[string]string{"id": id}}))
}
