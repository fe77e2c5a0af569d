// Package commands answers: what can be recorded, under which verb, and what takes it back?
package commands

import (
	"slices"

	"ahd/events/strictjson"
	"ahd/services/commands/commitment"
	"ahd/services/commands/convening"
	"ahd/services/commands/instrument"
	"ahd/services/commands/method"
	"ahd/services/commands/party"
	"ahd/services/commands/person"
	"ahd/services/commands/register"
	"ahd/services/commands/rule"
	"ahd/services/commands/source"
)

// Entry is one verb under which something is recorded.
type Entry struct {
	Verb    string
	Group   string       // with which verbs help shows it
	Command rule.Command // with nothing in it
	Undo    string       // the verb that takes it back or replaces it; or
	Final   string       // why none does
	Made    bool         // the command is made of what is typed: its fields are not typed themselves

	// Read reads the fields of the command, strictly.
	Read func(fields []byte) (rule.Command, error)
}

// Why nothing takes some things back.
const (
	asTold    = "it is as a source or somebody told it; what is wrong is told beside it"
	byTheNext = "the next one takes its place, and it stays"
)

// Catalogue is all that can be recorded by somebody, in the order of help. What the
// program records of itself, and what comes about otherwise, is not in it.
var Catalogue = slices.Concat(
	group("progress",
		undo[commitment.ReportProgress]("progress", "retract"),
		final[commitment.RetractProgress]("retract", "what was taken back is reported again"),
		final[commitment.ConfirmReport]("confirm-report", "a report is answered once"),
		final[commitment.ContestReport]("contest-report", "a report is answered once"),
		final[commitment.RequestUpdate]("request-update", byTheNext)),
	group("proof",
		undo[commitment.LinkEvidence]("evidence", "retract-evidence"),
		final[commitment.RetractEvidence]("retract-evidence", "a document that was taken back is brought again"),
		final[commitment.AssessCommitment]("assess", byTheNext),
		undo[commitment.CloseCommitment]("close", "reopen"),
		undo[commitment.ReopenCommitment]("reopen", "close"),
		undo[commitment.DisputeProgress]("dispute", "hide-dispute"),
		final[commitment.HideDispute]("hide-dispute", "a dispute that was hidden is lodged again")),
	group("course",
		undo[commitment.ConfirmCommitment]("confirm", "withdraw"),
		undo[commitment.AssignCommitment]("assign", "hand-over"),
		undo[commitment.OperationaliseCommitment]("operationalise", "hand-over"),
		undo[commitment.SetDueDate]("due", "revise-due"),
		undo[commitment.ReviseDueDate]("revise-due", "revise-due"),
		undo[commitment.SetReviewInterval]("review", "review"),
		final[commitment.RecordResponse]("respond", byTheNext),
		undo[commitment.RateSmart]("smart", "smart"),
		undo[commitment.JudgeVerifiability]("verifiable", "verifiable"),
		undo[commitment.CorrectCommitment]("correct", "correct"),
		final[commitment.EraseText]("erase", "what is erased does not come back"),
		undo[commitment.SuspendCommitment]("suspend", "resume"),
		undo[commitment.ResumeCommitment]("resume", "suspend"),
		final[commitment.WithdrawCommitment]("withdraw", "what is promised again is captured again"),
		final[commitment.SupersedeCommitment]("supersede", "the other one stands in its place"),
		final[commitment.RejectCommitment]("reject", "what is a commitment after all is captured again")),
	group("steps",
		undo[commitment.SetMilestone]("milestone", "drop"),
		undo[commitment.ReviseMilestone]("revise-milestone", "revise-milestone"),
		final[commitment.MeetMilestone]("meet", "a step that was taken stays taken"),
		final[commitment.DropMilestone]("drop", "another step is set"),
		final[commitment.SetIndicator]("indicator", "another one is set beside it"),
		final[commitment.TakeMeasurement]("measurement", byTheNext)),
	group("meetings",
		undo[convening.RegisterConvening]("convening", "join"),
		final[convening.RecordSession]("session", asTold),
		final[convening.FormWorkingGroup]("working-group", asTold),
		final[convening.RecordMember]("member", asTold),
		final[convening.FollowUp]("follow-up", asTold),
		undo[convening.AssertDate]("date", "correct-date"),
		undo[convening.CorrectDate]("correct-date", "correct-date"),
		undo[convening.RecordConflict]("conflict", "resolve"),
		final[convening.ResolveConflict]("resolve", "another conflict is recorded"),
		undo[convening.JoinConvening]("join", "part"),
		made(undo[convening.PartConvening]("part", "join")),
		made(final[convening.RecordParticipation]("participation", asTold)),
		final[convening.IdentifyParticipants]("same-person", asTold),
		made(final[convening.AssertFigure]("figure", asTold))),
	group("outcomes",
		final[instrument.RecordInstrument]("instrument", asTold),
		final[instrument.RecordSignatory]("signatory", asTold),
		made(final[source.AssertRating]("rating", asTold)),
		undo[register.RaiseQuestion]("question", "answer"),
		undo[register.AnswerQuestion]("answer", "reopen-question"),
		undo[register.ReopenQuestion]("reopen-question", "answer")),
	group("texts",
		made(undo[register.DescribeRegister]("title", "title")),
		made(final[source.ArchiveSource]("source", asTold)),
		made(undo[commitment.CaptureCommitment]("capture", "reject")),
		made(final[instrument.AttachText]("attach", asTold))),
	group("organisations",
		undo[party.RegisterParty]("party", "merge-party"),
		undo[party.NameParty]("name", "name"),
		undo[party.DescribeParty]("describe", "describe"),
		undo[party.NameFocalPersons]("focal-persons", "focal-persons"),
		undo[party.MergeParty]("merge-party", "unmerge-party"),
		undo[party.UnmergeParty]("unmerge-party", "merge-party")),
	group("identity",
		undo[commitment.MergeCommitment]("merge", "unmerge"),
		undo[commitment.UnmergeCommitment]("unmerge", "merge"),
		final[commitment.SplitCommitment]("split", "the parts stand in its place"),
		made(final[commitment.CorroborateCommitment]("corroborate", asTold)),
		made(undo[commitment.WordCommitment]("word", "correct")),
		undo[commitment.HandOver]("hand-over", "hand-over"),
		undo[commitment.ClassifyCommitment]("classify", "classify"),
		undo[commitment.LinkExternal]("link", "unlink"),
		undo[commitment.UnlinkExternal]("unlink", "link")),
	group("counting",
		final[method.PublishMethod]("method", "what was published stays; the next version stands beside it")),
	group("people",
		final[register.CorrectClock]("clock-corrected", "the record goes by the right time from then on"),
		undo[person.RecordPerson]("person", "person")))

func group(name string, entries ...Entry) []Entry {
	for i := range entries {
		entries[i].Group = name
	}
	return entries
}

func undo[C rule.Command](verb, by string) Entry {
	return Entry{Verb: verb, Undo: by, Command: *new(C), Read: read[C]}
}

func final[C rule.Command](verb, because string) Entry {
	return Entry{Verb: verb, Final: because, Command: *new(C), Read: read[C]}
}

func made(e Entry) Entry {
	e.Made = true
	return e
}

func read[C rule.Command](fields []byte) (rule.Command, error) {
	var c C
	if err := strictjson.Unmarshal(fields, &c); err != nil {
		return nil, err
	}
	return c, nil
}
