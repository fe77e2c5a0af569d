package commitment

import (
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// Documented is what every document is said to be.
type Documented struct {
	ID          string  `json:"commitment" is:"self" kong:"-"`
	Kind        string  `json:"kind" is:"code"` // one of commitment.EvidenceKinds
	Report      *string `json:"report" is:"report"`
	Description *string `json:"description" is:"typed:description"`
	Effective   *string `json:"effective" is:"day"`       // EDTF; nil where not stated
	Supersedes  *string `json:"supersedes" is:"evidence"` // id of the evidence of which this is a new version
	Informant   *string `json:"informant" is:"withheld"`  // Withheld, or nil
}

// Stream is that of the commitment.
func (d Documented) Stream() events.Stream { return rule.CommitmentStream(d.ID) }

// Anonymous documents are recorded without whoever brought them.
func (d Documented) Anonymous() bool { return d.Informant != nil }

// decide: a closed commitment takes documents too; one that speaks against it is
// a dispute.
func (d Documented) decide(state fold.State, who rule.Who, at time.Time) error {
	s, err := On{d.ID}.standing(state)
	if err := rule.First(err, rule.OneOf("kind", d.Kind, commitment.EvidenceKinds), rule.HasHappened(d.Effective, rule.Today(at)), informant(d.Informant, who)); err != nil {
		return err
	}
	if d.Report != nil {
		if _, err := reportOf(s, d.ID, *d.Report); err != nil {
			return err
		}
	}
	if d.Supersedes != nil {
		if d.Anonymous() {
			return rule.Refuse(rule.ErrRefused, "informant.replaces", "Only who brought a document replaces it, so this would lead to the informant. Bring it as a document of its own. Nothing was recorded.")
		}
		if err := rule.First(standing(s, d.ID, *d.Supersedes, who), rule.When(s.Closed(), rule.Refuse(rule.ErrRefused, "commitment.closed",
			"%s is closed. Reopen it before its documents are replaced. Nothing was recorded.", d.ID))); err != nil {
			return err
		}
	}
	return rule.MayRecord(who, "bring evidence", "coordinator", "focal_point", "validator", "assessor")
}

func (d Documented) Separate(s commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return takesAway(s, who, d.Supersedes)
}

// standing refuses evidence that is not there, no longer counts, or is of others.
func standing(s commitment.State, id, evidence string, who rule.Who) error {
	e := s.Document(evidence)
	switch {
	case e == nil:
		return rule.Refuse(rule.ErrUnknown, "evidence.unknown", "There is no such evidence on %s. Nothing was recorded.", id)
	case !e.Stands():
		return rule.Refuse(rule.ErrRefused, "evidence.gone", "That evidence was replaced or taken back already. Nothing was recorded.")
	}
	return owns(s, who, e.Brought)
}

// LinkEvidence asks to record a document, by its public address.
type LinkEvidence struct {
	Documented
	URL string `json:"url" is:"typed:address"`
}

func (c LinkEvidence) Decide(state fold.State, who rule.Who, at time.Time) error {
	return rule.First(c.decide(state, who, at),
		rule.When(!rule.WebAddress(c.URL), rule.Refuse(rule.ErrMalformed, "url", "The address of the document must begin with https:// or http://. Nothing was recorded.")),
		rule.When(sharesSecret(c.URL), rule.Refuse(rule.ErrRefused, "url.secret", "This address holds a key: whoever has it can open the document. Bring it as restricted, or link a public copy. Nothing was recorded.")))
}

func (c LinkEvidence) Say(refs rule.Refs) events.Payload {
	return events.EvidenceLinked{
		Address: refs[rule.AddressField], Kind: c.Kind, Report: c.Report, Description: refs["description"], Effective: c.Effective, Supersedes: c.Supersedes,
	}
}

// DepositEvidence asks to record a document that lies in files/, or a link that is
// not for everybody. Its bytes, salt and name were put away before.
type DepositEvidence struct {
	Documented
	Evidence   string  `json:"evidence" is:"part"` // random id
	Hash       string  `json:"hash" is:"code"`     // as events.EvidenceDeposited says
	MediaType  *string `json:"media_type" is:"code"`
	Visibility string  `json:"visibility" is:"code"`
}

func (c DepositEvidence) Decide(state fold.State, who rule.Who, at time.Time) error {
	return rule.First(c.decide(state, who, at),
		rule.OneOf("visibility", c.Visibility, []string{"public", "restricted"}),
		rule.When(!events.ValidUUID(c.Evidence) || len(c.Hash) != 64, rule.Refuse(rule.ErrMalformed, "evidence", "The document was not put away. Nothing was recorded.")))
}

func (c DepositEvidence) Say(refs rule.Refs) events.Payload {
	return events.EvidenceDeposited{
		Evidence: c.Evidence, Hash: c.Hash, Kind: c.Kind, MediaType: c.MediaType, Visibility: c.Visibility,
		Report: c.Report, Description: refs["description"], Effective: c.Effective, Supersedes: c.Supersedes,
	}
}

// RetractEvidence asks to record that a piece of evidence no longer counts.
type RetractEvidence struct {
	Reasoned
	Evidence string `json:"evidence" is:"evidence" required:"true" placeholder:"UUID" doc:"The document, by its command id."`
}

func (c RetractEvidence) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := c.open(state)
	if err != nil {
		return err
	}
	return rule.First(standing(s, c.ID, c.Evidence, who), rule.Required("reason", c.Reason),
		rule.MayRecord(who, "take evidence back", "coordinator", "focal_point", "validator", "assessor", "administrator"))
}

func (c RetractEvidence) Say(refs rule.Refs) events.Payload {
	return events.EvidenceRetracted{Evidence: c.Evidence, Reason: refs["reason"]}
}

func (c RetractEvidence) Separate(s commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return takesAway(s, who, &c.Evidence)
}
