package events

// Instrument is what a declaration and a set of recommendations have in common.
type Instrument struct {
	Clauses      []Clause `json:"clauses"`
	Convening    string   `json:"convening" guard:"-"` // convening id
	Note         *string  `json:"note"`
	Text         *Passage `json:"text"` // null while the wording is not known
	Title        *string  `json:"title"`
	WorkingGroup *string  `json:"working_group" guard:"-"` // working group id
}

// Clause is one part of an instrument and the commitment made from it.
type Clause struct {
	Address *string `json:"address"`        // "clause-2"; null where no order is stated
	Item    string  `json:"item" guard:"-"` // commitment id
}

// DeclarationAdopted records that a convening adopted a declaration.
type DeclarationAdopted Instrument

// Type is written once and never changes.
func (DeclarationAdopted) Type() Type { return "ahd.instrument.declaration-adopted.v1" }

// RecommendationsIssued records that a convening, or one of its working groups,
// issued recommendations.
type RecommendationsIssued Instrument

// Type is written once and never changes.
func (RecommendationsIssued) Type() Type { return "ahd.instrument.recommendations-issued.v1" }

// OutcomePrepared records an outcome that is neither, such as a "way forward".
type OutcomePrepared Instrument

// Type is written once and never changes.
func (OutcomePrepared) Type() Type { return "ahd.instrument.outcome-prepared.v1" }

// TextAttached records that the wording of an instrument became known, and where
// each of its clauses stands.
type TextAttached struct {
	Clauses []WordedClause `json:"clauses"`
	Text    Passage        `json:"text"`
	Title   *string        `json:"title"`
}

// WordedClause is a clause whose wording is known.
type WordedClause struct {
	Address string  `json:"address"`        // "clause-2"
	Item    *string `json:"item" guard:"-"` // commitment id; null while nothing was made of it
	Quote   Quote   `json:"quote"`
}

// Type is written once and never changes.
func (TextAttached) Type() Type { return "ahd.instrument.text-attached.v1" }

// SignatoryRecorded records an organisation that signed, or adopted, an instrument.
type SignatoryRecorded struct {
	Effective *string `json:"effective" guard:"-"` // EDTF
	Party     string  `json:"party" guard:"-"`     // party id
	Source    *string `json:"source" guard:"-"`    // source id
}

// Type is written once and never changes.
func (SignatoryRecorded) Type() Type { return "ahd.instrument.signatory-recorded.v1" }
