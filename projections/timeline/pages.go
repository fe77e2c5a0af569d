package timeline

import (
	"strings"

	"ahd.example/ahd/projections/book"
)

// A thing may have many thousands of events: whoever shows them to people asks for some.

// ofThing are the sequences of what OfThing lists. The two are looked up apart, each in
// its index, so that the last of them are found without the others.
const ofThing = `SELECT sequence FROM timeline WHERE stream = (SELECT first FROM streams WHERE stream = ?1)
	UNION ALL SELECT sequence FROM timeline WHERE sequence IN (SELECT sequence FROM mentions WHERE subject = ?1)`

// own are the columns of a Row, for events of whichever stream: those of another thing
// say nothing of how this one stood.
var own = `sequence, part, CASE WHEN stream = thing.first THEN (SELECT why FROM dependent WHERE dependent.sequence = timeline.sequence ORDER BY since, origin LIMIT 1) END,
	CASE WHEN stream = thing.first THEN record END, coalesce(response, ''), coalesce(self_reported, ''), coalesce(assessed, ''), coalesce(closure, '')
	FROM (SELECT (SELECT first FROM streams WHERE stream = ?1) AS first) AS thing CROSS JOIN timeline WHERE `

// Length is how many events OfThing lists.
func Length(v *book.View, kind, id string) (n int, err error) {
	_, err = v.Row(`SELECT count(*) FROM (`+ofThing+`)`, []any{kind + "/" + id}, []any{&n})
	return n, err
}

// Last lists a page of what OfThing lists, newest first: at most so many, after leaving
// out so many of the newest.
func Last(v *book.View, kind, id string, limit, newer int) ([]Row, error) {
	return list(v, `SELECT `+own+`sequence IN (SELECT sequence FROM (`+ofThing+`) ORDER BY sequence DESC LIMIT ?2 OFFSET ?3) ORDER BY sequence DESC`,
		kind+"/"+id, limit, newer)
}

// Newer is how many of the events that OfThing lists come after one of them; false where
// that is none of them.
func Newer(v *book.View, kind, id string, sequence uint64) (n int, found bool, err error) {
	_, err = v.Row(`SELECT coalesce(sum(sequence > ?2), 0), coalesce(sum(sequence = ?2), 0) > 0 FROM (`+ofThing+`) WHERE sequence >= ?2`,
		[]any{kind + "/" + id, int64(sequence)}, []any{&n, &found})
	return n, found, err
}

// Turns lists the last events after which an axis of a commitment was another than
// before, oldest first, at most so many.
func Turns(v *book.View, id string, limit int) ([]Row, error) {
	return list(v, `SELECT `+own+`sequence IN (SELECT sequence FROM turns WHERE stream = (SELECT first FROM streams WHERE stream = ?1) ORDER BY sequence DESC LIMIT ?2) ORDER BY sequence`,
		"commitment/"+id, limit)
}

// Named lists the events of one stream that have one of some ids, newest first.
func Named(v *book.View, kind, id string, ids []string) ([]Row, error) {
	bare := make([]string, len(ids))
	for i, id := range ids {
		bare[i] = strings.ReplaceAll(id, "-", "")
	}
	asked, err := book.Stated(bare)
	if err != nil {
		return nil, err
	}
	return list(v, `SELECT `+own+`id IN (SELECT unhex(value) FROM json_each(?2)) AND +stream = thing.first ORDER BY sequence DESC`, kind+"/"+id, asked)
}

// Place finds where one event of a thing stands, by its id.
func Place(v *book.View, kind, id, event string) (sequence uint64, found bool, err error) {
	rows, err := Named(v, kind, id, []string{event})
	if err != nil || len(rows) == 0 {
		return 0, false, err
	}
	return rows[0].Sequence, true, nil
}
