package events

import "reflect"

// catalogue lists every type of event that this build writes, one line each, in
// the order of CATALOGUE.md. A new type also needs a sample in testdata and a
// case in the Evolve of its stream; a test names whichever is missing.
var catalogue = []Payload{
	RegisterOpened{},
	QuestionRaised{},
	SourceArchived{},
	PartyRegistered{},
	ConveningRegistered{},
	ParticipationRecorded{},
	WorkingGroupFormed{},
	FigureAsserted{},
	DeclarationAdopted{},
	RecommendationsIssued{},
	OutcomePrepared{},
	CommitmentCaptured{},
	CommitmentConfirmed{},
	CommitmentAssigned{},
	DueDateSet{},
	ReviewIntervalSet{},
	ProgressReported{},
	EvidenceLinked{},
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
