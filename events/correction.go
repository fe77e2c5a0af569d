package events

// CommitmentCorrected records what should have been captured. Views of earlier
// moments keep what was believed then.
type CommitmentCorrected struct {
	Field  string  `json:"field" guard:"-"` // address, addressee_stated, geography_stated, issued_by, kind, note, pillar, text, verifiable_note
	Reason *Text   `json:"reason"`
	Value  *string `json:"value"` // null for "not stated"
}

// Type is written once and never changes.
func (CommitmentCorrected) Type() Type { return "ahd.commitment.corrected.v1" }

// TextErased records that a typed text of this stream, or a deposited document, was
// erased: its words or bytes and their salt are gone, its hash and its event stay.
type TextErased struct {
	Basis  string `json:"basis" guard:"-"` // victim-data, consent-withdrawn, court-order, mistake
	Reason *Text  `json:"reason"`          // may itself be erased
	Text   string `json:"text" guard:"-"`  // "<command id>/<field>", "<command id>/document"
}

// DocumentField stands for a deposited document, with all that is known of it, in the id
// of what is erased.
const DocumentField = "document"

// Type is written once and never changes.
func (TextErased) Type() Type { return "ahd.commitment.text-erased.v1" }
