package events

import "reflect"

// catalogue lists every type of event that this build writes, one line each, in
// the order of CATALOGUE.md. A new type also needs a sample in testdata and a
// case in the Evolve of its stream; a test names whichever is missing.
var catalogue = []Payload{
	RegisterOpened{},
	QuestionRaised{},
	QuestionAnswered{},
	QuestionReopened{},
	StoreRepaired{},
	HeadsRecorded{},
	RegisterDescribed{},
	ClockCorrected{},
	NodeAppointed{},
	SourceArchived{},
	RatingAsserted{},
	PartyRegistered{},
	PartyNamed{},
	PartyDescribed{},
	FocalPersonsNamed{},
	PartyMerged{},
	PartyUnmerged{},
	ConveningRegistered{},
	ParticipationRecorded{},
	WorkingGroupFormed{},
	FigureAsserted{},
	ConveningDateAsserted{},
	ConveningDateCorrected{},
	ConflictRecorded{},
	ConflictResolved{},
	ConveningJoined{},
	ConveningParted{},
	SessionRecorded{},
	ConveningFollowedUp{},
	ParticipantsIdentified{},
	MemberRecorded{},
	DeclarationAdopted{},
	RecommendationsIssued{},
	OutcomePrepared{},
	TextAttached{},
	SignatoryRecorded{},
	CommitmentCaptured{},
	CommitmentConfirmed{},
	CommitmentAssigned{},
	CommitmentCorrected{},
	CommitmentClassified{},
	CommitmentLinked{},
	CommitmentUnlinked{},
	CommitmentCorroborated{},
	CommitmentWorded{},
	CommitmentMerged{},
	CommitmentUnmerged{},
	CommitmentSplit{},
	ResponsibilityHandedOver{},
	CommitmentOperationalised{},
	DueDateSet{},
	DueDateRevised{},
	ReviewIntervalSet{},
	ResponseRecorded{},
	UpdateRequested{},
	SmartRated{},
	VerifiabilityJudged{},
	MilestoneSet{},
	MilestoneRevised{},
	MilestoneMet{},
	MilestoneDropped{},
	IndicatorSet{},
	MeasurementTaken{},
	ProgressReported{},
	ProgressRetracted{},
	ReportConfirmed{},
	ReportContested{},
	EvidenceLinked{},
	EvidenceDeposited{},
	EvidenceRetracted{},
	CommitmentAssessed{},
	ProgressDisputed{},
	DisputeHidden{},
	CommitmentClosed{},
	CommitmentReopened{},
	CommitmentSuspended{},
	CommitmentResumed{},
	CommitmentWithdrawn{},
	CommitmentSuperseded{},
	CommitmentRejected{},
	TextErased{},
	PersonRecorded{},
	MethodPublished{},
	SummaryPublished{},
}

// Catalogue returns an empty payload of every type, in order.
func Catalogue() []Payload { return append([]Payload(nil), catalogue...) }

// shapes finds the struct of a type.
var shapes = func() map[Type]reflect.Type {
	shapes := make(map[Type]reflect.Type, len(catalogue))
	for _, payload := range catalogue {
		shapes[payload.Type()] = reflect.TypeOf(payload)
	}
	return shapes
}()
