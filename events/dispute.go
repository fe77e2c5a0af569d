package events

// ProgressDisputed records that somebody says otherwise. It never changes what an
// assessor found.
type ProgressDisputed struct {
	Address   *Text    `json:"address"`   // of a document that speaks against it
	Claim     string   `json:"claim"`     // not_implemented, partly_implemented, implemented
	Effective *string  `json:"effective"` // EDTF: the day of which it speaks; null where not stated
	Evidence  []string `json:"evidence"`  // ids of evidence that was recorded
	Informant *string  `json:"informant"` // "withheld": lodged through an intake person; null where whoever records says it
	Statement *Text    `json:"statement"`
	URL       *string  `json:"url"` // the address, where an older version of Ahd wrote it into the event itself; it stays
}

// Type is written once and never changes.
func (ProgressDisputed) Type() Type { return "ahd.commitment.disputed.v2" }

// DisputeHidden records that a dispute is no longer shown, and why. It stays in
// the record.
type DisputeHidden struct {
	Disputed string `json:"disputed"` // id of the dispute
	Reason   *Text  `json:"reason"`
}

// Type is written once and never changes.
func (DisputeHidden) Type() Type { return "ahd.commitment.dispute-hidden.v1" }
