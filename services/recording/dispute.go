package recording

import (
	"time"

	"ahd/events"
	"ahd/events/commitment"
	"ahd/events/fold"
)

// DisputeProgress asks to record that somebody says otherwise. It never changes
// what was found.
type DisputeProgress struct {
	On
	Claim     string // one of commitment.Claims
	Statement *string
	URL       *string  // a document that speaks against it
	Evidence  []string // ids of evidence that is here already
	Effective *string  // EDTF
	Informant *string  // Withheld, or nil
}

// Anonymous disputes are recorded without whoever lodged them.
func (c DisputeProgress) Anonymous() bool { return c.Informant != nil }

func (c DisputeProgress) Decide(state fold.State, who Who, at time.Time) error {
	s, err := c.standing(state)
	if err != nil {
		return err
	}
	for _, id := range c.Evidence {
		e := s.Document(id)
		if e == nil || !e.Stands() {
			return refuse(ErrUnknown, "evidence.unknown", "There is no such evidence on %s that still counts. Nothing was recorded.", c.ID)
		}
		if c.Anonymous() && leadsBack(who, e.Brought) {
			return refuse(ErrRefused, "informant.evidence-named", "The record says that you brought that document, so it would lead to the informant. Bring it again with the informant withheld, and name that one. Nothing was recorded.")
		}
	}
	return first(
		oneOf("claim", c.Claim, commitment.Claims), hasHappened(c.Effective, today(at)),
		informant(c.Informant, who), required("statement", c.Statement),
		when(c.URL == nil && len(c.Evidence) == 0, refuse(ErrRefused, "dispute.no-evidence", "A dispute brings a document: its address, or evidence that is here already. Nothing was recorded.")),
		when(c.URL != nil && !WebAddress(*c.URL), refuse(ErrMalformed, "url", "The address of the document must begin with https:// or http://. Nothing was recorded.")),
		when(c.URL != nil && sharesSecret(*c.URL), refuse(ErrRefused, "url.secret", "This address holds a key: whoever has it can open the document. Link a public copy. Nothing was recorded.")),
		mayRecord(who, "lodge disputes", "coordinator", "focal_point", "validator", "assessor"))
}

func (c DisputeProgress) Say(refs Refs) events.Payload {
	return events.ProgressDisputed{
		Claim: c.Claim, Statement: refs["statement"], Address: refs[addressField], Evidence: append([]string{}, c.Evidence...),
		Effective: c.Effective, Informant: c.Informant,
	}
}

func (c DisputeProgress) Typed() map[string]string {
	return withAddress(typedField("statement", c.Statement), c.URL)
}

// HideDispute asks to record that a dispute is no longer shown, and why. Nobody
// hides what is said against their own work.
type HideDispute struct {
	Reasoned
	Dispute string // id of the event
}

func (c HideDispute) Decide(state fold.State, who Who, _ time.Time) error {
	s, err := known(c.ID, state)
	if err != nil {
		return err
	}
	dispute := s.Dispute(c.Dispute)
	if dispute == nil {
		return refuse(ErrUnknown, "dispute.unknown", "There is no such dispute on %s. Nothing was recorded.", c.ID)
	}
	return first(required("reason", c.Reason),
		when(dispute.Hidden, refuse(ErrRefused, "dispute.hidden-already", "That dispute is hidden already. Nothing was recorded.")),
		mayRecord(who, "hide disputes", keepers...), independent(s.Duties(), who, "hide a dispute about it"))
}

func (c HideDispute) Say(refs Refs) events.Payload {
	return events.DisputeHidden{Disputed: c.Dispute, Reason: refs["reason"]}
}
