package commitment

import (
	"fmt"
	"slices"

	"ahd.example/ahd/events"
)

// Contributions are what people said and brought, one after another without end:
// reports, documents, disputes, and which texts were erased.
//
// Whoever folds all events of a commitment has all of them. Where its state is kept from
// one event to the next they are kept apart from it, so that it does not grow with them:
// then a state has in hand what was sought for the event, or for the command, that comes.
type Contributions struct {
	Reports  []*Report   `json:"reports,omitempty"`
	Evidence []*Evidence `json:"evidence,omitempty"`
	Disputes []*Dispute  `json:"disputes,omitempty"`
	Erased   []string    `json:"erased,omitempty"` // ids of texts
}

// inHand are the contributions of a state, as far as they are in hand, and what they add
// up to.
type inHand struct {
	Contributions
	Counts  Tally  `json:"counts,omitzero"` // of all contributions, in hand or not
	IsApart bool   `json:"apart,omitempty"` // its contributions are kept elsewhere
	Sought  []Name `json:"-"`               // of them are in hand, where they are there
}

// Kinds of contributions.
const (
	OfReport   = "report"
	OfEvidence = "evidence"
	OfDispute  = "dispute"
	OfErasure  = "erasure"
)

// Name names one contribution.
type Name struct{ Kind, ID string }

// Apart is a state without what is kept apart from it.
func (s State) Apart() State {
	s.Contributions, s.IsApart, s.Sought = Contributions{}, true, nil
	return s
}

// With is a state that is kept apart with what was found of the contributions that were
// sought. Reports come in the order in which they were made.
func (s State) With(found Contributions, sought ...Name) State {
	s.Contributions, s.Sought = found, sought
	return s
}

// Whole is a state with all contributions that were kept apart from it.
func (s State) Whole(all Contributions) State {
	s.Contributions, s.IsApart, s.Sought = all, false, nil
	return s
}

// Named are the contributions that an event speaks of: a state that is kept apart from
// them needs them in hand to evolve. What changes whether a report stands also needs the
// last other report that does.
func Named(payload events.Payload) []Name {
	switch d := payload.(type) {
	case events.ProgressRetracted:
		return []Name{{OfReport, d.Report}}
	case events.ReportConfirmed:
		return []Name{{OfReport, d.Report}}
	case events.ReportContested:
		return []Name{{OfReport, d.Report}}
	case events.EvidenceLinked:
		return replaced(d.Supersedes)
	case events.EvidenceDeposited:
		return replaced(d.Supersedes)
	case events.EvidenceRetracted:
		return []Name{{OfEvidence, d.Evidence}}
	case events.DisputeHidden:
		return []Name{{OfDispute, d.Disputed}}
	}
	return nil
}

func replaced(evidence *string) []Name {
	if evidence == nil {
		return nil
	}
	return []Name{{OfEvidence, *evidence}}
}

// known panics where nobody looked for something in what is kept apart: that it is not
// in hand would be taken for an answer.
func (h inHand) known(name Name) {
	if h.IsApart && !slices.Contains(h.Sought, name) {
		panic(fmt.Sprintf("commitment: nobody sought the %s before asking for it", name.Kind))
	}
}

// Report is the report with an id; nil if there is none.
func (h inHand) Report(id string) *Report {
	h.known(Name{OfReport, id})
	return Find(h.Reports, id)
}

// Document is the evidence with an id; nil if there is none.
func (h inHand) Document(id string) *Evidence {
	h.known(Name{OfEvidence, id})
	return Find(h.Evidence, id)
}

// Dispute is the one with an id; nil if there is none.
func (h inHand) Dispute(id string) *Dispute {
	h.known(Name{OfDispute, id})
	return Find(h.Disputes, id)
}

// HasErased reports whether a text was erased.
func (h inHand) HasErased(text string) bool {
	h.known(Name{OfErasure, text})
	return slices.Contains(h.Erased, text)
}
