package events

// EvidenceLinked records a document, by its public address, that bears on a
// commitment. An address can name a person, so it can be erased as typed text can.
type EvidenceLinked struct {
	Address     *Text   `json:"address"` // of the document
	Description *Text   `json:"description"`
	Effective   *string `json:"effective"`  // EDTF: what day it speaks of; null where not stated
	Kind        string  `json:"kind"`       // supports, contradicts, mixed, context
	Report      *string `json:"report"`     // id of the progress report it belongs to
	Supersedes  *string `json:"supersedes"` // id of the evidence of which this is a new version
	URL         *string `json:"url"`        // the address, where an older version of Ahd wrote it into the event itself; it stays
}

// Type is written once and never changes.
func (EvidenceLinked) Type() Type { return "ahd.commitment.evidence-linked.v3" }

// EvidenceDeposited records a document that lies in files/, or whose address is
// not for everybody. Of restricted evidence the event holds nothing that could be
// guessed from: name, address, size, salt and who brought it are in private.db.
type EvidenceDeposited struct {
	Description *Text   `json:"description"`
	Effective   *string `json:"effective"`  // EDTF: what day it speaks of; null where not stated
	Evidence    string  `json:"evidence"`   // a random id
	Hash        string  `json:"hash"`       // public: SHA-256 of the bytes; restricted: SHA-256(32-byte salt ‖ bytes); hexadecimal
	Kind        string  `json:"kind"`       // supports, contradicts, mixed, context
	MediaType   *string `json:"media_type"` // null while restricted
	Report      *string `json:"report"`     // id of the progress report it belongs to
	Supersedes  *string `json:"supersedes"` // id of the evidence of which this is a new version
	Visibility  string  `json:"visibility"` // public, restricted
}

// Type is written once and never changes.
func (EvidenceDeposited) Type() Type { return "ahd.commitment.evidence-deposited.v1" }

// EvidenceRetracted records that a piece of evidence no longer counts. It stays
// to be seen.
type EvidenceRetracted struct {
	Evidence string `json:"evidence"` // id of the event
	Reason   *Text  `json:"reason"`
}

// Type is written once and never changes.
func (EvidenceRetracted) Type() Type { return "ahd.commitment.evidence-retracted.v1" }
