package recording_test

import (
	"encoding/json"
	"slices"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// law is what a command needs, whatever it says.
type law struct {
	of    string // "nothing" there yet, "there", in "force", "open", "whole": open and without parts
	roles string
	hand  string // "": anybody's; "speaks", "answers", "eyes", "second", "takes": takes a document away
	typed string // the field that has to be typed
}

const keep = "coordinator administrator"

var laws = map[string]law{
	"CaptureCommitment":        {"nothing", keep, "", ""},
	"ConfirmCommitment":        {"force", keep, "", ""},
	"OperationaliseCommitment": {"open", keep, "", ""},
	"AssignCommitment":         {"open", keep, "", ""},
	"SetDueDate":               {"open", keep, "", ""},
	"ReviseDueDate":            {"open", keep, "", "reason"},
	"SetReviewInterval":        {"open", keep, "", ""},
	"RecordResponse":           {"force", keep, "", ""},
	"RequestUpdate":            {"open", keep, "", ""},
	"RateSmart":                {"force", keep + " assessor", "", ""},
	"JudgeVerifiability":       {"force", keep, "", "reason"},
	"CorrectCommitment":        {"there", keep, "", "reason"},
	"SuspendCommitment":        {"open", keep, "", "reason"},
	"ResumeCommitment":         {"force", keep, "", "reason"},
	"WithdrawCommitment":       {"force", keep, "", "reason"},
	"SupersedeCommitment":      {"force", keep, "", "reason"},
	"RejectCommitment":         {"force", keep, "", "reason"},
	"SetMilestone":             {"open", keep, "", ""},
	"ReviseMilestone":          {"open", keep, "", "reason"},
	"DropMilestone":            {"open", keep, "", "reason"},
	"MeetMilestone":            {"whole", "coordinator focal_point", "speaks", ""},
	"SetIndicator":             {"open", keep, "", ""},
	"TakeMeasurement":          {"whole", "coordinator focal_point", "speaks", ""},
	"ReportProgress":           {"whole", "coordinator focal_point", "speaks", ""},
	"RetractProgress":          {"open", "coordinator focal_point", "speaks", "reason"},
	"ConfirmReport":            {"open", "coordinator focal_point validator", "answers", ""},
	"ContestReport":            {"force", "coordinator focal_point validator", "", "reason"},
	"LinkEvidence":             {"force", "coordinator focal_point validator assessor", "takes", ""},
	"DepositEvidence":          {"force", "coordinator focal_point validator assessor", "takes", ""},
	"RetractEvidence":          {"open", "coordinator focal_point validator assessor administrator", "takes", "reason"},
	"AssessCommitment":         {"whole", "assessor", "eyes", "rationale"},
	"CloseCommitment":          {"whole", "approver", "second", ""},
	"ReopenCommitment":         {"force", "approver assessor", "eyes", "reason"},
	"DisputeProgress":          {"force", "coordinator focal_point validator assessor", "", "statement"},
	"HideDispute":              {"there", keep, "eyes", "reason"},
	"EraseText":                {"there", keep, "", ""},
}

// senseless is a word that nothing can be.
const senseless = "No Sense"

// illegal says why something may not happen after all this, first of all what the
// commitment does not admit; nothing if it may.
func (p past) illegal(d deed) (reasons []string) {
	for _, say := range []func(deed) string{
		p.untimely, p.meaningless, p.stranger, p.taking, p.unsaid, p.unchecked, p.answering, p.replacing, p.twice, p.ofCourse, p.ofReports, p.ofProof, p.ofSteps, p.ofIdentity,
	} {
		if why := say(d); why != "" {
			reasons = append(reasons, why)
		}
	}
	return reasons
}

func (p past) meaningless(d deed) string {
	body, _ := json.Marshal(d.command)
	return told(strings.Contains(string(body), senseless), "senseless")
}

// told is why, where something is bad.
func told(bad bool, why string) string {
	if bad {
		return why
	}
	return ""
}

// untimely: what the commitment is does not admit it.
func (p past) untimely(d deed) string {
	l := laws[d.name()]
	switch {
	case l.of == "nothing":
		return told(len(p) > 0, "captured before")
	case len(p) == 0:
		return "not captured"
	case l.of == "there":
		return ""
	case !p.inForce():
		return "not in force"
	case l.of != "force" && p.closed():
		return "closed"
	}
	return told(l.of == "whole" && len(p.children()) > 0, "said of a whole")
}

// stranger: whoever asks may not. People have one name and at most two
// organisations at a time: their own and the one they speak for.
func (p past) stranger(d deed) string {
	l, who := laws[d.name()], d.who
	local := who.Actor() == "local"
	own := who.Party != "" && who.Party == p.lead()
	speaks := l.hand == "speaks" || l.hand == "answers" || d.name() == "ContestReport"
	switch {
	case who.Actor() != "system" && !slices.Contains(strings.Fields(l.roles), who.Role):
		return "role"
	case (l.hand == "eyes" || l.hand == "second") && !p.apart(who):
		return "no stranger to it"
	case l.hand == "second" && tied(who, p.found()):
		return "assessed"
	case speaks && tied(recording.Acting(who.Actor(), "", who.Party), p.found()):
		return "assessed"
	case speaks && tied(who, p.found()):
		return "for who assessed"
	case l.hand != "speaks" || p.lead() == "" || who.For == p.lead() || who.For == "" && own:
		return ""
	}
	return told(!local || who.For != "" || who.Party != "", "not theirs")
}

// apart: by themselves, for an organisation that never answered for it nor spoke.
func (p past) apart(who rule.Who) bool {
	return who.For == "" && !p.theirs(who) && (who.Party != "" || who.Actor() == "local") && !tied(who, p.spoke())
}

// theirs: their organisation answers for it or did, or they were named to speak for it.
func (p past) theirs(who rule.Who) bool {
	for i := range p {
		lead, persons := p[:i+1].lead(), p[:i+1].persons()
		if who.Party != "" && who.Party == lead || slices.Contains([]string{persons.Main, persons.Alternate, persons.Validator}, who.Actor()) {
			return true
		}
	}
	return false
}

// speaking are the commands by which somebody says how far it is.
var speaking = []string{"ReportProgress", "ConfirmReport", "MeetMilestone", "TakeMeasurement"}

// spoke are the deeds of those who spoke for the commitment, or took a word back.
func (p past) spoke() past {
	return p.by(append([]string{"RetractProgress", "ContestReport"}, speaking...)...)
}

// subtle: all that ties them to it is that they took a word back, or that they speak
// for one who assessed.
func (p past) subtle(who rule.Who) bool {
	own := p.theirs(who)
	tookBack := who.For == "" && !own && !tied(who, p.by(speaking...)) && tied(who, p.spoke())
	return tookBack || who.For != "" && tied(who, p.found()) && !tied(recording.Acting(who.Actor(), "", who.Party), p.found())
}

// found are the assessments.
func (p past) found() past { return p.by("AssessCommitment") }

func (p past) by(names ...string) (list past) {
	for _, d := range p {
		if slices.Contains(names, d.name()) {
			list = append(list, d)
		}
	}
	return list
}

// tied reports whether somebody has, in person or by an organisation, a hand in
// one of these deeds.
func tied(who rule.Who, deeds past) bool {
	for _, d := range deeds {
		if d.who.Actor() == who.Actor() {
			return true
		}
		for _, party := range []string{d.who.Party, d.who.For} {
			if party != "" && (party == who.Party || party == who.For) {
				return true
			}
		}
	}
	return false
}

// unsaid: words are missing, or speak of a day that has not come.
func (p past) unsaid(d deed) string {
	need := laws[d.name()].typed
	if c, ok := d.command.(commitment.CloseCommitment); ok && c.Outcome != "implemented" {
		need = "reason"
	}
	if need != "" && strings.TrimSpace(rule.FactsOf(d.command).Typed[need]) == "" {
		return need + " is missing"
	}
	today := d.at.Add(5 * 60 * 60 * 1e9).Format("2006-01-02")
	for _, text := range moments(d.command) {
		if earliest[text] > today {
			return "has not happened"
		}
	}
	return ""
}

// moments are the dates of which a command says that they have been.
func moments(command rule.Command) (list []string) {
	add := func(texts ...*string) {
		for _, text := range texts {
			if text != nil {
				list = append(list, *text)
			}
		}
	}
	measured := func(values []events.Measurement) {
		for _, m := range values {
			add(&m.Period)
		}
	}
	switch c := command.(type) {
	case commitment.ReportProgress:
		add(c.Effective)
		measured(c.Measurements)
	case commitment.TakeMeasurement:
		measured(c.Measurements)
	case commitment.MeetMilestone:
		add(c.Effective)
	case commitment.RecordResponse:
		add(c.Effective)
	case commitment.RequestUpdate:
		add(&c.Day)
	case commitment.LinkEvidence:
		add(c.Effective)
	case commitment.DepositEvidence:
		add(c.Effective)
	case commitment.AssessCommitment:
		add(c.Effective)
	case commitment.DisputeProgress:
		add(c.Effective)
	case commitment.HandOver:
		add(c.Effective)
	}
	return list
}

// earliest is the first day that a date can mean; "" where that is not known.
var earliest = map[string]string{
	"2026-11-20": "2026-11-20", "2026-11-24": "2026-11-24", "2026": "2026-01-01", "2027": "2027-01-01", "2027-03": "2027-03-01",
	"2028-02-29?": "2028-02-29", "XXXX-12-31": "", "2026-10/2026-12": "2026-10-01", "2999-01-01": "2999-01-01",
}
