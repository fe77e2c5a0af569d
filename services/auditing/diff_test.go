package auditing_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/auditing"
)

// record is a log in memory, with what finds the events of a stream in it.
type record struct {
	t      *testing.T
	bodies [][]byte
	of     map[string][]uint64
	words  map[string]string // typed texts by id
}

func newRecord(t *testing.T) *record {
	return &record{t: t, of: map[string][]uint64{}, words: map[string]string{}}
}

func (r *record) say(subject string, payload events.Payload) uint64 {
	r.t.Helper()
	prev := ""
	if before := r.of[subject]; len(before) > 0 {
		prev = events.LeafHash(r.bodies[before[len(before)-1]-1]).String()
	}
	sequence := uint64(len(r.bodies) + 1)
	body, err := events.Encode(events.Event{Data: payload, Envelope: events.Envelope{
		ID: fmt.Sprintf("00000000-0000-7000-8000-%012d", sequence), Source: "urn:ahd:test", Type: payload.Type(), Subject: subject,
		Time: time.Date(2026, 11, 22, 7, 0, int(sequence), 0, time.UTC), Actor: "p-secret", ActorRole: "focal_point", ActorParty: "fia", OnBehalfOf: "ssdo",
		Auth: "session", StreamVersion: int64(len(r.of[subject]) + 1), StreamPrev: prev,
	}})
	if err != nil {
		r.t.Fatal(err)
	}
	r.bodies = append(r.bodies, body)
	r.of[subject] = append(r.of[subject], sequence)
	return sequence
}

func (r *record) text(words string) *events.Text {
	id := fmt.Sprintf("text-%d", len(r.words))
	r.words[id] = words
	return &events.Text{ID: id, Hash: "x"}
}

func (r *record) Entry(sequence uint64) ([]byte, error) { return r.bodies[sequence-1], nil }
func (r *record) Entries(first uint64) ([][]byte, error) {
	return r.bodies[first-1 : min(int(first)+2, len(r.bodies))], nil // a few at a time
}
func (r *record) Read(_ context.Context, id string) (string, bool, error) {
	words, found := r.words[id]
	return words, found, nil
}
func (r *record) Sequences(_ context.Context, subject string, last uint64) (list []uint64, err error) {
	for _, sequence := range r.of[subject] {
		if sequence <= last {
			list = append(list, sequence)
		}
	}
	return list, nil
}

func (r *record) diff(from, to uint64, want func(string) bool) []auditing.Changed {
	r.t.Helper()
	list, err := auditing.Differ{Record: r, Streams: r, Words: r}.Diff(context.Background(), from, to, want)
	if err != nil {
		r.t.Fatal(err)
	}
	return list
}

func all(string) bool { return true }

func TestADiffSaysWhatChangedByWhichEventWhoAndWhy(t *testing.T) {
	r := newRecord(t)
	r.say("party/fia", events.PartyRegistered{Name: "FIA", Sources: []string{}})
	r.say("commitment/cm-1", events.CommitmentCaptured{Text: "Open a shelter.", Kind: "pledge", Verifiable: true})
	from := r.say("commitment/cm-1", events.CommitmentAssigned{Party: "fia"})
	r.say("commitment/cm-2", events.CommitmentCaptured{Text: "Train.", Kind: "call"})
	r.say("party/fia", events.PartyNamed{Name: "Agency", Grounds: "x"})
	r.say("commitment/cm-1", events.VerifiabilityJudged{Reason: r.text("nobody keeps a list")})
	r.say("commitment/cm-1", events.ProgressReported{State: "planning"})
	value := "Open two shelters."
	r.say("commitment/cm-1", events.CommitmentCorrected{Field: "text", Value: &value, Reason: r.text("misread")})
	r.say("commitment/cm-1", events.CommitmentClassified{Groups: []string{"children"}, Geography: []string{"PK-PB", "PK-SD"}})
	r.say("commitment/cm-1", events.EvidenceLinked{Kind: "supports", Address: &events.Text{ID: "9d2c1a64-0f0e-4a52-8f3b-5a1de5f3c111/address", Hash: "x"}})
	r.say("commitment/cm-1", events.ResponsibilityHandedOver{Party: "fia", Main: &[]string{"p-secret-2"}[0]}) // no field that is shown
	to := r.say("commitment/cm-1", events.CommitmentMerged{Into: "cm-2", Reason: &events.Text{ID: "erased", Hash: "x"}})

	list := r.diff(from, to, all)
	if len(list) != 2 || list[0].ID != "cm-2" || list[1].ID != "cm-1" || list[1].Text != value {
		t.Fatalf("%+v", list)
	}
	var got []string
	for _, change := range list[1].Changes {
		for _, f := range change.Fields {
			got = append(got, fmt.Sprintf("%d %s: %q %q", change.Sequence, f.Field, f.Before, f.After))
		}
		if change.Role != "focal_point" || change.Party != "fia" || change.OnBehalfOf != "ssdo" {
			t.Errorf("%+v", change)
		}
	}
	want := []string{
		`6 verifiable: "true" ""`, `7 self_reported: "no_report" "planning"`, `7 heard: "" "2026-11-22"`, `7 reports: "" "1"`,
		`8 text: "Open a shelter." "Open two shelters."`, `9 geography: "" "PK-PB, PK-SD"`, `9 groups: "" "children"`, `10 evidence: "" "1"`,
		`12 record: "captured" "merged"`, `12 merged_into: "" "cm-2"`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
	whys := []string{}
	for _, change := range list[1].Changes {
		if change.Reason != nil {
			whys = append(whys, *change.Reason)
		}
	}
	if !slices.Equal(whys, []string{"nobody keeps a list", "misread"}) {
		t.Errorf("why: %q", whys)
	}
	if one := r.diff(from, to, func(id string) bool { return id == "cm-2" }); len(one) != 1 || one[0].ID != "cm-2" {
		t.Errorf("only cm-2 was asked for: %+v", one)
	}
	if none := r.diff(to, to, all); none == nil || len(none) != 0 {
		t.Errorf("nothing changes between a moment and itself: %+v", none)
	}
}

// Whatever the two moments are, what changed from one to a third is what changed to
// the second and then on.
func TestDiffsAddUp(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	r := newRecord(t)
	ids := []string{"cm-1", "cm-2", "cm-3"}
	for _, id := range ids {
		r.say("commitment/"+id, events.CommitmentCaptured{Text: id, Kind: "pledge"})
	}
	states := []string{"planning", "in_progress", "stalled", "reported_complete"}
	for range 60 {
		subject := "commitment/" + ids[random.IntN(3)]
		switch random.IntN(4) {
		case 0:
			r.say(subject, events.CommitmentAssigned{Party: []string{"fia", "ssdo"}[random.IntN(2)]})
		case 1:
			r.say(subject, events.DueDateSet{Due: fmt.Sprintf("2027-01-%02d", random.IntN(28)+1)})
		default:
			r.say(subject, events.ProgressReported{State: states[random.IntN(4)]})
		}
	}
	for range 50 {
		cuts := []uint64{random.Uint64N(64), random.Uint64N(64), random.Uint64N(64)}
		slices.Sort(cuts)
		whole := net(r.diff(cuts[0], cuts[2], all))
		parts := net(append(r.diff(cuts[0], cuts[1], all), r.diff(cuts[1], cuts[2], all)...))
		if fmt.Sprint(whole) != fmt.Sprint(parts) {
			t.Fatalf("%v: %v, and in two steps %v", cuts, whole, parts)
		}
	}
}

// net is what each field was before and is after, where that differs. It fails where a
// change does not begin with what the one before ended with.
func net(list []auditing.Changed) map[string][2]string {
	ends := map[string][2]string{}
	for _, changed := range list {
		for _, change := range changed.Changes {
			for _, f := range change.Fields {
				name := changed.ID + " " + f.Field
				was, known := ends[name]
				if known && was[1] != f.Before {
					panic(fmt.Sprintf("%s was %q, and changes from %q", name, was[1], f.Before))
				}
				if !known {
					was[0] = f.Before
				}
				ends[name] = [2]string{was[0], f.After}
			}
		}
	}
	for name, end := range ends {
		if end[0] == end[1] {
			delete(ends, name)
		}
	}
	return ends
}
