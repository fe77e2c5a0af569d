package recording

import (
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
	AnswerQuestion       = register.AnswerQuestion
	AppointNode          = register.AppointNode
	ArchiveSource        = source.ArchiveSource
	Archiving            = rule.Archiving
	AssertDate           = convening.AssertDate
	AssertFigure         = convening.AssertFigure
	AssertRating         = source.AssertRating
	AttachText           = instrument.AttachText
	Command              = rule.Command
	Considering          = rule.Considering
	CorrectClock         = register.CorrectClock
	CorrectDate          = convening.CorrectDate
	DescribeParty        = party.DescribeParty
	DescribeRegister     = register.DescribeRegister
	Finding              = rule.Finding
	FollowUp             = convening.FollowUp
	FormWorkingGroup     = convening.FormWorkingGroup
	IdentifyParticipants = convening.IdentifyParticipants
	JoinConvening        = convening.JoinConvening
	Meeting              = convening.Meeting
	MergeParty           = party.MergeParty
	NameFocalPersons     = party.NameFocalPersons
	NameParty            = party.NameParty
	Named                = rule.Named
	NoteRepair           = register.NoteRepair
	OpenRegister         = register.OpenRegister
	Organisation         = party.Organisation
	Own                  = rule.Own
	PartConvening        = convening.PartConvening
	PublishMethod        = method.PublishMethod
	PublishSummary       = summary.PublishSummary
	Quoting              = rule.Quoting
	RaiseQuestion        = register.RaiseQuestion
	RecordConflict       = convening.RecordConflict
	RecordHeads          = register.RecordHeads
	RecordInstrument     = instrument.RecordInstrument
	RecordMember         = convening.RecordMember
	RecordParticipation  = convening.RecordParticipation
	RecordPerson         = person.RecordPerson
	RecordSession        = convening.RecordSession
	RecordSignatory      = instrument.RecordSignatory
	Referring            = rule.Referring
	Refs                 = rule.Refs
	Refusal              = rule.Refusal
	RegisterConvening    = convening.RegisterConvening
	RegisterParty        = party.RegisterParty
	ReopenQuestion       = register.ReopenQuestion
	ResolveConflict      = convening.ResolveConflict
	Seeking              = rule.Seeking
	Typed                = rule.Typed
	UnmergeParty         = party.UnmergeParty
	Who                  = rule.Who
)

const (
	Local = rule.Local
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
