package webtest

import (
	"strings"
	"testing"

	"ahd.example/ahd/events"
)

// lastID is the id of the event that was recorded last.
func (w *World) lastID() string {
	w.T.Helper()
	event, err := events.Decode(w.Log.Bodies[len(w.Log.Bodies)-1])
	if err != nil {
		w.T.Fatal(err)
	}
	return event.ID
}

// said records an event on lv-1 and returns its id.
func (w *World) said(as events.Envelope, payload events.Payload) string {
	if as.Actor == "" {
		as.Actor, as.ActorRole, as.Auth = SecretActor, "coordinator", "local"
	}
	w.SayAs(as, "commitment/lv-1", payload)
	return w.lastID()
}

// Lively is the full world with a commitment to which everything happened.
func Lively(w *World) *World {
	Full(w)
	defer w.AtOnce()()
	at := func(text string) *string { return &text }
	coordinator := events.Envelope{}
	forFIA := events.Envelope{Actor: SecretActor, ActorRole: "coordinator", ActorParty: "gov-pb", OnBehalfOf: "fia", Auth: "session"}
	w.said(coordinator, events.CommitmentCaptured{Children: []string{}, Convening: "summer", Geography: []string{}, Kind: "call", Quotes: []events.Quote{}, SDGTargets: []string{}, Text: "Lively"})
	days := 60
	w.said(coordinator, events.CommitmentConfirmed{Basis: "quotes-found"})
	w.said(coordinator, events.CommitmentOperationalised{Party: at("fia"), Due: at("2026-10-01"), ReviewDays: &days})
	w.said(coordinator, events.DueDateRevised{Due: "2027-10-01", Reason: w.Text("moved because " + EverythingNasty)})
	w.said(coordinator, events.MilestoneSet{Milestone: "m-1", Title: "First " + EverythingNasty, Due: at("2026-03-01")})
	w.said(coordinator, events.MilestoneSet{Milestone: "m-2", Title: "Second", Due: at("2026-04-01")})
	w.said(coordinator, events.MilestoneSet{Milestone: "m-3", Title: "Third"})
	w.said(coordinator, events.MilestoneMet{Milestone: "m-1", Effective: at("2026-02")})
	w.said(coordinator, events.MilestoneDropped{Milestone: "m-3", Reason: w.Text("another does it")})
	w.said(coordinator, events.IndicatorSet{Indicator: "i", Title: "Victims " + EverythingNasty, Unit: "persons", Direction: "increase", Baseline: at("2"), Target: at("777"), Due: at("2027-01-01")})
	w.said(coordinator, events.MeasurementTaken{Measurements: []events.Measurement{
		measured("2026-10", "", "", "", "99"), measured("2026-10", "", "", "child", "3"), measured("2026-10", "PK-PB", "", "adult", "96"),
	}})
	w.said(coordinator, events.MeasurementTaken{Measurements: []events.Measurement{measured("2026-10", "", "", "", "1043"), measured("2026-10", "", "", "adult", "1040")}})
	w.reports(forFIA)
	w.proofs(coordinator)
	w.disputes(coordinator)
	w.said(coordinator, events.SmartRated{Specific: true, Measurable: true})
	w.said(coordinator, events.CommitmentSuspended{Reason: w.Text("the office moves")})
	return w
}

func (w *World) reports(forFIA events.Envelope) {
	at := func(text string) *string { return &text }
	taken := events.ProgressReported{State: "stalled", Measurements: []events.Measurement{measured("2026-11", "", "", "", "555")}}
	fia := events.Envelope{Actor: SecretActor, ActorRole: "focal_point", ActorParty: "fia", Auth: "session"}
	back := w.said(fia, taken)
	w.said(fia, events.ProgressRetracted{Report: back, Reason: w.Text("wrong month")})
	stands := w.said(forFIA, events.ProgressReported{State: "in_progress", Channel: at("phone"), Effective: at("2026-10")})
	w.said(fia, events.ReportConfirmed{Report: stands})
	doubted := w.said(forFIA, events.ProgressReported{State: "planning", Channel: at("letter"), Milestones: []string{}})
	w.said(fia, events.ReportContested{Report: doubted, Reason: w.Text("nobody asked us")})
	w.said(forFIA, events.ProgressReported{State: "reported_complete", Channel: at("meeting")})
}

func (w *World) proofs(as events.Envelope) {
	at := func(text string) *string { return &text }
	first := w.said(as, events.EvidenceLinked{Kind: "supports", Address: w.Text("https://example.org/first")})
	w.said(as, events.EvidenceLinked{Kind: "supports", Address: w.Text("https://example.org/second"), Supersedes: &first, Effective: at("2026-10-05")})
	gone := w.said(as, events.EvidenceLinked{Kind: "context", URL: at("https://example.org/gone")})
	w.said(as, events.EvidenceRetracted{Evidence: gone, Reason: w.Text("of another country")})
	w.said(as, events.EvidenceDeposited{Evidence: "e1", Hash: strings.Repeat("ab", 32), Kind: "mixed", MediaType: at("application/pdf"), Visibility: "public"})
	erased := w.said(as, events.EvidenceDeposited{Evidence: "e3", Hash: strings.Repeat("ef", 32), Kind: "mixed", MediaType: at("image/png"), Visibility: "public"})
	w.said(as, events.TextErased{Basis: "victim-data", Text: erased + "/document"})
	w.said(as, events.EvidenceDeposited{
		Evidence: "e2", Hash: strings.Repeat("cd", 32), Kind: "contradicts", Visibility: "restricted", Effective: at("2026-05-17"), Description: w.Text("restricted words"),
	})
	w.said(events.Envelope{Actor: SecretActor, ActorRole: "assessor", ActorParty: "gov-pb", Auth: "session"}, events.CommitmentAssessed{
		Level: "limited", Confidence: "low", Method: "ahd-1", Considered: []string{first}, Effective: at("2026-11-01"), Rationale: w.Text("one of nine " + EverythingNasty),
	})
}

func (w *World) disputes(as events.Envelope) {
	at := func(text string) *string { return &text }
	w.said(as, events.ProgressDisputed{Claim: "partly_implemented", Statement: w.Text("it is locked " + EverythingNasty), URL: at("https://example.org/visit"), Informant: at("withheld"), Evidence: []string{}})
	hidden := w.said(as, events.ProgressDisputed{Claim: "not_implemented", Statement: w.Text("hidden words"), Address: w.Text("https://example.org/hidden"), Effective: at("2026-05-18"), Evidence: []string{}})
	w.said(as, events.DisputeHidden{Disputed: hidden, Reason: w.Text("it named somebody")})
}

// Has checks that a page says all of this.
func Has(t *testing.T, page string, wanted ...string) {
	t.Helper()
	for _, want := range wanted {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
}

// HasNot checks that a page says none of this.
func HasNot(t *testing.T, page string, slips ...string) {
	t.Helper()
	for _, slip := range slips {
		if strings.Contains(page, slip) {
			t.Errorf("the page says %q", slip)
		}
	}
}

func measured(period, place, sex, age, value string) events.Measurement {
	at := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	return events.Measurement{Indicator: "i", Period: period, Place: at(place), Sex: at(sex), Age: at(age), Value: value}
}
