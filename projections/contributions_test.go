package projections_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/streams"
)

// contribute adds something that people say, bring, or take back: also what no rule would
// let through, such as confirming what was contested.
func contribute(r *rapid.T, h *history, subject string) {
	one := rapid.SampledFrom(h.ids[subject]).Draw(r, "one of its events")
	if rapid.IntRange(0, 9).Draw(r, "unknown") == 0 {
		one = rapid.SampledFrom([]string{"9d2c1a64-0f0e-4a52-8f3b-5a1de5f3c111", "no id", ""}).Draw(r, "no event")
	}
	state := rapid.SampledFrom(commitment.ReportStates).Draw(r, "how far")
	kind := rapid.SampledFrom(commitment.EvidenceKinds).Draw(r, "kind")
	payload := rapid.SampledFrom([]events.Payload{
		events.ProgressReported{State: state}, events.ProgressReported{State: state}, events.ProgressRetracted{Report: one},
		events.ReportConfirmed{Report: one}, events.ReportContested{Report: one},
		events.EvidenceLinked{Kind: kind}, events.EvidenceDeposited{Kind: kind, Supersedes: &one}, events.EvidenceRetracted{Evidence: one},
		events.ProgressDisputed{Claim: rapid.SampledFrom(append(commitment.Claims, "other")).Draw(r, "claim")}, events.DisputeHidden{Disputed: one},
		events.TextErased{Text: one + "/reason", Basis: "mistake"}, events.CommitmentClosed{Outcome: "implemented"}, events.CommitmentReopened{},
	}).Draw(r, "what")
	e := events.Event{Data: payload, Envelope: events.Envelope{
		ID: uuid.NewSHA1(uuid.NameSpaceURL, fmt.Append(nil, len(h.bodies))).String(), Source: "urn:ahd:test", Type: payload.Type(), Subject: subject,
		Time: h.at.Add(time.Duration(len(h.bodies)) * time.Second), Actor: rapid.SampledFrom([]string{"p-1", "p-2"}).Draw(r, "who"), ActorRole: "coordinator", Auth: "local",
		OnBehalfOf:    rapid.SampledFrom([]string{"", "fia"}).Draw(r, "for"),
		StreamVersion: h.count[subject] + 1, StreamPrev: h.prev[subject],
	}}
	h.put(e)
}

// folded is what the events of a history add up to.
func folded(t *testing.T, h *history, subject string) (s fold.State) {
	t.Helper()
	for _, body := range h.bodies {
		e, err := events.Decode(body)
		if err != nil {
			t.Fatal(err)
		}
		if e.Subject == subject {
			s.Add(e)
		}
	}
	return s
}

func spelt(t *testing.T, what any) string {
	t.Helper()
	body, err := json.Marshal(what)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// A state that is kept apart from its contributions is, with them, what all events add up
// to, and finds each by its id: in a book that took the events in one by one or in
// batches, in one that was made anew, and whatever the writer had forgotten in between.
func TestWhatIsKeptApartAddsUpToTheSame(t *testing.T) {
	root, n := t.TempDir(), 0
	rapid.Check(t, func(r *rapid.T) {
		n++
		dir := filepath.Join(root, fmt.Sprint(n))
		defer os.RemoveAll(dir)
		h := newHistory(t)
		subjects := []string{"commitment/c-1", "commitment/c-2"}
		for _, subject := range subjects {
			h.add(subject, events.CommitmentCaptured{Text: "x", Kind: "pledge", Convening: "m-1"})
		}
		for range rapid.IntRange(1, 40).Draw(r, "events") {
			contribute(r, h, rapid.SampledFrom(subjects).Draw(r, "on"))
		}
		b := filled(t, r, dir, h, func(string) {})
		defer b.Close()
		for _, how := range []string{"followed", "made anew"} {
			for _, subject := range subjects {
				sameApart(t, r, b, how, subject, h)
			}
			if err := b.Rebuild(background, func(uint64, uint64) {}); err != nil {
				r.Fatal(err)
			}
		}
	})
}

func sameApart(t *testing.T, r *rapid.T, b *projections.Book, how, subject string, h *history) {
	t.Helper()
	stream, _ := events.ParseStream(subject)
	want := *folded(t, h, subject).Commitment
	err := b.Read(background, func(v *book.View) error {
		row, err := streams.Find(v, stream)
		if err != nil {
			return err
		}
		if s := row.State.Commitment; len(s.Reports)+len(s.Evidence)+len(s.Disputes)+len(s.Erased) > 0 {
			r.Fatalf("%s: the row of %s holds contributions: %s", how, subject, spelt(t, s))
		}
		for _, id := range append(h.ids[subject], "no id") {
			if err := sameFound(t, r, v, stream, id, want); err != nil {
				return err
			}
		}
		whole, err := streams.Whole(v, row)
		if got := spelt(t, whole.State.Commitment); got != spelt(t, want) {
			r.Fatalf("%s: %s is\n%s, want\n%s", how, subject, got, spelt(t, want))
		}
		return err
	})
	if err != nil {
		r.Fatal(err)
	}
}

// sameFound compares what is found by an id.
func sameFound(t *testing.T, r *rapid.T, v *book.View, stream events.Stream, id string, want commitment.State) error {
	t.Helper()
	text := id + "/reason"
	row, err := streams.Find(v, stream, commitment.Name{Kind: commitment.OfReport, ID: id}, commitment.Name{Kind: commitment.OfEvidence, ID: id},
		commitment.Name{Kind: commitment.OfDispute, ID: id}, commitment.Name{Kind: commitment.OfErasure, ID: text})
	if err != nil {
		return err
	}
	s := row.State.Commitment
	got := spelt(t, []any{s.Report(id), s.Document(id), s.Dispute(id), s.HasErased(text)})
	if all := spelt(t, []any{want.Report(id), want.Document(id), want.Dispute(id), want.HasErased(text)}); got != all {
		r.Fatalf("%s of %s is found as %s, want %s", id, stream.Subject(), got, all)
	}
	return nil
}

// cost is what one event costs the book: how many statements, how many bytes they write,
// and how long the row of its stream is then.
type cost struct{ Statements, Bytes, Row int }

// costs are those of something of every kind on a commitment that has so many reports, a
// batch each. None of their statements looks through a table.
func costs(t *testing.T, reports int) map[string]cost {
	t.Helper()
	const subject = "commitment/c-1"
	h := newHistory(t)
	h.add(subject, events.CommitmentCaptured{Text: "x", Kind: "pledge", Convening: "m-1"})
	id := func(p events.Payload) string { // of the event that says so
		n := h.add(subject, p)
		return h.ids[subject][n-1]
	}
	old := id(events.ProgressReported{State: commitment.Planning})
	document := id(events.EvidenceLinked{Kind: commitment.Supports})
	dispute := id(events.ProgressDisputed{Claim: commitment.NotImplemented})
	for range reports {
		h.add(subject, events.ProgressReported{State: commitment.Stalled})
	}
	var now cost
	asked, each := map[string][]any{}, map[string]cost{}
	h.hidden = true
	b := openBookWith(t, t.TempDir(), h, projections.Options{Texts: noTexts{}, Trace: func(query string, args []any) {
		now.Statements++
		asked[query] = slices.Clone(args)
		for _, arg := range args {
			now.Bytes += len(fmt.Sprint(arg))
		}
		if strings.HasPrefix(query, "INSERT INTO streams") {
			now.Row = len(fmt.Sprint(args[1]))
		}
	}})
	h.hidden = false
	if err := b.Apply(background, 1, h.bodies); err != nil {
		t.Fatal(err)
	}
	for _, payload := range []events.Payload{
		events.ProgressReported{State: commitment.InProgress}, events.EvidenceLinked{Kind: commitment.Supports, Supersedes: &document},
		events.ProgressDisputed{Claim: commitment.Implemented}, events.DisputeHidden{Disputed: dispute}, events.ProgressRetracted{Report: old},
		events.TextErased{Text: old + "/narrative", Basis: "mistake"}, events.CommitmentClosed{Outcome: commitment.Implemented},
	} {
		sequence := h.add(subject, payload)
		now = cost{}
		clear(asked)
		if err := b.Apply(background, sequence, h.bodies[sequence-1:]); err != nil {
			t.Fatal(err)
		}
		each[string(payload.Type())] = now
		for query := range asked {
			if _, reports := payload.(events.ProgressReported); reports && strings.Contains(query, "search") {
				t.Errorf("a report without words asks search: %s", query)
			}
		}
		searched(t, b, asked)
	}
	return each
}

// growing are tables that are long, as statements call them.
var growing = []string{"c", "t", "e", "contributions", "timeline", "streams", "commitments", "erasures", "search_narratives"}

// searched refuses a statement that looks through a whole table.
func searched(t *testing.T, b *projections.Book, asked map[string][]any) {
	t.Helper()
	for query, args := range asked {
		if strings.HasPrefix(query, "BEGIN") || strings.HasPrefix(query, "COMMIT") {
			continue
		}
		err := b.Read(background, func(v *book.View) error {
			return v.Rows("EXPLAIN QUERY PLAN "+query, args, func(scan func(...any) error) error {
				var id, parent, unused int
				var step string
				err := scan(&id, &parent, &unused, &step)
				if scanned, scans := strings.CutPrefix(step, "SCAN "); scans && slices.Contains(growing, strings.Fields(scanned)[0]) {
					t.Errorf("%s: %s", query, step)
				}
				return err
			})
		})
		if err != nil {
			t.Errorf("%s: %v", query, err)
		}
	}
}

// What one more event on a commitment costs does not depend on how many there were.
func TestFiftyThousandReportsCostAsFifty(t *testing.T) {
	few := costs(t, 50)
	many := costs(t, 50_000)
	for kind, cost := range few {
		more := many[kind]
		if more.Statements != cost.Statements || more.Bytes > cost.Bytes*11/10 || more.Row > cost.Row*11/10 || cost.Row == 0 {
			t.Errorf("%s costs %+v after fifty reports, and %+v after fifty thousand", kind, cost, more)
		}
		t.Logf("%s: %+v, %+v", kind, cost, more)
	}
}
