package recording

import (
	"slices"
	"strings"
	"time"

	"ahd/events"
	"ahd/events/convening"
	"ahd/events/fold"
	"ahd/services/commands/rule"
)

// RecordSession asks to record a part of a convening.
type RecordSession struct {
	Meeting
	Session events.SessionRecorded
}

func (c RecordSession) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return c.keeps(state, who, "record sessions", func(s convening.State) error {
		return rule.First(rule.ValidID("session", c.Session.Session), rule.Stated("title", c.Session.Title), rule.Date("date", c.Session.Date),
			rule.When(slices.Contains(s.Sessions, c.Session.Session), rule.Refuse(rule.ErrRefused, "convening.has-already", "The meeting %s has %s already. Nothing was recorded.", c.Convening, c.Session.Session)))
	})
}

func (c RecordSession) Say(rule.Refs) events.Payload { return c.Session }

// IdentifyParticipants asks to record that two participations are of one person.
type IdentifyParticipants struct {
	Meeting
	Participation string
	SameAs        string // participation id, of any convening
	Grounds       string
}

func (c IdentifyParticipants) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return c.keeps(state, who, "record that participants are one person", func(s convening.State) error {
		return rule.First(rule.Why(c.Grounds), rule.ValidID("same-as", c.SameAs),
			rule.When(!slices.Contains(s.Participations, c.Participation), rule.Refuse(rule.ErrUnknown, "participation.unknown", "There is no participation %s of %s. Nothing was recorded.", c.Participation, c.Convening)),
			rule.When(c.SameAs == c.Participation || slices.Contains(s.Identified, c.Participation+"="+c.SameAs), rule.Refuse(rule.ErrRefused, "identify.same", "That is recorded already. Nothing was recorded.")))
	})
}

func (c IdentifyParticipants) Say(rule.Refs) events.Payload {
	return events.ParticipantsIdentified{Participation: c.Participation, SameAs: c.SameAs, Grounds: c.Grounds}
}

// RecordMember asks to record who sits in a working group.
type RecordMember struct {
	Meeting
	Member events.MemberRecorded
}

func (c RecordMember) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return c.keeps(state, who, "record members of working groups", func(s convening.State) error {
		return rule.First(
			rule.When(!slices.Contains(s.WorkingGroups, c.Member.WorkingGroup), rule.Refuse(rule.ErrUnknown, "working-group.unknown", "There is no working group %s of %s. Nothing was recorded.", c.Member.WorkingGroup, c.Convening)),
			rule.When(slices.Contains(s.Members, c.Member.WorkingGroup+"/"+c.Member.Party), rule.Refuse(rule.ErrRefused, "member.same", "That organisation sits in %s already. Nothing was recorded.", c.Member.WorkingGroup)))
	})
}

func (c RecordMember) Say(rule.Refs) events.Payload { return c.Member }

func (c RecordMember) Refers() []events.Stream { return rule.Parties(&c.Member.Party) }

// AttachText asks to record that the wording of an instrument became known.
type AttachText struct {
	Instrument string
	Attached   events.TextAttached
}

func (c AttachText) Stream() events.Stream {
	return events.Stream{Kind: "instrument", ID: c.Instrument}
}

func (c AttachText) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if state.Instrument == nil {
		return rule.Refuse(rule.ErrUnknown, "instrument.unknown", "There is no declaration or set of recommendations %s. Nothing was recorded.", c.Instrument)
	}
	seen := map[string]bool{}
	for _, clause := range c.Attached.Clauses {
		if strings.TrimSpace(clause.Address) == "" || seen[clause.Address] {
			return rule.Refuse(rule.ErrMalformed, "address", "Each clause has an address of its own, such as clause-2. Nothing was recorded.")
		}
		seen[clause.Address] = true
		if clause.Quote.Source != c.Attached.Text.Source || clause.Quote.Bytes[0] < c.Attached.Text.Bytes[0] || clause.Quote.Bytes[1] > c.Attached.Text.Bytes[1] {
			return rule.Refuse(rule.ErrRefused, "clause.outside", "%s does not stand within the text that is attached. Nothing was recorded.", clause.Address)
		}
	}
	return rule.First(
		rule.When(state.Instrument.Worded, rule.Refuse(rule.ErrRefused, "instrument.worded", "The wording of %s is known already. Nothing was recorded.", c.Instrument)),
		rule.When(len(c.Attached.Clauses) == 0, rule.Refuse(rule.ErrMalformed, "clauses", "No clause was found in the text. Name them. Nothing was recorded.")),
		rule.MayRecord(who, "attach texts", rule.Keepers...))
}

func (c AttachText) Say(rule.Refs) events.Payload { return c.Attached }

func (c AttachText) Refers() []events.Stream {
	streams := []events.Stream{{Kind: "source", ID: c.Attached.Text.Source}}
	for _, clause := range c.Attached.Clauses {
		streams = append(streams, rule.StreamsOf("commitment", clause.Item)...)
	}
	return streams
}

func (c AttachText) Quotes() (quotes []events.Quote) {
	for _, clause := range c.Attached.Clauses {
		quotes = append(quotes, clause.Quote)
	}
	return quotes
}

// RecordSignatory asks to record who signed an instrument.
type RecordSignatory struct {
	Instrument string
	Signatory  events.SignatoryRecorded
}

func (c RecordSignatory) Stream() events.Stream {
	return events.Stream{Kind: "instrument", ID: c.Instrument}
}

func (c RecordSignatory) Decide(state fold.State, who rule.Who, at time.Time) error {
	if state.Instrument == nil {
		return rule.Refuse(rule.ErrUnknown, "instrument.unknown", "There is no declaration or set of recommendations %s. Nothing was recorded.", c.Instrument)
	}
	return rule.First(rule.HasHappened(c.Signatory.Effective, rule.Today(at)),
		rule.When(slices.Contains(state.Instrument.Signatories, c.Signatory.Party), rule.Refuse(rule.ErrRefused, "signatory.same", "That organisation signed %s already. Nothing was recorded.", c.Instrument)),
		rule.MayRecord(who, "record signatories", rule.Keepers...))
}

func (c RecordSignatory) Say(rule.Refs) events.Payload { return c.Signatory }

func (c RecordSignatory) Refers() []events.Stream {
	return append(rule.Parties(&c.Signatory.Party), rule.StreamsOf("source", c.Signatory.Source)...)
}
