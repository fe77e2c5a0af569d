package reporting_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/codes"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/services/reporting"
	"ahd.example/ahd/services/reporting/document"
)

// Every code can be a scope, with its labels in the document; the same scope asked for
// in another order, or twice, is the same document.
func TestEveryCodeIsAScope(t *testing.T) {
	h := newHistory(t)
	h.add("convening/m-1", events.ConveningRegistered{Kind: "conference"})
	h.add("convening/m-2", events.ConveningRegistered{Kind: "conference"})
	b := h.book()
	on := day(t, "2026-06-30")
	for kind, list := range map[string]*codes.List{"pillar": codes.Pillars, "sdg-target": codes.SDGTargets, "province": codes.Places} {
		q := reporting.Question{On: on}
		for _, entry := range list.Entries {
			q.Scope = append(q.Scope, reporting.Asked{Kind: kind, ID: entry.Code})
		}
		d := summary(t, b, q)
		if _, err := d.JSON(); err != nil || len(d.Scope) != len(list.Entries) {
			t.Errorf("%s: %v, %d of %d", kind, err, len(d.Scope), len(list.Entries))
		}
		for _, s := range d.Scope {
			if s.Label.EN == "" || s.Label.UR == nil || *s.Label.UR == "" {
				t.Errorf("%s has no label: %+v", s.ID, s.Label)
			}
		}
	}
	for _, kind := range commitment.Kinds {
		if d := summary(t, b, reporting.Question{On: on, Scope: []reporting.Asked{{Kind: "kind", ID: kind}}}); len(d.Scope) != 1 {
			t.Errorf("%s: %+v", kind, d.Scope)
		}
	}
	one, other := asked(t, "convening/m-2 pillar/protection convening/m-1"), asked(t, "pillar/protection convening/m-1 convening/m-2 convening/m-1")
	first, _ := summary(t, b, reporting.Question{On: on, Scope: one}).JSON()
	second, err := summary(t, b, reporting.Question{On: on, Scope: other}).JSON()
	if err != nil || string(first) != string(second) {
		t.Errorf("in another order it is another document: %v", err)
	}
}

func asked(t *testing.T, scopes string) (list []reporting.Asked) {
	t.Helper()
	for _, text := range strings.Fields(scopes) {
		a, err := reporting.ParseScope(text)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, a)
	}
	return list
}

// A scope of what there is not is refused, however it is written.
func TestWhatThereIsNotIsNoScope(t *testing.T) {
	b := newHistory(t).book()
	for _, a := range []reporting.Asked{
		{Kind: "convening", ID: "m-1"}, {Kind: "instrument", ID: "d-1"}, {Kind: "working-group", ID: "wg-1"}, {Kind: "party", ID: "fia"},
		{Kind: "province", ID: "PK-PB,PK-SD"}, {Kind: "kind", ID: "call,pledge"}, {Kind: "period", ID: "2024,2025"}, {Kind: "external", ID: "tip/2023/4,5"},
		{Kind: "external", ID: "tip"}, {Kind: "external", ID: "tip/year/4"}, {Kind: "period", ID: "XXXX-02-27"}, {Kind: "mood", ID: "good"},
	} {
		err := b.Read(context.Background(), func(v *book.View) error {
			_, err := reporting.Summarise(v, reporting.Question{On: day(t, "2026-06-30"), Scope: []reporting.Asked{a}}, "root")
			return err
		})
		if !errors.Is(err, reporting.ErrScope) {
			t.Errorf("%s: %v", a, err)
		}
	}
}

// A list names the first of its commitments, and finds all.
func TestALongListIsCut(t *testing.T) {
	h := newHistory(t)
	h.add("convening/m-1", events.ConveningRegistered{Kind: "conference"})
	const many = 2*document.MaxRows + 5
	for i := range many {
		id := "commitment/c-" + string(rune('a'+i%26)) + strings.Repeat("x", i/26%60) + string(rune('a'+i/26/60))
		h.add(id, events.CommitmentCaptured{Text: "Open a shelter.", Kind: "call", Convening: "m-1"})
	}
	d := summary(t, h.book(), reporting.Question{On: day(t, "2026-06-30")})
	list := d.Lists.NotCounted
	if list.Total != many || len(list.Rows) != document.MaxRows || list.Rows[0].ID != "c-aa" || list.Rows[1].ID != "c-ba" || *list.Rows[0].Reason != commitment.NotInForce {
		t.Errorf("%d of %d, the first %+v", len(list.Rows), list.Total, list.Rows[0])
	}
}
