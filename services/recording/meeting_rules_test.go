package recording_test

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/convening"
	"ahd.example/ahd/services/commands/rule"
)

// m is a registered convening to which these things happened.
func m(then ...events.Payload) fold.State {
	begin := []events.Payload{events.ConveningRegistered{Kind: "conference", Date: events.StatedDate{EDTF: text("2019")}},
		events.WorkingGroupFormed{WorkingGroup: "wg-1", Name: "Group one"}, events.ParticipationRecorded{Participation: "pn-1"}, events.FigureAsserted{Figure: "fg-1"}}
	return on("convening/m-1", append(begin, then...)...)
}

var (
	about1 = convening.Meeting{Convening: "m-1"}
	joined = events.ConveningJoined{Into: "m-2", Grounds: "same day, same hall"}
	doubt  = events.ConflictRecorded{Conflict: "cf-1", About: "date", Alternatives: []string{"2018", "2019"}, Grounds: "two notes"}
)

func asserted(edtf string, sourceID *string) rule.Command {
	return convening.AssertDate{Meeting: about1, Asserted: events.ConveningDateAsserted{EDTF: edtf, Source: sourceID, Basis: "the invitation"}}
}

func correctedTo(edtf *string, grounds string) rule.Command {
	return convening.CorrectDate{Meeting: about1, EDTF: edtf, Grounds: grounds}
}

func conflicting(change func(*events.ConflictRecorded)) rule.Command {
	d := doubt
	change(&d)
	return convening.RecordConflict{Meeting: about1, Conflict: d}
}

func resolving(d events.ConflictResolved) rule.Command {
	return convening.ResolveConflict{Meeting: about1, Resolved: d}
}

func part(change func(*convening.PartConvening)) rule.Command {
	c := convening.PartConvening{Meeting: about1, From: "m-2", Source: "note-1", Kind: "conference", Grounds: "another hall"}
	change(&c)
	return c
}

// When a meeting was, and with what it is one.
var dates = []ruling{
	{"somebody says when it was", m(), asserted("2019-03-04", nil), coordinator, "", nil},
	{"not of an unknown meeting", fold.State{}, asserted("2019-03-04", nil), coordinator, "convening.unknown", unknown},
	{"not of one that is another now", m(joined), asserted("2019-03-04", nil), coordinator, "convening.joined", no},
	{"in a date", m(), asserted("spring", nil), coordinator, "edtf", malformed},
	{"with what it stands on", m(), convening.AssertDate{Meeting: about1, Asserted: events.ConveningDateAsserted{EDTF: "2019"}}, coordinator, "basis.missing", malformed},
	{"once", m(), asserted("2019", nil), coordinator, "date.same", no},
	{"a second source may say the same", m(), asserted("2019", text("note-2")), coordinator, "", nil},
	{"a reader says nothing of dates", m(), asserted("2020", nil), reader, "role.not-allowed", forbidden},
	{"the register goes by one date", m(), correctedTo(text("2018"), "the minutes"), coordinator, "", nil},
	{"or by none", m(), correctedTo(nil, "nobody knows"), coordinator, "", nil},
	{"with a reason", m(), correctedTo(text("2018"), " "), coordinator, "reason.missing", malformed},
	{"a date that is one", m(), correctedTo(text("2018-13"), "x"), coordinator, "edtf", malformed},
	{"that it does not go by already", m(events.ConveningDateCorrected{EDTF: text("2018")}), correctedTo(text("2018"), "x"), coordinator, "date.same", no},
	{"a reader corrects none", m(), correctedTo(text("2018"), "x"), reader, "role.not-allowed", forbidden},
	{"what cannot all be true", m(), conflicting(func(*events.ConflictRecorded) {}), coordinator, "", nil},
	{"is two things or more", m(), conflicting(func(d *events.ConflictRecorded) { d.Alternatives = []string{"2018"} }), coordinator, "alternatives", malformed},
	{"about something", m(), conflicting(func(d *events.ConflictRecorded) { d.About = "" }), coordinator, "about.missing", malformed},
	{"about a figure that there is", m(), conflicting(func(d *events.ConflictRecorded) { d.About = "figure/fg-9" }), coordinator, "figure.unknown", unknown},
	{"and there is this one", m(), conflicting(func(d *events.ConflictRecorded) { d.About = "figure/fg-1" }), coordinator, "", nil},
	{"for a reason", m(), conflicting(func(d *events.ConflictRecorded) { d.Grounds = "" }), coordinator, "reason.missing", malformed},
	{"under an id", m(), conflicting(func(d *events.ConflictRecorded) { d.Conflict = "C 1" }), coordinator, "conflict", malformed},
	{"once", m(doubt), conflicting(func(*events.ConflictRecorded) {}), coordinator, "conflict.recorded-already", no},
	{"not by a reader", m(), conflicting(func(*events.ConflictRecorded) {}), reader, "role.not-allowed", forbidden},
	{"a conflict is resolved", m(doubt), resolving(events.ConflictResolved{Conflict: "cf-1", Resolution: "2018", Grounds: "the minutes"}), coordinator, "", nil},
	{"if there is one", m(), resolving(events.ConflictResolved{Conflict: "cf-1", Resolution: "2018", Grounds: "x"}), coordinator, "conflict.unknown", unknown},
	{"to something", m(doubt), resolving(events.ConflictResolved{Conflict: "cf-1", Grounds: "x"}), coordinator, "resolution.missing", malformed},
	{"for a reason", m(doubt), resolving(events.ConflictResolved{Conflict: "cf-1", Resolution: "2018"}), coordinator, "reason.missing", malformed},
	{"once", m(doubt, events.ConflictResolved{Conflict: "cf-1", Resolution: "2018"}), resolving(events.ConflictResolved{Conflict: "cf-1", Resolution: "2019", Grounds: "x"}), coordinator, "conflict.resolved-already", no},
	{"not by a reader", m(doubt), resolving(events.ConflictResolved{Conflict: "cf-1", Resolution: "2018", Grounds: "x"}), reader, "role.not-allowed", forbidden},
}

// What is one with what, and what follows what.
var joining = []ruling{
	{"two meetings are one", m(), convening.JoinConvening{Meeting: about1, Into: "m-2", Grounds: "same hall"}, coordinator, "", nil},
	{"for a reason", m(), convening.JoinConvening{Meeting: about1, Into: "m-2", Grounds: " "}, coordinator, "join.without-reason", no},
	{"not with itself", m(), convening.JoinConvening{Meeting: about1, Into: "m-1", Grounds: "x"}, coordinator, "join.itself", no},
	{"once", m(joined), convening.JoinConvening{Meeting: about1, Into: "m-3", Grounds: "x"}, coordinator, "convening.joined", no},
	{"a meeting that there is", fold.State{}, convening.JoinConvening{Meeting: about1, Into: "m-2", Grounds: "x"}, coordinator, "convening.unknown", unknown},
	{"a reader joins none", m(), convening.JoinConvening{Meeting: about1, Into: "m-2", Grounds: "x"}, reader, "role.not-allowed", forbidden},
	{"they are parted again", m(joined), part(func(*convening.PartConvening) {}), coordinator, "", nil},
	{"or a new one is parted off", fold.State{}, part(func(*convening.PartConvening) {}), coordinator, "", nil},
	{"whose kind is said", fold.State{}, part(func(c *convening.PartConvening) { c.Kind = "" }), coordinator, "kind.missing", malformed},
	{"whose id is one", fold.State{}, part(func(c *convening.PartConvening) { c.Convening = "M 1" }), coordinator, "convening", malformed},
	{"for a reason", m(joined), part(func(c *convening.PartConvening) { c.Grounds = "" }), coordinator, "reason.missing", malformed},
	{"from what it is one with", m(joined), part(func(c *convening.PartConvening) { c.From = "m-3" }), coordinator, "part.elsewhere", no},
	{"not from itself", m(joined), part(func(c *convening.PartConvening) { c.From = "m-1" }), coordinator, "part.itself", no},
	{"not when it stands on its own", m(), part(func(*convening.PartConvening) {}), coordinator, "part.taken", no},
	{"a reader parts none", m(joined), part(func(*convening.PartConvening) {}), reader, "role.not-allowed", forbidden},
	{"one follows up an earlier one", m(), convening.FollowUp{Meeting: about1, Earlier: "m-0"}, coordinator, "", nil},
	{"not itself", m(), convening.FollowUp{Meeting: about1, Earlier: "m-1"}, coordinator, "follow-up.itself", no},
	{"once", m(events.ConveningFollowedUp{Earlier: "m-0"}), convening.FollowUp{Meeting: about1, Earlier: "m-0"}, coordinator, "follow-up.same", no},
	{"if there is one", fold.State{}, convening.FollowUp{Meeting: about1, Earlier: "m-0"}, coordinator, "convening.unknown", unknown},
	{"a reader records none", m(), convening.FollowUp{Meeting: about1, Earlier: "m-0"}, reader, "role.not-allowed", forbidden},
}
