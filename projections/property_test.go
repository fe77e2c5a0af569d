package projections_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections"
)

// Run more with: go test ./projections -run TestOneHistoryIsOneBook -rapid.checks=2000
func TestMain(m *testing.M) {
	flag.Parse()
	if set := flag.Lookup("rapid.checks"); set.Value.String() == set.DefValue {
		flag.Set("rapid.checks", "200")
	}
	os.Exit(m.Run())
}

// However a book came to be, it has one digest: event by event, in batches of any
// size, made anew, and resumed from what a crash left at any moment.
func TestOneHistoryIsOneBook(t *testing.T) {
	root := t.TempDir()
	n := 0
	rapid.Check(t, func(r *rapid.T) {
		n++
		dir := filepath.Join(root, fmt.Sprint(n))
		defer os.RemoveAll(dir)
		h := newHistory(t)
		for range rapid.IntRange(1, 60).Draw(r, "events") {
			something(r, h)
		}
		folder := func(name string) string {
			path := filepath.Join(dir, name)
			if err := os.MkdirAll(path, 0o700); err != nil {
				t.Fatal(err)
			}
			return path
		}
		batched := filled(t, r, folder("batched"), h, func(string) {})
		defer batched.Close()
		want := digest(t, batched)

		rebuilt := openBookWith(t, folder("rebuilt"), h, projections.Options{
			Texts: noTexts{}, Streams: rapid.IntRange(0, 9).Draw(r, "streams in memory"),
		})
		defer rebuilt.Close()
		if got := digest(t, rebuilt); got != want {
			r.Fatalf("made anew from the ledger: %s, want %s", got, want)
		}
		var crashed string
		other := filled(t, r, folder("other"), h, func(from string) {
			if crashed == "" || rapid.Bool().Draw(r, "crash here") {
				crashed = folder("crashed")
				copyFolder(t, from, crashed)
			}
		})
		defer other.Close()
		if got := digest(t, other); got != want {
			r.Fatalf("in other batches: %s, want %s", got, want)
		}
		resumed := openBook(t, crashed, h)
		defer resumed.Close()
		if err := resumed.Apply(background, 1, h.bodies); err != nil {
			r.Fatal(err)
		}
		if got := digest(t, resumed); got != want {
			r.Fatalf("resumed after a crash: %s, want %s", got, want)
		}
	})
}

// filled fills a new book in batches of random sizes and tells after each where
// its files are, as a crash at that moment would find them.
func filled(t *testing.T, r *rapid.T, dir string, h *history, committed func(dir string)) *projections.Book {
	b := emptyBook(t, dir, h)
	for first := 0; first < len(h.bodies); {
		size := rapid.IntRange(1, len(h.bodies)-first).Draw(r, "batch")
		if err := b.Apply(background, uint64(first+1), h.bodies[first:first+size]); err != nil {
			r.Fatal(err)
		}
		first += size
		committed(dir)
	}
	return b
}

func copyFolder(t *testing.T, from, to string) {
	t.Helper()
	for _, name := range files(t, to) {
		if err := os.Remove(filepath.Join(to, name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range files(t, from) {
		content, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(to, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// something adds one random event about one of few things, so that histories of
// one thing become long.
func something(r *rapid.T, h *history) {
	id := rapid.IntRange(1, 4).Draw(r, "thing")
	subject := func(kind string) string { return fmt.Sprintf("%s/%s-%d", kind, kind[:1], id) }
	first := func(kind string) bool { return h.count[subject(kind)] == 0 }
	n := len(h.bodies)
	switch kind := rapid.SampledFrom([]string{"commitment", "commitment", "commitment", "person", "convening", "party", "source", "instrument", "register", "clock"}).Draw(r, "kind"); {
	case kind == "clock":
		onClock(r, h)
	case kind == "register":
		h.add("register/register", onRegister(r, n))
	case kind == "commitment" && first(kind):
		captured := events.CommitmentCaptured{Text: rapid.String().Filter(canonical).Draw(r, "text"), Kind: "pledge", Convening: one(r, "c-1", "c-2"),
			Instrument: maybe(r, "i-1"), WorkingGroup: maybe(r, "wg-1"), Quotes: quotes(r)}
		if whole := "c-1"; id > 2 { // the others are parts of the first
			captured.Parent = &whole
		} else if id == 1 {
			captured.Children = []string{"c-3", "c-4"}
		}
		h.add(subject(kind), captured)
	case kind == "commitment":
		h.add(subject(kind), onCommitment(r, h.ids[subject(kind)]))
	case kind == "person":
		h.add(subject(kind), events.PersonRecorded{Roles: []string{rapid.SampledFrom([]string{"administrator", "assessor"}).Draw(r, "role")}})
	case kind == "convening":
		h.add(subject(kind), onConvening(r, id, n, first(kind)))
	case kind == "party":
		h.add(subject(kind), onParty(r, first(kind)))
	case kind == "source" && first(kind):
		h.add(subject(kind), events.SourceArchived{SHA256: "ab"})
	case kind == "source":
		h.add(subject(kind), events.RatingAsserted{Scheme: "tip-tier", Year: 2000 + n, Place: "PK", Rating: "Tier 2"})
	case kind == "instrument":
		h.add(subject(kind), onInstrument(r, first(kind)))
	}
	if len(h.bodies) == 0 {
		h.add("register/register", events.RegisterOpened{Name: "test", Origin: "urn:ahd:test"})
	}
}

// onCommitment is something that happens to a commitment that had these events.
func onCommitment(r *rapid.T, had []string) events.Payload {
	effective, moment, pillar, tip := "2026-10", "2026-11-22T01:00:00Z", "protection", events.External{Scheme: "tip", Year: 2023, Number: "4"}
	one := rapid.SampledFrom(had).Draw(r, "one of its events")
	level := rapid.SampledFrom(commitment.Levels).Draw(r, "level")
	return rapid.SampledFrom([]events.Payload{
		events.CommitmentConfirmed{Basis: "quotes-found"}, events.CommitmentAssigned{Party: "p-1"}, events.CommitmentAssigned{Party: "p-2"},
		events.DueDateSet{Due: "2027-01-01"}, events.DueDateSet{Due: "no day"}, events.DueDateRevised{Due: "2026-01-01"}, events.ReviewIntervalSet{Days: 30},
		events.ProgressReported{State: commitment.Planning, Effective: &effective}, events.ProgressReported{State: commitment.InProgress},
		events.ProgressReported{State: commitment.Stalled}, events.ProgressRetracted{Report: one}, events.ReportContested{Report: one},
		events.EvidenceLinked{Kind: "supports", Address: &events.Text{ID: "9d2c1a64-0f0e-4a52-8f3b-5a1de5f3c111/address", Hash: "x"}}, events.EvidenceLinked{Kind: "contradicts", Supersedes: &one},
		events.CommitmentAssessed{Level: level, Method: "ahd-1"}, events.CommitmentAssessed{Level: commitment.Complete, Effective: &effective},
		events.CommitmentAssessed{Level: commitment.Complete, Effective: &moment},
		events.CommitmentClosed{Outcome: "implemented"}, events.CommitmentReopened{}, events.ProgressDisputed{Claim: "not_implemented"},
		events.DisputeHidden{Disputed: one}, events.MilestoneSet{Milestone: "m"}, events.MilestoneMet{Milestone: "m"}, events.CommitmentSuspended{},
		events.CommitmentCorrected{Field: "pillar", Value: &pillar}, events.CommitmentWithdrawn{}, events.VerifiabilityJudged{Verifiable: true},
		events.SmartRated{Measurable: true}, events.UpdateRequested{Day: "2026-11-01"},
		events.CommitmentClassified{Pillar: &pillar, Geography: []string{"PK-PB/lahore"}, Groups: []string{"children"}, SDGTargets: []string{"8.7"}},
		events.CommitmentLinked{External: tip}, events.CommitmentUnlinked{External: tip}, events.CommitmentMerged{Into: "c-2"}, events.CommitmentUnmerged{},
		events.CommitmentSuperseded{By: "c-3"},
		events.CommitmentSplit{Into: []string{"c-2", "c-3"}}, events.CommitmentCorroborated{Quote: events.Quote{Source: "s-2", Quote: "x"}},
		events.CommitmentWorded{Kind: "pledge", Quote: events.Quote{Source: "s-1", Quote: "worded"}}, events.ResponsibilityHandedOver{Party: "p-2", Main: &pillar},
	}).Draw(r, "what")
}

// canonical reports whether a text can stand in an event.
func canonical(text string) bool { return utf8.ValidString(text) && norm.NFC.IsNormalString(text) }
