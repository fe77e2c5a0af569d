package wording

import (
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/instrument"
)

// Places are the codes that have a name, in the order of lists.
var Places = commitment.Places

var english = table{
	direction: "ltr",
	notStated: "not stated",
	everyDays: "every %d days",
	axes: map[string]string{
		commitment.AxisRecord: "Record", commitment.AxisResponse: "Response", commitment.AxisSelfReported: "Self-reported",
		commitment.AxisAssessed: "Assessed", commitment.AxisTimeliness: "Timeliness", commitment.AxisClosure: "Closure",
	},
	values: englishValues,
	kinds: map[string]string{
		"declaration": "declaration", "recommendation": "recommendation",
		"recommendation-text-missing": "recommendation, wording not known",
		"outcome-text-missing":        "outcome, wording not known",
		"call":                        "call", "pledge": "pledge", "objective": "objective", "activity": "activity",
		"collective-statement": "collective statement",
	},
	pillars: map[string]string{
		"prevention": "prevention", "protection": "protection", "prosecution": "prosecution", "partnership": "partnership",
	},
	roles: map[string]string{
		"administrator": "administrator", "coordinator": "coordinator", "focal_point": "focal person",
		"validator": "validator", "assessor": "assessor", "approver": "approver", "auditor": "auditor", "reader": "reader", "withheld": "somebody who is not named",
	},
	streams: map[string]string{
		"register": "register", "source": "source", "convening": "conference or meeting",
		"instrument": "declaration or recommendations", "commitment": "commitment", "party": "organisation",
		"person": "person", "method": "method", "summary": "summary",
		"working-group": "working group", "figure": "figure", "question": "open question",
	},
	instruments: map[string]string{
		instrument.Declaration: "declaration", instrument.Recommendations: "recommendations", instrument.Outcome: "outcome",
	},
	evidence: map[string]string{
		"supports": "supports what was reported", "contradicts": "speaks against what was reported",
		"mixed": "supports it in part", "context": "background",
	},
	fields:    englishFields,
	bases:     map[string]string{"quotes-found": "each quote stands in its source"},
	said:      englishSaid,
	sentences: englishSentences,
	types:     englishTypes,
}

var englishValues = map[string]map[string]string{
	commitment.AxisRecord: {
		commitment.Captured: "noted, not yet checked", commitment.Confirmed: "checked",
		commitment.Operationalised: "assigned and dated", commitment.Merged: "merged into another",
		commitment.Superseded: "replaced by another", commitment.Withdrawn: "withdrawn",
		commitment.Rejected: "found not to be a commitment",
	},
	commitment.AxisResponse: {
		commitment.NoResponse: "no answer", "accepted": "accepted", "accepted_in_part": "accepted in part",
		"noted": "taken note of", "rejected": "rejected",
	},
	commitment.AxisSelfReported: {
		commitment.NoReport: "no report", commitment.Planning: "planning", commitment.InProgress: "in progress",
		commitment.Stalled: "stalled", commitment.ReportedComplete: "reported done",
	},
	commitment.AxisAssessed: {
		commitment.NotAssessed: "not assessed", "no_evidence": "no proof found", "not_started": "not started",
		"limited": "limited", "substantial": "substantial", commitment.Complete: "complete", "regressed": "gone backwards",
	},
	commitment.AxisTimeliness: {
		commitment.NoDate: "no due date", commitment.OnSchedule: "on schedule", commitment.DueSoon: "due soon",
		commitment.Overdue: "overdue", commitment.MetOnTime: "met on time", commitment.MetLate: "met late",
	},
	commitment.AxisClosure: {
		commitment.Open: "open", "closed_implemented": "closed, implemented",
		"closed_not_implemented": "closed, not implemented", "reopened": "opened again",
	},
}

var englishFields = map[string]string{
	"id": "Commitment", "convening": "Conference or meeting", "working_group": "Working group",
	"instrument": "Declaration or recommendations", "kind": "Kind", "lead_party": "Organisation that answers",
	"parent": "Part of", "pillar": "Pillar", "geography": "Place", "verifiable": "Can be checked", "due": "Due",
	"sdg_target": "SDG target", "source": "Source", "narrative": "What happened", "description": "Description",
	"effective": "When it happened", "state": "How far it is", "on_behalf_of": "Entered for",
	"stale": "No news for too long", "proxy": "Entered for somebody, not yet confirmed", "contested": "People disagree",
	"address": "Address of the document", "reason": "Why", "statement": "What is said against it", "rationale": "What it rests on",
	"true": "yes", "false": "no", "search": "Words",
}
