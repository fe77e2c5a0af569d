package commitments

import (
	"encoding/json"
	"strings"

	"ahd/events/commitment"
	"ahd/events/edtf"
	"ahd/projections/book"
)

// Detail is how a commitment stands, beyond what lists are narrowed by.
type Detail struct {
	OriginalDue  string              `json:"original_due,omitempty"`
	OriginalMet  string              `json:"original_met,omitempty"`
	Suspended    bool                `json:"suspended,omitempty"`
	SupersededBy string              `json:"superseded_by,omitempty"`
	Finding      *commitment.Finding `json:"finding,omitempty"`
	Smart        *commitment.Smart   `json:"smart,omitempty"`
	Contest      commitment.Contest  `json:"contest"`
	Heard        string              `json:"heard,omitempty"`
	Asked        string              `json:"asked,omitempty"`
	Answered     bool                `json:"answered,omitempty"`
	Persons      *commitment.Persons `json:"persons,omitempty"`
	SplitInto    []string            `json:"split_into,omitempty"`
}

// Settle writes where a commitment stands at the end of a batch, and with it the
// whole of which it is a part.
func Settle(tx *book.Tx, settled *book.Settled) error {
	s := settled.State.Commitment
	if s == nil {
		return nil
	}
	values, err := Stood(s, settled.Sequence)
	if err != nil {
		return err
	}
	err = tx.Exec(settle, append(values, settled.Stream.ID)...)
	if err == nil && len(s.Children) > 0 {
		err = rollUp(tx, settled.Stream.ID)
	}
	if err == nil && s.Parent != "" {
		err = rollUp(tx, s.Parent)
	}
	return err
}

// stands are the columns that say how a commitment stands, and nothing else does.
var stands = []string{
	"record", "response", "self_reported", "assessed", "closure", "verifiable",
	"lead_party", "due", "met", "review_days", "stale_from", "interval_ends", "quiet_since", "asked", "unanswered", "trackable", "contested", "proxy", "detail",
	"reports", "evidence", "last_report", "merged_into", "last", "since", "last_day", "undated",
}

var settle = "UPDATE commitments SET " + strings.Join(stands, " = ?, ") + " = ? WHERE id = ?"

// Stood are the values of the columns that say how a commitment stands after the last
// event that counts, in their order.
func Stood(s *commitment.State, last uint64) ([]any, error) {
	contest := s.Contest()
	detail, err := json.Marshal(detailOf(*s, contest))
	if err != nil {
		return nil, err
	}
	return append(make([]any, 0, len(stands)+1),
		s.Record, s.Response, s.SelfReported, s.Assessed, s.Closure, truth(s.Verifiable),
		book.OrNull(s.LeadParty), book.OrNull(validDay(s.Due)), book.OrNull(s.Met(s.Due)), book.OrNull(s.ReviewDays), book.OrNull(s.StaleFrom()),
		book.OrNull(s.IntervalEnds()), book.OrNull(s.QuietSince()), book.OrNull(s.Asked), s.Asked != "" && !s.Answered, trackable(s.Smart), contest.Contested, s.Unanswered(), string(detail),
		s.Counts.Reports, s.Counts.Evidence, book.OrNull(s.Counts.LastReport), book.OrNull(s.Identified().Into), int64(last),
		s.Since, book.OrNull(s.LastDay), s.Undated), nil
}

func trackable(smart *commitment.Smart) *bool {
	if smart == nil {
		return nil
	}
	trackable := smart.Trackable()
	return &trackable
}

func detailOf(s commitment.State, contest commitment.Contest) Detail {
	d := Detail{
		OriginalDue: s.OriginalDue, Suspended: s.Suspended, SupersededBy: s.By, Finding: s.Finding, Smart: s.Smart,
		Contest: contest, Heard: s.Heard, Asked: s.Asked, Answered: s.Answered,
		Persons: s.Persons, SplitInto: s.Identified().SplitInto,
	}
	if s.OriginalDue != "" {
		d.OriginalMet = s.Met(s.OriginalDue)
	}
	return d
}

// part is one child as rollUp reads it.
type part struct {
	commitment.Part
	StaleFrom    *string
	IntervalEnds *string
	QuietSince   *string
	FoundOn      *string
	Asked        *string
	Unanswered   int
	Contested    int
	Heard        *string
}

// rollUp writes how a commitment stands that is kept in several places. It depends
// on the rows of its parts, and on what it said itself, so it does not matter which
// of them came last.
func rollUp(tx *book.Tx, parent string) error {
	var text, own string
	_, err := tx.Row(`SELECT json_group_array(json_object('SelfReported', c.self_reported, 'Assessed', c.assessed, 'Closure', c.closure,
			'StaleFrom', c.stale_from, 'IntervalEnds', c.interval_ends, 'QuietSince', c.quiet_since, 'FoundOn', json_extract(nullif(c.detail, ''), '$.finding.on'),
			'Asked', c.asked, 'Unanswered', c.unanswered, 'Contested', c.contested, 'Heard', json_extract(nullif(c.detail, ''), '$.heard'))),
			coalesce((SELECT json_object('Due', due, 'Asked', json_extract(nullif(detail, ''), '$.asked'), 'Answered', json_extract(nullif(detail, ''), '$.answered'),
				'Contested', json_extract(nullif(detail, ''), '$.contest.contested'))
				FROM commitments WHERE id = ?), '{}')
		FROM parts JOIN commitments AS c ON c.id = parts.id WHERE parts.parent = ?`, []any{parent, parent}, []any{&text, &own})
	if err != nil {
		return err
	}
	var parts []part
	var said itself
	if err := book.ReadStated(text, &parts); err != nil || len(parts) == 0 {
		return err
	}
	if err := book.ReadStated(own, &said); err != nil {
		return err
	}
	whole := wholeOf(parts, said)
	return tx.Exec(`UPDATE commitments SET self_reported = ?, assessed = ?, closure = ?, stale_from = ?, interval_ends = ?, quiet_since = ?, met = ?,
			asked = ?, unanswered = ?, contested = ? WHERE id = ? AND whole = 1`,
		whole.SelfReported, whole.Assessed, whole.Closure, whole.StaleFrom, whole.IntervalEnds, whole.QuietSince, metTogether(whole.Part, parts, said.Due),
		whole.Asked, whole.Unanswered, whole.Contested, parent)
}

// itself is what was said of a whole and not of its parts.
type itself struct {
	Due       string
	Asked     *string
	Answered  int
	Contested int
}

// wholeOf is how a whole stands: nobody answered what was asked of it until one of its
// parts was heard of.
func wholeOf(parts []part, said itself) part {
	whole := part{Asked: said.Asked, Contested: said.Contested}
	open := said.Asked != nil && said.Answered == 0
	var stands []commitment.Part
	for _, p := range parts {
		stands = append(stands, p.Part)
		whole.StaleFrom, whole.IntervalEnds, whole.QuietSince = earlier(whole.StaleFrom, p.StaleFrom), earlier(whole.IntervalEnds, p.IntervalEnds), earlier(whole.QuietSince, p.QuietSince)
		if p.Asked != nil && (whole.Asked == nil || *p.Asked > *whole.Asked) {
			whole.Asked = p.Asked
		}
		whole.Unanswered, whole.Contested = max(whole.Unanswered, p.Unanswered), max(whole.Contested, p.Contested)
		open = open && (p.Heard == nil || *p.Heard < *said.Asked)
	}
	if open {
		whole.Unanswered = 1
	}
	whole.Part = commitment.RollUp(stands)
	return whole
}

// earlier is the earlier of two days, of which either may be none.
func earlier(a, b *string) *string {
	if a == nil || b != nil && *b < *a {
		return b
	}
	return a
}

// metTogether: a whole was met in time if each part was, by the day of the whole.
func metTogether(whole commitment.Part, parts []part, due string) any {
	day, err := edtf.ParseDay(due)
	if whole.Assessed != commitment.Complete || err != nil {
		return nil
	}
	for _, p := range parts {
		if p.FoundOn == nil {
			continue
		}
		if on, err := edtf.Parse(*p.FoundOn); err == nil && on.AfterDay(day) == edtf.Yes {
			return commitment.MetLate
		}
	}
	return commitment.MetOnTime
}
