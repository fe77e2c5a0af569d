package events

// MilestoneSet records a dated step towards a commitment.
type MilestoneSet struct {
	Due       *string `json:"due" guard:"-"`        // civil day; null where it has none
	Milestone string  `json:"milestone" guard:"id"` // its id within the commitment
	Title     string  `json:"title"`
}

// Type is written once and never changes.
func (MilestoneSet) Type() Type { return "ahd.commitment.milestone-set.v1" }

// MilestoneRevised records another wording or day of a step, and why.
type MilestoneRevised struct {
	Due       *string `json:"due" guard:"-"` // civil day; null where it has none
	Milestone string  `json:"milestone" guard:"-"`
	Reason    *Text   `json:"reason"`
	Title     string  `json:"title"`
}

// Type is written once and never changes.
func (MilestoneRevised) Type() Type { return "ahd.commitment.milestone-revised.v1" }

// MilestoneMet records that a step was taken, as the organisation says.
type MilestoneMet struct {
	Effective *string `json:"effective" guard:"-"` // EDTF: when; null where not stated
	Milestone string  `json:"milestone" guard:"-"`
}

// Type is written once and never changes.
func (MilestoneMet) Type() Type { return "ahd.commitment.milestone-met.v1" }

// MilestoneDropped records that a step is given up.
type MilestoneDropped struct {
	Milestone string `json:"milestone" guard:"-"`
	Reason    *Text  `json:"reason"`
}

// Type is written once and never changes.
func (MilestoneDropped) Type() Type { return "ahd.commitment.milestone-dropped.v1" }
