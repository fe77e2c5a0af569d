package reporting

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"ahd.example/ahd/events/codes"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/services/reporting/document"
)

// table is one table that is being counted.
type table struct {
	pass     *pass
	name     string
	field    string                 // of the filter of its rows
	overlaps bool                   // one commitment can be in several rows
	parts    bool                   // the places of commitments count instead of the wholes
	keys     func(s *seen) []string // in which rows a commitment is; nil where that is not stated
	label    func(key string) document.Label
	rows     map[string]*tally // by key; "" for not stated
}

func newTables(p *pass) []*table {
	places := &placing{scope: p.scope.ids["province"], known: map[string][]string{}}
	house := &housing{names: p.names, scope: p.scope.ids["party"], known: map[string][]string{}}
	single := func(key func(s *seen) string) func(*seen) []string {
		one := make([]string, 1) // one commitment at a time
		return func(s *seen) []string {
			if one[0] = key(s); one[0] == "" {
				return nil
			}
			return one
		}
	}
	all := []*table{
		{name: "organisation", field: "lead_party", parts: p.parts, keys: house.of, label: p.names.party},
		{name: "pillar", field: "pillar", parts: p.parts, keys: single(func(s *seen) string { return s.Pillar }), label: labelOf(codes.Pillars)},
		{name: "province", field: "geography", parts: true, overlaps: true, keys: places.of, label: labelOf(codes.Places)},
		{name: "convening", field: "convening", parts: p.parts, keys: single(func(s *seen) string { return s.Convening }), label: p.names.convening},
		{name: "working_group", field: "working_group", parts: p.parts, keys: single(func(s *seen) string { return s.WorkingGroup }), label: p.names.group},
	}
	for _, t := range all {
		t.pass, t.rows = p, map[string]*tally{}
	}
	return all
}

func labelOf(list *codes.List) func(string) document.Label {
	return func(code string) document.Label {
		if label, known := codeLabel(list, code); known {
			return label
		}
		return plain(code)
	}
}

func (t *table) add(s *seen) {
	if t.parts && s.Whole || !t.parts && s.Part {
		return
	}
	keys := t.keys(s)
	if len(keys) == 0 {
		t.row("").add(s, t.pass.counter.grades)
	}
	for _, key := range keys {
		t.row(key).add(s, t.pass.counter.grades)
	}
}

func (t *table) row(key string) *tally {
	row := t.rows[key]
	if row == nil {
		row = newTally()
		t.rows[key] = row
	}
	return row
}

// table finishes counting.
func (t *table) table() document.Table {
	done := document.Table{Name: t.name, Overlaps: t.overlaps, Rows: make([]document.Row, 0, len(t.rows))}
	for key, counted := range t.rows {
		row := document.Row{Totals: counted.totals(), Filter: t.filter(key)}
		if key != "" {
			row.ID, row.Label = &key, t.label(key)
		} else {
			row.Label = notStated
		}
		done.Rows = append(done.Rows, row)
	}
	slices.SortFunc(done.Rows, func(a, b document.Row) int {
		if a.ID == nil || b.ID == nil {
			return cmp.Compare(rank(a), rank(b))
		}
		return strings.Compare(*a.ID, *b.ID)
	})
	return done
}

func rank(r document.Row) int { return one(r.ID == nil) }

var notStatedUR = "درج نہیں"

// notStated is the label of what nobody stated.
var notStated = document.Label{EN: "not stated", UR: &notStatedUR}

// filter finds the commitments of a row.
func (t *table) filter(key string) document.Filter {
	filter := t.pass.scope.filter()
	if t.parts {
		filter["whole"] = "false"
	} else {
		filter["parent"] = book.NotStated
	}
	if filter[t.field] = key; key == "" {
		filter[t.field] = book.NotStated
	}
	return filter
}

// placing finds the provinces of commitments: a district counts in its province, unless
// the scope is the district.
type placing struct {
	scope []string
	known map[string][]string // by geography
}

func (p *placing) of(s *seen) []string {
	provinces, known := p.known[s.Geography]
	if known {
		return provinces
	}
	var places []string
	if json.Unmarshal([]byte(s.Geography), &places) != nil {
		places = nil // the book writes nothing else
	}
	for _, place := range places {
		province, _, _ := strings.Cut(place, "/")
		switch {
		case len(p.scope) == 0:
			provinces = append(provinces, province)
			continue
		case slices.Contains(p.scope, place):
			provinces = append(provinces, place)
		}
		if province != place && slices.Contains(p.scope, province) {
			provinces = append(provinces, province)
		}
	}
	slices.Sort(provinces)
	provinces = slices.Compact(provinces)
	p.known[s.Geography] = provinces
	return provinces
}

// housing finds the organisation that answers for a commitment now, or in a scope of
// organisations the one that is asked about.
type housing struct {
	names *names
	scope []string
	known map[string][]string // by lead
}

func (h *housing) of(s *seen) []string {
	if s.Lead == "" {
		return nil
	}
	row, known := h.known[s.Lead]
	if !known {
		house := h.names.house(s.Lead)
		row = house[len(house)-1:]
		for i, party := range house {
			if slices.Contains(h.scope, party) {
				row = house[i : i+1]
			}
		}
		h.known[s.Lead] = row
	}
	return row
}
