package events

// SummaryPublished records that a compliance summary was published: from what it was
// made, and the hash of its JSON document. Whoever holds the record makes the same.
type SummaryPublished struct {
	Digest   string         `json:"digest" guard:"-"` // SHA-256 of the document, hexadecimal
	Format   string         `json:"format" guard:"-"` // of the document: "ahd-summary/2"; it says how a day is read
	Method   string         `json:"method" guard:"-"` // "ahd-1"
	On       string         `json:"on" guard:"-"`     // civil day
	Root     string         `json:"root" guard:"-"`   // of the record at the sequence
	Scope    []SummaryScope `json:"scope"`            // [] for the whole register
	Sequence int64          `json:"sequence"`
	Title    string         `json:"title"`
}

// SummaryScope is one thing that a summary is about.
type SummaryScope struct {
	ID   string `json:"id" guard:"-"`
	Kind string `json:"kind" guard:"-"`
}

// Type is written once and never changes.
func (SummaryPublished) Type() Type { return "ahd.summary.published.v2" }
