package timeline_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/timeline"
)

// record is a history in memory.
type record struct {
	t      *testing.T
	bodies [][]byte
	last   map[string]events.Event // by subject
	leaf   map[string]string
}

func (r *record) Size() uint64                                     { return uint64(len(r.bodies)) }
func (r *record) Wait(context.Context, uint64) error               { return nil }
func (r *record) Leaf(n uint64) (events.Hash, error)               { return events.LeafHash(r.bodies[n-1]), nil }
func (r *record) Entries(n uint64) ([][]byte, error)               { return r.bodies[n-1:], nil }
func (r *record) Entry(n uint64) ([]byte, error)                   { return r.bodies[n-1], nil }
func (*record) Read(context.Context, string) (string, bool, error) { return "", false, nil }

func (r *record) Among(sequences []uint64) (bodies [][]byte, err error) {
	for _, n := range sequences {
		bodies = append(bodies, r.bodies[n-1])
	}
	return bodies, nil
}

// add records a payload about a subject and returns its sequence.
func (r *record) add(subject string, payload events.Payload) uint64 {
	r.t.Helper()
	e := events.Event{Data: payload, Envelope: events.Envelope{
		ID: uuid.NewSHA1(uuid.NameSpaceURL, fmt.Append(nil, len(r.bodies))).String(), Source: "urn:ahd:test",
		Type: payload.Type(), Subject: subject, Time: time.Date(2026, 11, 22, 7, 0, len(r.bodies), 0, time.UTC),
		Actor: "local", ActorRole: "coordinator", Auth: "local",
		StreamVersion: r.last[subject].StreamVersion + 1, StreamPrev: r.leaf[subject],
	}}
	body, err := events.Encode(e)
	if err != nil {
		r.t.Fatal(err)
	}
	r.last[subject], r.leaf[subject] = e, events.LeafHash(body).String()
	r.bodies = append(r.bodies, body)
	return r.Size()
}

// told is the timeline of a thing, or of a part of one.
func told(t *testing.T, b *projections.Book, r *record, kind, id string) (told []timeline.Told) {
	t.Helper()
	if err := b.Read(t.Context(), func(v *book.View) error {
		rows, err := timeline.OfThing(v, kind, id)
		if err == nil && len(rows) == 0 {
			rows, err = timeline.OfPart(v, kind+"/"+id)
		}
		if err == nil {
			told, err = timeline.Tell(t.Context(), rows, r, r)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return told
}

// A timeline tells of a part what was said of it, and of a thing what others changed
// in it. How those others stood says nothing of the thing.
func TestATimelineTellsWhatOthersChanged(t *testing.T) {
	h := &record{t: t, last: map[string]events.Event{}, leaf: map[string]string{}}
	question := h.add("register/register", events.QuestionRaised{Question: "oq-1", Text: "Which year?"})
	var first []uint64
	for _, id := range []string{"cm-2", "cm-4"} {
		first = append(first, h.add("commitment/"+id, events.CommitmentCaptured{Convening: "m-1"}))
	}
	first = append(first, h.add("party/moi", events.PartyRegistered{Name: "x"}), h.add("convening/m-1", events.ConveningRegistered{Kind: "conference"}))
	for _, id := range []string{"cm-1", "cm-3"} {
		h.add("commitment/"+id, events.CommitmentCaptured{Convening: "m-1"})
	}
	parts := []uint64{
		h.add("convening/m-1", events.WorkingGroupFormed{WorkingGroup: "wg-1", Name: "x"}), h.add("convening/m-1", events.MemberRecorded{WorkingGroup: "wg-1", Party: "fia"}),
		h.add("convening/m-1", events.FigureAsserted{Figure: "fg-1"}), h.add("convening/m-1", events.ConflictRecorded{Conflict: "cf-1", About: "figure/fg-1"}),
		h.add("register/register", events.QuestionAnswered{Question: "oq-1", Finding: "x"}), h.add("register/register", events.QuestionReopened{Question: "oq-1"}),
	}
	h.add("convening/m-1", events.ConflictRecorded{Conflict: "cf-2", About: "date"})
	h.add("convening/m-1", events.ConflictResolved{Conflict: "cf-1"})
	changes := []uint64{
		h.add("convening/m-2", events.ConveningFollowedUp{Earlier: "m-1"}), h.add("convening/m-2", events.ConveningJoined{Into: "m-1"}),
		h.add("convening/m-2", events.ConveningParted{From: "m-1", Source: "s-1", Kind: "conference"}), h.add("convening/m-1", events.ConveningJoined{Into: "m-1"}),
	}
	merged := h.add("commitment/cm-1", events.CommitmentMerged{Into: "cm-2"})
	split := h.add("commitment/cm-3", events.CommitmentSplit{Into: []string{"cm-2", "cm-4", "cm-2"}})
	party := h.add("party/fia", events.PartyMerged{Into: "moi"})
	b, err := projections.Open(t.Context(), t.TempDir(), h, projections.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	for _, c := range []struct {
		kind, id string
		last     []uint64
	}{
		{"working-group", "wg-1", parts[:2]}, {"figure", "fg-1", parts[2:4]}, {"question", "oq-1", []uint64{question, parts[4], parts[5]}},
		{"convening", "m-1", changes}, {"commitment", "cm-2", []uint64{first[0], merged, split}}, {"commitment", "cm-4", []uint64{first[1], split}}, {"party", "moi", []uint64{first[2], party}},
	} {
		var got []uint64
		for _, e := range told(t, b, h, c.kind, c.id) {
			got = append(got, e.Sequence)
			if (e.Axes != nil) != (e.Kind == "commitment" && e.Thing == c.id) {
				t.Errorf("%s: the axes of %s/%s: %v", c.id, e.Kind, e.Thing, e.Axes)
			}
		}
		if len(got) < len(c.last) || !slices.Equal(got[len(got)-len(c.last):], c.last) || !slices.IsSorted(got) || c.id != "m-1" && len(got) != len(c.last) {
			t.Errorf("%s %s: %v, want %v", c.kind, c.id, got, c.last)
		}
	}
}
