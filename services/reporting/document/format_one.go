package document

import "ahd.example/ahd/events"

// documentOne is a document of the first format, as it was written when that was the
// only one.
type documentOne struct {
	Format   string            `json:"format"`
	At       At                `json:"at"`
	On       string            `json:"on"`
	Register Register          `json:"register"`
	Scope    []Scope           `json:"scope"`
	Method   Method            `json:"method"`
	How      How               `json:"how"`
	Headline Headline          `json:"headline"`
	Totals   Totals            `json:"totals"`
	List     string            `json:"list"`
	Filter   Filter            `json:"filter"`
	Behind   map[string]Filter `json:"behind"`
	Tables   []Table           `json:"tables"`
	Lists    Lists             `json:"lists"`
	Measures []Measure         `json:"measures"`
}

// JSON are the canonical bytes of a document: those that are hashed.
func (d Document) JSON() ([]byte, error) {
	if d.Format != FormatOne {
		return events.Canonical(d)
	}
	return events.Canonical(documentOne{d.Format, d.At, d.On, d.Register, d.Scope, d.Method, d.How, d.Headline, d.Totals, d.List, d.Filter,
		d.Behind, d.Tables, d.Lists, d.Measures})
}

// CountsLater reports whether a document of a past day counts what happened after it, as
// the first format does.
func (d Document) CountsLater() bool {
	return d.Format == FormatOne && d.On < d.Dated().At.Time
}
