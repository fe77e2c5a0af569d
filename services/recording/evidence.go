package recording

import (
	"time"

	"ahd/events"
	"ahd/events/commitment"
	"ahd/events/fold"
)

// Documented is what every document is said to be.
type Documented struct {
	ID          string
	Kind        string // one of commitment.EvidenceKinds
	Report      *string
	Description *string
	Effective   *string // EDTF; nil where not stated
	Supersedes  *string // id of the evidence of which this is a new version
	Informant   *string // Withheld, or nil
}

// Stream is that of the commitment.
func (d Documented) Stream() events.Stream { return commitmentStream(d.ID) }

// Typed is the description.
func (d Documented) Typed() map[string]string { return typedField("description", d.Description) }

// Anonymous documents are recorded without whoever brought them.
func (d Documented) Anonymous() bool { return d.Informant != nil }

// decide: a closed commitment takes documents too; one that speaks against it is
// a dispute.
func (d Documented) decide(state fold.State, who Who, at time.Time) error {
	s, err := On{d.ID}.standing(state)
	if err := first(err, oneOf("kind", d.Kind, commitment.EvidenceKinds), hasHappened(d.Effective, today(at)), informant(d.Informant, who)); err != nil {
		return err
	}
	if d.Report != nil {
		if _, err := reportOf(s, d.ID, *d.Report); err != nil {
			return err
		}
	}
	if d.Supersedes != nil {
		if d.Anonymous() {
			return refuse(ErrRefused, "informant.replaces", "Only who brought a document replaces it, so this would lead to the informant. Bring it as a document of its own. Nothing was recorded.")
		}
		if err := first(standing(s, d.ID, *d.Supersedes, who), when(s.Closed(), refuse(ErrRefused, "commitment.closed",
			"%s is closed. Reopen it before its documents are replaced. Nothing was recorded.", d.ID))); err != nil {
			return err
		}
	}
	return mayRecord(who, "bring evidence", "coordinator", "focal_point", "validator", "assessor")
}

// standing refuses evidence that is not there, no longer counts, or is of others.
func standing(s commitment.State, id, evidence string, who Who) error {
	e := s.Document(evidence)
	switch {
	case e == nil:
		return refuse(ErrUnknown, "evidence.unknown", "There is no such evidence on %s. Nothing was recorded.", id)
	case !e.Stands():
		return refuse(ErrRefused, "evidence.gone", "That evidence was replaced or taken back already. Nothing was recorded.")
	}
	return owns(s, who, e.Brought)
}

// LinkEvidence asks to record a document, by its public address.
type LinkEvidence struct {
	Documented
	URL string
}

// Typed is the address and the description.
func (c LinkEvidence) Typed() map[string]string { return withAddress(c.Documented.Typed(), &c.URL) }

func (c LinkEvidence) Decide(state fold.State, who Who, at time.Time) error {
	return first(c.decide(state, who, at),
		when(!WebAddress(c.URL), refuse(ErrMalformed, "url", "The address of the document must begin with https:// or http://. Nothing was recorded.")),
		when(sharesSecret(c.URL), refuse(ErrRefused, "url.secret", "This address holds a key: whoever has it can open the document. Bring it as restricted, or link a public copy. Nothing was recorded.")))
}

func (c LinkEvidence) Say(refs Refs) events.Payload {
	return events.EvidenceLinked{
		Address: refs[addressField], Kind: c.Kind, Report: c.Report, Description: refs["description"], Effective: c.Effective, Supersedes: c.Supersedes,
	}
}

// DepositEvidence asks to record a document that lies in files/, or a link that is
// not for everybody. Its bytes, salt and name were put away before.
type DepositEvidence struct {
	Documented
	Evidence   string // random id
	Hash       string // as events.EvidenceDeposited says
	MediaType  *string
	Visibility string
}

func (c DepositEvidence) Decide(state fold.State, who Who, at time.Time) error {
	return first(c.decide(state, who, at),
		oneOf("visibility", c.Visibility, []string{"public", "restricted"}),
		when(!events.ValidUUID(c.Evidence) || len(c.Hash) != 64, refuse(ErrMalformed, "evidence", "The document was not put away. Nothing was recorded.")))
}

func (c DepositEvidence) Say(refs Refs) events.Payload {
	return events.EvidenceDeposited{
		Evidence: c.Evidence, Hash: c.Hash, Kind: c.Kind, MediaType: c.MediaType, Visibility: c.Visibility,
		Report: c.Report, Description: refs["description"], Effective: c.Effective, Supersedes: c.Supersedes,
	}
}

// RetractEvidence asks to record that a piece of evidence no longer counts.
type RetractEvidence struct {
	Reasoned
	Evidence string // id of the event
}

func (c RetractEvidence) Decide(state fold.State, who Who, _ time.Time) error {
	s, err := c.open(state)
	if err != nil {
		return err
	}
	return first(standing(s, c.ID, c.Evidence, who), required("reason", c.Reason),
		mayRecord(who, "take evidence back", "coordinator", "focal_point", "validator", "assessor", "administrator"))
}

func (c RetractEvidence) Say(refs Refs) events.Payload {
	return events.EvidenceRetracted{Evidence: c.Evidence, Reason: refs["reason"]}
}
