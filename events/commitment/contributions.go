package commitment

import (
	"fmt"
	"slices"

	"ahd/events"
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
func (s State) known(name Name) {
	if s.IsApart && !slices.Contains(s.Sought, name) {
		panic(fmt.Sprintf("commitment: nobody sought the %s before asking for it", name.Kind))
	}
}

// Report is the report with an id; nil if there is none.
func (s State) Report(id string) *Report {
	s.known(Name{OfReport, id})
	return Find(s.Reports, id)
}

// Document is the evidence with an id; nil if there is none.
func (s State) Document(id string) *Evidence {
	s.known(Name{OfEvidence, id})
	return Find(s.Evidence, id)
}

// Dispute is the one with an id; nil if there is none.
func (s State) Dispute(id string) *Dispute {
	s.known(Name{OfDispute, id})
	return Find(s.Disputes, id)
}

// HasErased reports whether a text was erased.
func (s State) HasErased(text string) bool {
	s.known(Name{OfErasure, text})
	return slices.Contains(s.Erased, text)
}
