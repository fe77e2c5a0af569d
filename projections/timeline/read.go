package timeline

import (
	"ahd/projections/book"
)

// Row is one event as the timeline has it. What it said is in the record, at
// its sequence.
type Row struct {
	Sequence   uint64  `json:"sequence"`
	ID         string  `json:"id"`
	Kind       string  `json:"kind"`
	Thing      string  `json:"thing"`
	Part       *string `json:"part"`
	Type       string  `json:"type"`
	Time       string  `json:"time"`
	Actor      string  `json:"actor"`
	Role       *string `json:"role"`
	Party      *string `json:"party"`
	Auth       string  `json:"auth"`
	OnBehalfOf *string `json:"on_behalf_of"`
	Axes       *Axes   `json:"axes"` // null for what is no commitment
}

// Axes are the recorded axes of a commitment after the event.
type Axes struct {
	Record       string `json:"record"`
	Response     string `json:"response"`
	SelfReported string `json:"self_reported"`
	Assessed     string `json:"assessed"`
	Closure      string `json:"closure"`
}

const columns = `sequence, id, kind, thing, part, type, time, actor, role, party, auth, on_behalf_of,
	record, coalesce(response, ''), coalesce(self_reported, ''), coalesce(assessed, ''), coalesce(closure, '')`

// OfThing lists the events of one stream, oldest first.
func OfThing(v *book.View, kind, id string) ([]Row, error) {
	return list(v, `SELECT `+columns+` FROM timeline WHERE kind = ? AND thing = ? ORDER BY sequence`, kind, id)
}

// OfPart lists the events about a part of a stream: "working-group/<id>",
// "figure/<id>", "question/<id>".
func OfPart(v *book.View, part string) ([]Row, error) {
	return list(v, `SELECT `+columns+` FROM timeline WHERE part = ? ORDER BY sequence`, part)
}

func list(v *book.View, query string, args ...any) ([]Row, error) {
	list := []Row{}
	err := v.Rows(query, args, func(scan func(...any) error) error {
		var row Row
		var record *string
		var axes Axes
		err := scan(&row.Sequence, &row.ID, &row.Kind, &row.Thing, &row.Part, &row.Type, &row.Time, &row.Actor,
			&row.Role, &row.Party, &row.Auth, &row.OnBehalfOf,
			&record, &axes.Response, &axes.SelfReported, &axes.Assessed, &axes.Closure)
		if record != nil {
			axes.Record = *record
			row.Axes = &axes
		}
		list = append(list, row)
		return err
	})
	return list, err
}

// Sequence finds the event with an id: the first, if ever there were two.
func Sequence(v *book.View, id string) (sequence uint64, found bool, err error) {
	found, err = v.Row(`SELECT sequence FROM timeline WHERE id = ? ORDER BY sequence LIMIT 1`, []any{id}, []any{&sequence})
	return sequence, found, err
}
