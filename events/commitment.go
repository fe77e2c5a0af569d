package events

// CommitmentCaptured records one thing that was declared, recommended, called
// for or pledged, with the sentences it stands on. A commitment that was made
// to hold in several provinces is one parent with a child for each.
type CommitmentCaptured struct {
	Address         *string  `json:"address"`             // place in the instrument: "clause-2"
	AddresseeStated *string  `json:"addressee_stated"`    // whom the source addresses, in its words
	Children        []string `json:"children" guard:"-"`  // commitment ids; [] unless split
	Convening       string   `json:"convening" guard:"-"` // convening id
	Geography       []string `json:"geography" guard:"-"` // ISO 3166-2 codes
	GeographyStated *string  `json:"geography_stated"`
	Instrument      *string  `json:"instrument" guard:"-"` // instrument id
	IssuedBy        *string  `json:"issued_by"`
	Kind            string   `json:"kind" guard:"-"`
	Note            *string  `json:"note"`
	Parent          *string  `json:"parent" guard:"-"` // commitment id
	Pillar          *string  `json:"pillar" guard:"-"` // prevention, protection, prosecution, partnership
	Quotes          []Quote  `json:"quotes"`
	SDGTargets      []string `json:"sdg_targets" guard:"-"`
	SplitBy         *string  `json:"split_by" guard:"-"` // "province"
	Text            string   `json:"text"`
	Verifiable      bool     `json:"verifiable"` // one can name an observation that would settle it for a stranger
	VerifiableNote  *string  `json:"verifiable_note"`
	WorkingGroup    *string  `json:"working_group" guard:"-"` // working group id
}

// Type is written once and never changes.
func (CommitmentCaptured) Type() Type { return "ahd.commitment.captured.v1" }

// CommitmentConfirmed records that somebody checked what was captured.
type CommitmentConfirmed struct {
	Basis string `json:"basis" guard:"-"` // "quotes-found": each quote stands in its source at its byte range
}

// Type is written once and never changes.
func (CommitmentConfirmed) Type() Type { return "ahd.commitment.confirmed.v1" }

// CommitmentAssigned records which organisation answers for a commitment.
type CommitmentAssigned struct {
	Party string `json:"party" guard:"-"` // party id
}

// Type is written once and never changes.
func (CommitmentAssigned) Type() Type { return "ahd.commitment.assigned.v1" }

// DueDateSet records by which day a commitment is to be kept. The due day
// itself is still in time.
type DueDateSet struct {
	Due string `json:"due" guard:"-"` // civil day, "2026-12-31"
}

// Type is written once and never changes.
func (DueDateSet) Type() Type { return "ahd.commitment.due-date-set.v1" }

// ReviewIntervalSet records how often somebody is to be heard of a commitment.
type ReviewIntervalSet struct {
	Days int `json:"days"`
}

// Type is written once and never changes.
func (ReviewIntervalSet) Type() Type { return "ahd.commitment.review-interval-set.v1" }
