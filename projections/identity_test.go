package projections_test

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/projections/timeline"
)

// captures is a history with three organisations, three convenings and commitments
// of the first convening: what else they are is told by later events.
func captures(t *testing.T) *history {
	h := newHistory(t)
	h.add("register/register", events.QuestionRaised{Question: "oq-1", Text: "Which year?"})
	for _, id := range []string{"fia", "moi", "cabinet"} {
		h.add("party/"+id, events.PartyRegistered{Name: id, Kind: "government"})
	}
	for _, id := range []string{"m-1", "m-2", "m-3"} {
		h.add("convening/"+id, events.ConveningRegistered{Kind: "conference"})
	}
	for i := range 4 {
		h.add(fmt.Sprint("commitment/cm-", i+1), events.CommitmentCaptured{Text: "Open a shelter.", Kind: "recommendation-text-missing",
			Convening: "m-1", Pillar: at("protection"), Geography: []string{"PK-SD"}, Quotes: []events.Quote{{Source: "s-1", Quote: "of shelters"}}})
	}
	return h
}

func at(text string) *string { return &text }

// taken is a book that took in a history one by one, unlike one that is made anew.
func taken(t *testing.T, h *history) *projections.Book {
	t.Helper()
	b := emptyBook(t, t.TempDir(), h)
	for i, body := range h.bodies {
		if err := b.Apply(background, uint64(i+1), [][]byte{body}); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

var today = edtf.Karachi(newHistory(nil).at)

func row(t *testing.T, b *projections.Book, id string) (row commitments.Row) {
	t.Helper()
	err := b.Read(background, func(v *book.View) (err error) {
		row, _, err = commitments.Find(v, id, today)
		return err
	})
	if err != nil || row.ID != id {
		t.Fatalf("%q: %v", row.ID, err)
	}
	return row
}

// listed checks which commitments a filter finds, by the ends of their ids.
func listed(t *testing.T, b *projections.Book, field, value, want string) {
	t.Helper()
	var ids []string
	err := b.Read(background, func(v *book.View) error {
		rows, err := commitments.List(v, book.Query{Filters: map[string]string{field: value}}, today)
		for _, row := range rows {
			ids = append(ids, strings.TrimPrefix(row.ID, "cm-"))
		}
		return err
	})
	if got := strings.Join(ids, " "); err != nil || got != want {
		t.Errorf("%s=%s finds %q, want %q: %v", field, value, got, want, err)
	}
}

func rebuiltAlike(t *testing.T, b *projections.Book) {
	t.Helper()
	if sum, err := digest(t, b), b.Rebuild(background, func(uint64, uint64) {}); err != nil || digest(t, b) != sum {
		t.Errorf("made anew it is another book: %v", err)
	}
}

func TestWhatIsKnownOfACommitmentGrows(t *testing.T) {
	h := captures(t)
	h.add("commitment/cm-1", events.CommitmentClassified{Pillar: at("prosecution"), SDGTargets: []string{"8.7"}, Geography: []string{"PK-PB/lahore"}, Groups: []string{"children"}})
	h.add("commitment/cm-2", events.CommitmentClassified{Geography: []string{"PK-PB"}})
	h.add("commitment/cm-1", events.CommitmentCorroborated{Quote: events.Quote{Source: "s-2", Quote: "corroborated words"}})
	h.add("commitment/cm-1", events.CommitmentCorroborated{Quote: events.Quote{Source: "s-2", Quote: "once more"}})
	h.add("commitment/cm-1", events.CommitmentWorded{Kind: "recommendation", Address: at("clause-2"), Verifiable: true, Quote: events.Quote{Source: "s-3", Quote: "Build houses."}})
	for _, e := range []events.External{{Scheme: "tip", Year: 2023, Number: "4"}, {Scheme: "upr", Year: 2022, Number: "136.4"}} {
		h.add("commitment/cm-1", events.CommitmentLinked{External: e, Note: at("note")})
	}
	h.add("commitment/cm-1", events.CommitmentUnlinked{External: events.External{Scheme: "upr", Year: 2022, Number: "136.4"}})
	h.add("commitment/cm-1", events.CommitmentCorrected{Field: "note", Value: at("n")}) // which keeps all of that
	b := taken(t, h)
	r := row(t, b, "cm-1")
	if *r.Pillar != "prosecution" || !slices.Equal(r.SDGTargets, []string{"8.7"}) || !slices.Equal(r.Geography, []string{"PK-PB/lahore"}) || !slices.Equal(r.Groups, []string{"children"}) {
		t.Errorf("%+v", r)
	}
	if r.Kind != "recommendation" || r.Text != "Build houses." || *r.Address != "clause-2" || !r.Verifiable || *r.Note != "n" {
		t.Errorf("%+v", r)
	}
	if len(r.Quotes) != 4 || r.Corroborations != 2 || !slices.Equal(r.Sources, []string{"s-1", "s-2", "s-3"}) {
		t.Errorf("%v %v %d", r.Quotes, r.Sources, r.Corroborations)
	}
	if len(r.Links) != 1 || r.Links[0].Number != "4" || *r.Links[0].Note != "note" {
		t.Errorf("%+v", r.Links)
	}
	if r := row(t, b, "cm-2"); r.Pillar != nil || r.Corroborations != 0 || len(r.Groups)+len(r.Links)+len(r.SDGTargets) != 0 {
		t.Errorf("%+v", r)
	}
	for _, c := range [][3]string{
		{"geography", "PK-PB", "1 2"}, {"geography", "PK-PB/lahore", "1"}, {"geography", "PK", ""}, {"geography", "PK-SD", "3 4"},
		{"group", "children", "1"}, {"group", "null", "2 3 4"}, {"link", "tip/2023/4", "1"}, {"link", "upr/2022/136.4", ""}, {"link_scheme", "tip", "1"},
		{"link_scheme", "upr", ""}, {"link", "null", "2 3 4"}, {"source", "s-3", "1"}, {"kind", "recommendation", "1"}, {"pillar", "null", "2"},
		{"search", "build houses", "1"}, {"search", "corroborated", "1"}, {"search", "open shelter", "2 3 4"}, {"search", "of shelters", "1 2 3 4"},
	} {
		listed(t, b, c[0], c[1], c[2])
	}
	rebuiltAlike(t, b)
}

// What was merged and is told apart again stands as it stood, and so do the others.
func TestMergingIsTakenBackWhole(t *testing.T) {
	h := captures(t)
	h.add("commitment/cm-1", events.CommitmentConfirmed{Basis: "quotes-found"})
	h.add("commitment/cm-1", events.ProgressReported{State: commitment.Stalled})
	b := taken(t, h)
	rows := func() (all [4]commitments.Row) {
		for i := range all {
			all[i] = row(t, b, fmt.Sprint("cm-", i+1))
			all[i].LastEvent = 0
		}
		return all
	}
	next := func(subject string, payload events.Payload) {
		t.Helper()
		if sequence := h.add(subject, payload); b.Apply(background, sequence, h.bodies[sequence-1:]) != nil {
			t.Fatal(b.Stopped())
		}
	}
	before := rows()
	next("commitment/cm-1", events.CommitmentMerged{Into: "cm-2"})
	if one, two := row(t, b, "cm-1"), row(t, b, "cm-2"); one.Record != commitment.Merged || *one.MergedInto != "cm-2" || !slices.Equal(two.MergedFrom, []string{"cm-1"}) || one.SelfReported != commitment.Stalled {
		t.Errorf("%+v %+v", one, two)
	}
	listed(t, b, "merged_into", "cm-2", "1")
	listed(t, b, "merged_into", "null", "2 3 4")
	if history := stood(t, b, h, "cm-2"); len(history) != 5 {
		t.Errorf("where cm-1 stood is told of cm-2: %+v", history)
	}
	next("commitment/cm-1", events.CommitmentUnmerged{})
	if !reflect.DeepEqual(rows(), before) {
		t.Errorf("%+v, before %+v", rows(), before)
	}
	if history := stood(t, b, h, "cm-1"); !slices.ContainsFunc(history, func(s timeline.Standing) bool { return s.Value == commitment.Merged && s.UntilSequence != nil }) {
		t.Error("that it was merged is not told any more")
	}
	next("commitment/cm-4", events.CommitmentSplit{Into: []string{"cm-3", "cm-2"}})
	if four, three := row(t, b, "cm-4"), row(t, b, "cm-3"); !slices.Equal(four.SplitInto, []string{"cm-3", "cm-2"}) || !slices.Equal(three.SplitFrom, []string{"cm-4"}) || four.Record != commitment.Superseded {
		t.Errorf("%+v %+v", four, three)
	}
	rebuiltAlike(t, b)
}

// stood is the history of a commitment.
func stood(t *testing.T, b *projections.Book, h *history, id string) (stood []timeline.Standing) {
	t.Helper()
	if err := b.Read(background, func(v *book.View) error {
		rows, err := timeline.OfThing(v, "commitment", id)
		told, wrong := timeline.Tell(background, rows, h, noTexts{})
		stood = timeline.History(told)
		return errors.Join(err, wrong)
	}); err != nil {
		t.Fatal(err)
	}
	return stood
}

// answered is a history in which who answers changed hands.
func answered(t *testing.T) *history {
	h := captures(t)
	h.add("party/moi", events.FocalPersonsNamed{Main: at("p-7"), Validator: at("p-8")})
	h.add("commitment/cm-1", events.CommitmentAssigned{Party: "fia"})
	h.add("commitment/cm-1", events.CommitmentOperationalised{Due: at("2027-01-01")})
	h.add("commitment/cm-1", events.CommitmentOperationalised{Party: at("fia")})
	h.add("commitment/cm-1", events.CommitmentOperationalised{Party: at("moi")})
	h.add("commitment/cm-2", events.CommitmentAssigned{Party: "moi"})
	h.add("commitment/cm-2", events.ResponsibilityHandedOver{Party: "moi", Main: at("p-1"), Effective: at("2026-10")})
	h.add("commitment/cm-2", events.ResponsibilityHandedOver{Party: "moi", Alternate: at("p-2")})
	h.add("commitment/cm-3", events.CommitmentAssigned{Party: "cabinet"})
	h.add("commitment/cm-4", events.CommitmentAssigned{Party: "fia"})
	return h
}

func TestWhoAnsweredIsToldFromTheFirstToTheLast(t *testing.T) {
	b := taken(t, answered(t))
	for id, want := range map[string]string{"cm-1": "fia:---- moi:---- ", "cm-2": "moi:---- moi:p-1--2026-10 moi:-p-2-- ", "cm-9": ""} {
		told := ""
		err := b.Read(background, func(v *book.View) error {
			holders, err := commitments.Holders(v, id)
			for _, h := range holders {
				told += h.Party + ":" + said(h.Main, h.Alternate, h.Validator, h.Effective) + " "
			}
			return err
		})
		if err != nil || told != want {
			t.Errorf("%s: %s, want %s: %v", id, told, want, err)
		}
	}
	rebuiltAlike(t, b)
}

// It names who speaks: the commitment, else the organisation that answers now.
func TestAnOrganisationAnswersForThoseThatBecamePartOfIt(t *testing.T) {
	h := answered(t)
	stands := func(speaks, ofMoi, ofCabinet string) {
		t.Helper()
		b := taken(t, h)
		one, two := row(t, b, "cm-1"), row(t, b, "cm-2")
		got := said(one.AnswersNow, one.Main, one.Validator) + " " + said(two.AnswersNow, two.Main, two.Alternate, two.Validator)
		if got != speaks || *one.LeadParty != "moi" {
			t.Errorf("%s, want %s; recorded %s", got, speaks, *one.LeadParty)
		}
		listed(t, b, "lead_party", "moi", ofMoi)
		listed(t, b, "lead_party", "cabinet", ofCabinet)
		listed(t, b, "lead_party", "null", "")
		rebuiltAlike(t, b)
	}
	stands("moip-7p-8 moi-p-2-", "1 2", "3")
	h.add("party/fia", events.PartyMerged{Into: "moi", Grounds: "x"})
	stands("moip-7p-8 moi-p-2-", "1 2 4", "3")
	h.add("party/moi", events.PartyMerged{Into: "cabinet", Grounds: "x"})
	stands("cabinet-- cabinet-p-2-", "1 2 4", "1 2 3 4")
	h.add("party/moi", events.PartyUnmerged{Grounds: "x"})
	stands("moip-7p-8 moi-p-2-", "1 2 4", "3")
}

func said(texts ...*string) (all string) {
	for _, text := range texts {
		all += *cmp.Or(text, at("-"))
	}
	return all
}

func TestWhatIsOpenOfAnEarlierConveningIsOnTheAgenda(t *testing.T) {
	h := captures(t)
	h.add("convening/m-2", events.ConveningFollowedUp{Earlier: "m-1"})
	h.add("commitment/cm-1", events.CommitmentClosed{Outcome: "implemented"})
	h.add("commitment/cm-2", events.CommitmentClosed{Outcome: "implemented"})
	h.add("commitment/cm-2", events.CommitmentReopened{})
	h.add("commitment/cm-3", events.CommitmentWithdrawn{})
	b := taken(t, h)
	listed(t, b, "agenda_of", "m-2", "2 4")
	listed(t, b, "agenda_of", "m-1", "")
	h.add("convening/m-1", events.ConveningJoined{Into: "m-3", Grounds: "x"})
	h.add("convening/m-3", events.ConveningDateAsserted{EDTF: "2026-11-12", Basis: "x"})
	b = taken(t, h)
	listed(t, b, "agenda_of", "m-2", "2 4")
	listed(t, b, "convening", "m-3", "1 2 3 4")
	if r := row(t, b, "cm-4"); r.Home != "m-1" || r.Convening != "m-3" || r.AgeDays == nil || *r.AgeDays != 10 {
		t.Errorf("%s, now %s, %v days", r.Home, r.Convening, r.AgeDays)
	}
	rebuiltAlike(t, b)
}

// However they come, in any order and number, the tables are those of the history.
func TestOneIdentityIsOneBook(t *testing.T) {
	ids, parties := []string{"cm-1", "cm-2", "cm-3", "cm-4"}, []string{"fia", "moi", "cabinet"}
	rapid.Check(t, func(r *rapid.T) {
		h := captures(t)
		for range rapid.IntRange(1, 40).Draw(r, "events") {
			id, other, party := rapid.SampledFrom(ids).Draw(r, "id"), rapid.SampledFrom(ids).Draw(r, "other"), rapid.SampledFrom(parties).Draw(r, "party")
			quote, link := events.Quote{Source: other, Quote: "words"}, events.External{Scheme: "tip", Number: other}
			h.add("commitment/"+id, rapid.SampledFrom([]events.Payload{
				events.CommitmentMerged{Into: other}, events.CommitmentUnmerged{}, events.CommitmentSplit{Into: []string{other, "cm-1"}},
				events.CommitmentCorroborated{Quote: quote}, events.CommitmentWorded{Kind: "pledge", Quote: quote}, events.CommitmentLinked{External: link},
				events.CommitmentUnlinked{External: link}, events.CommitmentClassified{Groups: []string{other}}, events.CommitmentAssigned{Party: party},
				events.CommitmentOperationalised{Party: &party}, events.ResponsibilityHandedOver{Party: party, Main: &other}, events.CommitmentConfirmed{},
			}).Draw(r, "what"))
			if rapid.Bool().Draw(r, "an organisation too") {
				h.add("party/"+party, events.PartyMerged{Into: rapid.SampledFrom(parties).Draw(r, "into")})
			}
		}
		b := filled(t, r, t.TempDir(), h, func(string) {})
		row(t, b, "cm-1") // even a circle of organisations ends
		rebuiltAlike(t, b)
		b.Close()
	})
}
