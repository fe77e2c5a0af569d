package importing

import (
	"fmt"

	"ahd/events"
	"ahd/services/commands/commitment"
)

// quotesFound is the basis on which an import confirms what it captured.
const quotesFound = "quotes-found"

// addItem captures an item and, its quotes having been found, confirms it; the
// children of a split item follow it.
func (p *plan) addItem(i Item) {
	item := "commitment/" + i.ID
	captured := events.CommitmentCaptured{
		Address: stated(i.Address), AddresseeStated: stated(i.AddresseeStated), Children: children(i),
		Convening: i.Convening, Geography: i.Geography, GeographyStated: stated(i.GeographyStated),
		Instrument: stated(i.Instrument), IssuedBy: stated(i.IssuedBy), Kind: i.Kind, Note: stated(i.Note),
		Pillar: stated(i.Pillar), SDGTargets: i.SDGTargets, SplitBy: stated(i.SplitBy), Text: i.Text,
		Verifiable: i.Verifiable, VerifiableNote: stated(i.VerifiableNote), WorkingGroup: stated(i.WorkingGroup),
	}
	for n, quote := range i.Quotes {
		captured.Quotes = append(captured.Quotes, p.archive.quote(place{item, fmt.Sprintf("quotes[%d]", n)}, quote.Source, quote.Quote, quote.Bytes, p.faults))
	}
	p.capture(i.ID, captured, func(c *Counts) { c.Commitments++ })
	for n, id := range captured.Children {
		p.capture(id, child(i, captured, i.Geography[n]), func(c *Counts) { c.Children++ })
	}
	p.terms(i)
}

// child is the part of a split item that holds in one place.
func child(parent Item, captured events.CommitmentCaptured, place string) events.CommitmentCaptured {
	captured.Parent = &parent.ID
	captured.Children = []string{}
	captured.SplitBy = nil
	captured.Geography = []string{place}
	return captured
}

func (p *plan) capture(id string, captured events.CommitmentCaptured, counts func(*Counts)) {
	item := "commitment/" + id
	p.add(item, commitment.CaptureCommitment{ID: id, Item: captured}, counts)
	p.add(item, commitment.ConfirmCommitment{ID: id, Basis: quotesFound}, nil)
}

// terms are what a register may already say of who answers for an item, and
// until when.
func (p *plan) terms(i Item) {
	item := "commitment/" + i.ID
	if party := stated(i.LeadParty); party != nil {
		p.add(item, commitment.AssignCommitment{ID: i.ID, Party: *party, First: true}, nil)
	}
	if due := stated(i.Due); due != nil {
		p.add(item, commitment.SetDueDate{ID: i.ID, Due: *due}, nil)
	}
	if i.ReviewDays != nil {
		p.add(item, commitment.SetReviewInterval{ID: i.ID, Days: *i.ReviewDays, First: true}, nil)
	}
}
