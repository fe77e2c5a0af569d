package events

// ResponseRecorded records what the addressee answered to a commitment, as a
// source tells it.
type ResponseRecorded struct {
	Effective *string `json:"effective" guard:"-"` // EDTF: when it answered; null where not stated
	Response  string  `json:"response" guard:"-"`  // accepted, accepted_in_part, noted, rejected
	Source    string  `json:"source" guard:"-"`    // source id
}

// Type is written once and never changes.
func (ResponseRecorded) Type() Type { return "ahd.commitment.response-recorded.v1" }

// UpdateRequested records that an organisation was asked how far it is. Without
// it nobody can say that an organisation is silent.
type UpdateRequested struct {
	Channel string `json:"channel" guard:"-"` // letter, phone, e-mail, meeting, message
	Day     string `json:"day" guard:"-"`     // civil day on which it was asked
	Party   string `json:"party" guard:"-"`   // party id: of whom
}

// Type is written once and never changes.
func (UpdateRequested) Type() Type { return "ahd.commitment.update-requested.v1" }
