package events

// EvidenceLinked records a document, by its public address, that bears on a
// commitment. An address can name a person, so it can be erased as typed text can.
type EvidenceLinked struct {
	Address     *Text   `json:"address"` // of the document
	Description *Text   `json:"description"`
	Effective   *string `json:"effective" guard:"-"`  // EDTF: what day it speaks of; null where not stated
	Kind        string  `json:"kind" guard:"-"`       // supports, contradicts, mixed, context
	Report      *string `json:"report" guard:"-"`     // id of the progress report it belongs to
	Supersedes  *string `json:"supersedes" guard:"-"` // id of the evidence of which this is a new version
	URL         *string `json:"url"`                  // the address, where an older version of Ahd wrote it into the event itself; it stays
}

// Type is written once and never changes.
func (EvidenceLinked) Type() Type { return "ahd.commitment.evidence-linked.v3" }

// EvidenceDeposited records a document that lies in files/, or whose address is
// not for everybody. Of restricted evidence the event holds nothing that could be
// guessed from: name, address, size, salt and who brought it are in private.db.
type EvidenceDeposited struct {
	Description *Text   `json:"description"`
	Effective   *string `json:"effective" guard:"-"`  // EDTF: what day it speaks of; null where not stated
	Evidence    string  `json:"evidence" guard:"-"`   // a random id
	Hash        string  `json:"hash" guard:"-"`       // public: SHA-256 of the bytes; restricted: SHA-256(32-byte salt ‖ bytes); hexadecimal
	Kind        string  `json:"kind" guard:"-"`       // supports, contradicts, mixed, context
	MediaType   *string `json:"media_type" guard:"-"` // null while restricted
	Report      *string `json:"report" guard:"-"`     // id of the progress report it belongs to
	Supersedes  *string `json:"supersedes" guard:"-"` // id of the evidence of which this is a new version
	Visibility  string  `json:"visibility" guard:"-"` // public, restricted
}

// Type is written once and never changes.
func (EvidenceDeposited) Type() Type { return "ahd.commitment.evidence-deposited.v1" }

// EvidenceRetracted records that a piece of evidence no longer counts. It stays
// to be seen.
type EvidenceRetracted struct {
	Evidence string `json:"evidence" guard:"-"` // id of the event
	Reason   *Text  `json:"reason"`
}

// Type is written once and never changes.
func (EvidenceRetracted) Type() Type { return "ahd.commitment.evidence-retracted.v1" }
