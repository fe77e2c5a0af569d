package commitments

import (
	"slices"
	"strings"

	"ahd/events/commitment"
	"ahd/events/edtf"
	"ahd/projections/book"
)

// What the silence of a commitment is (DOMAIN §6, "Silence is not blame").
const (
	Spoken        = "heard"
	Unassigned    = "unassigned"
	NeverAsked    = "never_asked"
	AskedNoAnswer = "asked_no_answer"
)

// stand fills in what Detail keeps of how it stands.
func (row *Row) stand(d Detail, on edtf.Day) {
	row.OriginalDue, row.Heard, row.SupersededBy = book.OrNull(d.OriginalDue), book.OrNull(d.Heard), book.OrNull(d.SupersededBy)
	row.Suspended, row.Smart, row.Contest = d.Suspended, d.Smart, d.Contest
	row.OriginalTimeliness = row.Timeliness
	if d.OriginalDue != "" {
		row.OriginalTimeliness = timeliness(row.OriginalDue, book.OrNull(d.OriginalMet), on)
	}
	if d.Finding != nil {
		row.Confidence, row.Method, row.AssessedOn = &d.Finding.Confidence, &d.Finding.Method, &d.Finding.On
	}
}

// dependent are the ids of what was found or closed by somebody who was not independent.
const dependent = `(SELECT group_concat(dependent.id) FROM dependent WHERE dependent.commitment = commitments.id)`

// foundBy is on whether who assessed last was independent.
const foundBy = `CASE WHEN nullif(detail, '') ->> '$.finding.id' IS NULL THEN NULL WHEN EXISTS (SELECT 1 FROM dependent
	WHERE dependent.commitment = commitments.id AND dependent.id = nullif(detail, '') ->> '$.finding.id') THEN 'false' ELSE 'true' END`

// judge says whether who assessed last was independent.
func (row *Row) judge(last *commitment.Finding, dependent *string) {
	if last == nil {
		return
	}
	independent := dependent == nil || !slices.Contains(strings.Split(*dependent, ","), last.ID)
	row.Independent = &independent
}

func silence(row *Row, unanswered bool) string {
	switch {
	case unanswered:
		return AskedNoAnswer
	case row.SelfReported != commitment.NoReport:
		return Spoken
	case row.LeadParty == nil:
		return Unassigned
	}
	return NeverAsked
}

// timeliness is State.Timeliness on a row; that they agree is tested.
func timeliness(due, met *string, on edtf.Day) string {
	switch {
	case due == nil:
		return commitment.NoDate
	case met != nil:
		return *met
	}
	return commitment.State{Due: *due}.Timeliness(on)
}

// age is how many days before a day a conference was at the latest; nil where its
// date does not say.
func age(latest *string, on edtf.Day) *int {
	if latest == nil {
		return nil
	}
	last, err := edtf.ParseDay(*latest)
	if err != nil {
		return nil
	}
	days := on.DaysSince(last)
	return &days
}
