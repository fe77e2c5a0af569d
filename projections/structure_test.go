package projections_test

import (
	"fmt"

	"pgregory.net/rapid"

	"ahd.example/ahd/events"
)

// What random histories tell of everything that is no commitment. The ids are those
// of the few things that something makes.

func one(r *rapid.T, values ...string) string { return rapid.SampledFrom(values).Draw(r, "one of") }

func maybe(r *rapid.T, value string) *string {
	if rapid.Bool().Draw(r, "stated") {
		return &value
	}
	return nil
}

func quotes(r *rapid.T) (quotes []events.Quote) {
	for i := range rapid.IntRange(0, 2).Draw(r, "quotes") {
		quotes = append(quotes, events.Quote{Source: fmt.Sprint("s-", i+1), Quote: "said"})
	}
	return quotes
}

func onConvening(r *rapid.T, id, n int, first bool) events.Payload {
	other := fmt.Sprint("c-", rapid.IntRange(1, 4).Draw(r, "other"))
	source := one(r, "s-1", "s-2")
	registered := events.ConveningRegistered{Kind: "conference", Sources: []string{"s-1", "s-2"}[:rapid.IntRange(0, 2).Draw(r, "sources")]}
	parted := events.ConveningParted{From: other, Source: source, Items: []string{"c-1"}, Kind: "conference"}
	if first {
		return rapid.SampledFrom([]events.Payload{registered, registered, parted}).Draw(r, "beginning")
	}
	return rapid.SampledFrom([]events.Payload{
		events.WorkingGroupFormed{WorkingGroup: fmt.Sprint("wg-", n), Name: "Group"}, events.MemberRecorded{WorkingGroup: "wg-1", Party: one(r, "p-1", "p-2")},
		events.FigureAsserted{Figure: fmt.Sprint("fg-", n), ConflictsWith: []string{"fg-1"}, Quote: events.Quote{Source: source}},
		events.ParticipationRecorded{Participation: fmt.Sprint("p-", n), Quote: events.Quote{Source: source}},
		events.ParticipantsIdentified{Participation: fmt.Sprint("p-", n-1), SameAs: "p-1"},
		events.ConveningDateAsserted{EDTF: one(r, "2023", "2024-02-28"), Basis: "b"}, events.ConveningDateCorrected{EDTF: maybe(r, "2024")},
		events.ConflictRecorded{Conflict: "cf", About: "date", Alternatives: []string{"a", "b"}}, events.ConflictResolved{Conflict: "cf", Resolution: "a"},
		events.SessionRecorded{Session: fmt.Sprint("s-", n), Title: "t"}, events.ConveningFollowedUp{Earlier: other},
		events.ConveningJoined{Into: other}, events.ConveningJoined{Into: other}, parted, parted,
	}).Draw(r, fmt.Sprint("what of convening ", id))
}

func onParty(r *rapid.T, first bool) events.Payload {
	if first {
		return events.PartyRegistered{Name: "x", Kind: "government"}
	}
	return rapid.SampledFrom([]events.Payload{
		events.PartyNamed{Name: "y", NameUR: maybe(r, "وزارت")}, events.PartyDescribed{Kind: "ministry", Place: maybe(r, "PK-PB"), Parent: maybe(r, "p-1")},
		events.FocalPersonsNamed{Main: maybe(r, "p-9")}, events.PartyMerged{Into: "p-2"}, events.PartyUnmerged{},
	}).Draw(r, "what of an organisation")
}

func onInstrument(r *rapid.T, first bool) events.Payload {
	address := one(r, "clause-1", "clause-2")
	if first {
		return events.RecommendationsIssued{Convening: one(r, "c-1", "c-2"), Clauses: []events.Clause{{Item: "c-1", Address: &address}}}
	}
	return rapid.SampledFrom([]events.Payload{
		events.TextAttached{Clauses: []events.WordedClause{{Address: "clause-1", Item: maybe(r, "c-2")}}, Text: events.Passage{Source: "s-1"}, Title: maybe(r, "t")},
		events.SignatoryRecorded{Party: "p-1"},
	}).Draw(r, "what of an instrument")
}

func onRegister(r *rapid.T, n int) events.Payload {
	question := fmt.Sprint("q-", rapid.IntRange(0, n).Draw(r, "question"))
	return rapid.SampledFrom([]events.Payload{
		events.QuestionRaised{Question: fmt.Sprint("q-", n), Text: "?"}, events.QuestionAnswered{Question: question, Finding: "f"}, events.QuestionReopened{Question: question},
		events.HeadsRecorded{Day: "2026-11-22", Number: 1, Root: "r", Sequence: int64(n)},
		events.RegisterDescribed{Title: fmt.Sprint("T", n), TimeZone: "America/Los_Angeles"}, events.RegisterDescribed{Title: "K", TimeZone: "Asia/Karachi", Example: true},
		events.NodeAppointed{Node: fmt.Sprint("n-", n), Log: events.LogExternal, URL: "https://example.org"},
	}).Draw(r, "what of the register")
}
