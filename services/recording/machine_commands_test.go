package recording_test

import (
	"slices"
	"strings"

	"ahd/events"
	"ahd/events/commitment"
	"ahd/services/recording"
)

func (h *hand) on() recording.On             { return recording.On{ID: h.id} }
func (h *hand) reasoned() recording.Reasoned { return recording.Reasoned{On: h.on(), Reason: h.why()} }

// commands draws one of each command about a commitment.
var commands = map[string]func(*hand) recording.Command{
	"CaptureCommitment": (*hand).capture,
	"ConfirmCommitment": func(h *hand) recording.Command { return recording.ConfirmCommitment{ID: h.id, Basis: "quotes-found"} },
	"OperationaliseCommitment": func(h *hand) recording.Command {
		due, _ := h.past.due()
		return recording.OperationaliseCommitment{On: h.on(), Party: opt(h.chance(60), h.answerable()),
			Due: opt(h.chance(30) && (due == "" || h.chance(30)), h.day()), ReviewDays: opt(h.chance(50), one(h, []int{30, 90, 3650, 3651}))}
	},
	"AssignCommitment": func(h *hand) recording.Command { return recording.AssignCommitment{ID: h.id, Party: h.answerable()} },
	"SetDueDate":       func(h *hand) recording.Command { return recording.SetDueDate{ID: h.id, Due: h.day()} },
	"ReviseDueDate": func(h *hand) recording.Command {
		return recording.ReviseDueDate{On: h.on(), Due: h.day(), Reason: h.why()}
	},
	"SetReviewInterval": func(h *hand) recording.Command {
		return recording.SetReviewInterval{ID: h.id, Days: one(h, []int{1, 30, 90, 180, 3650, 0, 3651})}
	},
	"RecordResponse": func(h *hand) recording.Command {
		return recording.RecordResponse{On: h.on(), Response: h.sound(commitment.Responses...), Source: "note-1", Effective: h.moment()}
	},
	"RequestUpdate": func(h *hand) recording.Command {
		return recording.RequestUpdate{On: h.on(), Party: one(h, orgs), Channel: h.sound(commitment.Channels...), Day: h.sound("2026-11-20", "2026-11-20", "2026-11-24", "2999-01-01")}
	},
	"RateSmart": func(h *hand) recording.Command {
		return recording.RateSmart{On: h.on(), Specific: h.chance(50), Measurable: h.chance(50), Achievable: h.chance(50), Relevant: h.chance(50), TimeBound: h.chance(50)}
	},
	"JudgeVerifiability": func(h *hand) recording.Command {
		return recording.JudgeVerifiability{On: h.on(), Verifiable: h.chance(50), Reason: h.why()}
	},
	"CorrectCommitment": func(h *hand) recording.Command {
		x := one(h, corrections)
		return recording.CorrectCommitment{On: h.on(), Field: x.field, Value: x.value, Reason: h.why()}
	},
	"SuspendCommitment":  func(h *hand) recording.Command { return recording.SuspendCommitment{Reasoned: h.reasoned()} },
	"ResumeCommitment":   func(h *hand) recording.Command { return recording.ResumeCommitment{Reasoned: h.reasoned()} },
	"WithdrawCommitment": func(h *hand) recording.Command { return recording.WithdrawCommitment{Reasoned: h.reasoned()} },
	"RejectCommitment":   func(h *hand) recording.Command { return recording.RejectCommitment{Reasoned: h.reasoned()} },
	"SupersedeCommitment": func(h *hand) recording.Command {
		return recording.SupersedeCommitment{Reasoned: h.reasoned(), By: one(h, []string{"cm-9", "cm-9", h.id})}
	},
	"SetMilestone": func(h *hand) recording.Command {
		return recording.SetMilestone{On: h.on(), Milestone: h.sound("hire", "build", "open", "train"), Title: one(h, []string{"Staff", "Staff", "Staff", " "}), Due: opt(h.chance(50), h.day())}
	},
	"ReviseMilestone": func(h *hand) recording.Command {
		return recording.ReviseMilestone{Reasoned: h.reasoned(), Milestone: h.step(), Title: one(h, []string{"More staff", "Staff", "Roof", ""}), Due: opt(h.chance(50), h.day())}
	},
	"DropMilestone": func(h *hand) recording.Command {
		return recording.DropMilestone{Reasoned: h.reasoned(), Milestone: h.step()}
	},
	"MeetMilestone": func(h *hand) recording.Command {
		return recording.MeetMilestone{On: h.on(), Milestone: h.step(), Effective: h.moment()}
	},
	"SetIndicator": func(h *hand) recording.Command {
		return recording.SetIndicator{On: h.on(), Indicator: events.IndicatorSet{Indicator: h.sound("beds", "staff"), Title: one(h, []string{"Beds", "Beds", " "}),
			Unit: "persons", Direction: h.sound("increase", "decrease"), Target: opt(h.chance(50), h.sound("40")), Due: opt(h.chance(50), h.day())}}
	},
	"TakeMeasurement": func(h *hand) recording.Command {
		return recording.TakeMeasurement{On: h.on(), Measurements: h.measurements(1 + h.below(2))}
	},
	"ReportProgress": (*hand).report,
	"RetractProgress": func(h *hand) recording.Command {
		return recording.RetractProgress{Reasoned: h.reasoned(), Report: h.some(h.past.reports())}
	},
	"ConfirmReport": func(h *hand) recording.Command { return recording.ConfirmReport{On: h.on(), Report: h.entered()} },
	"ContestReport": func(h *hand) recording.Command {
		return recording.ContestReport{Reasoned: h.reasoned(), Report: h.entered()}
	},
	"LinkEvidence": func(h *hand) recording.Command {
		return recording.LinkEvidence{Documented: h.document(), URL: one(h, append(slices.Repeat([]string{"https://example.org/report.pdf"}, 20), addresses...))}
	},
	"DepositEvidence": func(h *hand) recording.Command {
		return recording.DepositEvidence{Documented: h.document(), Evidence: uuid(h.n), Hash: h.sound(strings.Repeat("a", 64)), Visibility: h.sound("public", "restricted")}
	},
	"RetractEvidence": func(h *hand) recording.Command {
		return recording.RetractEvidence{Reasoned: h.reasoned(), Evidence: h.some(h.past.papers())}
	},
	"AssessCommitment": (*hand).assess,
	"CloseCommitment": func(h *hand) recording.Command {
		outcome := "implemented"
		if h.past.assessed() != "complete" && h.chance(25) || h.past.record() == "captured" && h.chance(60) || h.chance(10) {
			outcome = h.sound("not_implemented")
		}
		return recording.CloseCommitment{Reasoned: h.reasoned(), Outcome: outcome}
	},
	"ReopenCommitment": func(h *hand) recording.Command { return recording.ReopenCommitment{Reasoned: h.reasoned()} },
	"DisputeProgress":  (*hand).dispute,
	"EraseText": func(h *hand) recording.Command {
		return recording.EraseText{On: h.on(), Text: uuid(h.below(h.n)) + "/reason", Basis: h.sound(commitment.ErasureBases...), Reason: h.why()}
	},
	"HideDispute": func(h *hand) recording.Command {
		return recording.HideDispute{Reasoned: h.reasoned(), Dispute: h.some(h.past.doubts())}
	},
}

var addresses = func() (list []string) {
	for address := range openly {
		list = append(list, address)
	}
	slices.Sort(list)
	return list
}()

// capture is of a commitment by itself, of one that is kept in two provinces, or
// of one of those.
func (h *hand) capture() recording.Command {
	item := events.CommitmentCaptured{Text: "Open a shelter.", Kind: h.sound("pledge", "declaration", "recommendation-text-missing"), Convening: "m-1", Verifiable: h.chance(50)}
	if h.chance(95) {
		item.Quotes = []events.Quote{{Source: "note-1", Quote: "a shelter", Bytes: [2]int64{3, 12}}}
	}
	switch h.below(12) {
	case 6:
		item.Parent = text("cm-0")
	case 7:
		item.Children = []string{h.id + "-pk-pb", h.id + "-pk-sd"}
	}
	return recording.CaptureCommitment{ID: h.id, Item: item}
}

// answerable is an organisation, now and then one that assessed.
func (h *hand) answerable() string { return one(h, append(orgs, h.finders()...)) }

// step is, mostly, a milestone that is open.
func (h *hand) step() string {
	if ids := h.ahead(); len(ids) > 0 && h.chance(85) {
		return one(h, ids)
	}
	return h.sound("hire", "build", "open", "train")
}

func (h *hand) report() recording.Command {
	c := recording.ReportProgress{ID: h.id, State: h.sound(commitment.ReportStates...), Narrative: h.maybe("two rooms"), Effective: h.moment(), Channel: opt(h.chance(30), h.sound(commitment.Channels...))}
	if h.chance(20) || len(h.ahead()) > 0 && h.chance(75) {
		c.Milestones = []string{h.step()}
		if h.chance(50) {
			c.Milestones = append(c.Milestones, one(h, []string{c.Milestones[0], c.Milestones[0], h.step()}))
		}
	}
	if h.chance(20) {
		c.Measurements = h.measurements(1)
	}
	return c
}

// entered is, mostly, a report that somebody entered for another organisation.
func (h *hand) entered() string {
	if proxied := h.proxied(); len(proxied) > 0 && h.chance(85) {
		return one(h, proxied).id
	}
	return h.some(h.past.reports())
}

func (h *hand) assess() recording.Command {
	levels := append([]string{"complete", "complete", "not_assessed", "complete"}, commitment.Levels...)
	if level := h.past.assessed(); level == "substantial" || level == "complete" {
		levels = append(levels, slices.Repeat([]string{"regressed"}, 8)...)
	}
	if len(h.past.papers()) > 0 && !h.past.proven() { // nothing that counts, and yet
		levels = append(levels, slices.Repeat([]string{"complete"}, 10)...)
	}
	c := recording.AssessCommitment{On: h.on(), Level: h.sound(levels...),
		Confidence: h.sound(commitment.Confidences...), Method: h.sound("ahd-1"), Rationale: h.why(), Effective: h.moment()}
	if h.chance(30) {
		c.Considered = []string{h.some(h.past.papers())}
	}
	return c
}

func (h *hand) dispute() recording.Command {
	c := recording.DisputeProgress{On: h.on(), Claim: h.sound(commitment.Claims...), Statement: h.why(), Effective: h.moment(), Informant: opt(h.chance(30), h.sound("withheld"))}
	if h.chance(80) {
		c.URL = text(one(h, append([]string{"https://example.org/report.pdf"}, addresses...)))
	}
	if h.chance(20) {
		c.Evidence = []string{h.some(h.past.papers())}
	}
	return c
}
