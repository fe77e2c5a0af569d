package events

// What is one commitment and what are several: told by later events, so that every
// earlier history stays as it was.

// CommitmentMerged records that a commitment is the same as another, which goes on
// for both.
type CommitmentMerged struct {
	Into   string `json:"into" guard:"-"` // commitment id
	Reason *Text  `json:"reason"`
}

// Type is written once and never changes.
func (CommitmentMerged) Type() Type { return "ahd.commitment.merged.v1" }

// CommitmentUnmerged records that it is not: it stands again as it stood.
type CommitmentUnmerged struct {
	Reason *Text `json:"reason"`
}

// Type is written once and never changes.
func (CommitmentUnmerged) Type() Type { return "ahd.commitment.unmerged.v1" }

// CommitmentSplit records that a commitment is several, which take its place.
type CommitmentSplit struct {
	Into   []string `json:"into" guard:"-"` // commitment ids
	Reason *Text    `json:"reason"`
}

// Type is written once and never changes.
func (CommitmentSplit) Type() Type { return "ahd.commitment.split.v1" }

// CommitmentCorroborated records that another passage says the same.
type CommitmentCorroborated struct {
	Quote Quote `json:"quote"`
}

// Type is written once and never changes.
func (CommitmentCorroborated) Type() Type { return "ahd.commitment.corroborated.v1" }

// CommitmentWorded records that the wording of what was only known to exist became
// known: from now on it is what it says.
type CommitmentWorded struct {
	Address    *string `json:"address"` // "clause-2"
	Kind       string  `json:"kind" guard:"-"`
	Quote      Quote   `json:"quote"`
	Verifiable bool    `json:"verifiable"`
}

// Type is written once and never changes.
func (CommitmentWorded) Type() Type { return "ahd.commitment.worded.v1" }

// ResponsibilityHandedOver records which organisation answers for a commitment from
// now on, and which persons speak for it. It replaces all that was recorded before.
type ResponsibilityHandedOver struct {
	Alternate *string `json:"alternate" guard:"-"` // person id
	Effective *string `json:"effective" guard:"-"` // EDTF: since when
	Main      *string `json:"main" guard:"-"`      // person id
	Party     string  `json:"party" guard:"-"`     // party id
	Reason    *Text   `json:"reason"`
	Validator *string `json:"validator" guard:"-"` // person id
}

// Type is written once and never changes.
func (ResponsibilityHandedOver) Type() Type { return "ahd.commitment.handed-over.v1" }
