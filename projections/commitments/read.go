package commitments

import (
	"fmt"

	"ahd/events"
	"ahd/events/commitment"
	"ahd/events/edtf"
	"ahd/projections/book"
	"ahd/projections/search"
)

// Row is one commitment as it stands on a day.
type Row struct {
	ID           string   `json:"id"`
	Text         string   `json:"text"`
	Kind         string   `json:"kind"`
	Convening    string   `json:"convening"`
	Instrument   *string  `json:"instrument"`
	Address      *string  `json:"address"`
	WorkingGroup *string  `json:"working_group"`
	LeadParty    *string  `json:"lead_party"`
	Parent       *string  `json:"parent"`
	Children     []string `json:"children"`
	Record       string   `json:"record"`
	Response     string   `json:"response"`
	SelfReported string   `json:"self_reported"`
	Assessed     string   `json:"assessed"`
	Timeliness   string   `json:"timeliness"`
	Closure      string   `json:"closure"`
	Due          *string  `json:"due"`
	Standing
	ReviewDays      *int           `json:"review_days"`
	Verifiable      bool           `json:"verifiable"`
	VerifiableNote  *string        `json:"verifiable_note"`
	Pillar          *string        `json:"pillar"`
	SDGTargets      []string       `json:"sdg_targets"`
	Geography       []string       `json:"geography"`
	GeographyStated *string        `json:"geography_stated"`
	AddresseeStated *string        `json:"addressee_stated"`
	IssuedBy        *string        `json:"issued_by"`
	Note            *string        `json:"note"`
	Sources         []string       `json:"sources"`
	Quotes          []events.Quote `json:"quotes"`
	Reports         int            `json:"reports"`     // number of progress reports
	Evidence        int            `json:"evidence"`    // number of pieces of evidence
	LastReport      *string        `json:"last_report"` // id of the last progress report
	LastEvent       uint64         `json:"last_event"`  // sequence
}

// Standing is how a commitment stands, beyond its axes.
type Standing struct {
	OriginalDue        *string            `json:"original_due"`        // the first due day, once it was revised
	OriginalTimeliness string             `json:"original_timeliness"` // against that one
	Stale              bool               `json:"stale"`               // nothing was heard for longer than its review interval
	Heard              *string            `json:"heard"`               // civil day of the last report, assessment or evidence
	Asked              *string            `json:"asked"`               // civil day on which an update was last requested
	Silence            string             `json:"silence"`             // heard, unassigned, never_asked, asked_no_answer
	AgeDays            *int               `json:"age_days"`            // since the conference; null where that cannot be said
	Suspended          bool               `json:"suspended"`
	SupersededBy       *string            `json:"superseded_by"`
	Confidence         *string            `json:"confidence"` // of the last assessment
	Method             *string            `json:"method"`
	AssessedOn         *string            `json:"assessed_on"` // EDTF
	Smart              *commitment.Smart  `json:"smart"`       // null until rated
	Contest            commitment.Contest `json:"contest"`
}

// Filters are what the list can be narrowed by on a day. That timeliness here
// and State.Timeliness agree is tested.
func Filters(on edtf.Day) map[string]book.Filter {
	timeliness := fmt.Sprintf("CASE WHEN due IS NULL THEN '%s' WHEN met IS NOT NULL THEN met WHEN due < '%s' THEN '%s' WHEN due <= '%s' THEN '%s' ELSE '%s' END",
		commitment.NoDate, on, commitment.Overdue, on.AddDays(commitment.DueSoonDays), commitment.DueSoon, commitment.OnSchedule)
	filters := map[string]book.Filter{
		search.Name: search.Filter,
		"id":        book.Column("id"), "kind": book.Column("kind", commitment.Kinds...),
		"convening": book.Column("convening"), "instrument": book.Column("instrument"),
		"working_group": book.Column("working_group"), "lead_party": book.Column("lead_party"),
		"parent": book.Column("parent"), "pillar": book.Column("pillar", commitment.Pillars...),
		"verifiable": book.Column("verifiable", "true", "false"), "due": book.Column("due"),
		"sdg_target": book.InList("sdg_targets"), "geography": book.InList("geography"), "source": book.InList("sources"),
		"stale":      book.Column(fmt.Sprintf("CASE WHEN stale_from <= '%s' THEN 'true' ELSE 'false' END", on), "true", "false"),
		"proxy":      book.Column("CASE proxy WHEN 1 THEN 'true' ELSE 'false' END", "true", "false"),
		"contested":  book.Column("CASE contested WHEN 1 THEN 'true' ELSE 'false' END", "true", "false"),
		"timeliness": book.Column(timeliness, commitment.Values[commitment.AxisTimeliness]...),
	}
	for _, axis := range commitment.RecordedAxes {
		filters[axis] = book.Column(axis, commitment.Values[axis]...)
	}
	return filters
}

// List lists commitments in the order of their capture, as they stand on a day.
func List(v *book.View, query book.Query, on edtf.Day) ([]Row, error) {
	return book.List(v, `SELECT id, stated, sources, record, response, self_reported, assessed, closure,
		lead_party, due, review_days, reports, evidence, last_report, last, verifiable = 'true', met, stale_from, detail,
		(SELECT json_extract(convenings.stated, '$.date.edtf') FROM convenings WHERE convenings.id = commitments.convening) FROM commitments`,
		"sequence", Filters(on), query, func(scan func(...any) error) (Row, error) { return read(scan, on) })
}

// Count counts what List would list without a limit.
func Count(v *book.View, query book.Query, on edtf.Day) (int, error) {
	return book.Count(v, "commitments", Filters(on), query)
}

// Find returns one commitment as it stands on a day.
func Find(v *book.View, id string, on edtf.Day) (Row, bool, error) {
	return book.One(List(v, book.Query{Filters: map[string]string{"id": id}}, on))
}

func read(scan func(...any) error, on edtf.Day) (row Row, err error) {
	var stated, sources, detail string
	var met, staleFrom, held *string
	err = scan(&row.ID, &stated, &sources, &row.Record, &row.Response, &row.SelfReported, &row.Assessed, &row.Closure,
		&row.LeadParty, &row.Due, &row.ReviewDays, &row.Reports, &row.Evidence, &row.LastReport, &row.LastEvent, &row.Verifiable, &met, &staleFrom, &detail, &held)
	if err != nil {
		return row, err
	}
	var d events.CommitmentCaptured
	if err := book.ReadStated(stated, &d); err != nil {
		return row, err
	}
	row.say(d)
	row.Timeliness = timeliness(row.Due, met, on)
	row.Stale = staleFrom != nil && *staleFrom <= on.String()
	row.AgeDays = age(held, on)
	if err := row.stand(detail, on); err != nil {
		return row, err
	}
	return row, book.ReadStated(sources, &row.Sources)
}

// say copies what was stated when the commitment was captured.
func (row *Row) say(d events.CommitmentCaptured) {
	row.Text, row.Kind, row.Convening = d.Text, d.Kind, d.Convening
	row.Instrument, row.Address, row.WorkingGroup, row.Parent = d.Instrument, d.Address, d.WorkingGroup, d.Parent
	row.VerifiableNote, row.Pillar = d.VerifiableNote, d.Pillar
	row.Children, row.SDGTargets, row.Geography = filled(d.Children), filled(d.SDGTargets), filled(d.Geography)
	row.GeographyStated, row.AddresseeStated = d.GeographyStated, d.AddresseeStated
	row.IssuedBy, row.Note, row.Quotes = d.IssuedBy, d.Note, append([]events.Quote{}, d.Quotes...)
}
