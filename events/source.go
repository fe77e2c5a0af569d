package events

// SourceArchived records that a text was put away byte for byte; quotes refer
// to it by hash.
type SourceArchived struct {
	Byline    *string `json:"byline"`
	Bytes     int64   `json:"bytes"` // length
	File      string  `json:"file"`  // the name under which it came
	MediaType string  `json:"media_type" guard:"-"`
	Note      *string `json:"note"`
	Published *string `json:"published" guard:"-"` // EDTF
	Publisher *string `json:"publisher"`
	SHA256    string  `json:"sha256" guard:"-"` // hexadecimal
	Title     *string `json:"title"`
}

// Type is written once and never changes.
func (SourceArchived) Type() Type { return "ahd.source.archived.v1" }

// RatingAsserted records how somebody outside rated a place in a year, as this
// source tells it.
type RatingAsserted struct {
	Bytes  [2]int64 `json:"bytes"`            // half-open byte range in the source
	Place  string   `json:"place" guard:"-"`  // code of a place: PK
	Rating string   `json:"rating"`           // as the scheme names it: "Tier 2"
	Scheme string   `json:"scheme" guard:"-"` // "tip-tier"
	Year   int      `json:"year"`
}

// Type is written once and never changes.
func (RatingAsserted) Type() Type { return "ahd.source.rating-asserted.v1" }
