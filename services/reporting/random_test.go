package reporting_test

import (
	"fmt"
	"time"

	"pgregory.net/rapid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
)

// The few things of a random history, so that what happens to one becomes long. The
// last two commitments are places of the one before.
const wholeID = "c-6"

var (
	commitmentIDs = []string{"c-1", "c-2", "c-3", "c-4", "c-5", "c-6", "c-7", "c-8"}
	partsOfWhole  = commitmentIDs[6:]
	conveningIDs  = []string{"m-1", "m-2", "m-3"}
	partyIDs      = []string{"p-1", "p-2", "p-3"}
	someKinds     = []string{"declaration", "recommendation", "declaration", "recommendation", "pledge", "call"}
	somePlaces    = [][]string{{}, {"PK"}, {"PK-PB"}, {"PK-PB/lahore", "PK-SD"}, {"PK-PB", "PK-PB/lahore"}, {"PK-KP", "PK-SD"}}
	someTargets   = [][]string{{}, {"8.7"}, {"8.7", "16.2"}}
	someDays      = []string{"2026-01-20", "2026-03-15", "2026-06-30", "2026-07-30", "2026-12-22", "2027-06-01"}
	someDates     = []string{"2023", "2024-02-27/2024-02-28", "XXXX-02-27", "2025-07?", "2026-05-01"}
)

func of[T any](r *rapid.T, list []T) T { return rapid.SampledFrom(list).Draw(r, "one of") }

func maybe(r *rapid.T, list ...string) *string {
	if rapid.Bool().Draw(r, "stated") {
		value := of(r, list)
		return &value
	}
	return nil
}

// random makes a history up.
func random(r *rapid.T, h *history) {
	for i, id := range conveningIDs {
		h.add("convening/"+id, events.ConveningRegistered{Kind: "conference", Date: events.StatedDate{EDTF: maybe(r, someDates...)}})
		h.add("convening/"+id, events.WorkingGroupFormed{WorkingGroup: fmt.Sprint("wg-", i+1), Name: "Group"})
	}
	for _, id := range partyIDs {
		h.add("party/"+id, events.PartyRegistered{Name: id, Kind: "ministry"})
	}
	had := map[string][]string{} // ids of the events of each commitment
	for _, id := range commitmentIDs {
		had[id] = append(had[id], h.add("commitment/"+id, capture(r, id)))
	}
	for range rapid.IntRange(0, 60).Draw(r, "events") {
		h.at = h.at.Add(time.Duration(rapid.IntRange(0, 40*24).Draw(r, "hours")) * time.Hour)
		switch rapid.IntRange(0, 13).Draw(r, "what kind") {
		case 0:
			h.add("convening/"+of(r, conveningIDs), ofConvening(r))
		case 1:
			merged := rapid.IntRange(0, 1).Draw(r, "merged") // into one that comes later: no command makes a circle
			h.add("party/"+partyIDs[merged], of(r, []events.Payload{events.PartyMerged{Into: of(r, partyIDs[merged+1:])}, events.PartyUnmerged{}}))
		case 2: // seldom by chance alone: a whole that counts, and people disagree about one of its places
			part := of(r, partsOfWhole)
			had[wholeID] = append(had[wholeID], h.add("commitment/"+wholeID, events.CommitmentConfirmed{Basis: "b"}))
			had[part] = append(had[part], h.add("commitment/"+part, events.ProgressDisputed{Claim: of(r, commitment.Claims)}))
		case 3:
			h.at = h.at.AddDate(0, 0, rapid.IntRange(1, 900).Draw(r, "days ahead")) // a clock that is wrong, unseen
		case 4:
			last, err := events.Decode(h.bodies[len(h.bodies)-1])
			if err != nil {
				r.Fatal(err)
			}
			h.at = last.Time.Add(-time.Duration(rapid.IntRange(1, 900*24).Draw(r, "hours back")) * time.Hour)
			h.add("register/register", events.ClockCorrected{From: events.Moment(last.Time), Grounds: "By the radio", To: events.Moment(h.at)})
		default:
			id := of(r, commitmentIDs)
			had[id] = append(had[id], h.add("commitment/"+id, happens(r, had[id])))
		}
	}
}

func capture(r *rapid.T, id string) events.Payload {
	c := events.CommitmentCaptured{
		Text: "Open a shelter.", Kind: of(r, someKinds), Convening: of(r, conveningIDs), Instrument: maybe(r, "i-1", "i-2"), WorkingGroup: maybe(r, "wg-1", "wg-2"),
		Pillar: maybe(r, commitment.Pillars...), Geography: of(r, somePlaces), SDGTargets: of(r, someTargets), Verifiable: rapid.IntRange(0, 3).Draw(r, "verifiable") > 0,
	}
	whole := wholeID
	switch id {
	case wholeID:
		c.Children = []string{"c-7", "c-8"}
	case "c-7", "c-8":
		c.Parent = &whole
	}
	return c
}

func ofConvening(r *rapid.T) events.Payload {
	return of(r, []events.Payload{
		events.ConveningDateAsserted{EDTF: of(r, someDates), Basis: "b"}, events.ConveningDateCorrected{EDTF: maybe(r, someDates...)},
		events.ConveningJoined{Into: of(r, conveningIDs), Grounds: "x"},
	})
}

// happens is something that happens to a commitment that had these events. Much of it
// no command would allow: whoever counts has no say in that.
func happens(r *rapid.T, had []string) events.Payload {
	one, day, days := of(r, had), of(r, someDays), rapid.IntRange(1, 200).Draw(r, "days")
	party, effective := of(r, partyIDs), maybe(r, "2026-02", "2026-05-20", "2026", "2027-01-01")
	tip := events.External{Scheme: "tip", Year: 2023, Number: of(r, []string{"4", "5"})}
	return of(r, []events.Payload{
		events.CommitmentConfirmed{Basis: "b"}, events.CommitmentConfirmed{Basis: "b"}, events.CommitmentConfirmed{Basis: "b"}, events.CommitmentConfirmed{Basis: "b"},
		events.CommitmentOperationalised{Party: &party, Due: &day}, events.CommitmentOperationalised{ReviewDays: &days}, events.CommitmentAssigned{Party: party},
		events.DueDateSet{Due: day}, events.DueDateSet{Due: "no day"}, events.DueDateRevised{Due: day}, events.ReviewIntervalSet{Days: days},
		events.UpdateRequested{Day: day, Party: party}, events.UpdateRequested{Day: day, Party: party}, events.ResponseRecorded{Response: "noted"},
		events.ProgressReported{State: of(r, commitment.ReportStates), Effective: effective}, events.ProgressReported{State: of(r, commitment.ReportStates)},
		events.ProgressRetracted{Report: one}, events.ReportContested{Report: one}, events.ReportConfirmed{Report: one},
		events.EvidenceLinked{Kind: of(r, commitment.EvidenceKinds)}, events.EvidenceRetracted{Evidence: one},
		events.CommitmentAssessed{Level: of(r, commitment.Levels), Effective: effective}, events.CommitmentAssessed{Level: commitment.Complete, Effective: effective},
		events.CommitmentAssessed{Level: of(r, commitment.Levels)}, events.CommitmentClosed{Outcome: "implemented"}, events.CommitmentClosed{Outcome: "not_implemented"},
		events.CommitmentReopened{}, events.ProgressDisputed{Claim: of(r, commitment.Claims)}, events.DisputeHidden{Disputed: one},
		events.SmartRated{Measurable: true, Achievable: true, TimeBound: rapid.Bool().Draw(r, "time-bound")}, events.VerifiabilityJudged{Verifiable: true},
		events.CommitmentCorrected{Field: "kind", Value: maybe(r, "declaration", "pledge")}, events.CommitmentCorrected{Field: "pillar", Value: maybe(r, commitment.Pillars...)},
		events.CommitmentClassified{Pillar: maybe(r, commitment.Pillars...), Geography: of(r, somePlaces), SDGTargets: of(r, someTargets)},
		events.CommitmentLinked{External: tip}, events.CommitmentUnlinked{External: tip}, events.CommitmentMerged{Into: "c-2"}, events.CommitmentUnmerged{},
		events.CommitmentSplit{Into: []string{"c-2", "c-3"}}, events.CommitmentWorded{Kind: "recommendation", Verifiable: true, Quote: events.Quote{Quote: "x"}},
		events.ResponsibilityHandedOver{Party: party}, events.CommitmentWithdrawn{}, events.CommitmentSuperseded{By: "c-1"}, events.CommitmentRejected{},
		events.CommitmentSuspended{}, events.CommitmentResumed{}, events.MilestoneSet{Milestone: "m", Title: "t"}, events.MilestoneMet{Milestone: "m"},
		events.MeasurementTaken{Measurements: []events.Measurement{}},
	})
}
