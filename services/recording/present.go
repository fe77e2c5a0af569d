package recording

import (
	"slices"
	"strings"
	"time"

	"ahd/events"
	"ahd/events/convening"
	"ahd/events/fold"
)

// RecordSession asks to record a part of a convening.
type RecordSession struct {
	Meeting
	Session events.SessionRecorded
}

func (c RecordSession) Decide(state fold.State, who Who, _ time.Time) error {
	return c.keeps(state, who, "record sessions", func(s convening.State) error {
		return first(validID("session", c.Session.Session), stated("title", c.Session.Title), date("date", c.Session.Date),
			when(slices.Contains(s.Sessions, c.Session.Session), refuse(ErrRefused, "convening.has-already", "The meeting %s has %s already. Nothing was recorded.", c.Convening, c.Session.Session)))
	})
}

func (c RecordSession) Say(Refs) events.Payload { return c.Session }

// IdentifyParticipants asks to record that two participations are of one person.
type IdentifyParticipants struct {
	Meeting
	Participation string
	SameAs        string // participation id, of any convening
	Grounds       string
}

func (c IdentifyParticipants) Decide(state fold.State, who Who, _ time.Time) error {
	return c.keeps(state, who, "record that participants are one person", func(s convening.State) error {
		return first(why(c.Grounds), validID("same-as", c.SameAs),
			when(!slices.Contains(s.Participations, c.Participation), refuse(ErrUnknown, "participation.unknown", "There is no participation %s of %s. Nothing was recorded.", c.Participation, c.Convening)),
			when(c.SameAs == c.Participation || slices.Contains(s.Identified, c.Participation+"="+c.SameAs), refuse(ErrRefused, "identify.same", "That is recorded already. Nothing was recorded.")))
	})
}

func (c IdentifyParticipants) Say(Refs) events.Payload {
	return events.ParticipantsIdentified{Participation: c.Participation, SameAs: c.SameAs, Grounds: c.Grounds}
}

// RecordMember asks to record who sits in a working group.
type RecordMember struct {
	Meeting
	Member events.MemberRecorded
}

func (c RecordMember) Decide(state fold.State, who Who, _ time.Time) error {
	return c.keeps(state, who, "record members of working groups", func(s convening.State) error {
		return first(
			when(!slices.Contains(s.WorkingGroups, c.Member.WorkingGroup), refuse(ErrUnknown, "working-group.unknown", "There is no working group %s of %s. Nothing was recorded.", c.Member.WorkingGroup, c.Convening)),
			when(slices.Contains(s.Members, c.Member.WorkingGroup+"/"+c.Member.Party), refuse(ErrRefused, "member.same", "That organisation sits in %s already. Nothing was recorded.", c.Member.WorkingGroup)))
	})
}

func (c RecordMember) Say(Refs) events.Payload { return c.Member }

func (c RecordMember) Refers() []events.Stream { return parties(&c.Member.Party) }

// AttachText asks to record that the wording of an instrument became known.
type AttachText struct {
	Instrument string
	Attached   events.TextAttached
}

func (c AttachText) Stream() events.Stream {
	return events.Stream{Kind: "instrument", ID: c.Instrument}
}

func (c AttachText) Decide(state fold.State, who Who, _ time.Time) error {
	if state.Instrument == nil {
		return refuse(ErrUnknown, "instrument.unknown", "There is no declaration or set of recommendations %s. Nothing was recorded.", c.Instrument)
	}
	seen := map[string]bool{}
	for _, clause := range c.Attached.Clauses {
		if strings.TrimSpace(clause.Address) == "" || seen[clause.Address] {
			return refuse(ErrMalformed, "address", "Each clause has an address of its own, such as clause-2. Nothing was recorded.")
		}
		seen[clause.Address] = true
		if clause.Quote.Source != c.Attached.Text.Source || clause.Quote.Bytes[0] < c.Attached.Text.Bytes[0] || clause.Quote.Bytes[1] > c.Attached.Text.Bytes[1] {
			return refuse(ErrRefused, "clause.outside", "%s does not stand within the text that is attached. Nothing was recorded.", clause.Address)
		}
	}
	return first(
		when(state.Instrument.Worded, refuse(ErrRefused, "instrument.worded", "The wording of %s is known already. Nothing was recorded.", c.Instrument)),
		when(len(c.Attached.Clauses) == 0, refuse(ErrMalformed, "clauses", "No clause was found in the text. Name them. Nothing was recorded.")),
		mayRecord(who, "attach texts", keepers...))
}

func (c AttachText) Say(Refs) events.Payload { return c.Attached }

func (c AttachText) Refers() []events.Stream {
	streams := []events.Stream{{Kind: "source", ID: c.Attached.Text.Source}}
	for _, clause := range c.Attached.Clauses {
		streams = append(streams, streamsOf("commitment", clause.Item)...)
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

func (c RecordSignatory) Decide(state fold.State, who Who, at time.Time) error {
	if state.Instrument == nil {
		return refuse(ErrUnknown, "instrument.unknown", "There is no declaration or set of recommendations %s. Nothing was recorded.", c.Instrument)
	}
	return first(hasHappened(c.Signatory.Effective, today(at)),
		when(slices.Contains(state.Instrument.Signatories, c.Signatory.Party), refuse(ErrRefused, "signatory.same", "That organisation signed %s already. Nothing was recorded.", c.Instrument)),
		mayRecord(who, "record signatories", keepers...))
}

func (c RecordSignatory) Say(Refs) events.Payload { return c.Signatory }

func (c RecordSignatory) Refers() []events.Stream {
	return append(parties(&c.Signatory.Party), streamsOf("source", c.Signatory.Source)...)
}
