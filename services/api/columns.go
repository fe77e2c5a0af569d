package api

import (
	"cmp"
	"slices"

	"ahd.example/ahd/events/codes"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/projections/convenings"
	"ahd.example/ahd/projections/instruments"
	"ahd.example/ahd/projections/parties"
	"ahd.example/ahd/projections/questions"
	"ahd.example/ahd/projections/sources"
	"ahd.example/ahd/projections/summaries"
)

// Table is one list: how it is read and narrowed, and what is shown of it.
type Table struct {
	Name    string
	Read    func(v *book.View, query book.Query, on edtf.Day) (any, error)
	Filters func(on edtf.Day) map[string]book.Filter
	Columns []string          // fields of its rows that a terminal shows
	Form    []string          // filters that its page offers, in the order of the form
	Told    []string          // others whose values that page says in words
	Own     map[string]string // filters whose values are ids of other things here than elsewhere: of which
}

// Tables are all lists that can be asked for, in the order in which help names them.
var Tables = []Table{
	{
		Name: "commitments", Read: onDay(commitments.List), Filters: commitments.Filters,
		Columns: []string{"id", commitment.AxisSelfReported, commitment.AxisAssessed, commitment.AxisTimeliness, "due", "lead_party", "text"},
		Form: []string{
			"convening", "working_group", "instrument", "kind",
			commitment.AxisRecord, commitment.AxisSelfReported, commitment.AxisAssessed, commitment.AxisTimeliness,
			commitment.AxisClosure, "lead_party", "pillar", "geography", "group", "link_scheme", "verifiable", "stale", "contested",
		},
		Told: []string{commitment.AxisResponse, "proxy"},
	},
	{Name: "convenings", Read: anyDay(convenings.List), Filters: always(convenings.Filters), Columns: []string{"id", "kind", "place", "name"}},
	{Name: "instruments", Read: anyDay(instruments.List), Filters: always(instruments.Filters), Columns: []string{"id", "kind", "convening", "working_group", "note"}},
	{Name: "working-groups", Read: anyDay(convenings.Groups), Filters: always(convenings.GroupFilters), Columns: []string{"id", "convening", "name"}},
	{
		Name: "parties", Read: anyDay(parties.List), Filters: always(parties.Filters), Columns: []string{"id", "acronym", "kind", "name"},
		Own: map[string]string{"parent": "party", "merged_into": "party"},
	},
	{Name: "figures", Read: anyDay(convenings.Figures), Filters: always(convenings.FigureFilters), Columns: []string{"id", "value", "scope", "source", "claim"}},
	{Name: "questions", Read: anyDay(questions.List), Filters: always(questions.Filters), Columns: []string{"id", "question"}},
	{Name: "sources", Read: anyDay(sources.List), Filters: always(sources.Filters), Columns: []string{"id", "publisher", "title"}},
	{Name: "ratings", Read: anyDay(sources.Ratings), Filters: always(sources.RatingFilters), Columns: []string{"scheme", "place", "year", "rating", "source"}},
	{Name: "summaries", Read: anyDay(summaries.List), Filters: always(summaries.Filters), Columns: []string{"id", "on", "method", "sequence", "digest", "title"}},
	{Name: "codes", Read: onDay(listCodes), Filters: always(codeFilters), Columns: []string{"list", "code", "within", "ur", "en"}},
}

// Filters are all that lists are narrowed by, in the order of their flags. The value null
// looks for what nobody stated.
var Filters = []Filter{
	{Field: "search", Placeholder: "TEXT", Help: "That say all these words, in English or Urdu, however they are spelled."},
	{Field: "id", Placeholder: "ID", Help: "Only this one."},
	{Field: "kind", Placeholder: "KIND", Help: "Kind of thing: recommendation, declaration, call, …"},
	{Field: "convening", Placeholder: "ID", Help: "Of this conference or meeting.", Of: "convening"},
	{Field: "instrument", Placeholder: "ID", Help: "Of this declaration or set of recommendations.", Of: "instrument"},
	{Field: "working_group", Placeholder: "ID", Help: "Of this working group.", Of: "working-group"},
	{Field: "lead_party", Placeholder: "ID", Help: "For which this organisation answers, or one that became part of it; null for nobody.", Of: "party", Null: true},
	{Field: "parent", Placeholder: "ID", Help: "Parts of this commitment; organisations that belong to this one.", Of: "commitment"},
	{Field: "record", Placeholder: "VALUE", Help: "captured, confirmed, operationalised, …"},
	{Field: "response", Placeholder: "VALUE", Help: "What the addressee answered."},
	{Field: "self_reported", Placeholder: "VALUE", Help: "no_report, planning, in_progress, stalled, reported_complete."},
	{Field: "assessed", Placeholder: "VALUE", Help: "not_assessed, …, complete."},
	{Field: "timeliness", Placeholder: "VALUE", Help: "no_date, on_schedule, due_soon, overdue, …"},
	{Field: "stale", Placeholder: "BOOL", Help: "true: nothing was heard for longer than agreed."},
	{Field: "contested", Placeholder: "BOOL", Help: "true: somebody says otherwise."},
	{Field: "independent", Placeholder: "BOOL", Help: "false: whoever assessed it last had a part in it, or in what goes on as it."},
	{Field: "proxy", Placeholder: "BOOL", Help: "true: a report was entered for the organisation and not confirmed by it."},
	{Field: "closure", Placeholder: "VALUE", Help: "open, …"},
	{Field: "due", Placeholder: "DAY", Help: "Due on this day; null for no day."},
	{Field: "pillar", Placeholder: "PILLAR", Help: "prevention, protection, prosecution, partnership.", Null: true},
	{Field: "verifiable", Placeholder: "BOOL", Help: "true or false."},
	{Field: "sdg_target", Placeholder: "CODE", Help: "Such as 8.7.", Codes: codes.SDGTargets},
	{Field: "geography", Placeholder: "CODE", Help: "Such as PK-PB, with its districts, or PK-PB/lahore.", Codes: codes.Places, Offers: commitment.Places},
	{Field: "source", Placeholder: "ID", Help: "Standing on this source.", Of: "source"},
	{Field: "group", Placeholder: "CODE", Help: "That affect this group: “ahd list codes --kind group”.", Codes: codes.Groups, Offers: codes.Groups.Codes()},
	{Field: "link", Placeholder: "SCHEME/YEAR/NUMBER", Help: "For which this passage of others asks too: tip/2023/4."},
	{Field: "link_scheme", Placeholder: "SCHEME", Help: "For which others ask in this: tip, nap, upr.", Codes: codes.Schemes, Offers: codes.Schemes.Codes()},
	{Field: "agenda_of", Placeholder: "ID", Help: "Open from the conferences that this one follows up.", Of: "convening"},
	{Field: "merged_into", Placeholder: "ID", Help: "That became part of this commitment or organisation.", Of: "commitment"},
	{Field: "joined", Placeholder: "BOOL", Help: "Of a conference. true: found to be one with another."},
	{Field: "follows", Placeholder: "ID", Help: "Conferences that follow up this one.", Of: "convening"},
	{Field: "member", Placeholder: "ID", Help: "Working groups in which this organisation sits.", Of: "party"},
	{Field: "signatory", Placeholder: "ID", Help: "Declarations that this organisation signed.", Of: "party"},
	{Field: "place", Placeholder: "CODE", Help: "Of an organisation or a rating: PK, PK-PB.", Codes: codes.Places},
	{Field: "scheme", Placeholder: "SCHEME", Help: "Of a rating: tip-tier."},
	{Field: "year", Placeholder: "YEAR", Help: "Of a rating."},
	{Field: "open", Placeholder: "BOOL", Help: "true: not closed; of a question, nobody knows yet."},
	{Field: "counted", Placeholder: "KINDS", Help: "That count in rates over these kinds: declaration,recommendation."},
	{Field: "not_counted", Placeholder: "KINDS", Help: "That are tracked, and do not."},
	{Field: "of_kinds", Placeholder: "KINDS", Help: "Of these kinds."},
	{Field: "not_of_kinds", Placeholder: "KINDS", Help: "Of other kinds."},
	{Field: "in_force", Placeholder: "BOOL", Help: "true: checked, and still a commitment."},
	{Field: "assigned", Placeholder: "BOOL", Help: "false: nobody answers for it."},
	{Field: "asked", Placeholder: "VALUE", Help: "Whether somebody was asked how far it is: never, no_answer, answered."},
	{Field: "has_assessment", Placeholder: "BOOL", Help: "true: an assessor found something."},
	{Field: "trackable", Placeholder: "BOOL", Help: "true: rated as measurable, achievable and time-bound."},
	{Field: "whole", Placeholder: "BOOL", Help: "true: kept in several places."},
	{Field: "dated", Placeholder: "BOOL", Help: "true: one can say when its conference was over."},
	{Field: "held_in", Placeholder: "PERIOD", Help: "Of conferences within a period: 2024, 2024-02."},
	{Field: "stale_after", Placeholder: "DAYS", Help: "Nothing was heard for longer than agreed, or for so many days where nothing is agreed."},
	{Field: "digest", Placeholder: "HASH", Help: "Of a published summary."},
	{Field: "scope", Placeholder: "SCOPE", Help: "Of a figure: PK, world, or a conference."},
	{Field: "about", Placeholder: "KIND/ID", Help: "Of a question: what it is about."},
}

// onDay reads a list that is another on another day.
func onDay[T any](list func(*book.View, book.Query, edtf.Day) ([]T, error)) func(*book.View, book.Query, edtf.Day) (any, error) {
	return func(v *book.View, query book.Query, on edtf.Day) (any, error) { return list(v, query, on) }
}

// anyDay reads one whose view says it all.
func anyDay[T any](list func(*book.View, book.Query) ([]T, error)) func(*book.View, book.Query, edtf.Day) (any, error) {
	return func(v *book.View, query book.Query, _ edtf.Day) (any, error) { return list(v, query) }
}

// always are filters that are the same on every day.
func always(filters map[string]book.Filter) func(edtf.Day) map[string]book.Filter {
	return func(edtf.Day) map[string]book.Filter { return filters }
}

// TableNames names the lists.
func TableNames() (names []string) {
	for _, t := range Tables {
		names = append(names, t.Name)
	}
	return names
}

// TableOf is the list with a name; one without a name where there is none.
func TableOf(name string) (t Table) {
	if i := slices.Index(TableNames(), name); i >= 0 {
		t = Tables[i]
	}
	return t
}

// Of is the kind of the things whose ids a filter of the list takes; "" for others.
func (t Table) Of(field string) string {
	return cmp.Or(t.Own[field], FilterOf(field).Of)
}

// Values are what there is to choose from for a filter of the list, where that is little.
func (t Table) Values(field string) []string {
	if offers := FilterOf(field).Offers; offers != nil {
		return offers
	}
	return t.Filters(edtf.Day{})[field].Values
}

// Code is one code by which commitments can be classified.
type Code struct {
	List   string  `json:"list"` // "place"
	Code   string  `json:"code"` // "PK-PB"
	Within *string `json:"within"`
	EN     string  `json:"en"`
	UR     string  `json:"ur"`
}

// codeFilters are what the list of codes can be narrowed by.
var codeFilters = map[string]book.Filter{"kind": {Values: codeLists()}}

func codeLists() (names []string) {
	for _, list := range codes.Lists() {
		names = append(names, list.Name)
	}
	return names
}

// listCodes lists the codes of one list, or of all: they stand in no book. It returns
// book.ErrFilter.
func listCodes(_ *book.View, q book.Query, _ edtf.Day) ([]Code, error) {
	if _, _, err := book.Where(q.Filters, codeFilters); err != nil {
		return nil, err
	}
	rows := []Code{}
	asked, narrowed := q.Filters["kind"]
	for _, list := range codes.Lists() {
		for _, entry := range list.Entries {
			if !narrowed || list.Name == asked {
				rows = append(rows, codeOf(list.Name, entry))
			}
		}
	}
	if q.Limit > 0 && q.Limit < len(rows) {
		rows = rows[:q.Limit]
	}
	return rows, nil
}

func codeOf(list string, entry codes.Entry) Code {
	code := Code{List: list, Code: entry.Code, EN: entry.Label.EN, UR: entry.Label.UR}
	if entry.Within != "" {
		code.Within = &entry.Within
	}
	return code
}

// Filter is one field that lists are narrowed by, with all that is said of it and offered
// for it. Which lists it narrows, and how, is theirs to say.
type Filter struct {
	Field       string      // as rows and addresses call it; the flag has dashes
	Placeholder string      // of the flag
	Help        string      // of the flag
	Of          string      // the kind of the things whose ids are its values; "" for others
	Codes       *codes.List // of which its values are; nil for others
	Null        bool        // what nobody stated can be chosen too
	Offers      []string    // values to choose from, where the list does not say them itself
}

// FilterOf is the filter on a field.
func FilterOf(field string) Filter {
	i := slices.IndexFunc(Filters, func(f Filter) bool { return f.Field == field })
	if i < 0 {
		return Filter{Field: field}
	}
	return Filters[i]
}

// Values are what there is to choose from for the filter, where that is little and the
// same for all lists that have it.
func (f Filter) Values() (values []string) {
	for _, t := range Tables {
		if _, has := t.Filters(edtf.Day{})[f.Field]; !has {
			continue
		}
		here := t.Values(f.Field)
		if values != nil && !slices.Equal(values, here) || here == nil {
			return nil
		}
		values = here
	}
	return values
}
