package events

// CommitmentAssessed records what an assessor of another organisation found.
type CommitmentAssessed struct {
	Confidence string   `json:"confidence" guard:"-"` // high, medium, low
	Considered []string `json:"considered" guard:"-"` // ids of the evidence considered; [] where none was named
	Effective  *string  `json:"effective" guard:"-"`  // EDTF: the day for which it was found; null where not stated
	Level      string   `json:"level" guard:"-"`      // no_evidence, not_started, limited, substantial, complete, regressed
	Method     string   `json:"method" guard:"-"`     // method and version: "ahd-1"
	Rationale  *Text    `json:"rationale"`
}

// Type is written once and never changes.
func (CommitmentAssessed) Type() Type { return "ahd.commitment.assessed.v1" }

// CommitmentClosed records that a second person closed the matter.
type CommitmentClosed struct {
	Outcome string `json:"outcome" guard:"-"` // implemented, not_implemented
	Reason  *Text  `json:"reason"`            // required where not implemented
}

// Type is written once and never changes.
func (CommitmentClosed) Type() Type { return "ahd.commitment.closed.v1" }

// CommitmentReopened records that a closed matter is open again.
type CommitmentReopened struct {
	Reason *Text `json:"reason"`
}

// Type is written once and never changes.
func (CommitmentReopened) Type() Type { return "ahd.commitment.reopened.v1" }

// SmartRated records how well a commitment is put.
type SmartRated struct {
	Achievable bool `json:"achievable"`
	Measurable bool `json:"measurable"`
	Relevant   bool `json:"relevant"`
	Specific   bool `json:"specific"`
	TimeBound  bool `json:"time_bound"`
}

// Type is written once and never changes.
func (SmartRated) Type() Type { return "ahd.commitment.smart-rated.v1" }

// VerifiabilityJudged records whether one can name an observation that would
// settle a commitment for a stranger, where that is judged anew.
type VerifiabilityJudged struct {
	Reason     *Text `json:"reason"`
	Verifiable bool  `json:"verifiable"`
}

// Type is written once and never changes.
func (VerifiabilityJudged) Type() Type { return "ahd.commitment.verifiability-judged.v1" }
