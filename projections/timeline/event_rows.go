package timeline

import (
	"time"

	"github.com/google/uuid"

	"ahd.example/ahd/projections/book"
)

// Row is one event as the book has it. What it said is in the record, at its
// sequence: Tell adds that.
type Row struct {
	Sequence uint64
	Part     *string
	Why      *string // why who judged was not independent; nil for who was
	Axes     *Axes   // of the thing after it; nil for what is no commitment, and for an event of another thing
}

// Axes are the recorded axes of a commitment after the event.
type Axes struct {
	Record       string `json:"record"`
	Response     string `json:"response"`
	SelfReported string `json:"self_reported"`
	Assessed     string `json:"assessed"`
	Closure      string `json:"closure"`
}

const columns = `sequence, part, (SELECT why FROM dependent WHERE dependent.sequence = timeline.sequence ORDER BY since, origin LIMIT 1),
	record, coalesce(response, ''), coalesce(self_reported, ''), coalesce(assessed, ''), coalesce(closure, '')`

// OfThing lists the events of one stream, and those of others that changed it,
// oldest first.
func OfThing(v *book.View, kind, id string) ([]Row, error) {
	return list(v, `SELECT `+columns+` FROM timeline WHERE stream = (SELECT first FROM streams WHERE stream = ?1)
		UNION ALL SELECT sequence, part, NULL, NULL, '', '', '', '' FROM timeline
			WHERE sequence IN (SELECT sequence FROM mentions WHERE subject = ?1)
		ORDER BY sequence`, kind+"/"+id)
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
		err := scan(&row.Sequence, &row.Part, &row.Why, &record, &axes.Response, &axes.SelfReported, &axes.Assessed, &axes.Closure)
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
func Sequence(in Finder, id string) (sequence uint64, found bool, err error) {
	key, err := uuid.Parse(id)
	if err != nil { // no event has such an id
		return 0, false, nil
	}
	var place int64
	found, err = in.Row(`SELECT sequence FROM timeline WHERE id = ? ORDER BY sequence LIMIT 1`, []any{key[:]}, []any{&place})
	return uint64(place), found, err
}

// Sequences lists the events of a stream through a sequence, the first first.
func Sequences(v *book.View, subject string, last uint64) (sequences []uint64, err error) {
	err = v.Rows(`SELECT sequence FROM timeline WHERE stream = (SELECT first FROM streams WHERE stream = ?) AND sequence <= ? ORDER BY sequence`,
		[]any{subject, int64(last)}, func(scan func(...any) error) error {
			var sequence uint64
			err := scan(&sequence)
			sequences = append(sequences, sequence)
			return err
		})
	return sequences, err
}

// Began is when the first event was recorded; false for a book without events.
func Began(v *book.View) (at time.Time, found bool, err error) {
	var recorded int64
	found, err = v.Row(`SELECT time FROM timeline WHERE sequence = 1`, nil, []any{&recorded})
	return time.UnixMilli(recorded).UTC(), found, err
}
