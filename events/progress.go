package events

// ProgressReported records what an organisation says of its own progress. It is
// a claim, not a finding. Entered for another organisation, the envelope names
// that and the channel says how the word came.
type ProgressReported struct {
	Channel      *string       `json:"channel" guard:"-"`   // letter, phone, e-mail, meeting, message; null where not stated
	Effective    *string       `json:"effective" guard:"-"` // EDTF: when it happened; null where not stated
	Measurements []Measurement `json:"measurements"`
	Milestones   []string      `json:"milestones" guard:"-"` // ids of the milestones met
	Narrative    *Text         `json:"narrative"`
	State        string        `json:"state" guard:"-"` // planning, in_progress, stalled, reported_complete
}

// Type is written once and never changes.
func (ProgressReported) Type() Type { return "ahd.commitment.progress-reported.v2" }

// ProgressRetracted records that a report is taken back. It stays to be seen.
type ProgressRetracted struct {
	Reason *Text  `json:"reason"`
	Report string `json:"report" guard:"-"` // id of the event
}

// Type is written once and never changes.
func (ProgressRetracted) Type() Type { return "ahd.commitment.progress-retracted.v1" }

// ReportConfirmed records that an organisation stands by what was entered for it.
type ReportConfirmed struct {
	Report string `json:"report" guard:"-"` // id of the event
}

// Type is written once and never changes.
func (ReportConfirmed) Type() Type { return "ahd.commitment.report-confirmed.v1" }

// ReportContested records that an organisation does not stand by what was entered
// for it.
type ReportContested struct {
	Reason *Text  `json:"reason"`
	Report string `json:"report" guard:"-"` // id of the event
}

// Type is written once and never changes.
func (ReportContested) Type() Type { return "ahd.commitment.report-contested.v1" }
