package recording_test

import (
	"reflect"
	"slices"
	"testing"

	"ahd.example/ahd/services/commands/rule"
)

// anybodyMay are the commands about commitments that may be given whatever somebody did
// before, by whoever has the role.
var anybodyMay = []string{
	"CaptureCommitment", "ClassifyCommitment", "ConfirmCommitment", "CorrectCommitment", "CorroborateCommitment", "DisputeProgress", "DropMilestone",
	"EraseText", "JudgeVerifiability", "LinkExternal", "MergeCommitment", "RateSmart", "RecordResponse", "RejectCommitment", "RequestUpdate",
	"ResumeCommitment", "ReviseDueDate", "ReviseMilestone", "SetDueDate", "SetIndicator", "SetMilestone", "SetReviewInterval", "SplitCommitment",
	"SupersedeCommitment", "SuspendCommitment", "UnlinkExternal", "UnmergeCommitment", "WithdrawCommitment", "WordCommitment",
}

// asksNoMore are the commands that name other streams and want nothing of them but that
// they are there.
var asksNoMore = []string{
	"AnswerQuestion", "AssertDate", "AssertFigure", "AssignCommitment", "AttachText", "CaptureCommitment", "CorroborateCommitment", "HandOver",
	"NameFocalPersons", "OperationaliseCommitment", "RecordMember", "RecordParticipation", "RecordPerson", "RecordResponse", "RecordSignatory",
	"RegisterConvening", "RequestUpdate", "SupersedeCommitment", "WordCommitment",
}

// Each command about a commitment says for whom it is not, because of what they did
// before, or is listed as one that anybody may give; and each that names others says what
// it wants of them, or is listed as one that wants nothing. So neither is forgotten.
func TestEveryCommandIsJudged(t *testing.T) {
	used := map[string]bool{}
	judged := func(listed []string, command rule.Command, judges bool, without string) {
		name := reflect.TypeOf(command).Name()
		switch is := slices.Contains(listed, name); {
		case is && judges:
			t.Errorf("%s is listed, and judges all the same", name)
		case !is && !judges:
			t.Errorf("%s %s, and is not listed as one that need not", name, without)
		}
		used[name] = true
	}
	for _, command := range everything {
		command = distinct(command)
		if command.Stream().Kind == "commitment" {
			_, separates := command.(rule.Separating)
			judged(anybodyMay, command, separates, "asks nobody what they did before")
		}
		if len(rule.FactsOf(command).Refers) > 0 {
			_, considers := command.(rule.Considering)
			judged(asksNoMore, command, considers, "wants nothing of what it names")
		}
	}
	for _, name := range slices.Concat(anybodyMay, asksNoMore) {
		if !used[name] {
			t.Errorf("%s is listed, and is nothing to be judged", name)
		}
	}
}
