package convenings

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
)

// Row is one convening.
type Row struct {
	ID string `json:"id"`
	events.ConveningRegistered
	GoesBy       *string    `json:"goes_by"` // EDTF: the date that the register goes by; null where none can be said
	Dates        []Date     `json:"dates"`   // all that was stated
	DateConflict bool       `json:"date_conflict"`
	Conflicts    []Conflict `json:"conflicts"`
	Sessions     []Session  `json:"sessions"`
	Follows      []string   `json:"follows"`     // the convenings that it follows up
	FollowedBy   []string   `json:"followed_by"` // those that follow it up
	JoinedInto   *string    `json:"joined_into"` // the convening that it is one with
	LastEvent    uint64     `json:"last_event"`
}

// Filters are what the list can be narrowed by.
var Filters = book.AddFilters(map[string]book.Filter{
	book.Search: book.Searched,
	"source":    {Where: "id IN (SELECT convening FROM convening_sources WHERE source = ?)"},
	"joined":    book.Column("CASE WHEN joined_into IS NULL THEN 'false' ELSE 'true' END", "true", "false"),
	"follows":   {Where: "id IN (SELECT convening FROM follows WHERE earlier = ?)"},
}, columns)

// List lists convenings in the order of their registration. One that is one with
// another is not listed unless it is asked for.
func List(v *book.View, query book.Query) ([]Row, error) {
	filters := map[string]string{"joined": "false"}
	for name, value := range query.Filters {
		filters[name] = value
	}
	query.Filters = filters
	return list(v, query)
}

func list(v *book.View, query book.Query) ([]Row, error) {
	rows, err := book.List(v, "SELECT "+book.Selected(listed)+" FROM convenings", "sequence", Filters, query, scanRow)
	for i := range rows {
		if err == nil {
			err = rows[i].tell(v)
		}
	}
	return rows, err
}

func scanRow(scan func(...any) error) (Row, error) {
	var r reading
	if err := scan(book.Reading(listed, &r)...); err != nil {
		return r.Row, err
	}
	if err := book.ReadStated(r.stated, &r.ConveningRegistered); err != nil {
		return r.Row, err
	}
	r.Sources = nil
	for _, list := range []struct {
		text string
		into *[]string
	}{{r.sources, &r.Sources}, {r.follows, &r.Follows}, {r.followed, &r.FollowedBy}} {
		if err := book.ReadStated(list.text, list.into); err != nil {
			return r.Row, err
		}
	}
	return r.Row, nil
}

// Find returns one convening, also one that is one with another.
func Find(v *book.View, id string) (Row, bool, error) {
	return book.One(list(v, book.Query{Filters: map[string]string{"id": id}}))
}

// Participation is somebody's part in a convening.
type Participation struct {
	Convening string `json:"convening"`
	events.ParticipationRecorded
	SameAs []string `json:"same_as"` // participations of the same person, under another spelling
}

// Participations lists who took part in a convening.
func Participations(v *book.View, convening string) ([]Participation, error) {
	return participations(v, book.Query{Filters: map[string]string{"convening": convening}})
}

// SomeParticipations lists some of them, at most so many after leaving out the first.
func SomeParticipations(v *book.View, convening string, limit, first int) ([]Participation, error) {
	return participations(v, book.Query{Filters: map[string]string{"convening": convening}, Limit: limit, Offset: first})
}

// CountParticipations counts all of them.
func CountParticipations(v *book.View, convening string) (int, error) {
	return book.Count(v, "participations", participationFilters, book.Query{Filters: map[string]string{"convening": convening}})
}

// FindParticipation returns one part in a convening.
func FindParticipation(v *book.View, id string) (Participation, bool, error) {
	return book.One(participations(v, book.Query{Filters: map[string]string{"id": id}}))
}

var participationFilters = map[string]book.Filter{
	"convening": book.Column("convening"), "id": book.Column("stated ->> '$.participation'"),
}

func participations(v *book.View, query book.Query) ([]Participation, error) {
	return book.List(v, `SELECT convening, stated, (SELECT coalesce(json_group_array(other), '[]') FROM (
			SELECT CASE WHEN stated ->> '$.participation' = participations.stated ->> '$.participation' THEN stated ->> '$.same_as' ELSE stated ->> '$.participation' END AS other
			FROM convening_told AS t WHERE t.kind = 'same' AND participations.stated ->> '$.participation' IN (t.stated ->> '$.participation', t.stated ->> '$.same_as') ORDER BY other))
		FROM participations`, "sequence", participationFilters, query,
		func(scan func(...any) error) (row Participation, err error) {
			var stated, same string
			if err = scan(&row.Convening, &stated, &same); err == nil {
				err = book.ReadStated(stated, &row.ParticipationRecorded)
			}
			if err == nil {
				err = book.ReadStated(same, &row.SameAs)
			}
			return row, err
		})
}

// Spans gives, by convening, the first and the last civil day on which it can have
// been; "" where that cannot be said.
func Spans(v *book.View) (map[string][2]string, error) {
	spans := map[string][2]string{}
	err := v.Rows(`SELECT id, coalesce(earliest, ''), coalesce(latest, '') FROM convenings`, nil, func(scan func(...any) error) error {
		var id, earliest, latest string
		err := scan(&id, &earliest, &latest)
		spans[id] = [2]string{earliest, latest}
		return err
	})
	return spans, err
}

// Names gives what each convening is called, by its id; nil where it has no name.
func Names(v *book.View) (map[string]*string, error) {
	names := map[string]*string{}
	err := v.Rows(`SELECT id, name FROM convenings`, nil, func(scan func(...any) error) error {
		var id string
		var name *string
		err := scan(&id, &name)
		names[id] = name
		return err
	})
	return names, err
}

// GroupNames gives what each working group is called, by its id.
func GroupNames(v *book.View) (map[string]string, error) {
	names := map[string]string{}
	err := v.Rows(`SELECT id, name FROM working_groups`, nil, func(scan func(...any) error) error {
		var id, name string
		err := scan(&id, &name)
		names[id] = name
		return err
	})
	return names, err
}

// FirstOver is the civil day on which the first convening was over of which one can
// say that; "" where there is none.
func FirstOver(v *book.View) (day string, err error) {
	_, err = v.Row(`SELECT coalesce(min(latest), '') FROM convenings`, nil, []any{&day})
	return day, err
}
