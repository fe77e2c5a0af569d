package recording_test

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/convening"
	"ahd.example/ahd/services/commands/instrument"
	"ahd.example/ahd/services/commands/rule"
)

func session(id, title string) rule.Command {
	return convening.RecordSession{Meeting: about1, Session: events.SessionRecorded{Session: id, Title: title}}
}

func identified(participation, as, grounds string) rule.Command {
	return convening.IdentifyParticipants{Meeting: about1, Participation: participation, SameAs: as, Grounds: grounds}
}

func member(group string) rule.Command {
	return convening.RecordMember{Meeting: about1, Member: events.MemberRecorded{WorkingGroup: group, Party: "fia"}}
}

// Who and what was there.
var presence = []ruling{
	{"a session", m(), session("s-1", "Opening"), coordinator, "", nil},
	{"has an id", m(), session("S 1", "Opening"), coordinator, "session", malformed},
	{"and a title", m(), session("s-1", " "), coordinator, "title.missing", malformed},
	{"on a date", m(), convening.RecordSession{Meeting: about1, Session: events.SessionRecorded{Session: "s-1", Title: "Opening", Date: text("noon")}}, coordinator, "date", malformed},
	{"once", m(events.SessionRecorded{Session: "s-1"}), session("s-1", "Opening"), coordinator, "convening.has-already", no},
	{"of a meeting that there is", fold.State{}, session("s-1", "Opening"), coordinator, "convening.unknown", unknown},
	{"not by a reader", m(), session("s-1", "Opening"), reader, "role.not-allowed", forbidden},
	{"two spellings are one person", m(), identified("pn-1", "pn-7", "one signature"), coordinator, "", nil},
	{"for a reason", m(), identified("pn-1", "pn-7", ""), coordinator, "reason.missing", malformed},
	{"of somebody who was there", m(), identified("pn-9", "pn-7", "x"), coordinator, "participation.unknown", unknown},
	{"an id is an id", m(), identified("pn-1", "P 7", "x"), coordinator, "same-as", malformed},
	{"nobody is said to be themselves", m(), identified("pn-1", "pn-1", "x"), coordinator, "identify.same", no},
	{"once", m(events.ParticipantsIdentified{Participation: "pn-1", SameAs: "pn-7"}), identified("pn-1", "pn-7", "x"), coordinator, "identify.same", no},
	{"not by a reader", m(), identified("pn-1", "pn-7", "x"), reader, "role.not-allowed", forbidden},
	{"an organisation sits in a working group", m(), member("wg-1"), coordinator, "", nil},
	{"that there is", m(), member("wg-9"), coordinator, "working-group.unknown", unknown},
	{"once", m(events.MemberRecorded{WorkingGroup: "wg-1", Party: "fia"}), member("wg-1"), coordinator, "member.same", no},
	{"not by a reader", m(), member("wg-1"), reader, "role.not-allowed", forbidden},
}

var (
	declared = on("instrument/d-1", events.OutcomePrepared{Convening: "m-1"})
	worded   = on("instrument/d-1", events.OutcomePrepared{Convening: "m-1"}, attached("clause-1").Attached)
	signed   = on("instrument/d-1", events.OutcomePrepared{Convening: "m-1"}, events.SignatoryRecorded{Party: "fia"})
)

// attached is a text of 100 bytes with clauses of ten.
func attached(addresses ...string) instrument.AttachText {
	c := instrument.AttachText{Instrument: "d-1", Attached: events.TextAttached{Text: events.Passage{Source: "note-1", Bytes: [2]int64{100, 200}}}}
	for i, address := range addresses {
		from := int64(100 + 10*i)
		c.Attached.Clauses = append(c.Attached.Clauses, events.WordedClause{Address: address, Quote: events.Quote{Source: "note-1", Bytes: [2]int64{from, from + 10}}})
	}
	return c
}

func shifted(change func(*events.WordedClause)) rule.Command {
	c := attached("clause-1")
	change(&c.Attached.Clauses[0])
	return c
}

func signatory(effective *string) rule.Command {
	return instrument.RecordSignatory{Instrument: "d-1", Signatory: events.SignatoryRecorded{Party: "fia", Effective: effective}}
}

// What became known of declarations and recommendations.
var wordings = []ruling{
	{"a text is attached", declared, attached("clause-1", "clause-2"), coordinator, "", nil},
	{"once", worded, attached("clause-1"), coordinator, "instrument.worded", no},
	{"to what there is", fold.State{}, attached("clause-1"), coordinator, "instrument.unknown", unknown},
	{"with clauses", declared, attached(), coordinator, "clauses", malformed},
	{"each under an address", declared, attached("clause-1", " "), coordinator, "address", malformed},
	{"of its own", declared, attached("clause-1", "clause-1"), coordinator, "address", malformed},
	{"from the text", declared, shifted(func(c *events.WordedClause) { c.Quote.Source = "note-2" }), coordinator, "clause.outside", no},
	{"not before it", declared, shifted(func(c *events.WordedClause) { c.Quote.Bytes[0] = 99 }), coordinator, "clause.outside", no},
	{"not after it", declared, shifted(func(c *events.WordedClause) { c.Quote.Bytes[1] = 201 }), coordinator, "clause.outside", no},
	{"not by a reader", declared, attached("clause-1"), reader, "role.not-allowed", forbidden},
	{"somebody signed", declared, signatory(text("2019")), coordinator, "", nil},
	{"not tomorrow", declared, signatory(text("2026-11-23")), coordinator, "effective.future", malformed},
	{"once", signed, signatory(nil), coordinator, "signatory.same", no},
	{"what there is", fold.State{}, signatory(nil), coordinator, "instrument.unknown", unknown},
	{"not by a reader", declared, signatory(nil), reader, "role.not-allowed", forbidden},
}
