package wording

import "ahd.example/ahd/events/commitment"

// englishSaid are the codes that events hold besides the axes.
var englishSaid = map[string]map[string]string{
	confidences: {"high": "high", "medium": "medium", "low": "low"},
	claims: {
		commitment.NotImplemented: "not implemented", commitment.PartlyImplemented: "implemented in part",
		commitment.Implemented: "implemented",
	},
	channels: {
		"letter": "by letter", "phone": "by phone", "e-mail": "by e-mail", "meeting": "at a meeting", "message": "by message",
	},
	milestones: {commitment.Set: "open", commitment.Met: "reached", commitment.Dropped: "given up"},
	silences: {
		"heard": "there is a report", "unassigned": "nobody answers for it",
		"never_asked": "nobody has asked yet", "asked_no_answer": "asked, no answer yet",
	},
	erasures: {
		"victim-data": "it told of a victim", "consent-withdrawn": "consent was taken back",
		"court-order": "a court ordered it", "mistake": "it was typed by mistake",
	},
	corrections: {
		"address": "Place in the document", "addressee_stated": "Addressed to, as stated", "geography_stated": "Place, as stated",
		"issued_by": "Issued by", "kind": "Kind", "note": "Note", "pillar": "Pillar", "text": "Wording",
		"verifiable_note": "Note on whether it can be checked",
	},
	exploitations: {
		"sexual-exploitation": "sexual exploitation", "forced-labour": "forced labour", "domestic-servitude": "domestic servitude",
		"forced-begging": "forced begging", "forced-criminality": "forced criminality", "forced-marriage": "forced marriage",
		"organ-removal": "removal of organs", "other": "another form",
	},
	persons:    {"female": "female", "male": "male", "other": "other", "child": "children", "adult": "adults"},
	directions: {"increase": "should rise", "decrease": "should fall"},
	smart: {
		"specific": "specific", "measurable": "measurable", "achievable": "achievable", "relevant": "relevant", "time_bound": "time-bound",
	},
}

// englishSentences are those in which something differs.
var englishSentences = map[string]string{
	"yes": "yes", "no": "no",
	"due":        "due %s",
	"no news":    "no news for %d days",
	"no news 1":  "no news for 1 day",
	"assessed":   "%s, %s confidence, method %s",
	"considered": "%d proof documents considered", "considered 1": "1 proof document considered",
	"values": "%d values", "values 1": "1 value",
	"from": "from %s", "until": "until %s",
	"restricted": "not for everybody",
	"clauses":    "%d clauses", "external": "%s %d, number %s",
	"main person": "focal person %s", "alternate person": "in their absence %s", "validating person": "looked over by %s",
	"erased text": "a text; %s", "erased document": "a document; %s",

	"is and is not": "%s; not %s", "is": "%s", "is not": "none of: %s",
	"trackable": "It can be followed.", "not trackable": "It cannot be followed: that takes measurable, achievable and time-bound.",

	"gap planning":          "Reported as planning, assessed %s.",
	"gap in_progress":       "Reported as in progress, assessed %s.",
	"gap stalled":           "Reported as stalled, assessed %s.",
	"gap reported_complete": "Reported done, assessed %s.",
	"gap unassessed":        "Reported done, not confirmed: nobody has assessed it.",

	"disagree":                    "People disagree: on a scale from 0%% (not implemented) to 100%% (implemented), the mean of %d statements is %s%%, and the highest and the lowest lie %s points apart.",
	"disagree 1":                  "Somebody disputes it: on a scale from 0%% (not implemented) to 100%% (implemented), the only statement that counts is at %s%%.",
	"not independent own-work":    "Not independent: the organisation of whoever judged answered for it.",
	"not independent reporter":    "Not independent: whoever judged, or their organisation, had reported on it.",
	"not independent assessor":    "Not independent: whoever closed it, or their organisation, had assessed it.",
	"not independent coordinator": "Not independent: whoever assessed it had recorded as coordinator at the same meeting.",

	"contest": "yes; %d counted, mean %s%%, spread %s points",
}
