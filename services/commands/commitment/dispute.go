package commitment

import (
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// DisputeProgress asks to record that somebody says otherwise. It never changes
// what was found.
type DisputeProgress struct {
	On
	Claim     string   `json:"claim" is:"code" required:"true" placeholder:"CLAIM" doc:"not_implemented, partly_implemented or implemented."`
	Statement *string  `json:"statement" is:"typed:statement" required:"true" placeholder:"TEXT" doc:"What is said. No names of victims."`
	URL       *string  `json:"url" name:"url" is:"typed:address" placeholder:"URL" doc:"Address of a document that says so."`
	Evidence  []string `json:"evidence" is:"evidence" placeholder:"UUID" doc:"A document that is here already, by its command id; may be given again."`
	Informant *string  `json:"informant" is:"withheld" placeholder:"withheld" doc:"withheld, where somebody says it who must not be known. Who that is is kept nowhere, and the record does not name you either: administrators can look it up (ahd intake)."`
	Effective *string  `json:"effective" is:"day" placeholder:"DATE" doc:"When it happened: 2026-10-31, 2026-10, 2026, 2026-10?. Not stated if left out."` // EDTF
}

// Anonymous disputes are recorded without whoever lodged them.
func (c DisputeProgress) Anonymous() bool { return c.Informant != nil }

func (c DisputeProgress) Decide(state fold.State, who rule.Who, at time.Time) error {
	s, err := c.standing(state)
	if err != nil {
		return err
	}
	for _, id := range c.Evidence {
		e := s.Document(id)
		if e == nil || !e.Stands() {
			return rule.Refuse(rule.ErrUnknown, "evidence.unknown", "There is no such evidence on %s that still counts. Nothing was recorded.", c.ID)
		}
		if c.Anonymous() && leadsBack(who, e.Brought) {
			return rule.Refuse(rule.ErrRefused, "informant.evidence-named", "The record says that you brought that document, so it would lead to the informant. Bring it again with the informant withheld, and name that one. Nothing was recorded.")
		}
	}
	return rule.First(
		rule.OneOf("claim", c.Claim, commitment.Claims), rule.HasHappened(c.Effective, rule.Today(at)),
		informant(c.Informant, who), rule.Required("statement", c.Statement),
		rule.When(c.URL == nil && len(c.Evidence) == 0, rule.Refuse(rule.ErrRefused, "dispute.no-evidence", "A dispute brings a document: its address, or evidence that is here already. Nothing was recorded.")),
		rule.When(c.URL != nil && !rule.WebAddress(*c.URL), rule.Refuse(rule.ErrMalformed, "url", "The address of the document must begin with https:// or http://. Nothing was recorded.")),
		rule.When(c.URL != nil && sharesSecret(*c.URL), rule.Refuse(rule.ErrRefused, "url.secret", "This address holds a key: whoever has it can open the document. Link a public copy. Nothing was recorded.")),
		rule.MayRecord(who, "lodge disputes", "coordinator", "focal_point", "validator", "assessor"))
}

func (c DisputeProgress) Say(refs rule.Refs) events.Payload {
	return events.ProgressDisputed{
		Claim: c.Claim, Statement: refs["statement"], Address: refs[rule.AddressField], Evidence: append([]string{}, c.Evidence...),
		Effective: c.Effective, Informant: c.Informant,
	}
}

// HideDispute asks to record that a dispute is no longer shown, and why. Nobody
// hides what is said against their own work.
type HideDispute struct {
	Reasoned
	Dispute string `json:"dispute" is:"dispute" required:"true" placeholder:"UUID" doc:"The dispute, by its command id."`
}

func (c HideDispute) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := known(c.ID, state)
	if err != nil {
		return err
	}
	dispute := s.Dispute(c.Dispute)
	if dispute == nil {
		return rule.Refuse(rule.ErrUnknown, "dispute.unknown", "There is no such dispute on %s. Nothing was recorded.", c.ID)
	}
	return rule.First(rule.Required("reason", c.Reason),
		rule.When(dispute.Hidden, rule.Refuse(rule.ErrRefused, "dispute.hidden-already", "That dispute is hidden already. Nothing was recorded.")),
		rule.MayRecord(who, "hide disputes", rule.Keepers...), independent(s.Duties(), who, "hide a dispute about it"))
}

func (c HideDispute) Say(refs rule.Refs) events.Payload {
	return events.DisputeHidden{Disputed: c.Dispute, Reason: refs["reason"]}
}

func (c HideDispute) Separate(_ commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return who.House(), func(d commitment.Duties) error { return independent(d, who, "hide a dispute about it") }
}

// informant refuses to name half of whoever must not be known.
func informant(said *string, who rule.Who) error {
	return rule.First(rule.Optional("informant", said, events.Withheld),
		rule.When(said != nil && who.For != "", rule.Refuse(rule.ErrMalformed, "informant.named", "An informant who is withheld has no organisation. Nothing was recorded.")))
}

// leadsBack reports whether the record names somebody as whoever brought a document.
// That the owner of the data folder did leads to no informant.
func leadsBack(who rule.Who, brought commitment.Hand) bool {
	return who.Actor() != rule.Local && brought.Person == who.Actor() && brought.Person != events.Withheld
}
