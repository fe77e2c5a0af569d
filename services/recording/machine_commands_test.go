package recording_test

import (
	"slices"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	commitmentcmd "ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/rule"
)

func (h *hand) on() commitmentcmd.On { return commitmentcmd.On{ID: h.id} }
func (h *hand) reasoned() commitmentcmd.Reasoned {
	return commitmentcmd.Reasoned{On: h.on(), Reason: h.why()}
}

// commands draws one of each command about a commitment.
var commands = map[string]func(*hand) rule.Command{
	"CaptureCommitment": (*hand).capture,
	"ConfirmCommitment": func(h *hand) rule.Command { return commitmentcmd.ConfirmCommitment{ID: h.id, Basis: "quotes-found"} },
	"OperationaliseCommitment": func(h *hand) rule.Command {
		due, _ := h.past.due()
		return commitmentcmd.OperationaliseCommitment{On: h.on(), Party: opt(h.chance(60), h.answerable()),
			Due: opt(h.chance(30) && (due == "" || h.chance(30)), h.day()), ReviewDays: opt(h.chance(50), one(h, []int{30, 90, 3650, 3651}))}
	},
	"AssignCommitment": func(h *hand) rule.Command { return commitmentcmd.AssignCommitment{ID: h.id, Party: h.answerable()} },
	"SetDueDate":       func(h *hand) rule.Command { return commitmentcmd.SetDueDate{ID: h.id, Due: h.day()} },
	"ReviseDueDate": func(h *hand) rule.Command {
		return commitmentcmd.ReviseDueDate{On: h.on(), Due: h.day(), Reason: h.why()}
	},
	"SetReviewInterval": func(h *hand) rule.Command {
		return commitmentcmd.SetReviewInterval{ID: h.id, Days: one(h, []int{1, 30, 90, 180, 3650, 0, 3651})}
	},
	"RecordResponse": func(h *hand) rule.Command {
		return commitmentcmd.RecordResponse{On: h.on(), Response: h.sound(commitment.Responses...), Source: "note-1", Effective: h.moment()}
	},
	"RequestUpdate": func(h *hand) rule.Command {
		return commitmentcmd.RequestUpdate{On: h.on(), Party: one(h, orgs), Channel: h.sound(commitment.Channels...), Day: h.sound("2026-11-20", "2026-11-20", "2026-11-24", "2999-01-01")}
	},
	"RateSmart": func(h *hand) rule.Command {
		return commitmentcmd.RateSmart{On: h.on(), Specific: h.chance(50), Measurable: h.chance(50), Achievable: h.chance(50), Relevant: h.chance(50), TimeBound: h.chance(50)}
	},
	"JudgeVerifiability": func(h *hand) rule.Command {
		return commitmentcmd.JudgeVerifiability{On: h.on(), Verifiable: h.chance(50), Reason: h.why()}
	},
	"CorrectCommitment": func(h *hand) rule.Command {
		x := one(h, corrections)
		return commitmentcmd.CorrectCommitment{On: h.on(), Field: x.field, Value: x.value, Reason: h.why()}
	},
	"SuspendCommitment":  func(h *hand) rule.Command { return commitmentcmd.SuspendCommitment{Reasoned: h.reasoned()} },
	"ResumeCommitment":   func(h *hand) rule.Command { return commitmentcmd.ResumeCommitment{Reasoned: h.reasoned()} },
	"WithdrawCommitment": func(h *hand) rule.Command { return commitmentcmd.WithdrawCommitment{Reasoned: h.reasoned()} },
	"RejectCommitment":   func(h *hand) rule.Command { return commitmentcmd.RejectCommitment{Reasoned: h.reasoned()} },
	"SupersedeCommitment": func(h *hand) rule.Command {
		return commitmentcmd.SupersedeCommitment{Reasoned: h.reasoned(), By: one(h, []string{"cm-9", "cm-9", h.id})}
	},
	"SetMilestone": func(h *hand) rule.Command {
		return commitmentcmd.SetMilestone{On: h.on(), Milestone: h.sound("hire", "build", "open", "train"), Title: one(h, []string{"Staff", "Staff", "Staff", " "}), Due: opt(h.chance(50), h.day())}
	},
	"ReviseMilestone": func(h *hand) rule.Command {
		return commitmentcmd.ReviseMilestone{Reasoned: h.reasoned(), Milestone: h.step(), Title: one(h, []string{"More staff", "Staff", "Roof", ""}), Due: opt(h.chance(50), h.day())}
	},
	"DropMilestone": func(h *hand) rule.Command {
		return commitmentcmd.DropMilestone{Reasoned: h.reasoned(), Milestone: h.step()}
	},
	"MeetMilestone": func(h *hand) rule.Command {
		return commitmentcmd.MeetMilestone{On: h.on(), Milestone: h.step(), Effective: h.moment()}
	},
	"SetIndicator": func(h *hand) rule.Command {
		return commitmentcmd.SetIndicator{On: h.on(), Indicator: events.IndicatorSet{Indicator: h.sound("beds", "staff"), Title: one(h, []string{"Beds", "Beds", " "}),
			Unit: "persons", Direction: h.sound("increase", "decrease"), Target: opt(h.chance(50), h.sound("40")), Due: opt(h.chance(50), h.day())}}
	},
	"TakeMeasurement": func(h *hand) rule.Command {
		return commitmentcmd.TakeMeasurement{On: h.on(), Measurements: h.measurements(1 + h.below(2))}
	},
	"ReportProgress": (*hand).report,
	"RetractProgress": func(h *hand) rule.Command {
		return commitmentcmd.RetractProgress{Reasoned: h.reasoned(), Report: h.some(h.past.reports())}
	},
	"ConfirmReport": func(h *hand) rule.Command { return commitmentcmd.ConfirmReport{On: h.on(), Report: h.entered()} },
	"ContestReport": func(h *hand) rule.Command {
		return commitmentcmd.ContestReport{Reasoned: h.reasoned(), Report: h.entered()}
	},
	"LinkEvidence": func(h *hand) rule.Command {
		return commitmentcmd.LinkEvidence{Documented: h.document(), URL: one(h, append(slices.Repeat([]string{"https://example.org/report.pdf"}, 20), addresses...))}
	},
	"DepositEvidence": func(h *hand) rule.Command {
		return commitmentcmd.DepositEvidence{Documented: h.document(), Evidence: uuid(h.n), Hash: h.sound(strings.Repeat("a", 64)), Visibility: h.sound("public", "restricted")}
	},
	"RetractEvidence": func(h *hand) rule.Command {
		return commitmentcmd.RetractEvidence{Reasoned: h.reasoned(), Evidence: h.some(h.past.papers())}
	},
	"AssessCommitment": (*hand).assess,
	"CloseCommitment": func(h *hand) rule.Command {
		outcome := "implemented"
		if h.past.assessed() != "complete" && h.chance(25) || h.past.record() == "captured" && h.chance(60) || h.chance(10) {
			outcome = h.sound("not_implemented")
		}
		return commitmentcmd.CloseCommitment{Reasoned: h.reasoned(), Outcome: outcome}
	},
	"ReopenCommitment": func(h *hand) rule.Command { return commitmentcmd.ReopenCommitment{Reasoned: h.reasoned()} },
	"DisputeProgress":  (*hand).dispute,
	"EraseText": func(h *hand) rule.Command {
		return commitmentcmd.EraseText{On: h.on(), Text: uuid(h.below(h.n)) + "/reason", Basis: h.sound(commitment.ErasureBases...), Reason: h.why()}
	},
	"HideDispute": func(h *hand) rule.Command {
		return commitmentcmd.HideDispute{Reasoned: h.reasoned(), Dispute: h.some(h.past.doubts())}
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
func (h *hand) capture() rule.Command {
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
	return commitmentcmd.CaptureCommitment{ID: h.id, Item: item}
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

func (h *hand) report() rule.Command {
	c := commitmentcmd.ReportProgress{ID: h.id, State: h.sound(commitment.ReportStates...), Narrative: h.maybe("two rooms"), Effective: h.moment(), Channel: opt(h.chance(30), h.sound(commitment.Channels...))}
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

func (h *hand) assess() rule.Command {
	levels := append([]string{"complete", "complete", "not_assessed", "complete"}, commitment.Levels...)
	if level := h.past.assessed(); level == "substantial" || level == "complete" {
		levels = append(levels, slices.Repeat([]string{"regressed"}, 8)...)
	}
	if len(h.past.papers()) > 0 && !h.past.proven() { // nothing that counts, and yet
		levels = append(levels, slices.Repeat([]string{"complete"}, 10)...)
	}
	c := commitmentcmd.AssessCommitment{On: h.on(), Level: h.sound(levels...),
		Confidence: h.sound(commitment.Confidences...), Method: h.sound("ahd-1"), Rationale: h.why(), Effective: h.moment()}
	if h.chance(30) {
		c.Considered = []string{h.some(h.past.papers())}
	}
	return c
}

func (h *hand) dispute() rule.Command {
	c := commitmentcmd.DisputeProgress{On: h.on(), Claim: h.sound(commitment.Claims...), Statement: h.why(), Effective: h.moment(), Informant: opt(h.chance(30), h.sound("withheld"))}
	if h.chance(80) {
		c.URL = text(one(h, append([]string{"https://example.org/report.pdf"}, addresses...)))
	}
	if h.chance(20) {
		c.Evidence = []string{h.some(h.past.papers())}
	}
	return c
}
