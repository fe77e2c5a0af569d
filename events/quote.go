package events

// Quote is a verbatim passage: Quote is NFC(source[Bytes[0]:Bytes[1]]), and
// SHA256 says which bytes of that source were meant.
type Quote struct {
	Bytes  [2]int64 `json:"bytes"` // half-open byte range in the source
	Quote  string   `json:"quote"`
	SHA256 string   `json:"sha256" guard:"-"` // of the whole source, hexadecimal
	Source string   `json:"source" guard:"-"` // source id
}

// Passage is a place in a source that is too long to be quoted in an event.
type Passage struct {
	Bytes  [2]int64 `json:"bytes"` // half-open byte range in the source
	SHA256 string   `json:"sha256" guard:"-"`
	Source string   `json:"source" guard:"-"`
}
