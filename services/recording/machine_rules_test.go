package recording_test

import (
	"slices"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/commands/commitment"
)

// ofCourse: what the model says of the course of a commitment.
func (p past) ofCourse(d deed) string {
	now, _ := p.due()
	is := func(record string) bool { return p.record() == record }
	switch c := d.command.(type) {
	case commitment.CaptureCommitment:
		return told(len(c.Item.Quotes) == 0 && c.Item.Parent == nil, "no quote")
	case commitment.ConfirmCommitment, commitment.RejectCommitment:
		return told(!is("captured"), "checked before")
	case commitment.OperationaliseCommitment:
		return told(is("operationalised") || c.Party == nil && p.lead() == "" || c.Due != nil && now != "" ||
			c.Due == nil && now == "" && c.ReviewDays == nil && p.reviewDays() == 0 || c.ReviewDays != nil && unlikely(*c.ReviewDays), "not ripe")
	case commitment.AssignCommitment:
		return told(c.Party == p.lead(), "theirs already")
	case commitment.SetDueDate:
		return told(now != "", "due already")
	case commitment.ReviseDueDate:
		return told(now == "" || now == c.Due, "no other day")
	case commitment.SetReviewInterval:
		return told(unlikely(c.Days), "no interval")
	case commitment.JudgeVerifiability:
		return told(c.Verifiable == p.verifiable(), "nothing new")
	case commitment.CorrectCommitment:
		return told(!slices.ContainsFunc(corrections, func(x correction) bool { return x.right && x.is(c) }), "no such value")
	case commitment.SuspendCommitment:
		return told(p.rests(), "rests already")
	case commitment.ResumeCommitment:
		return told(!p.rests(), "does not rest")
	case commitment.EraseText:
		return told(slices.ContainsFunc(p, func(d deed) bool {
			erased, ok := d.command.(commitment.EraseText)
			return ok && erased.Text == c.Text
		}), "erased already")
	case commitment.SupersedeCommitment:
		return told(c.By == c.ID, "by itself")
	}
	return ""
}

func unlikely(days int) bool { return days < 1 || days > 3650 }

// correction is a value that a field can, or cannot, be corrected to.
type correction struct {
	field string
	value *string
	right bool
}

func (x correction) is(c commitment.CorrectCommitment) bool {
	same := x.value == c.Value || x.value != nil && c.Value != nil && *x.value == *c.Value
	return same && x.field == c.Field
}

var corrections = []correction{
	{"pillar", text("protection"), true}, {"pillar", nil, true}, {"kind", text("call"), true}, {"text", text("Open two shelters."), true},
	{"issued_by", text("The plenary"), true}, {"note", nil, true}, {"address", text("clause-2"), true},
	{"kind", nil, false}, {"kind", text("wish"), false}, {"text", text(" "), false}, {"note", text(""), false}, {"record", text("captured"), false},
}

// ofReports: what it says of reports and disputes.
func (p past) ofReports(d deed) string {
	switch c := d.command.(type) {
	case commitment.ReportProgress:
		return told(slices.ContainsFunc(c.Milestones, func(id string) bool { return p.milestones()[id] != "set" }) || !p.canMeasure(c.Measurements), "no such step or indicator")
	case commitment.TakeMeasurement:
		return told(len(c.Measurements) == 0 || !p.canMeasure(c.Measurements), "nothing to measure")
	case commitment.RetractProgress:
		r := find(p.reports(), c.Report)
		return told(r.id == "" || r.fate == "retracted", "no such report")
	case commitment.ConfirmReport:
		return p.answers(d, c.Report)
	case commitment.ContestReport:
		return p.answers(d, c.Report)
	case commitment.HideDispute:
		x := find(p.doubts(), c.Dispute)
		return told(x.id == "" || x.fate != "", "no such dispute")
	case commitment.DisputeProgress:
		gone := slices.ContainsFunc(c.Evidence, func(id string) bool { return p.gone(id) })
		if slices.ContainsFunc(c.Evidence, func(id string) bool { return c.Anonymous() && d.leadsTo(find(p.papers(), id)) }) {
			return "leads to the informant"
		}
		return told(gone || c.URL == nil && len(c.Evidence) == 0 || c.URL != nil && !openly[*c.URL] || c.Informant != nil && d.who.For != "", "no proof")
	}
	return ""
}

// leadsTo: whoever reads who brought a document knows who lodged the dispute.
func (d deed) leadsTo(paper thing) bool {
	return paper.id != "" && !paper.unnamed && paper.made[0].who.Actor() == d.who.Actor() && d.who.Actor() != "local"
}

// answers: only they for whom it was entered answer for it, once, by themselves.
func (p past) answers(d deed, report string) string {
	r := find(p.reports(), report)
	return told(r.id == "" || r.fate != "" || r.of == "" || d.who.Party != r.of || d.who.For != "", "not theirs to answer")
}

func (p past) canMeasure(list []events.Measurement) bool {
	return !slices.ContainsFunc(list, func(m events.Measurement) bool { return !p.measured(m.Indicator) })
}

// find is the thing with an id, or none.
func find(list []thing, id string) thing {
	for _, t := range list {
		if t.id == id {
			return t
		}
	}
	return thing{}
}

// gone: a document that is not there, or does not count any more.
func (p past) gone(id string) bool {
	t := find(p.papers(), id)
	return t.id == "" || !t.stands()
}

// openly are addresses that can, or cannot, be shown to everybody.
var openly = map[string]bool{
	"https://example.org/report.pdf": true, "http://example.org/a?page=2": true, "ftp://example.org/a": false,
	"https://me:secret@example.org/": false, "https://example.org/a?token=1": false, "https://drive.google.com/file/d/1": false,
}

// ofProof: what it says of documents, findings and the end.
func (p past) ofProof(d deed) string {
	if c, ok := documented(d.command); ok {
		link, linked := d.command.(commitment.LinkEvidence)
		return told(c.Report != nil && find(p.reports(), *c.Report).id == "" || c.Supersedes != nil && p.gone(*c.Supersedes) || linked && !openly[link.URL] || c.Anonymous() && (d.who.For != "" || c.Supersedes != nil), "no such document")
	}
	switch c := d.command.(type) {
	case commitment.RetractEvidence:
		return told(p.gone(c.Evidence), "no such document")
	case commitment.AssessCommitment:
		high := p.assessed() == "substantial" || p.assessed() == "complete"
		return told(c.Level == "not_assessed" || c.Level == "regressed" && !high || c.Level == "complete" && !p.proven() ||
			slices.ContainsFunc(c.Considered, func(id string) bool { return find(p.papers(), id).id == "" }), "no such finding")
	case commitment.CloseCommitment:
		return told(c.Outcome == "implemented" && (p.assessed() != "complete" || !p.proven()), "not implemented")
	case commitment.ReopenCommitment:
		return told(!p.closed(), "open")
	}
	return ""
}

// ofSteps: what it says of milestones and indicators.
func (p past) ofSteps(d deed) string {
	steps := p.milestones()
	switch c := d.command.(type) {
	case commitment.SetMilestone:
		return told(steps[c.Milestone] != "" || strings.TrimSpace(c.Title) == "", "no such step")
	case commitment.ReviseMilestone:
		return told(steps[c.Milestone] != "set" || strings.TrimSpace(c.Title) == "", "no such step")
	case commitment.MeetMilestone:
		return told(steps[c.Milestone] != "set", "no such step")
	case commitment.DropMilestone:
		return told(steps[c.Milestone] != "set", "no such step")
	case commitment.SetIndicator:
		return told(p.measured(c.Indicator.Indicator) || strings.TrimSpace(c.Indicator.Title) == "", "no such indicator")
	}
	return ""
}
