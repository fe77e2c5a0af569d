package recording_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/rule"
)

// deed is one thing that somebody did, or wants to do.
type deed struct {
	id      string
	who     rule.Who
	at      time.Time
	command rule.Command
}

func (d deed) name() string { return reflect.TypeOf(d.command).Name() }

func (d deed) String() string {
	command, _ := json.Marshal(d.command)
	return fmt.Sprintf("%s %s %s (%s) of %q for %q: %s %s", d.id, d.at.Format(time.DateOnly), d.who.Actor(), d.who.Role, d.who.Party, d.who.For, d.name(), command)
}

// past is the model: what was recorded of one commitment, in order, as it was
// asked for. It keeps no state: each question reads it again from the beginning.
type past []deed

func (p past) String() string {
	var lines strings.Builder
	for _, d := range p {
		lines.WriteString(d.String() + "\n")
	}
	return lines.String()
}

func (p past) record() (value string) {
	was := ""
	for _, d := range p {
		switch d.command.(type) {
		case commitment.CaptureCommitment:
			value = "captured"
		case commitment.ConfirmCommitment:
			value = "confirmed"
		case commitment.OperationaliseCommitment:
			value = "operationalised"
		case commitment.WithdrawCommitment:
			value = "withdrawn"
		case commitment.SupersedeCommitment:
			value = "superseded"
		case commitment.SplitCommitment:
			value = "superseded"
		case commitment.MergeCommitment:
			value, was = "merged", value
		case commitment.UnmergeCommitment:
			value = was
		case commitment.RejectCommitment:
			value = "rejected_as_not_a_commitment"
		}
	}
	return value
}

func (p past) inForce() bool {
	return slices.Contains([]string{"captured", "confirmed", "operationalised"}, p.record())
}

func (p past) closure() string {
	value := "open"
	for _, d := range p {
		switch c := d.command.(type) {
		case commitment.CloseCommitment:
			value = "closed_" + c.Outcome
		case commitment.ReopenCommitment:
			value = "reopened"
		}
	}
	return value
}

func (p past) closed() bool { return strings.HasPrefix(p.closure(), "closed") }

func (p past) children() (ids []string) {
	for _, d := range p {
		if c, ok := d.command.(commitment.CaptureCommitment); ok {
			ids = c.Item.Children
		}
	}
	return ids
}

func (p past) lead() (party string) {
	for _, d := range p {
		switch c := d.command.(type) {
		case commitment.AssignCommitment:
			party = c.Party
		case commitment.OperationaliseCommitment:
			if c.Party != nil {
				party = *c.Party
			}
		case commitment.HandOver:
			party = c.Party
		}
	}
	return party
}

// due is the due day of now, and the first one where it was revised.
func (p past) due() (now, original string) {
	first := ""
	for _, d := range p {
		switch c := d.command.(type) {
		case commitment.SetDueDate:
			now = c.Due
		case commitment.ReviseDueDate:
			now, original = c.Due, first
		case commitment.OperationaliseCommitment:
			if c.Due != nil {
				now = *c.Due
			}
		}
		if first == "" {
			first = now
		}
	}
	return now, original
}

func (p past) reviewDays() (days int) {
	for _, d := range p {
		switch c := d.command.(type) {
		case commitment.SetReviewInterval:
			days = c.Days
		case commitment.OperationaliseCommitment:
			if c.ReviewDays != nil {
				days = *c.ReviewDays
			}
		}
	}
	return days
}

func (p past) rests() (rests bool) {
	for _, d := range p {
		switch d.command.(type) {
		case commitment.SuspendCommitment:
			rests = true
		case commitment.ResumeCommitment:
			rests = false
		}
	}
	return rests
}

func (p past) verifiable() (verifiable bool) {
	for _, d := range p {
		switch c := d.command.(type) {
		case commitment.CaptureCommitment:
			verifiable = c.Item.Verifiable
		case commitment.JudgeVerifiability:
			verifiable = c.Verifiable
		case commitment.WordCommitment:
			verifiable = c.Worded.Verifiable
		}
	}
	return verifiable
}

func (p past) response() string {
	value := "none"
	for _, d := range p {
		if c, ok := d.command.(commitment.RecordResponse); ok {
			value = c.Response
		}
	}
	return value
}

// milestones are the steps and what became of each: set, met or dropped.
func (p past) milestones() map[string]string {
	list := map[string]string{}
	for _, d := range p {
		switch c := d.command.(type) {
		case commitment.SetMilestone:
			list[c.Milestone] = "set"
		case commitment.MeetMilestone:
			list[c.Milestone] = "met"
		case commitment.DropMilestone:
			list[c.Milestone] = "dropped"
		case commitment.ReportProgress:
			for _, id := range c.Milestones {
				list[id] = "met"
			}
		}
	}
	return list
}

func (p past) measured(indicator string) bool {
	return slices.ContainsFunc(p, func(d deed) bool {
		c, ok := d.command.(commitment.SetIndicator)
		return ok && c.Indicator.Indicator == indicator
	})
}

// selfReported is what the last report says that nobody took back or contested.
func (p past) selfReported() string {
	said := "no_report"
	for _, r := range p.reports() {
		if r.stands() {
			said = r.says
		}
	}
	return said
}

func (p past) assessed() string {
	level := "not_assessed"
	for _, d := range p {
		if c, ok := d.command.(commitment.AssessCommitment); ok {
			level = c.Level
		}
	}
	return level
}

// proven: a document that speaks for it was neither taken back nor replaced.
func (p past) proven() bool {
	return slices.ContainsFunc(p.papers(), func(t thing) bool {
		return t.stands() && (t.says == "supports" || t.says == "mixed")
	})
}

// heard is the day of the last word, finding or document.
func (p past) heard() (day string) {
	for _, d := range p.by(append([]string{"AssessCommitment", "LinkEvidence", "DepositEvidence"}, speaking...)...) {
		day = d.at.Add(5 * time.Hour).Format(time.DateOnly)
	}
	return day
}

// answered: somebody spoke since an update was last requested.
func (p past) answered() bool {
	asked, answered := false, false
	for _, d := range p {
		switch {
		case d.name() == "RequestUpdate":
			asked, answered = true, false
		case asked && slices.Contains(speaking, d.name()):
			answered = true
		}
	}
	return answered
}
