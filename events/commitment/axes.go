package commitment

import (
	"slices"
	"strings"
)

// The six axes. They are independent: what an organisation says of itself, what
// an assessor found and whether the matter is closed are three facts.
const (
	AxisRecord       = "record"
	AxisResponse     = "response"
	AxisSelfReported = "self_reported"
	AxisAssessed     = "assessed"
	AxisTimeliness   = "timeliness" // derived from a day, never recorded
	AxisClosure      = "closure"
)

// Values of the axis record.
const (
	Captured        = "captured"
	Confirmed       = "confirmed"
	Operationalised = "operationalised"
	Merged          = "merged"
	Superseded      = "superseded"
	Withdrawn       = "withdrawn"
	Rejected        = "rejected_as_not_a_commitment"
)

// NoResponse is the first value of the axis response: the addressee has not
// answered.
const NoResponse = "none"

// Values of the axis self_reported.
const (
	NoReport         = "no_report"
	Planning         = "planning"
	InProgress       = "in_progress"
	Stalled          = "stalled"
	ReportedComplete = "reported_complete"
)

// Values of the axis assessed.
const (
	NotAssessed = "not_assessed"
	NoEvidence  = "no_evidence"
	NotStarted  = "not_started"
	Limited     = "limited"
	Substantial = "substantial"
	Complete    = "complete"
	Regressed   = "regressed"
)

// Values of the axis closure.
const (
	Open                 = "open"
	ClosedImplemented    = "closed_implemented"
	ClosedNotImplemented = "closed_not_implemented"
	Reopened             = "reopened"
)

// Values lists what each axis can hold, in the order of pages and help.
var Values = map[string][]string{
	AxisRecord:       {Captured, Confirmed, Operationalised, Merged, Superseded, Withdrawn, Rejected},
	AxisResponse:     {NoResponse, "accepted", "accepted_in_part", "noted", "rejected"},
	AxisSelfReported: {NoReport, Planning, InProgress, Stalled, ReportedComplete},
	AxisAssessed:     {NotAssessed, NoEvidence, NotStarted, Limited, Substantial, Complete, Regressed},
	AxisTimeliness:   {NoDate, OnSchedule, DueSoon, Overdue, MetOnTime, MetLate},
	AxisClosure:      {Open, ClosedImplemented, ClosedNotImplemented, Reopened},
}

// ReportStates are what a progress report can say.
var ReportStates = []string{Planning, InProgress, Stalled, ReportedComplete}

// Kinds of evidence say how a document bears on a commitment.
const (
	Supports    = "supports"
	Contradicts = "contradicts"
	Mixed       = "mixed"
	Context     = "context"
)

// EvidenceKinds lists them.
var EvidenceKinds = []string{Supports, Contradicts, Mixed, Context}

// What a milestone can be.
const (
	Set     = "set"
	Met     = "met"
	Dropped = "dropped"
)

// Outcomes of a closure, and what a dispute can claim.
const (
	Implemented       = "implemented"
	PartlyImplemented = "partly_implemented"
	NotImplemented    = "not_implemented"
)

// Responses are what an addressee can answer.
var Responses = Values[AxisResponse][1:]

// Levels are what an assessor can find.
var Levels = Values[AxisAssessed][1:]

// Confidences say how sure an assessor is.
var Confidences = []string{"high", "medium", "low"}

// Claims are what a dispute can say of a commitment.
var Claims = []string{NotImplemented, PartlyImplemented, Implemented}

// Channels are the ways in which word comes from an organisation.
var Channels = []string{"letter", "phone", "e-mail", "meeting", "message"}

// CorrectableFields are those of a capture that can be corrected.
var CorrectableFields = []string{
	"address", "addressee_stated", "geography_stated", "issued_by", "kind", "note", "pillar", "text", "verifiable_note",
}

// ErasureBases are the grounds on which a text can be erased.
var ErasureBases = []string{"victim-data", "consent-withdrawn", "court-order", "mistake"}

// Kinds of commitment, by the kind of passage that it was made from.
var Kinds = []string{
	"declaration", "recommendation", "recommendation-text-missing", "outcome-text-missing",
	"call", "pledge", "objective", "activity", "collective-statement",
}

// Pillars are the four Ps of work against trafficking in persons.
var Pillars = []string{"prevention", "protection", "prosecution", "partnership"}

// Places are the codes (ISO 3166-2) by which measurements are broken down.
var Places = []string{"PK", "PK-BA", "PK-GB", "PK-IS", "PK-JK", "PK-KP", "PK-PB", "PK-SD"}

// Exploitations are the forms by which victims are counted (SDG 16.2.2).
var Exploitations = []string{
	"sexual-exploitation", "forced-labour", "domestic-servitude", "forced-begging", "forced-criminality", "forced-marriage", "organ-removal", "other",
}

// WordedKinds lists the kinds of which the wording is known.
func WordedKinds() []string {
	return slices.DeleteFunc(slices.Clone(Kinds), func(kind string) bool { return strings.HasSuffix(kind, unworded) })
}

// Values of the axis closure, by whether the matter is closed.
var (
	open   = []string{Open, Reopened}
	closed = []string{ClosedImplemented, ClosedNotImplemented}
)

// IsOpen reports whether a value of the axis closure says that the matter is open.
func IsOpen(closure string) bool { return slices.Contains(open, closure) }

// IsClosed reports whether it says that the matter is closed.
func IsClosed(closure string) bool { return slices.Contains(closed, closure) }

// OpenSQL is IsOpen as SQL, over the column closure.
var OpenSQL = among("closure", open)

// Closed reports whether the matter is closed.
func (s State) Closed() bool { return IsClosed(s.Closure) }

// IsAssessed reports whether an assessor found something.
func IsAssessed(assessed string) bool { return assessed != NotAssessed }

// AssessedSQL is IsAssessed as SQL, over the column assessed.
const AssessedSQL = "assessed <> '" + NotAssessed + "'"
