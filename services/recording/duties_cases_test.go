package recording_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/convening"
	partycmd "ahd.example/ahd/services/commands/party"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// plea is something that somebody asks to have recorded.
type plea struct {
	who     rule.Who
	command rule.Command
}

func reportsOn(item, who string) plea {
	return plea{rule.ByPerson(who, "focal_point"), commitment.ReportProgress{ID: item, State: "planning"}}
}

func assesses(item, who string) plea {
	return plea{rule.ByPerson(who, "assessor"), commitment.AssessCommitment{On: commitment.On{ID: item}, Level: "limited", Confidence: "high", Method: "ahd-1", Rationale: text("seen")}}
}

func closes(item, who string) plea {
	return plea{rule.ByPerson(who, "approver"), commitment.CloseCommitment{Reasoned: reasoned(item), Outcome: "not_implemented"}}
}

func coordinates(item, who string) plea {
	return plea{rule.ByPerson(who, "coordinator"), commitment.RateSmart{On: commitment.On{ID: item}}}
}

func kept(command rule.Command) plea { return plea{rule.ByLocal("coordinator"), command} }

func reasoned(item string) commitment.Reasoned {
	return commitment.Reasoned{On: commitment.On{ID: item}, Reason: text("so it is")}
}

func merges(item, into string) plea {
	return kept(commitment.MergeCommitment{Reasoned: reasoned(item), Into: into})
}
func unmerges(item string) plea {
	return kept(commitment.UnmergeCommitment{Reasoned: reasoned(item)})
}
func replaces(item, by string) plea {
	return kept(commitment.SupersedeCommitment{Reasoned: reasoned(item), By: by})
}
func splits(item string, into ...string) plea {
	return kept(commitment.SplitCommitment{Reasoned: reasoned(item), Into: into})
}
func handsOver(item, to string) plea {
	return kept(commitment.HandOver{Reasoned: reasoned(item), Party: to})
}
func becomeOne(party, into string) plea {
	return kept(partycmd.MergeParty{Organisation: partycmd.Organisation{Party: party}, Into: into, Grounds: "so it is"})
}
func parts(party string) plea {
	return kept(partycmd.UnmergeParty{Organisation: partycmd.Organisation{Party: party}, Grounds: "so it is"})
}
func belongsTo(party, parent string) plea {
	return kept(partycmd.DescribeParty{Organisation: partycmd.Organisation{Party: party}, Described: events.PartyDescribed{Kind: "agency", Parent: &parent}})
}
func joins(meeting, into string) plea {
	return kept(convening.JoinConvening{Meeting: convening.Meeting{Convening: meeting}, Into: into, Grounds: "so it is"})
}

// What a commitment was before, and which organisations belong together, is asked when
// somebody assesses, closes, reports or is to answer; both ways round. What was judged
// before is told of.
func TestFourEyesFollowIdentity(t *testing.T) {
	for name, c := range map[string]struct {
		steps []plea
		last  plea
		code  string
		why   string // the assessment or closure is told to be not independent
	}{
		"reported, merged, assessed":                   {[]plea{reportsOn("i-1", "p-1"), merges("i-1", "i-2")}, assesses("i-2", "p-1"), "eyes.reporter", ""},
		"by a stranger it is":                          {[]plea{reportsOn("i-1", "p-1"), merges("i-1", "i-2")}, assesses("i-2", "p-2"), "", ""},
		"reported, replaced, assessed":                 {[]plea{reportsOn("i-1", "p-1"), replaces("i-1", "i-2")}, assesses("i-2", "p-1"), "eyes.reporter", ""},
		"reported, split, assessed":                    {[]plea{reportsOn("i-1", "p-1"), splits("i-1", "i-2", "i-3")}, assesses("i-3", "p-1"), "eyes.reporter", ""},
		"a sibling of a split is another one":          {[]plea{splits("i-1", "i-2", "i-3"), reportsOn("i-2", "p-1")}, assesses("i-3", "p-1"), "", ""},
		"reported, merged twice, assessed":             {[]plea{reportsOn("i-1", "p-1"), merges("i-1", "i-2"), merges("i-2", "i-3")}, assesses("i-3", "p-1"), "eyes.reporter", ""},
		"unmerged, it is another one":                  {[]plea{reportsOn("i-1", "p-1"), merges("i-1", "i-2"), unmerges("i-1")}, assesses("i-2", "p-1"), "", ""},
		"what was reported meanwhile comes back":       {[]plea{merges("i-1", "i-2"), reportsOn("i-2", "p-1"), unmerges("i-1")}, assesses("i-1", "p-1"), "eyes.reporter", ""},
		"assessed, merged, reported":                   {[]plea{assesses("i-1", "p-1"), merges("i-1", "i-2")}, reportsOn("i-2", "p-1"), "progress.by-assessor", ""},
		"assessed, then theirs comes to it, assessed":  {[]plea{assesses("i-2", "p-1"), reportsOn("i-1", "p-1"), merges("i-1", "i-2")}, assesses("i-2", "p-1"), "eyes.reporter", "reporter"},
		"assessed, merged, closed":                     {[]plea{assesses("i-1", "p-1"), merges("i-1", "i-2")}, closes("i-2", "p-1"), "eyes.assessor", ""},
		"assessed, replaced, to answer for":            {[]plea{assesses("i-1", "p-1"), replaces("i-1", "i-2")}, handsOver("i-2", "o-1"), "assign.assessor", ""},
		"handed over, assessed":                        {[]plea{handsOver("i-1", "o-1"), handsOver("i-1", "o-3")}, assesses("i-1", "p-1"), "eyes.own-work", ""},
		"answered for, merged, assessed":               {[]plea{handsOver("i-1", "o-1"), merges("i-1", "i-2")}, assesses("i-2", "p-1"), "eyes.own-work", ""},
		"reported, one organisation, assessed":         {[]plea{reportsOn("i-1", "p-1"), becomeOne("o-1", "o-2")}, assesses("i-1", "p-2"), "eyes.reporter", ""},
		"reported, part of the organisation, assessed": {[]plea{reportsOn("i-1", "p-1"), belongsTo("o-1", "o-2")}, assesses("i-1", "p-2"), "eyes.reporter", ""},
		"and the other way round":                      {[]plea{reportsOn("i-1", "p-2"), belongsTo("o-1", "o-2")}, assesses("i-1", "p-1"), "eyes.reporter", ""},
		"parts of one organisation are two":            {[]plea{reportsOn("i-1", "p-1"), belongsTo("o-1", "o-2"), belongsTo("o-3", "o-2")}, assesses("i-1", "p-3"), "", ""},
		"merged, and one organisation":                 {[]plea{reportsOn("i-1", "p-1"), merges("i-1", "i-2"), becomeOne("o-1", "o-2")}, assesses("i-2", "p-2"), "eyes.reporter", ""},
		"one organisation no longer":                   {[]plea{reportsOn("i-1", "p-1"), becomeOne("o-1", "o-2"), parts("o-1")}, assesses("i-1", "p-2"), "", ""},
		"who records as coordinator at a meeting":      {[]plea{coordinates("i-2", "p-4")}, assesses("i-1", "p-4"), "eyes.coordinator", ""},
		"assesses nothing of it, but of another":       {[]plea{coordinates("i-2", "p-4")}, assesses("i-7", "p-4"), "", ""},
		"their organisation does":                      {[]plea{coordinates("i-2", "p-4")}, assesses("i-1", "p-5"), "", ""},
		"meetings that are one":                        {[]plea{coordinates("i-7", "p-4"), joins("m-3", "m-1")}, assesses("i-1", "p-4"), "eyes.coordinator", ""},
		"assessed, then theirs is merged into it":      {[]plea{reportsOn("i-1", "p-1"), assesses("i-2", "p-1")}, merges("i-1", "i-2"), "", "reporter"},
		"it is replaced by it":                         {[]plea{reportsOn("i-1", "p-1"), assesses("i-2", "p-1")}, replaces("i-1", "i-2"), "", "reporter"},
		"it is split into it":                          {[]plea{reportsOn("i-1", "p-1"), assesses("i-3", "p-1")}, splits("i-1", "i-2", "i-3"), "", "reporter"},
		"it is not the same after all":                 {[]plea{reportsOn("i-1", "p-1"), assesses("i-2", "p-1"), merges("i-1", "i-2")}, unmerges("i-1"), "", ""},
		"it was found so twice, of two":                {[]plea{reportsOn("i-1", "p-1"), handsOver("i-3", "o-1"), assesses("i-2", "p-1"), merges("i-1", "i-2"), merges("i-3", "i-2")}, unmerges("i-1"), "", "own-work"},
		"over two steps":                               {[]plea{reportsOn("i-1", "p-1"), assesses("i-3", "p-1"), merges("i-1", "i-2")}, merges("i-2", "i-3"), "", "reporter"},
		"over two steps, and the first is undone":      {[]plea{reportsOn("i-1", "p-1"), assesses("i-3", "p-1"), merges("i-1", "i-2"), merges("i-2", "i-3")}, unmerges("i-1"), "", ""},
		"assessed, then what was theirs is merged":     {[]plea{handsOver("i-1", "o-1"), handsOver("i-1", "o-2"), assesses("i-2", "p-1")}, merges("i-1", "i-2"), "", "own-work"},
		"closed, then theirs is merged into it":        {[]plea{reportsOn("i-1", "p-1"), assesses("i-2", "p-2"), closes("i-2", "p-1")}, merges("i-1", "i-2"), "", "reporter"},
		"closed, then what they assessed is merged":    {[]plea{assesses("i-1", "p-1"), assesses("i-2", "p-2"), closes("i-2", "p-1")}, merges("i-1", "i-2"), "", "assessor"},
		"assessed by a stranger, merged":               {[]plea{reportsOn("i-1", "p-1"), assesses("i-2", "p-2")}, merges("i-1", "i-2"), "", ""},
		"assessed, one organisation, merged":           {[]plea{reportsOn("i-1", "p-1"), assesses("i-2", "p-2"), becomeOne("o-1", "o-2")}, merges("i-1", "i-2"), "", "reporter"},
		"assessed, merged, one organisation":           {[]plea{reportsOn("i-1", "p-1"), assesses("i-2", "p-2"), merges("i-1", "i-2")}, becomeOne("o-1", "o-2"), "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			l, end := openWorld(t)
			defer end()
			furnish(func(subject string, say events.Payload) { l.put(subject, rule.ByLocal("coordinator"), say) })
			recorder := l.recorder(doorway{l.book})
			for i, step := range c.steps {
				if _, err := recorder.Do(context.Background(), recording.Request{ID: uuid(i), Who: step.who, Command: step.command}); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := recorder.Do(context.Background(), recording.Request{ID: uuid(99), Who: c.last.who, Command: c.last.command}); codeOf(err) != c.code {
				t.Errorf("want %q, got %v", c.code, err)
			}
			told := slices.Collect(maps.Values(judgements(t, l.book)))
			if want := strings.Fields(c.why); !slices.Equal(told, want) {
				t.Errorf("not independent are %v, want %v", told, want)
			}
		})
	}
}

// An assessment that was independent when it was recorded stays so, whatever becomes of
// organisations afterwards, until what they had a part in goes on as what they assessed;
// and is so again once that is found not to be the same. One that was not is told of for
// good.
func TestWhatWasIndependentStaysSo(t *testing.T) {
	l, end := openWorld(t)
	defer end()
	furnish(func(subject string, say events.Payload) { l.put(subject, rule.ByLocal("coordinator"), say) })
	n := 0
	at := func(knows recording.Duties, a plea) uint64 {
		t.Helper()
		n++
		outcome, err := l.recorder(knows).Do(context.Background(), recording.Request{ID: uuid(n), Who: a.who, Command: a.command})
		if err != nil {
			t.Fatal(err)
		}
		return outcome.Sequence
	}
	told := func(when string, want map[uint64]string) {
		t.Helper()
		if got := judgements(t, l.book); !maps.Equal(got, want) {
			t.Errorf("%s, not independent are %v, want %v", when, got, want)
		}
	}
	door := doorway{l.book}
	before := at(door, assesses("i-2", "p-1"))
	at(door, reportsOn("i-1", "p-1"))
	at(door, reportsOn("i-3", "p-2"))
	at(door, assesses("i-3", "p-3"))
	at(door, becomeOne("o-2", "o-3"))
	at(door, coordinates("i-3", "p-3"))
	told("before anything is merged", map[uint64]string{})
	at(door, merges("i-1", "i-2"))
	again := at(unaware{}, assesses("i-2", "p-1"))
	told("while they are the same", map[uint64]string{before: "reporter", again: "reporter"})
	at(door, unmerges("i-1"))
	told("once they are not", map[uint64]string{again: "reporter"})
	at(door, merges("i-1", "i-2"))
	told("once they are again", map[uint64]string{before: "reporter", again: "reporter"})
}
