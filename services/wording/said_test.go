package wording

import (
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections/commitments"
)

func TestEveryCodeHasAWordInEveryLanguage(t *testing.T) {
	for language, words := range tables {
		for list, codes := range map[string][]string{
			confidences: commitment.Confidences, claims: commitment.Claims, channels: commitment.Channels,
			milestones:    {commitment.Set, commitment.Met, commitment.Dropped},
			silences:      {commitments.Spoken, commitments.Unassigned, commitments.NeverAsked, commitments.AskedNoAnswer},
			erasures:      commitment.ErasureBases,
			corrections:   commitment.CorrectableFields,
			exploitations: commitment.Exploitations,
			persons:       {"female", "male", "other", "child", "adult"},
			directions:    {"increase", "decrease"},
			smart:         {"specific", "measurable", "achievable", "relevant", "time_bound"},
		} {
			for _, code := range codes {
				if strings.TrimSpace(words.said[list][code]) == "" {
					t.Errorf("%s has no word for the %s %s", language, list, code)
				}
			}
		}
		for name, sentence := range english.sentences {
			if said := words.sentences[name]; said == "" || verbs(said) != verbs(sentence) {
				t.Errorf("%s says %q for %q", language, said, sentence)
			}
		}
	}
}

// verbs are the places of a sentence that are filled in.
func verbs(sentence string) [2]int {
	return [2]int{strings.Count(sentence, "%s"), strings.Count(sentence, "%d")}
}

func TestWhatHappenedToACommitment(t *testing.T) {
	text := func(s string) *string { return &s }
	days := 90
	party := func(id string) string { return "the " + id }
	for want, payload := range map[string]events.Payload{
		"Assigned and dated: the fia, due 30 June 2027, every 90 days":                        events.CommitmentOperationalised{Party: text("fia"), Due: text("2027-06-30"), ReviewDays: &days},
		"Assigned and dated: every 90 days":                                                   events.CommitmentOperationalised{ReviewDays: &days},
		"Due date moved: 30 June 2027":                                                        events.DueDateRevised{Due: "2027-06-30"},
		"The addressee answered: accepted in part":                                            events.ResponseRecorded{Response: "accepted_in_part"},
		"Asked how far it is: the fia, by letter, 3 April 2026":                               events.UpdateRequested{Party: "fia", Channel: "letter", Day: "2026-04-03"},
		"Replaced by another: cm-2":                                                           events.CommitmentSuperseded{By: "cm-2"},
		"Corrected: Kind: recommendation":                                                     events.CommitmentCorrected{Field: "kind", Value: text("recommendation")},
		"Corrected: Issued by: not stated":                                                    events.CommitmentCorrected{Field: "issued_by"},
		"How well it is put: specific, relevant; not measurable, achievable, time-bound":      events.SmartRated{Specific: true, Relevant: true},
		"How well it is put: none of: specific, measurable, achievable, relevant, time-bound": events.SmartRated{},
		"Whether it can be checked: no":                                                       events.VerifiabilityJudged{},
		"Erased: a document; a court ordered it":                                              events.TextErased{Basis: "court-order", Text: "x/document"},
		"Erased: a text; it told of a victim":                                                 events.TextErased{Basis: "victim-data", Text: "x/narrative"},
		"Milestone set: Rules drafted, due 1 May 2027":                                        events.MilestoneSet{Milestone: "m-1", Title: "Rules drafted", Due: text("2027-05-01")},
		"Milestone changed: Rules drafted":                                                    events.MilestoneRevised{Milestone: "m-1", Title: "Rules drafted"},
		"To be measured: Shelters, places":                                                    events.IndicatorSet{Title: "Shelters", Unit: "places", Baseline: text("3")},
		"Measured: 1 value":                                                                   events.MeasurementTaken{Measurements: []events.Measurement{{Value: "3"}}},
		"Proof document put away: speaks against what was reported":                           events.EvidenceDeposited{Kind: "contradicts", Visibility: "public"},
		"Proof document put away: not for everybody":                                          events.EvidenceDeposited{Kind: "contradicts", Visibility: "restricted"},
		"Assessed: limited, medium confidence, method ahd-1, 2 proof documents considered":    events.CommitmentAssessed{Level: "limited", Confidence: "medium", Method: "ahd-1", Considered: []string{"a", "b"}},
		"Closed: not implemented":                                                             events.CommitmentClosed{Outcome: "not_implemented"},
		"Somebody says otherwise: implemented in part":                                        events.ProgressDisputed{Claim: "partly_implemented"},
		"Person entered: focal person, assessor, the ncrc, from 1 May 2026":                   events.PersonRecorded{Roles: []string{"focal_point", "assessor"}, Party: text("ncrc"), From: text("2026-05-01")},
	} {
		if got := English.Happened(payload, party); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestWhereReportAndAssessmentDiffer(t *testing.T) {
	for pair, want := range map[[2]string]string{
		{"reported_complete", "limited"}:      "Reported done, assessed limited.",
		{"reported_complete", "complete"}:     "",
		{"reported_complete", "not_assessed"}: "Reported done, not confirmed: nobody has assessed it.",
		{"in_progress", "not_assessed"}:       "",
		{"in_progress", "substantial"}:        "",
		{"in_progress", "no_evidence"}:        "Reported as in progress, assessed no proof found.",
		{"planning", "complete"}:              "Reported as planning, assessed complete.",
		{"stalled", "complete"}:               "Reported as stalled, assessed complete.",
		{"no_report", "limited"}:              "",
		{"of_a_newer_build", "limited"}:       "",
	} {
		if got := English.Findings().Gap(pair[0], pair[1]); got != want {
			t.Errorf("%v: %q, want %q", pair, got, want)
		}
	}
}

func TestHowFarPeopleDisagree(t *testing.T) {
	for _, check := range []struct {
		contest   commitment.Contest
		long, few string
	}{
		{commitment.Contest{}, "", "no"},
		{commitment.Contest{Claims: 1}, "", "no"},
		{commitment.Contest{Claims: 1, Contested: true}, "is at 0%.", "yes; 1 counted, mean 0%, spread 0 points"},
		{commitment.Contest{Claims: 3, Mean: 6667, Spread: 5000, Contested: true},
			"the mean of 3 statements is 66.67%, and the highest and the lowest lie 50 points apart.", "yes; 3 counted, mean 66.67%, spread 50 points"},
	} {
		long, few := English.Findings().Contest(check.contest), English.Findings().Contested(check.contest)
		if check.long == "" && long != "" || !strings.HasSuffix(long, check.long) || strings.Contains(long, "%!") || few != check.few {
			t.Errorf("%+v: %q, %q", check.contest, long, few)
		}
	}
	for bp, want := range map[int]string{0: "0", 5: "0.05", 50: "0.5", 2500: "25", 10_000: "100", -1250: "-12.5"} {
		if got := Percent(bp); got != want {
			t.Errorf("%d: %q, want %q", bp, got, want)
		}
	}
}

// The words of the code must not come back through the details.
func TestSentencesSayNoCodes(t *testing.T) {
	for _, list := range english.said {
		for _, said := range list {
			if strings.ContainsAny(said, "_%") {
				t.Errorf("%q", said)
			}
		}
	}
	for name, said := range english.sentences {
		for _, code := range []string{"party", "convening", "instrument", "captured", "operationalised", "evidence", "focal point", "claim", "proxy", "stale"} {
			if strings.Contains(strings.ToLower(said), code) {
				t.Errorf("%s: %q says %q", name, said, code)
			}
		}
	}
}
