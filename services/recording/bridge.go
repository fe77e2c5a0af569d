package recording

import (
	"ahd/services/commands/commitment"
	"ahd/services/commands/convening"
	"ahd/services/commands/instrument"
	"ahd/services/commands/method"
	"ahd/services/commands/party"
	"ahd/services/commands/person"
	"ahd/services/commands/register"
	"ahd/services/commands/rule"
	"ahd/services/commands/source"
	"ahd/services/commands/summary"
)

// What moved to the rooms of commands keeps its name here until whoever uses it names
// those rooms.

type (
	AnswerQuestion           = register.AnswerQuestion
	AppointNode              = register.AppointNode
	ArchiveSource            = source.ArchiveSource
	AssertDate               = convening.AssertDate
	AssertFigure             = convening.AssertFigure
	AssertRating             = source.AssertRating
	AssessCommitment         = commitment.AssessCommitment
	AssignCommitment         = commitment.AssignCommitment
	AttachText               = instrument.AttachText
	CaptureCommitment        = commitment.CaptureCommitment
	ClassifyCommitment       = commitment.ClassifyCommitment
	CloseCommitment          = commitment.CloseCommitment
	Command                  = rule.Command
	ConfirmCommitment        = commitment.ConfirmCommitment
	ConfirmReport            = commitment.ConfirmReport
	Considering              = rule.Considering
	ContestReport            = commitment.ContestReport
	CorrectClock             = register.CorrectClock
	CorrectCommitment        = commitment.CorrectCommitment
	CorrectDate              = convening.CorrectDate
	CorroborateCommitment    = commitment.CorroborateCommitment
	DepositEvidence          = commitment.DepositEvidence
	DescribeParty            = party.DescribeParty
	DescribeRegister         = register.DescribeRegister
	DisputeProgress          = commitment.DisputeProgress
	Documented               = commitment.Documented
	DropMilestone            = commitment.DropMilestone
	EraseText                = commitment.EraseText
	Finding                  = rule.Finding
	FollowUp                 = convening.FollowUp
	FormWorkingGroup         = convening.FormWorkingGroup
	HandOver                 = commitment.HandOver
	HideDispute              = commitment.HideDispute
	IdentifyParticipants     = convening.IdentifyParticipants
	JoinConvening            = convening.JoinConvening
	JudgeVerifiability       = commitment.JudgeVerifiability
	LinkEvidence             = commitment.LinkEvidence
	LinkExternal             = commitment.LinkExternal
	MeetMilestone            = commitment.MeetMilestone
	Meeting                  = convening.Meeting
	MergeCommitment          = commitment.MergeCommitment
	MergeParty               = party.MergeParty
	NameFocalPersons         = party.NameFocalPersons
	NameParty                = party.NameParty
	Named                    = rule.Named
	NoteRepair               = register.NoteRepair
	On                       = commitment.On
	OpenRegister             = register.OpenRegister
	OperationaliseCommitment = commitment.OperationaliseCommitment
	Organisation             = party.Organisation
	Own                      = rule.Own
	PartConvening            = convening.PartConvening
	PublishMethod            = method.PublishMethod
	PublishSummary           = summary.PublishSummary
	RaiseQuestion            = register.RaiseQuestion
	RateSmart                = commitment.RateSmart
	Reasoned                 = commitment.Reasoned
	RecordConflict           = convening.RecordConflict
	RecordHeads              = register.RecordHeads
	RecordInstrument         = instrument.RecordInstrument
	RecordMember             = convening.RecordMember
	RecordParticipation      = convening.RecordParticipation
	RecordPerson             = person.RecordPerson
	RecordResponse           = commitment.RecordResponse
	RecordSession            = convening.RecordSession
	RecordSignatory          = instrument.RecordSignatory
	Refs                     = rule.Refs
	Refusal                  = rule.Refusal
	RegisterConvening        = convening.RegisterConvening
	RegisterParty            = party.RegisterParty
	RejectCommitment         = commitment.RejectCommitment
	ReopenCommitment         = commitment.ReopenCommitment
	ReopenQuestion           = register.ReopenQuestion
	ReportProgress           = commitment.ReportProgress
	RequestUpdate            = commitment.RequestUpdate
	ResolveConflict          = convening.ResolveConflict
	ResumeCommitment         = commitment.ResumeCommitment
	RetractEvidence          = commitment.RetractEvidence
	RetractProgress          = commitment.RetractProgress
	ReviseDueDate            = commitment.ReviseDueDate
	ReviseMilestone          = commitment.ReviseMilestone
	SetDueDate               = commitment.SetDueDate
	SetIndicator             = commitment.SetIndicator
	SetMilestone             = commitment.SetMilestone
	SetReviewInterval        = commitment.SetReviewInterval
	SplitCommitment          = commitment.SplitCommitment
	SupersedeCommitment      = commitment.SupersedeCommitment
	SuspendCommitment        = commitment.SuspendCommitment
	TakeMeasurement          = commitment.TakeMeasurement
	UnlinkExternal           = commitment.UnlinkExternal
	UnmergeCommitment        = commitment.UnmergeCommitment
	UnmergeParty             = party.UnmergeParty
	Who                      = rule.Who
	WithdrawCommitment       = commitment.WithdrawCommitment
	WordCommitment           = commitment.WordCommitment
)

const (
	Local         = rule.Local
	MaxParts      = commitment.MaxParts
	MaxReviewDays = commitment.MaxReviewDays
)

var (
	ByLocal           = rule.ByLocal
	ByPerson          = rule.ByPerson
	Clean             = rule.Clean
	ErrConflict       = rule.ErrConflict
	ErrIDReused       = rule.ErrIDReused
	ErrMalformed      = rule.ErrMalformed
	ErrNotAllowed     = rule.ErrNotAllowed
	ErrNotNow         = rule.ErrNotNow
	ErrOutcomeUnknown = rule.ErrOutcomeUnknown
	ErrRefused        = rule.ErrRefused
	ErrUnknown        = rule.ErrUnknown
	ErrUnreadable     = rule.ErrUnreadable
	Roles             = rule.Roles
	Sought            = rule.Sought
	WebAddress        = rule.WebAddress
)
