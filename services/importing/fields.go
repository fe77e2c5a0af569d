package importing

import (
	"strconv"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
)

// values are what events say of a thing, by the names that a register file has for it;
// nil for "not stated".
type values map[string]*string

// fieldNames are all of them, in the order in which differences are told.
var fieldNames = []string{
	"name", "acronym", "title", "text", "kind", "kind_note", "kind_stated", "roles_stated", "date", "place", "theme", "outcome_stated",
	"clauses", "address", "addressee_stated", "issued_by", "geography_stated", "note", "verifiable", "verifiable_note", "pillar", "sdg_targets", "geography",
	"record", "lead_party", "due", "review_days",
}

// add lets later words stand in the place of earlier ones.
func (v values) add(later values) {
	for name, value := range later {
		v[name] = value
	}
}

// fieldsOf is what an event says, as far as a file can say it too.
func fieldsOf(payload events.Payload) values {
	switch d := payload.(type) {
	case events.PartyRegistered:
		return values{"name": &d.Name, "acronym": d.Acronym, "kind": &d.Kind, "kind_note": d.KindNote, "roles_stated": d.RolesStated}
	case events.PartyNamed:
		v := values{"name": &d.Name}
		if d.Acronym != nil {
			v["acronym"] = d.Acronym
		}
		return v
	case events.PartyDescribed:
		return values{"kind": &d.Kind}
	case events.ConveningRegistered:
		return values{"name": d.Name, "kind": &d.Kind, "kind_stated": d.KindStated, "place": d.Place, "theme": d.Theme,
			"outcome_stated": d.OutcomeStated, "date": d.Date.EDTF}
	case events.ConveningDateCorrected:
		return values{"date": d.EDTF}
	case events.DeclarationAdopted:
		return document(events.Instrument(d))
	case events.RecommendationsIssued:
		return document(events.Instrument(d))
	case events.OutcomePrepared:
		return document(events.Instrument(d))
	case events.TextAttached:
		return attached(d)
	}
	return ofCommitment(payload)
}

func document(d events.Instrument) values {
	v := values{"title": d.Title, "note": d.Note, "clauses": clauses(d.Clauses)}
	if d.Text != nil {
		v["text"] = passage(*d.Text)
	}
	return v
}

func attached(d events.TextAttached) values {
	worded := make([]events.Clause, len(d.Clauses))
	for n, clause := range d.Clauses {
		worded[n] = events.Clause{Address: &clause.Address, Item: text(clause.Item, "")}
	}
	v := values{"text": passage(d.Text), "clauses": clauses(worded)}
	if d.Title != nil {
		v["title"] = d.Title
	}
	return v
}

// clauses are what was made of each, in a line; nil for none.
func clauses(list []events.Clause) *string {
	told := make([]string, len(list))
	for n, clause := range list {
		told[n] = strings.Trim(text(clause.Address, "")+"="+clause.Item, "=")
	}
	return listed(told)
}

// passage is where a wording stands.
func passage(p events.Passage) *string {
	return word(p.Source + ":" + strconv.FormatInt(p.Bytes[0], 10) + "-" + strconv.FormatInt(p.Bytes[1], 10))
}

func ofCommitment(payload events.Payload) values {
	switch d := payload.(type) {
	case events.CommitmentCaptured:
		return values{"text": &d.Text, "kind": &d.Kind, "address": d.Address, "addressee_stated": d.AddresseeStated, "issued_by": d.IssuedBy,
			"geography_stated": d.GeographyStated, "note": d.Note, "verifiable": word(strconv.FormatBool(d.Verifiable)), "verifiable_note": d.VerifiableNote,
			"pillar": d.Pillar, "sdg_targets": listed(d.SDGTargets), "geography": listed(d.Geography)}
	case events.CommitmentCorrected:
		return values{d.Field: d.Value}
	case events.CommitmentClassified:
		return values{"pillar": d.Pillar, "sdg_targets": listed(d.SDGTargets), "geography": listed(d.Geography)}
	case events.CommitmentWorded:
		v := values{"kind": &d.Kind, "text": &d.Quote.Quote}
		if d.Address != nil {
			v["address"] = d.Address
		}
		return v
	case events.VerifiabilityJudged:
		return values{"verifiable": word(strconv.FormatBool(d.Verifiable))}
	}
	return terms(payload)
}

// terms are who answers for a commitment, and until when.
func terms(payload events.Payload) values {
	switch d := payload.(type) {
	case events.CommitmentAssigned:
		return values{"lead_party": &d.Party}
	case events.ResponsibilityHandedOver:
		return values{"lead_party": &d.Party}
	case events.DueDateSet:
		return values{"due": &d.Due}
	case events.DueDateRevised:
		return values{"due": &d.Due}
	case events.ReviewIntervalSet:
		return values{"review_days": word(strconv.Itoa(d.Days))}
	case events.CommitmentOperationalised:
		return operationalised(d)
	}
	return record(payload)
}

// record is whether somebody checked a commitment, or took it out of force.
func record(payload events.Payload) values {
	switch payload.(type) {
	case events.CommitmentConfirmed:
		return values{"record": word(commitment.Confirmed)}
	case events.CommitmentRejected:
		return values{"record": word(commitment.Rejected)}
	case events.CommitmentWithdrawn:
		return values{"record": word(commitment.Withdrawn)}
	case events.CommitmentSuperseded:
		return values{"record": word(commitment.Superseded)}
	case events.CommitmentMerged:
		return values{"record": word(commitment.Merged)}
	}
	return nil
}

func operationalised(d events.CommitmentOperationalised) values {
	v := values{}
	if d.Party != nil {
		v["lead_party"] = d.Party
	}
	if d.Due != nil {
		v["due"] = d.Due
	}
	if d.ReviewDays != nil {
		v["review_days"] = word(strconv.Itoa(*d.ReviewDays))
	}
	return v
}

// listed are codes, in a line; nil for none.
func listed(codes []string) *string {
	if len(codes) == 0 {
		return nil
	}
	return word(strings.Join(codes, ", "))
}

func word(text string) *string { return &text }
