package webtest

import (
	"fmt"

	"ahd.example/ahd/events"
)

// Nasty are texts that would run, or break a page, if they were not escaped.
var Nasty = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `'onmouseover='alert(1)`,
	`</textarea><script>alert(2)</script>`, `javascript:alert(1)`, `{{.Name}} &lt;b&gt; ${1} <!-- `, "a\u202eb\u2066c",
}

// EverythingNasty is all of that in one text.
var EverythingNasty = fmt.Sprint(Nasty)

// Urdu is the text of an Urdu report.
const Urdu = "وزارت نے مسودہ تیار کر لیا ہے، مگر تاریخ طے نہیں ہوئی۔"

// NastyQuote is a passage of such texts.
func NastyQuote() events.Quote {
	return events.Quote{Quote: "quote " + EverythingNasty, Bytes: [2]int64{120, 181}, Source: "note-1", SHA256: "edb465624291e4053c6c5ea4b7eb320dec773e10a57d26b95dcf0564f8e310f8"}
}

// Full is a world in which every field of every event holds something nasty.
func Full(w *World) *World {
	at := func(text string) *string { return &text }
	n := at(EverythingNasty)
	defer w.AtOnce()()
	w.Say("register/register", events.RegisterOpened{Name: "test", Origin: "urn:ahd:test", VerifierKey: "k"})
	w.Say("source/note-1", events.SourceArchived{
		Byline: n, Bytes: 900, File: "note-1.txt", MediaType: "text/plain", Note: n, Published: at("2024-07"), Publisher: n,
		SHA256: NastyQuote().SHA256, Title: at("Title " + EverythingNasty),
	})
	for _, id := range []string{"fia", "gov-pb"} {
		w.Say("party/"+id, events.PartyRegistered{Name: id + " " + EverythingNasty, Kind: "government", Acronym: n, KindNote: n, RolesStated: n, Sources: []string{"note-1"}})
	}
	quote := NastyQuote()
	w.Say("convening/summer", events.ConveningRegistered{
		Date:        events.StatedDate{Basis: "source " + EverythingNasty, EDTF: at("XXXX-07-30"), Stated: at("30 July " + EverythingNasty)},
		DateOutside: &events.SuggestedDate{Basis: "a page " + EverythingNasty, EDTF: "2024-07-30~"},
		Kind:        "conference", KindStated: n, Name: at("Summer " + EverythingNasty), Objective: &quote, Participants: &quote,
		Organisers: []string{"fia"}, Partners: []string{"gov-pb", "not-registered"}, OutcomeStated: n, Place: n, Theme: n, Sources: []string{"note-1"},
	})
	w.Say("convening/summer", events.ParticipationRecorded{ConveningRole: n, Name: n, Participation: "p-1", Quote: quote, RoleStated: n})
	w.Say("convening/summer", events.WorkingGroupFormed{WorkingGroup: "wg-1", Name: "Group " + EverythingNasty})
	w.Say("convening/summer", events.FigureAsserted{
		AttributedTo: n, Claim: "claim " + EverythingNasty, ConflictsWith: []string{"fg-2", "fg-9"}, Figure: "fg-1", Note: n, Period: n, Quote: quote, Scope: n, Unit: n, Value: n,
	})
	w.Say("convening/summer", events.FigureAsserted{Claim: "bare", ConflictsWith: []string{}, Figure: "fg-2", Quote: quote})
	w.Say("instrument/recs", events.RecommendationsIssued{
		Clauses: []events.Clause{{Address: at("item-1"), Item: "cm-1"}}, Convening: "summer", Note: n, Title: at("Recs " + EverythingNasty), WorkingGroup: at("wg-1"),
	})
	w.Say("instrument/declaration", events.DeclarationAdopted{Clauses: []events.Clause{}, Convening: "summer"})
	w.commitments(quote, n)
	w.Say("register/register", events.QuestionRaised{About: []string{"commitment/cm-1"}, Question: "oq-1", Rule: n, Text: "question " + EverythingNasty})
	w.Say("register/register", events.QuestionRaised{About: []string{"party/nobody"}, Question: "oq-2", Text: "of something else"})
	return w
}

// commitments adds one with everything, one that is split, one that is bare.
func (w *World) commitments(quote events.Quote, n *string) {
	at := func(text string) *string { return &text }
	everything := events.CommitmentCaptured{
		Address: at("item-1 " + EverythingNasty), AddresseeStated: n, Children: []string{}, Convening: "summer",
		Geography: []string{"PK-PB", "XX"}, GeographyStated: n, Instrument: at("recs"), IssuedBy: n, Kind: "recommendation", Note: n,
		Pillar: at("protection"), Quotes: []events.Quote{quote, quote}, SDGTargets: []string{"8.7", "16.2"},
		Text: "Text " + EverythingNasty, Verifiable: true, VerifiableNote: n, WorkingGroup: at("wg-1"),
	}
	w.Say("commitment/cm-1", everything)
	w.Say("commitment/cm-1", events.CommitmentConfirmed{Basis: "quotes-found"})
	w.Say("commitment/cm-1", events.CommitmentAssigned{Party: "fia"})
	w.Say("commitment/cm-1", events.DueDateSet{Due: "2026-11-22"})
	w.Say("commitment/cm-1", events.ReviewIntervalSet{Days: 90})
	w.SayAs(events.Envelope{Actor: SecretActor, ActorRole: "focal_point", ActorParty: "fia", OnBehalfOf: "gov-pb", Auth: "session"},
		"commitment/cm-1", events.ProgressReported{State: "planning", Effective: at("2026-10"), Narrative: w.Text("narrative " + EverythingNasty)})
	w.SayAs(events.Envelope{Actor: "system", Auth: "local"}, "commitment/cm-1", events.ProgressReported{State: "in_progress", Narrative: w.Text(Urdu)})
	w.Say("commitment/cm-1", events.ProgressReported{State: "stalled", Narrative: &events.Text{ID: "erased/narrative", Hash: "x"}})
	w.Say("commitment/cm-1", events.EvidenceLinked{Kind: "supports", Address: w.Text("https://example.org/a?b=c&d=\"<e>"), Description: w.Text("description " + EverythingNasty)})
	for _, address := range []string{"javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "https://user:secret@example.org/", "//example.org/x", " https://example.org"} {
		w.Say("commitment/cm-1", events.EvidenceLinked{Kind: "context", URL: &address, Effective: at("no date " + EverythingNasty)})
		w.Say("commitment/cm-1", events.EvidenceLinked{Kind: "context", Address: w.Text(address), Effective: at("no date " + EverythingNasty)})
	}
	whole := events.CommitmentCaptured{
		Children: []string{"cm-2-pk-pb", "cm-2-pk-sd"}, Convening: "summer", Geography: []string{"PK-PB", "PK-SD"}, Kind: "declaration",
		Instrument: at("declaration"), Quotes: []events.Quote{quote}, SDGTargets: []string{}, SplitBy: at("province"), Text: "Kept in two provinces",
	}
	w.Say("commitment/cm-2", whole)
	part := whole
	part.Parent, part.Children, part.SplitBy, part.Geography = at("cm-2"), []string{}, nil, []string{"PK-PB"}
	w.Say("commitment/cm-2-pk-pb", part)
	w.Say("commitment/cm-3", events.CommitmentCaptured{Children: []string{}, Convening: "elsewhere", Geography: []string{}, Kind: "call", Quotes: []events.Quote{}, SDGTargets: []string{}, Text: "Bare"})
}

// Text is one that may be absent.
func Text(s string) *string { return &s }
