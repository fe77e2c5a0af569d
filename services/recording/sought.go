package recording

import "ahd/events/commitment"

func named(kind string, ids ...string) []commitment.Name {
	names := make([]commitment.Name, len(ids))
	for i, id := range ids {
		names[i] = commitment.Name{Kind: kind, ID: id}
	}
	return names
}

func (c RetractProgress) Seeks() []commitment.Name { return named(commitment.OfReport, c.Report) }

func (c ConfirmReport) Seeks() []commitment.Name { return named(commitment.OfReport, c.Report) }

func (c ContestReport) Seeks() []commitment.Name { return named(commitment.OfReport, c.Report) }

// Seeks is the report that it belongs to, and the document that it replaces.
func (d Documented) Seeks() (names []commitment.Name) {
	if d.Report != nil {
		names = named(commitment.OfReport, *d.Report)
	}
	if d.Supersedes != nil {
		names = append(names, named(commitment.OfEvidence, *d.Supersedes)...)
	}
	return names
}

func (c RetractEvidence) Seeks() []commitment.Name { return named(commitment.OfEvidence, c.Evidence) }

// Seeks are the documents that were looked at.
func (c AssessCommitment) Seeks() []commitment.Name {
	return named(commitment.OfEvidence, c.Considered...)
}

// Seeks are the documents that it brings.
func (c DisputeProgress) Seeks() []commitment.Name {
	return named(commitment.OfEvidence, c.Evidence...)
}

func (c HideDispute) Seeks() []commitment.Name { return named(commitment.OfDispute, c.Dispute) }

func (c EraseText) Seeks() []commitment.Name { return named(commitment.OfErasure, c.Text) }
