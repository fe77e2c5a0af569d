package commitments

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
)

// Row is one commitment as it stands on a day.
type Row struct {
	ID           string   `json:"id"`
	Text         string   `json:"text"`
	Kind         string   `json:"kind"`
	Convening    string   `json:"convening"` // where it belongs now
	Home         string   `json:"home"`      // where it was captured
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
	Answering
	Identity
	Standing
	ReviewDays      *int           `json:"review_days"`
	Verifiable      bool           `json:"verifiable"`
	VerifiableNote  *string        `json:"verifiable_note"`
	Pillar          *string        `json:"pillar"`
	SDGTargets      []string       `json:"sdg_targets"`
	Geography       []string       `json:"geography"`
	Groups          []string       `json:"groups"` // whom it affects
	Links           []Link         `json:"links"`  // what others publish that asks for the same
	GeographyStated *string        `json:"geography_stated"`
	AddresseeStated *string        `json:"addressee_stated"`
	IssuedBy        *string        `json:"issued_by"`
	Note            *string        `json:"note"`
	Sources         []string       `json:"sources"`
	Quotes          []events.Quote `json:"quotes"`
	Corroborations  int            `json:"corroborations"` // number of sources beyond the first
	Reports         int            `json:"reports"`        // number of progress reports
	Evidence        int            `json:"evidence"`       // number of pieces of evidence
	LastReport      *string        `json:"last_report"`    // id of the last progress report
	LastEvent       uint64         `json:"last_event"`     // sequence
	Contested       bool           `json:"-"`              // people disagree about it or about one of its places: what the filter finds
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
	Independent        *bool              `json:"independent"` // whether who assessed had no part in it, nor in what goes on as it; null where nobody assessed
	Smart              *commitment.Smart  `json:"smart"`       // null until rated
	Contest            commitment.Contest `json:"contest"`
}

var rowColumns = book.Selected(listed)

// List lists commitments in the order of their capture, as they stand on a day.
func List(v *book.View, query book.Query, on edtf.Day) ([]Row, error) {
	scanned := func(scan func(...any) error) (Row, error) { return read(scan, on) }
	if query.Limit > 0 {
		statement, args, err := found(v, query, on)
		if err != nil {
			return nil, err
		}
		if statement != "" {
			return book.ListFound(v, rowColumns, "commitments", "sequence", statement, args, scanned)
		}
	}
	return book.ListWide(v, rowColumns, "commitments", "sequence", Filters(on), query, scanned)
}

// Count counts what List would list without a limit.
func Count(v *book.View, query book.Query, on edtf.Day) (int, error) {
	if counts, ok := tallyOf(v, query.Filters); ok {
		told, err := counts.tell(v, query.Filters, on)
		return told.Total, err
	}
	return book.Count(v, "commitments", Filters(on), query)
}

// Tally is how many commitments a list has, and what their coordinators miss most.
type Tally struct {
	Total      int
	Silent     int  // without a progress report
	Unanswered int  // for which no organisation answers
	More       bool // there are more than MaxFound, and only those are told of
}

// Tell tallies what List would list without a limit. Of what is searched for and not
// narrowed otherwise it tells of the first MaxFound.
func Tell(v *book.View, query book.Query, on edtf.Day) (Tally, error) {
	if counts, ok := tallyOf(v, query.Filters); ok {
		return counts.tell(v, query.Filters, on)
	}
	if _, asked := query.Filters[book.Search]; asked && !v.Laid() {
		return tellFound(v, query, on)
	}
	counts, err := book.Counts(v, "commitments", []string{commitment.SilentSQL, commitment.UnassignedSQL}, Filters(on), query)
	if err != nil {
		return Tally{}, err
	}
	return Tally{Total: counts[0], Silent: counts[1], Unanswered: counts[2]}, nil
}

// Find returns one commitment as it stands on a day.
func Find(v *book.View, id string, on edtf.Day) (Row, bool, error) {
	return book.One(List(v, book.Query{Filters: map[string]string{"id": id}}, on))
}

// kept is what a row keeps in another form than it is shown.
type kept struct {
	stated, sources, groups, links, detail string
	mergedFrom, splitFrom                  string
	met, staleFrom, held, organisation     *string
	dependent                              *string
	unanswered                             bool
}

func read(scan func(...any) error, on edtf.Day) (Row, error) {
	var r reading
	if err := scan(book.Reading(listed, &r)...); err != nil {
		return r.Row, err
	}
	row, k := r.Row, r.kept
	var d events.CommitmentCaptured
	if err := book.ReadStated(k.stated, &d); err != nil {
		return row, err
	}
	row.say(d)
	today := commitment.ThresholdsOn(on, commitment.StaleDays)
	row.Timeliness = today.Timeliness(stated(row.Due), stated(k.met))
	row.Stale = today.IsStale(stated(k.staleFrom))
	row.AgeDays = age(k.held, on)
	row.Silence = commitment.Silence(row.SelfReported, stated(row.LeadParty), k.unanswered)
	return row, row.fill(k, on)
}

// fill reads what is kept as JSON.
func (row *Row) fill(k kept, on edtf.Day) error {
	for _, list := range []struct {
		text string
		into any
	}{
		{k.sources, &row.Sources}, {k.groups, &row.Groups}, {k.links, &row.Links},
		{k.mergedFrom, &row.MergedFrom}, {k.splitFrom, &row.SplitFrom},
	} {
		if err := book.ReadStated(list.text, list.into); err != nil {
			return err
		}
	}
	row.Corroborations = max(0, len(row.Sources)-1)
	var d Detail
	if err := book.ReadStated(k.detail, &d); err != nil {
		return err
	}
	row.SplitInto = filled(d.SplitInto)
	row.stand(d, on)
	row.judge(d.Finding, k.dependent)
	return row.answer(k.organisation, d.Persons)
}

// say copies what was stated of the commitment.
func (row *Row) say(d events.CommitmentCaptured) {
	row.Text, row.Kind = d.Text, d.Kind
	row.Instrument, row.Address, row.WorkingGroup, row.Parent = d.Instrument, d.Address, d.WorkingGroup, d.Parent
	row.VerifiableNote, row.Pillar = d.VerifiableNote, d.Pillar
	row.Children, row.SDGTargets, row.Geography = filled(d.Children), filled(d.SDGTargets), filled(d.Geography)
	row.GeographyStated, row.AddresseeStated = d.GeographyStated, d.AddresseeStated
	row.IssuedBy, row.Note, row.Quotes = d.IssuedBy, d.Note, append([]events.Quote{}, d.Quotes...)
}

// Absent are those of some ids that no commitment has, in their order, at most so many.
func Absent(v *book.View, ids []string, limit int) (absent []string, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	asked, err := book.Stated(ids)
	if err != nil {
		return nil, err
	}
	err = v.Rows(`SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM commitments WHERE id = value) ORDER BY key LIMIT ?`, []any{asked, limit},
		func(scan func(...any) error) error {
			var id string
			err := scan(&id)
			absent = append(absent, id)
			return err
		})
	return absent, err
}
