package recording_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	commitmentcmd "ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// folk are those who act, with the organisation that each usually acts for. One
// has none; "local" works on the data folder.
var folk = [][2]string{
	{"p-1", "ssdo"}, {"p-2", "fia"}, {"p-3", "fia"}, {"p-4", "ncrc"}, {"p-5", "donor"}, {"p-6", "ncrc"}, {"p-7", ""}, {"p-8", "donor"},
	{"local", ""}, {"system", ""},
}

var orgs = []string{"fia", "ssdo", "ncrc", "donor"}

// die draws a number below 128, each as often as the others: the numbers that
// rapid draws lean to the small ones, and some commands would hardly ever come.
var die = rapid.Custom(func(t *rapid.T) (n int) {
	for range 7 {
		n *= 2
		if coin.Draw(t, "") {
			n++
		}
	}
	return n
})

var coin = rapid.Bool()

// hand draws what is asked next.
type hand struct {
	*rapid.T
	past past
	id   string // of the commitment
	n    int    // deeds so far, done or refused
}

func (h *hand) below(n int) int         { return die.Draw(h.T, "") * n / 128 }
func (h *hand) chance(percent int) bool { return h.below(100) >= 100-percent }
func (h *hand) maybe(s string) *string  { return opt(h.chance(50), s) }
func (h *hand) sound(list ...string) string {
	if h.chance(3) {
		return senseless
	}
	return one(h, list)
}

func one[T any](h *hand, list []T) T { return list[h.below(len(list))] }

func opt[T any](given bool, value T) *T {
	if !given {
		return nil
	}
	return &value
}

// why is a reason, mostly.
func (h *hand) why() *string {
	return one(h, append(slices.Repeat([]*string{text("so it is")}, 18), nil, text(" ")))
}

// some is an id of a list, mostly; else one of nothing.
func (h *hand) some(list []thing) string {
	if len(list) == 0 || h.chance(8) {
		return uuid(999_999)
	}
	return one(h, list).id
}

func uuid(n int) string { return fmt.Sprintf("00000000-0000-7000-8000-%012d", n) }

func (h *hand) moment() *string {
	if h.chance(60) {
		return nil
	}
	return h.date()
}

// date is a date, mostly of what has been.
func (h *hand) date() *string {
	if h.chance(80) {
		return text(one(h, []string{"2026-11-20", "2026", "2026-10/2026-12", "XXXX-12-31"}))
	}
	return text(h.sound("2026-11-24", "2027", "2027-03", "2028-02-29?", "2999-01-01"))
}

func (h *hand) day() string { return h.sound("2026-12-31", "2027-06-30", "2027-11-22") }

// next is somebody who asks for something.
func (h *hand) next(at time.Time) deed {
	h.n++
	d := deed{id: uuid(h.n), at: at, command: commands[h.kind()](h)}
	d.who = h.somebody(d)
	return d
}

// kind is what is asked: first that there is something, then what the past invites,
// or whatever comes.
func (h *hand) kind() string {
	invited := h.invited()
	switch {
	case len(h.past) == 0 && h.chance(75):
		return "CaptureCommitment"
	case len(h.past) > 0 && !h.past.inForce() && h.chance(8):
		return "ConfirmCommitment"
	case h.chance(2), len(h.past) > 0 && !h.past.inForce() && h.chance(15):
		return one(h, []string{"WithdrawCommitment", "SupersedeCommitment", "MergeCommitment", "SplitCommitment"})
	case len(invited) > 0 && h.chance(50):
		return one(h, invited)
	}
	return one(h, usual)
}

// usual are the commands, by how often they come; an end comes seldom.
var usual = strings.Fields(`CaptureCommitment ConfirmCommitment OperationaliseCommitment AssignCommitment SetDueDate ReviseDueDate ReviseDueDate SetReviewInterval
	RecordResponse RequestUpdate RateSmart RateSmart JudgeVerifiability CorrectCommitment SuspendCommitment ResumeCommitment RejectCommitment
	SetMilestone SetMilestone SetMilestone ReviseMilestone ReviseMilestone DropMilestone MeetMilestone SetIndicator SetIndicator TakeMeasurement
	ReportProgress ReportProgress ReportProgress ReportProgress RetractProgress RetractProgress ConfirmReport ContestReport
	LinkEvidence LinkEvidence LinkEvidence DepositEvidence RetractEvidence
	AssessCommitment AssessCommitment CloseCommitment ReopenCommitment DisputeProgress DisputeProgress HideDispute EraseText EraseText
	ClassifyCommitment LinkExternal UnlinkExternal CorroborateCommitment CorroborateCommitment WordCommitment MergeCommitment UnmergeCommitment SplitCommitment HandOver HandOver`)

// invited are commands that have something to be about.
func (h *hand) invited() (list []string) {
	p := h.past
	unhidden := slices.ContainsFunc(p.doubts(), thing.stands)
	for _, x := range []struct {
		so    bool
		names []string
	}{
		{p.record() == "captured", []string{"ConfirmCommitment", "ConfirmCommitment", "ConfirmCommitment", "RejectCommitment", "OperationaliseCommitment", "CloseCommitment", "AssessCommitment", "AssessCommitment"}},
		{p.record() == "confirmed", []string{"OperationaliseCommitment"}},
		{p.record() == "confirmed" && len(p.found()) > 0, slices.Repeat([]string{"OperationaliseCommitment"}, 4)},
		{p.inForce() && len(p.found()) > 0, []string{"AssignCommitment", "ReportProgress"}},
		{p.closed(), []string{"ReopenCommitment", "ReopenCommitment", "LinkEvidence", "LinkEvidence", "LinkEvidence"}},
		{p.record() == "merged", slices.Repeat([]string{"UnmergeCommitment"}, 12)},
		{p.inForce() && p.unworded(), []string{"WordCommitment", "WordCommitment"}},
		{p.inForce() && len(p.linked()) > 0, []string{"UnlinkExternal"}},
		{p.inForce() && p.rests(), []string{"ResumeCommitment"}},
		{p.inForce() && len(h.proxied()) > 0, slices.Repeat([]string{"ConfirmReport", "ContestReport"}, 6)},
		{p.inForce() && (p.measured("beds") || p.measured("staff")), []string{"TakeMeasurement"}},
		{p.inForce() && len(h.ahead()) > 0, []string{"ReviseMilestone", "ReviseMilestone", "MeetMilestone", "MeetMilestone", "ReportProgress", "ReportProgress", "DropMilestone"}},
		{p.inForce() && unhidden, []string{"HideDispute"}},
		{p.inForce() && p.proven(), []string{"AssessCommitment"}},
		{p.inForce() && len(p.papers()) > 0, []string{"AssessCommitment", "AssessCommitment"}},
		{p.inForce() && len(p.papers()) > 1, []string{"RetractEvidence"}},
		{p.inForce() && p.assessed() == "complete", append(slices.Repeat([]string{"CloseCommitment"}, 8), "RetractEvidence", "DepositEvidence", "AssessCommitment", "AssessCommitment")},
	} {
		if x.so {
			list = append(list, x.names...)
		}
	}
	return list
}

// finders are the organisations that assessed.
func (h *hand) finders() (list []string) {
	for _, d := range h.past.found() {
		if d.who.Party != "" {
			list = append(list, d.who.Party)
		}
	}
	return list
}

// proxied are the reports that somebody entered for another organisation, which
// has not answered.
func (h *hand) proxied() []thing {
	return slices.DeleteFunc(h.past.reports(), func(t thing) bool { return t.of == "" || t.fate != "" })
}

// ahead are the milestones that are neither met nor given up.
func (h *hand) ahead() (ids []string) {
	for id, fate := range h.past.milestones() {
		if fate == "set" {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids) // a map has no order, and a run must be repeatable
	return ids
}

// somebody is, mostly, one of those who may; else anybody.
func (h *hand) somebody(d deed) rule.Who {
	if h.chance(20) {
		p := one(h, folk)
		who := recording.Acting(p[0], one(h, rule.Roles), one(h, append(orgs, p[1])))
		who.For, who.Auth = one(h, append(orgs, "", "", "", "")), "session"
		if p[0] == "system" {
			who.Role = ""
		}
		return who
	}
	d.who = rule.Who{Role: one(h, strings.Fields(laws[d.name()].roles)), Auth: "session"}
	if d.name() == "RetractEvidence" && h.chance(45) {
		d.who.Role = "administrator"
	}
	switch lead := h.past.lead(); {
	case laws[d.name()].hand == "speaks" && lead != "" && h.chance(45):
		d.who.For = lead
	case h.chance(8), laws[d.name()].hand == "speaks" && lead == "" && h.chance(35):
		d.who.For = one(h, orgs)
	}
	if finders := h.finders(); laws[d.name()].hand == "speaks" && len(finders) > 0 && h.chance(30) {
		d.who.For = one(h, finders)
	}
	tempted := laws[d.name()].hand != "" && h.chance(22)
	var may, mayNot []rule.Who
	for range 2 {
		for _, p := range folk[:len(folk)-1] {
			d.who = acting(p[0], p[1], d.who)
			switch h.past.stranger(d) {
			case "assessed", "for who assessed", "no stranger to it":
				mayNot = append(mayNot, d.who)
			case "":
				if h.past.taking(d) != "" {
					mayNot = append(mayNot, d.who)
				} else if h.past.ofReports(d) == "" {
					may = append(may, d.who)
				}
			}
		}
		if len(may) > 0 {
			break
		}
		d.who.For = ""
	}
	if tempted && len(mayNot) > 0 {
		if subtle := slices.DeleteFunc(slices.Clone(mayNot), func(who rule.Who) bool { return !h.past.subtle(who) }); len(subtle) > 0 {
			mayNot = subtle
		}
		return one(h, mayNot)
	}
	who := one(h, append(may, d.who)[:max(1, len(may))])
	if who.For != "" && len(may) > 0 && h.chance(70) {
		who = may[0] // mostly it is one who enters for others
	}
	if h.chance(6) { // people change places
		who.Party = one(h, orgs)
	}
	return who
}

// acting is somebody else who asks in the same way.
func acting(actor, party string, as rule.Who) rule.Who {
	who := recording.Acting(actor, as.Role, party)
	who.For, who.Auth = as.For, as.Auth
	return who
}

// measurements are values of what is measured, mostly.
func (h *hand) measurements(most int) []events.Measurement {
	list := []events.Measurement{}
	for range most - h.below(8)/7 {
		indicator := "beds"
		if !h.past.measured(indicator) || h.chance(20) {
			indicator = h.sound("staff", "beds")
		}
		if !h.past.measured(indicator) && h.chance(70) {
			indicator = "beds"
		}
		list = append(list, events.Measurement{Indicator: indicator, Value: h.sound("12", "0.5", "-3"), Period: *h.date(),
			Sex: opt(h.chance(30), h.sound("female", "other")), Age: opt(h.chance(30), h.sound("child")), Place: opt(h.chance(30), h.sound(commitment.Places...)),
			Exploitation: opt(h.chance(30), h.sound(commitment.Exploitations...))})
	}
	return list
}

func (h *hand) document() commitmentcmd.Documented {
	d := commitmentcmd.Documented{ID: h.id, Description: h.maybe("a list"), Effective: h.moment(), Informant: opt(h.chance(8), "withheld")}
	if h.chance(20) {
		d.Report = text(h.some(h.past.reports()))
	}
	kinds := []string{"supports", "supports", "supports", "contradicts", "mixed", "context"}
	if h.past.closed() {
		kinds = append(kinds, slices.Repeat([]string{"contradicts"}, 12)...)
	}
	if papers := h.past.papers(); len(papers) > 0 && h.chance(40) {
		d.Supersedes = text(h.some(papers))
		kinds = append(kinds[2:], "context")
	}
	d.Kind = h.sound(kinds...)
	return d
}
