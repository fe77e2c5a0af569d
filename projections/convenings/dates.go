package convenings

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
)

// Date is what somebody stated about a date.
type Date struct {
	EDTF     string  `json:"edtf"`
	Stated   *string `json:"stated"` // in their words
	Source   *string `json:"source"`
	Basis    string  `json:"basis"`
	Sequence uint64  `json:"sequence"`
}

// Conflict is what cannot all be true.
type Conflict struct {
	ID              string   `json:"id"`
	About           string   `json:"about"`
	Alternatives    []string `json:"alternatives"`
	Grounds         string   `json:"grounds"`
	Resolution      *string  `json:"resolution"` // null while it is open
	ResolvedBecause *string  `json:"resolved_because"`
	Sequence        uint64   `json:"sequence"`
}

// Session is a part of a convening.
type Session struct {
	events.SessionRecorded
	Sequence uint64 `json:"sequence"`
}

// tell adds what later events told.
func (row *Row) tell(v *book.View) error {
	resolved := row.DateConflict // as it was read: whether somebody settled the date
	row.Dates, row.Conflicts, row.Sessions = []Date{}, []Conflict{}, []Session{}
	if date := row.ConveningRegistered.Date; date.EDTF != nil {
		row.Dates = append(row.Dates, Date{EDTF: *date.EDTF, Stated: date.Stated, Basis: date.Basis})
	}
	err := v.Rows(`SELECT sequence, kind, stated FROM convening_told WHERE convening = ? ORDER BY sequence`, []any{row.ID}, func(scan func(...any) error) error {
		var sequence uint64
		var kind, stated string
		if err := scan(&sequence, &kind, &stated); err != nil {
			return err
		}
		return row.add(sequence, kind, stated)
	})
	row.DateConflict = !resolved && disagree(row.Dates)
	return err
}

func (row *Row) add(sequence uint64, kind, stated string) error {
	switch kind {
	case "date":
		var d events.ConveningDateAsserted
		err := book.ReadStated(stated, &d)
		row.Dates = append(row.Dates, Date{EDTF: d.EDTF, Stated: d.Stated, Source: d.Source, Basis: d.Basis, Sequence: sequence})
		return err
	case "conflict":
		var d events.ConflictRecorded
		err := book.ReadStated(stated, &d)
		row.Conflicts = append(row.Conflicts, Conflict{ID: d.Conflict, About: d.About, Alternatives: d.Alternatives, Grounds: d.Grounds, Sequence: sequence})
		return err
	case "resolved":
		var d events.ConflictResolved
		err := book.ReadStated(stated, &d)
		for i := range row.Conflicts {
			if row.Conflicts[i].ID == d.Conflict {
				row.Conflicts[i].Resolution, row.Conflicts[i].ResolvedBecause = &d.Resolution, &d.Grounds
			}
		}
		return err
	case "session":
		s := Session{Sequence: sequence}
		err := book.ReadStated(stated, &s.SessionRecorded)
		row.Sessions = append(row.Sessions, s)
		return err
	}
	return nil
}

// disagree reports whether two dates cannot both be true: each has bounds, and they
// do not overlap. What cannot be said of a vague date is not held against it.
func disagree(dates []Date) bool {
	for i, one := range dates {
		for _, other := range dates[i+1:] {
			a, errA := edtf.Parse(one.EDTF)
			b, errB := edtf.Parse(other.EDTF)
			if errA == nil && errB == nil && apart(a, b) {
				return true
			}
		}
	}
	return false
}

func apart(a, b edtf.Date) bool {
	earliestA, latestA := a.Bounds()
	earliestB, latestB := b.Bounds()
	before := func(latest, earliest edtf.Bound) bool {
		return latest.Known && earliest.Known && earliest.Day.DaysSince(latest.Day) > 0
	}
	return before(latestA, earliestB) || before(latestB, earliestA)
}
