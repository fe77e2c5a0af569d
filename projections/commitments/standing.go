package commitments

import (
	"slices"
	"strings"

	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
)

// What the silence of a commitment is, as rows say it.
const (
	Spoken        = commitment.Spoken
	Unassigned    = commitment.Unassigned
	NeverAsked    = commitment.NeverAsked
	AskedNoAnswer = commitment.AskedNoAnswer
)

// stand fills in what Detail keeps of how it stands.
func (row *Row) stand(d Detail, on edtf.Day) {
	row.OriginalDue, row.Heard, row.SupersededBy = book.OrNull(d.OriginalDue), book.OrNull(d.Heard), book.OrNull(d.SupersededBy)
	row.Suspended, row.Smart, row.Contest = d.Suspended, d.Smart, d.Contest
	row.OriginalTimeliness = row.Timeliness
	if d.OriginalDue != "" {
		row.OriginalTimeliness = commitment.TimelinessOn(d.OriginalDue, d.OriginalMet, on)
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

// age is how many days before a day a conference was at the latest; nil where its
// date does not say.
func age(latest *string, on edtf.Day) *int {
	days, known := commitment.AgeOn(stated(latest), on)
	if !known {
		return nil
	}
	return &days
}

// stated is a text of a row; "" for null.
func stated(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}
