package reporting

import (
	"slices"
	"strconv"
	"strings"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/codes"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/convenings"
	"ahd.example/ahd/projections/instruments"
	"ahd.example/ahd/services/reporting/document"
)

// field is the filter of the list of commitments that finds a scope of a kind.
var field = map[string]string{
	"convening": "convening", "instrument": "instrument", "working-group": "working_group", "party": "lead_party", "pillar": "pillar",
	"sdg-target": "sdg_target", "province": "geography", "external": "link", "kind": "kind", "period": "held_in",
}

// scoped is what a summary is about: each thing once, in the order of their kinds and
// ids, however they were asked for.
type scoped struct {
	list []document.Scope
	ids  map[string][]string // by kind
}

func (s scoped) has(kind string) bool { return len(s.ids[kind]) > 0 }

// filter finds what is in the scope, parts and wholes.
func (s scoped) filter() document.Filter {
	filter := document.Filter{}
	for kind, ids := range s.ids {
		filter[field[kind]] = strings.Join(ids, ",")
	}
	return filter
}

// scopeOf finds what is asked for. It returns ErrScope.
func scopeOf(v *book.View, asked []Asked, names *names) (scoped, error) {
	s := scoped{list: []document.Scope{}, ids: map[string][]string{}}
	for _, a := range asked {
		one, err := named(v, a, names)
		if err != nil {
			return s, err
		}
		if slices.Contains(s.ids[one.Kind], one.ID) {
			continue
		}
		s.list, s.ids[one.Kind] = append(s.list, one), append(s.ids[one.Kind], one.ID)
	}
	slices.SortFunc(s.list, func(a, b document.Scope) int {
		if a.Kind != b.Kind {
			return slices.Index(ScopeKinds, a.Kind) - slices.Index(ScopeKinds, b.Kind)
		}
		return strings.Compare(a.ID, b.ID)
	})
	for _, ids := range s.ids {
		slices.Sort(ids)
	}
	return s, nil
}

// named looks one thing up.
func named(v *book.View, a Asked, names *names) (document.Scope, error) {
	one := document.Scope{Kind: a.Kind, ID: a.ID}
	found := false
	var err error
	switch a.Kind {
	case "convening":
		one.ID, found, err = conveningNow(v, a.ID)
		one.Label = names.convening(one.ID)
	case "instrument":
		var row instruments.Row
		row, found, err = instruments.Find(v, a.ID)
		one.Label = labelled(row.Title, a.ID)
	case "working-group":
		_, found = names.groups[a.ID]
		one.Label = names.group(a.ID)
	case "party":
		_, found = names.parties[a.ID]
		one.Label = names.party(a.ID)
	default:
		one.Label, found = coded(a)
	}
	if err == nil && !found { // of what did not exist on a day nothing is counted
		found, err = convenings.Known(v, a.Kind, a.ID)
	}
	if err == nil && !found {
		err = cause.Classed(ErrScope, "There is no %s %q in the register.", strings.ReplaceAll(a.Kind, "-", " "), shorten(a.ID))
	}
	return one, err
}

// conveningNow is the convening that one with an id is one with.
func conveningNow(v *book.View, id string) (string, bool, error) {
	for range 16 { // no command makes a circle
		into, found, err := convenings.Joined(v, id)
		if err != nil || !found || into == "" {
			return id, found, err
		}
		id = into
	}
	return id, true, nil
}

// coded is a scope that stands in no book: a code, a kind, a period.
func coded(a Asked) (document.Label, bool) {
	switch a.Kind {
	case "pillar":
		return codeLabel(codes.Pillars, a.ID)
	case "sdg-target":
		return codeLabel(codes.SDGTargets, a.ID)
	case "province":
		return codeLabel(codes.Places, a.ID)
	case "kind":
		return plain(strings.ReplaceAll(a.ID, "-", " ")), slices.Contains(commitment.Kinds, a.ID)
	case "external":
		return external(a.ID)
	case "period":
		date, err := edtf.Parse(a.ID)
		if err != nil || strings.Contains(a.ID, ",") {
			return document.Label{}, false
		}
		first, last := date.Bounds()
		return plain(a.ID), first.Known && last.Known
	}
	return document.Label{}, false
}

// external is a passage of others: "tip/2023/4".
func external(id string) (document.Label, bool) {
	scheme, rest, _ := strings.Cut(id, "/")
	year, number, ok := strings.Cut(rest, "/")
	label, known := codes.Schemes.Label(scheme)
	if _, err := strconv.Atoi(year); err != nil || !ok || !known || number == "" || strings.Contains(number, ",") {
		return document.Label{}, false
	}
	ur := label.UR + " " + year + "/" + number
	return document.Label{EN: label.EN + " " + year + "/" + number, UR: &ur}, true
}

func codeLabel(list *codes.List, code string) (document.Label, bool) {
	label, known := list.Label(code)
	return document.Label{EN: label.EN, UR: &label.UR}, known
}

func plain(words string) document.Label { return document.Label{EN: words} }

// labelled is what something is called, or its id.
func labelled(name *string, id string) document.Label {
	if name == nil || *name == "" {
		return plain(id)
	}
	return plain(*name)
}
