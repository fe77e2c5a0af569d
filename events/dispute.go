package events

// ProgressDisputed records that somebody says otherwise. It never changes what an
// assessor found.
type ProgressDisputed struct {
	Address   *Text    `json:"address"`             // of a document that speaks against it
	Claim     string   `json:"claim" guard:"-"`     // not_implemented, partly_implemented, implemented
	Effective *string  `json:"effective" guard:"-"` // EDTF: the day of which it speaks; null where not stated
	Evidence  []string `json:"evidence" guard:"-"`  // ids of evidence that was recorded
	Informant *string  `json:"informant" guard:"-"` // "withheld": lodged through an intake person; null where whoever records says it
	Statement *Text    `json:"statement"`
	URL       *string  `json:"url"` // the address, where an older version of Ahd wrote it into the event itself; it stays
}

// Withheld stands for an informant who must not be known, and in the envelope for whoever
// lodged what that informant says: the one could lead to the other. No person is called
// that.
const Withheld = "withheld"

// Unnamed reports whether nobody is to be told who recorded an event. Older versions named
// in the envelope who lodged such a dispute; whoever shows the event does not.
func (e Event) Unnamed() bool {
	dispute, ok := e.Data.(ProgressDisputed)
	return e.Actor == Withheld || ok && dispute.Informant != nil
}

// Type is written once and never changes.
func (ProgressDisputed) Type() Type { return "ahd.commitment.disputed.v2" }

// DisputeHidden records that a dispute is no longer shown, and why. It stays in
// the record.
type DisputeHidden struct {
	Disputed string `json:"disputed" guard:"-"` // id of the dispute
	Reason   *Text  `json:"reason"`
}

// Type is written once and never changes.
func (DisputeHidden) Type() Type { return "ahd.commitment.dispute-hidden.v1" }
