package duties

import (
	"encoding/json"
	"slices"

	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections/book"
)

// finder is a transaction or a view.
type finder interface {
	Row(query string, args, into []any) (bool, error)
}

// Of adds to the duties of a commitment's own events those of whatever it was before,
// and what ties somebody to those who acted.
func Of(in finder, item string, own commitment.Duties, who commitment.Hand) (commitment.Duties, error) {
	lineage, err := lineageOf(in, item)
	if err != nil {
		return own, err
	}
	all := own.With(lineage.Of(item))
	if all.Related, err = relationsOf(in, who, all); err != nil {
		return own, err
	}
	all.Coordinated, err = coordinated(in, item, who.Person)
	return all, err
}

// kin are all commitments that have to do with one by what became of them.
const kin = `WITH RECURSIVE kin(id) AS (
		SELECT ?1
		UNION SELECT lineage.successor FROM kin JOIN lineage ON lineage.commitment = kin.id
		UNION SELECT lineage.commitment FROM kin JOIN lineage ON lineage.successor = kin.id)
	SELECT (SELECT json_group_array(json_array(commitment, successor, merged, sequence, undone)) FROM lineage WHERE commitment IN kin),
		(SELECT json_group_array(json_array(commitment, sequence, part, person, party, spoken_for)) FROM acts WHERE commitment IN kin),
		(SELECT json_group_array(json_array(commitment, sequence, party, coalesce(main, ''), coalesce(alternate, ''), coalesce(validator, ''))
			ORDER BY commitment, sequence) FROM holders WHERE commitment IN kin)
	WHERE EXISTS (SELECT 1 FROM lineage WHERE commitment = ?1) OR EXISTS (SELECT 1 FROM lineage WHERE successor = ?1)`

// lineageOf is the zero Lineage for a commitment that was always itself.
func lineageOf(in finder, item string) (l commitment.Lineage, err error) {
	var links, acts, terms string
	found, err := in.Row(kin, []any{item}, []any{&links, &acts, &terms})
	if err != nil || !found {
		return l, err
	}
	if err := rows(links, func(row []any) {
		l.Links = append(l.Links, commitment.Link{Item: text(row[0]), Successor: text(row[1]), Merged: number(row[2]) == 1, From: number(row[3]), Until: number(row[4])})
	}); err != nil {
		return l, err
	}
	if err := rows(acts, func(row []any) {
		l.Acts = append(l.Acts, commitment.Act{Item: text(row[0]), Sequence: number(row[1]), Part: text(row[2]),
			Hand: &commitment.Hand{Person: text(row[3]), Party: text(row[4]), For: text(row[5])}})
	}); err != nil {
		return l, err
	}
	var held [][]any
	err = rows(terms, func(row []any) { held = append(held, row) })
	for i, row := range held {
		until := uint64(0)
		if i+1 < len(held) && held[i+1][0] == row[0] {
			until = number(held[i+1][1])
		}
		term := commitment.Term{Item: text(row[0]), From: number(row[1]), Until: until}
		for j, hand := range []commitment.Hand{{Party: text(row[2])}, {Person: text(row[3])}, {Person: text(row[4])}, {Person: text(row[5])}} {
			if j == 0 || hand.Person != "" {
				term.Hand = &hand
				l.Terms = append(l.Terms, term)
			}
		}
	}
	return l, err
}

// up are organisations with all to which they belong.
const up = `WITH RECURSIVE up(id) AS (
		SELECT value FROM json_each(?)
		UNION SELECT belongings.parent FROM up JOIN belongings ON belongings.party = up.id WHERE belongings.parent <> ''
		UNION SELECT belongings.merged_into FROM up JOIN belongings ON belongings.party = up.id WHERE belongings.merged_into <> '')
	SELECT json_group_array(json_array(party, parent, merged_into)) FROM belongings WHERE party IN up`

// relationsOf is what the organisations of somebody and of those who acted belong to.
func relationsOf(in finder, who commitment.Hand, d commitment.Duties) (commitment.Relations, error) {
	var parties []string
	for _, hand := range slices.Concat([]*commitment.Hand{&who}, d.Reported, d.Answered, d.Assessed) {
		for _, party := range []string{hand.Party, hand.For} {
			if party != "" && !slices.Contains(parties, party) {
				parties = append(parties, party)
			}
		}
	}
	if len(parties) < 2 { // it is the same, or there is none
		return nil, nil
	}
	asked, err := book.Stated(parties)
	if err != nil {
		return nil, err
	}
	var list string
	if _, err := in.Row(up, []any{asked}, []any{&list}); err != nil {
		return nil, err
	}
	related := commitment.Relations{}
	return related, rows(list, func(row []any) {
		related[text(row[0])] = commitment.Belongs{Parent: text(row[1]), Into: text(row[2])}
	})
}

// one are the convenings that are one with that of a commitment: where it belongs now,
// and where it was captured, because what was recorded of one meeting stays so.
const one = `WITH RECURSIVE whole(id) AS (
		SELECT convening FROM commitments WHERE id = ?2
		UNION SELECT home FROM commitments WHERE id = ?2
		UNION SELECT joined.into_one FROM whole JOIN joined ON joined.convening = whole.id
		UNION SELECT joined.convening FROM whole JOIN joined ON joined.into_one = whole.id)
	SELECT 1 FROM coordinators WHERE person = ?1 AND convening IN whole LIMIT 1`

// coordinated reports whether somebody recorded as coordinator on what belongs to the
// convening of a commitment.
func coordinated(in finder, item, person string) (bool, error) {
	if person == "" {
		return false, nil
	}
	var found int64
	return in.Row(one, []any{person, item}, []any{&found})
}

// rows reads a JSON list of lists.
func rows(list string, each func(row []any)) error {
	var all [][]any
	if err := json.Unmarshal([]byte(list), &all); err != nil {
		return err
	}
	for _, row := range all {
		each(row)
	}
	return nil
}

func text(value any) string   { return value.(string) }
func number(value any) uint64 { return uint64(value.(float64)) }

// Judgement is an assessment or a closure by somebody who was not independent, when it
// was recorded or since another commitment goes on as the one that they judged.
type Judgement struct {
	Commitment string
	Sequence   uint64
	Why        string // own-work, reporter, assessor, coordinator
}

// Dependent lists them.
func Dependent(v *book.View) ([]Judgement, error) {
	list := []Judgement{}
	err := v.Rows(`SELECT commitment, sequence, why FROM dependent ORDER BY sequence, since, origin`, nil, func(scan func(...any) error) error {
		var j Judgement
		err := scan(&j.Commitment, &j.Sequence, &j.Why)
		if last := len(list) - 1; last < 0 || list[last].Sequence != j.Sequence {
			list = append(list, j)
		}
		return err
	})
	return list, err
}

// CountDependent counts them.
func CountDependent(v *book.View) (n int, err error) {
	_, err = v.Row(`SELECT count(DISTINCT sequence) FROM dependent`, nil, []any{&n})
	return n, err
}
