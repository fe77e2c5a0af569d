package recording_test

import (
	"errors"
	"slices"
	"strings"

	"ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/rule"
)

// taking: a document is taken away by whoever brought it, or their organisation; or
// by an administrator without a part in the commitment, who alone may where nobody is to
// know who brought it.
func (p past) taking(d deed) string {
	t := find(p.papers(), taken(d.command))
	if t.unnamed {
		outside := d.who.For == "" && !p.theirs(d.who) && !tied(d.who, p.spoke()) && !tied(d.who, p.found())
		return told(t.stands() && t.id != "" && !(d.who.Role == "administrator" && outside), "withheld by whom")
	}
	administers := d.who.Role == "administrator" && p.apart(d.who) && !tied(d.who, p.found())
	return told(t.stands() && t.id != "" && !tied(d.who, t.made) && !administers, "not theirs to take away")
}

// taken is the document that a command takes back or replaces.
func taken(command rule.Command) string {
	if c, ok := documented(command); ok && c.Supersedes != nil {
		return *c.Supersedes
	}
	if c, ok := command.(commitment.RetractEvidence); ok {
		return c.Evidence
	}
	return ""
}

// unchecked: nobody compared it with its source yet.
func (p past) unchecked(d deed) string {
	needs := slices.Contains([]string{"OperationaliseCommitment", "AssessCommitment", "CloseCommitment"}, d.name())
	return told(needs && p.record() == "captured", "not checked")
}

// answering: who assessed does not answer for it.
func (p past) answering(d deed) string {
	party := ""
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
	return told(party != "" && tied(rule.Who{Party: party}, p.found()), "for those who assessed")
}

// replacing: what was closed on documents keeps them.
func (p past) replacing(d deed) string {
	c, ok := documented(d.command)
	return told(ok && c.Supersedes != nil && p.closed(), "replaced while closed")
}

func (p past) twice(d deed) string {
	c, ok := d.command.(commitment.ReportProgress)
	ids := slices.Sorted(slices.Values(c.Milestones))
	return told(ok && len(slices.Compact(ids)) < len(c.Milestones), "a step twice")
}

// answers are what a refusal is called, where there is no other reason for it.
var answers = map[string]struct {
	class error
	code  string
}{
	"not captured":            {rule.ErrUnknown, "commitment.unknown"},
	"captured before":         {rule.ErrRefused, "commitment.captured-already"},
	"not in force":            {rule.ErrRefused, "commitment.not-in-force"},
	"said of a whole":         {rule.ErrRefused, ".on-parent"},
	"replaced while closed":   {rule.ErrRefused, "commitment.closed"},
	"not checked":             {rule.ErrRefused, "commitment.not-confirmed"},
	"for those who assessed":  {rule.ErrRefused, "assign.assessor"},
	"not theirs to take away": {rule.ErrNotAllowed, "evidence.not-yours"},
	"withheld by whom":        {rule.ErrNotAllowed, "evidence.withheld"},
	"into itself":             {rule.ErrRefused, ".itself"},
	"whole or part":           {rule.ErrRefused, ".whole-or-part"},
	"not merged":              {rule.ErrRefused, "unmerge.not-merged"},
	"not linked":              {rule.ErrUnknown, "link.unknown"},
	"told already":            {rule.ErrRefused, "corroborate.same"},
	"a step twice":            {rule.ErrMalformed, "milestone.twice"},
	"assessed":                {rule.ErrNotAllowed, "assessor"},
	"for who assessed":        {rule.ErrNotAllowed, "progress.by-assessor"},
}

// alone are reasons that have to be the only one now and then; rarely, in the long
// form.
var alone = strings.Split(`MeetMilestone: said of a whole
assessed
replaced while closed
not theirs to take away
AssignCommitment: for those who assessed
MergeCommitment: into itself
MergeCommitment: whole or part
SplitCommitment: into itself
UnmergeCommitment: not merged
AssessCommitment: not checked
CloseCommitment: not checked
ConfirmCommitment: not in force`, "\n")

var rarely = []string{"for who assessed", "a step twice", "OperationaliseCommitment: for those who assessed", "OperationaliseCommitment: not checked", "took a word back", "LinkEvidence: not theirs to take away",
	"SplitCommitment: whole or part", "CorroborateCommitment: told already", "HandOver: for those who assessed"}

// refused checks what a refusal is called.
func (m *machine) refused(d deed, why []string, err error) {
	m.count[d.name()+" refused"]++
	if want, ok := answers[why[0]]; ok && (len(why) == 1 || m.past.untimely(d) != "") {
		m.count[d.name()+": "+why[0]]++
		m.count[why[0]]++
		var refusal *rule.Refusal
		if errors.As(err, &refusal); refusal.Class != want.class || !strings.HasSuffix(refusal.Code, want.code) {
			m.wrong(d, "%s is called %s (%v), and should be %s (%v)", why[0], refusal.Code, refusal.Class, want.code, want.class)
		}
	}
	if len(why) == 1 && why[0] == "no stranger to it" && m.past.subtle(d.who) {
		m.count["took a word back"]++
	}
}
