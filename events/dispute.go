package events

// ProgressDisputed records that somebody says otherwise. It never changes what an
// assessor found.
type ProgressDisputed struct {
	Claim     string   `json:"claim" guard:"-"`     // not_implemented, partly_implemented, implemented
	Effective *string  `json:"effective" guard:"-"` // EDTF: the day of which it speaks; null where not stated
	Evidence  []string `json:"evidence" guard:"-"`  // ids of evidence that was recorded
	Informant *string  `json:"informant" guard:"-"` // "withheld": lodged through an intake person; null where whoever records says it
	Statement *Text    `json:"statement"`
	URL       *string  `json:"url"` // address of a document that speaks against it
}

// Type is written once and never changes.
func (ProgressDisputed) Type() Type { return "ahd.commitment.disputed.v1" }

// DisputeHidden records that a dispute is no longer shown, and why. It stays in
// the record.
type DisputeHidden struct {
	Disputed string `json:"disputed" guard:"-"` // id of the dispute
	Reason   *Text  `json:"reason"`
}

// Type is written once and never changes.
func (DisputeHidden) Type() Type { return "ahd.commitment.dispute-hidden.v1" }
