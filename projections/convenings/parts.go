package convenings

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
)

// Group is one working group.
type Group struct {
	ID        string   `json:"id"`
	Convening string   `json:"convening"`
	Name      string   `json:"name"`
	Members   []Member `json:"members"`
	LastEvent uint64   `json:"last_event"`
}

// Member is an organisation that sits in a working group.
type Member struct {
	Party      string  `json:"party"`
	RoleStated *string `json:"role_stated"`
}

// GroupFilters are what the list of working groups can be narrowed by.
var GroupFilters = map[string]book.Filter{
	book.Search: book.Searched,
	"id":        book.Column("id"), "convening": book.Column("convening"),
	"member": {Where: "id IN (SELECT working_group FROM members WHERE party = ?)"},
}

// Groups lists working groups in the order in which they were recorded.
func Groups(v *book.View, query book.Query) ([]Group, error) {
	return book.List(v, `SELECT id, convening, name, max(sequence, coalesce((SELECT max(sequence) FROM members WHERE working_group = id), 0)),
			(SELECT coalesce(json_group_array(json_object('party', party, 'role_stated', role_stated)), '[]') FROM (SELECT * FROM members WHERE working_group = working_groups.id ORDER BY sequence))
		FROM working_groups`, "sequence", GroupFilters, query,
		func(scan func(...any) error) (row Group, err error) {
			var members string
			if err = scan(&row.ID, &row.Convening, &row.Name, &row.LastEvent, &members); err == nil {
				err = book.ReadStated(members, &row.Members)
			}
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
	DisputedBy []string `json:"disputed_by"` // the figures that it contradicts or that contradict it
	LastEvent  uint64   `json:"last_event"`
}

// FigureFilters are what the list of figures can be narrowed by.
var FigureFilters = map[string]book.Filter{
	book.Search: book.Searched,
	"id":        book.Column("id"), "convening": book.Column("convening"),
	"scope": book.Column("scope"), "source": book.Column("source"),
}

// Figures lists figures in the order in which they were recorded.
func Figures(v *book.View, query book.Query) ([]Figure, error) {
	return book.List(v, `SELECT id, convening, stated, sequence, (SELECT coalesce(json_group_array(other), '[]') FROM (
			SELECT value AS other FROM json_each(figures.stated, '$.conflicts_with')
			UNION SELECT o.id FROM contradictions AS c CROSS JOIN figures AS o ON o.id = c.figure WHERE c.other = figures.id ORDER BY other))
		FROM figures`, "sequence", FigureFilters, query,
		func(scan func(...any) error) (row Figure, err error) {
			var stated, disputed string
			if err = scan(&row.ID, &row.Convening, &stated, &row.LastEvent, &disputed); err == nil {
				err = book.ReadStated(stated, &row.FigureAsserted)
			}
			if err == nil {
				err = book.ReadStated(disputed, &row.DisputedBy)
			}
			return row, err
		})
}

// FiguresBefore counts the figures of a convening that List has before one of them.
func FiguresBefore(v *book.View, f Figure) (n int, err error) {
	_, err = v.Row(`SELECT count(*) FROM figures WHERE convening = ? AND sequence < ?`, []any{f.Convening, int64(f.LastEvent)}, []any{&n})
	return n, err
}

// FindFigure returns one figure.
func FindFigure(v *book.View, id string) (Figure, bool, error) {
	return book.One(Figures(v, book.Query{Filters: map[string]string{"id": id}}))
}
