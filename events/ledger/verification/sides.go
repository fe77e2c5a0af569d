package verification

import (
	"encoding/json"
	"unicode/utf8"
)

// sides is the file with both sides of a failure, for whoever has to find out how it
// came to that.
type sides struct {
	Code     string  `json:"code"`
	Detail   string  `json:"detail"`
	Event    *string `json:"event"`        // the body as it stands, where it is text
	Raw      []byte  `json:"event_base64"` // and always like this
	Expected *string `json:"expected"`
	Index    *uint64 `json:"index"`
	Sequence *uint64 `json:"sequence"`
	Stands   *string `json:"stands"`
}

// Sides are both sides of the failure as a JSON document: what was expected, and what
// stands there.
func (f *Failure) Sides() ([]byte, error) {
	s := sides{Code: f.Code, Detail: f.Detail, Raw: f.Event}
	if f.Expected != "" || f.Stands != "" {
		s.Expected, s.Stands = &f.Expected, &f.Stands
	}
	if f.Sequence > 0 {
		index := f.Sequence - 1
		s.Sequence, s.Index = &f.Sequence, &index
	}
	if f.Event != nil && utf8.Valid(f.Event) {
		s.Event = text(string(f.Event))
	}
	document, err := json.MarshalIndent(s, "", "  ")
	return append(document, '\n'), err
}
