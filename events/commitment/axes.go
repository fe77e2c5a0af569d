package commitment

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
	Complete    = "complete"
)

// Open is the first value of the axis closure.
const Open = "open"

// Values lists what each axis can hold, in the order of pages and help.
var Values = map[string][]string{
	AxisRecord:       {Captured, Confirmed, Operationalised, Merged, Superseded, Withdrawn, Rejected},
	AxisResponse:     {NoResponse, "accepted", "accepted_in_part", "noted", "rejected"},
	AxisSelfReported: {NoReport, Planning, InProgress, Stalled, ReportedComplete},
	AxisAssessed:     {NotAssessed, "no_evidence", "not_started", "limited", "substantial", Complete, "regressed"},
	AxisTimeliness:   {NoDate, OnSchedule, DueSoon, Overdue, MetOnTime, MetLate},
	AxisClosure:      {Open, "closed_implemented", "closed_not_implemented", "reopened"},
}

// ReportStates are what a progress report can say.
var ReportStates = []string{Planning, InProgress, Stalled, ReportedComplete}

// EvidenceKinds say how a document bears on a commitment.
var EvidenceKinds = []string{"supports", "contradicts", "mixed", "context"}

// Kinds of commitment, by the kind of passage that it was made from.
var Kinds = []string{
	"declaration", "recommendation", "recommendation-text-missing", "outcome-text-missing",
	"call", "pledge", "objective", "activity", "collective-statement",
}

// Pillars are the four Ps of work against trafficking in persons.
var Pillars = []string{"prevention", "protection", "prosecution", "partnership"}
