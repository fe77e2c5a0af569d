package streams

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections/book"
)

// Contributions makes the table of what people said and brought about commitments: the
// part of their states that grows without end, a row for each. A book of the past has
// none: there the record is folded again. Who needs their order asks by sequence.
const Contributions = `
CREATE TABLE contributions (
	stream     INTEGER NOT NULL, -- streams.first of the commitment
	sequence   INTEGER NOT NULL, -- of the event that brought it, which has its id
	kind       INTEGER NOT NULL, -- 1 report, 2 evidence, 3 dispute, 4 erasure of a text
	says       TEXT NOT NULL,    -- how far, of what kind, what it claims, which text
	gone       INTEGER NOT NULL, -- 1 if it was retracted or hidden
	word       TEXT NOT NULL,    -- what its organisation said of a report; the id of what replaced evidence or hid a dispute
	person     TEXT NOT NULL,    -- who brought evidence
	party      TEXT NOT NULL,
	spoken_for TEXT NOT NULL,    -- of evidence and of reports
	PRIMARY KEY (stream, kind, sequence)
) STRICT, WITHOUT ROWID;`

// kinds are the numbers of the kinds in the table.
var kinds = map[string]int64{commitment.OfReport: 1, commitment.OfEvidence: 2, commitment.OfDispute: 3, commitment.OfErasure: 4}

// Contribution is one of them, of one kind.
type Contribution struct {
	Sequence uint64
	Report   *commitment.Report
	Evidence *commitment.Evidence
	Dispute  *commitment.Dispute
	Erased   string
}

const columns = `c.sequence, c.kind, c.says, c.gone, c.word, c.person, c.party, c.spoken_for`

// Where the events with an id stand is known by an index, which a draft has only at its
// end: it looks through what the commitment has. So does who asks for an erased text, but
// only where there is one.
const (
	byID = `SELECT t.id, ` + columns + ` FROM timeline AS t CROSS JOIN contributions AS c ON c.stream = ?1 AND c.sequence = t.sequence
		WHERE t.id = ?2 AND c.kind = ?3 ORDER BY c.sequence LIMIT 1`
	byIDInDraft = `SELECT t.id, ` + columns + ` FROM contributions AS c CROSS JOIN timeline AS t ON t.sequence = c.sequence
		WHERE c.stream = ?1 AND t.id = ?2 AND c.kind = ?3 ORDER BY c.sequence LIMIT 1`
	lastStanding = `SELECT t.id, ` + columns + ` FROM contributions AS c CROSS JOIN timeline AS t ON t.sequence = c.sequence
		WHERE c.stream = ?1 AND c.kind = 1 AND c.gone = 0 AND c.word <> '` + commitment.DoesNotStand + `' AND c.sequence <> ?2 ORDER BY c.sequence DESC LIMIT 1`
	byText = `SELECT c.sequence FROM contributions AS c WHERE EXISTS (SELECT 1 FROM erasures WHERE text = ?2) AND c.stream = ?1 AND c.kind = 4 AND c.says = ?2 ORDER BY c.sequence LIMIT 1`
	made   = `SELECT t.id, ` + columns + ` FROM json_each(?2) AS j CROSS JOIN contributions AS c ON c.stream = ?1 AND c.kind IN (1, 2, 3) AND c.sequence = j.value
		CROSS JOIN timeline AS t ON t.sequence = c.sequence ORDER BY c.sequence`
	all = `SELECT t.id, ` + columns + ` FROM contributions AS c CROSS JOIN timeline AS t ON t.sequence = c.sequence WHERE c.stream = ?1 ORDER BY c.sequence, c.kind`
)

// Seek finds some contributions to a commitment, in the order in which they came.
func Seek(in finder, first uint64, sought []commitment.Name) ([]Contribution, error) {
	return seek(in, byID, first, sought)
}

// SeekToChange finds those that an event speaks of, and with a report the last other one
// that stands: it decides what counts if that one does not.
func SeekToChange(in finder, drafts bool, first uint64, named []commitment.Name) ([]Contribution, error) {
	query := byID
	if drafts {
		query = byIDInDraft
	}
	found, err := seek(in, query, first, named)
	if err != nil || !slices.ContainsFunc(named, func(n commitment.Name) bool { return n.Kind == commitment.OfReport }) {
		return found, err
	}
	var but uint64
	if len(found) > 0 {
		but = found[0].Sequence
	}
	last, there, err := read(in, lastStanding, int64(first), int64(but))
	if there {
		found = append(found, last)
	}
	return inOrder(found), err
}

func seek(in finder, query string, first uint64, sought []commitment.Name) (found []Contribution, err error) {
	for _, name := range sought {
		one, there, err := one(in, query, first, name)
		if err != nil {
			return nil, err
		}
		if there {
			found = append(found, one)
		}
	}
	return inOrder(found), nil
}

func inOrder(list []Contribution) []Contribution {
	slices.SortStableFunc(list, func(a, b Contribution) int { return cmp.Compare(a.Sequence, b.Sequence) })
	return list
}

func one(in finder, query string, first uint64, name commitment.Name) (c Contribution, there bool, err error) {
	if name.Kind == commitment.OfErasure {
		var sequence int64
		there, err = in.Row(byText, []any{int64(first), name.ID}, []any{&sequence})
		return Contribution{Sequence: uint64(sequence), Erased: name.ID}, there, err
	}
	id, err := uuid.Parse(name.ID)
	if err != nil || id.String() != name.ID { // no event has it
		return c, false, nil
	}
	return read(in, query, int64(first), id[:], kinds[name.Kind])
}

func read(in finder, query string, args ...any) (c Contribution, there bool, err error) {
	var r contributionRow
	there, err = in.Row(query, args, r.into())
	if err == nil && there {
		c, err = r.contribution()
	}
	return c, there, err
}

// contributionRow is a row as it is read.
type contributionRow struct {
	id                                   []byte
	sequence, kind, gone                 int64
	says, word, person, party, spokenFor string
}

func (r *contributionRow) into() []any {
	return []any{&r.id, &r.sequence, &r.kind, &r.says, &r.gone, &r.word, &r.person, &r.party, &r.spokenFor}
}

func (r *contributionRow) contribution() (c Contribution, err error) {
	known, err := uuid.FromBytes(r.id)
	if err != nil {
		return c, fmt.Errorf("event %d has no id: %w", r.sequence, err)
	}
	id := known.String()
	c.Sequence = uint64(r.sequence)
	switch r.kind {
	case kinds[commitment.OfReport]:
		c.Report = &commitment.Report{ID: id, State: r.says, For: r.spokenFor, Word: r.word, Retracted: r.gone == 1}
	case kinds[commitment.OfEvidence]:
		brought := commitment.Hand{Person: r.person, Party: r.party, For: r.spokenFor}
		c.Evidence = &commitment.Evidence{ID: id, Kind: r.says, By: r.word, Retracted: r.gone == 1, Brought: brought}
	case kinds[commitment.OfDispute]:
		c.Dispute = &commitment.Dispute{ID: id, Claim: r.says, Hidden: r.gone == 1, By: r.word}
	case kinds[commitment.OfErasure]:
		c.Erased = r.says
	}
	return c, nil
}

// Together are contributions as a state has them in hand.
func Together(list []Contribution) (all commitment.Contributions) {
	for _, c := range list {
		switch {
		case c.Report != nil:
			all.Reports = append(all.Reports, c.Report)
		case c.Evidence != nil:
			all.Evidence = append(all.Evidence, c.Evidence)
		case c.Dispute != nil:
			all.Disputes = append(all.Disputes, c.Dispute)
		case c.Erased != "":
			all.Erased = append(all.Erased, c.Erased)
		}
	}
	return all
}

// Whole is the row of a stream with all contributions, of which there may be very many:
// what whoever tells everything of a commitment needs.
func Whole(v *book.View, row Row) (Row, error) {
	if row.State.Commitment == nil || !row.State.Commitment.IsApart {
		return row, nil
	}
	list, err := contributionsOf(v, all, int64(row.First))
	whole := row.State.Commitment.Whole(Together(list))
	row.State.Commitment = &whole
	return row, err
}

func contributionsOf(v *book.View, query string, args ...any) (list []Contribution, err error) {
	err = v.Rows(query, args, func(scan func(...any) error) error {
		var r contributionRow
		if err := scan(r.into()...); err != nil {
			return err
		}
		c, err := r.contribution()
		list = append(list, c)
		return err
	})
	return list, err
}
