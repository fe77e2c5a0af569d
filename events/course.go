package events

// CommitmentOperationalised records that a commitment is assigned and dated: an
// organisation answers for it, by a day or at intervals. What was set before and
// stays is null here.
type CommitmentOperationalised struct {
	Due        *string `json:"due" guard:"-"`   // civil day
	Party      *string `json:"party" guard:"-"` // party id
	ReviewDays *int    `json:"review_days"`     // days between one word and the next
}

// Type is written once and never changes.
func (CommitmentOperationalised) Type() Type { return "ahd.commitment.operationalised.v1" }

// DueDateRevised records another due day. The first one stays, and timeliness is
// told against both.
type DueDateRevised struct {
	Due    string `json:"due" guard:"-"` // civil day
	Reason *Text  `json:"reason"`
}

// Type is written once and never changes.
func (DueDateRevised) Type() Type { return "ahd.commitment.due-date-revised.v1" }

// CommitmentSuspended records that work on a commitment rests for now.
type CommitmentSuspended struct {
	Reason *Text `json:"reason"`
}

// Type is written once and never changes.
func (CommitmentSuspended) Type() Type { return "ahd.commitment.suspended.v1" }

// CommitmentResumed records that work on a commitment goes on.
type CommitmentResumed struct {
	Reason *Text `json:"reason"`
}

// Type is written once and never changes.
func (CommitmentResumed) Type() Type { return "ahd.commitment.resumed.v1" }

// CommitmentWithdrawn records that whoever made a commitment took it back.
type CommitmentWithdrawn struct {
	Reason *Text `json:"reason"`
}

// Type is written once and never changes.
func (CommitmentWithdrawn) Type() Type { return "ahd.commitment.withdrawn.v1" }

// CommitmentSuperseded records that another commitment takes the place of this one.
type CommitmentSuperseded struct {
	By     string `json:"by" guard:"-"` // commitment id
	Reason *Text  `json:"reason"`
}

// Type is written once and never changes.
func (CommitmentSuperseded) Type() Type { return "ahd.commitment.superseded.v1" }

// CommitmentRejected records that what was captured is no commitment.
type CommitmentRejected struct {
	Reason *Text `json:"reason"`
}

// Type is written once and never changes.
func (CommitmentRejected) Type() Type { return "ahd.commitment.rejected.v1" }
