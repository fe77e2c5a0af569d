package recording_test

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/party"
	registercmd "ahd.example/ahd/services/commands/register"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/commands/source"
	"ahd.example/ahd/services/recording"
)

// org is a registered organisation to which these things happened.
func org(then ...events.Payload) fold.State {
	return on("party/fia", append([]events.Payload{events.PartyRegistered{Name: "FIA", Kind: "agency"}}, then...)...)
}

var ofFIA = party.Organisation{Party: "fia"}

func called(name string, ur *string, grounds string) rule.Command {
	return party.NameParty{Organisation: ofFIA, Named: events.PartyNamed{Name: name, NameUR: ur, Grounds: grounds}}
}

func described(kind string, place, parent *string) rule.Command {
	return party.DescribeParty{Organisation: ofFIA, Described: events.PartyDescribed{Kind: kind, Place: place, Parent: parent}}
}

func focals(main, alternate, validator *string) rule.Command {
	return party.NameFocalPersons{Organisation: ofFIA, Persons: events.FocalPersonsNamed{Main: main, Alternate: alternate, Validator: validator}}
}

// What an organisation is, and who speaks for it.
var organisations = []ruling{
	{"an organisation is called otherwise", org(), called("Federal Investigation Agency", nil, "the gazette"), coordinator, "", nil},
	{"in Urdu too", org(), called("FIA", text("ایف آئی اے"), "the gazette"), coordinator, "", nil},
	{"has a name", org(), called(" ", nil, "x"), coordinator, "name.missing", malformed},
	{"for a reason", org(), called("Agency", nil, ""), coordinator, "reason.missing", malformed},
	{"a new one", org(), called("FIA", nil, "x"), coordinator, "name.same", no},
	{"since a date", org(), party.NameParty{Organisation: ofFIA, Named: events.PartyNamed{Name: "Agency", Grounds: "x", Effective: text("then")}}, coordinator, "effective", malformed},
	{"if there is one", fold.State{}, called("Agency", nil, "x"), coordinator, "party.unknown", unknown},
	{"not by a reader", org(), called("Agency", nil, "x"), reader, "role.not-allowed", forbidden},
	{"is of a kind, somewhere", org(), described("ministry", text("PK-PB/lahore"), text("moi")), coordinator, "", nil},
	{"of some kind", org(), described("", nil, nil), coordinator, "kind.missing", malformed},
	{"in a place that there is", org(), described("ministry", text("PK-XX"), nil), coordinator, "place", malformed},
	{"does not belong to itself", org(), described("ministry", nil, text("fia")), coordinator, "parent.itself", no},
	{"if there is one", fold.State{}, described("ministry", nil, nil), coordinator, "party.unknown", unknown},
	{"not by a reader", org(), described("ministry", nil, nil), reader, "role.not-allowed", forbidden},
	{"somebody speaks for it", org(), focals(text("p-2"), text("p-3"), text("p-4")), coordinator, "", nil},
	{"or somebody else", org(), focals(text("p-2"), text("p-2"), nil), coordinator, "persons.alternate", no},
	{"another looks over it", org(), focals(text("p-2"), text("p-3"), text("p-2")), coordinator, "persons.validator", no},
	{"who does not stand in either", org(), focals(text("p-2"), text("p-3"), text("p-3")), coordinator, "persons.validator", no},
	{"once", org(events.FocalPersonsNamed{Main: text("p-2")}), focals(text("p-2"), nil, nil), coordinator, "persons.same", no},
	{"not by a reader", org(), focals(text("p-2"), nil, nil), reader, "role.not-allowed", forbidden},
	{"it became part of another", org(), party.MergeParty{Organisation: ofFIA, Into: "nccia", Grounds: "an order"}, coordinator, "", nil},
	{"for a reason", org(), party.MergeParty{Organisation: ofFIA, Into: "nccia"}, coordinator, "reason.missing", malformed},
	{"not of itself", org(), party.MergeParty{Organisation: ofFIA, Into: "fia", Grounds: "x"}, coordinator, "merge.itself", no},
	{"once", org(events.PartyMerged{Into: "nccia"}), party.MergeParty{Organisation: ofFIA, Into: "moi", Grounds: "x"}, coordinator, "merge.already", no},
	{"not by a reader", org(), party.MergeParty{Organisation: ofFIA, Into: "nccia", Grounds: "x"}, reader, "role.not-allowed", forbidden},
	{"it is one of its own again", org(events.PartyMerged{Into: "nccia"}), party.UnmergeParty{Organisation: ofFIA, Grounds: "an order"}, coordinator, "", nil},
	{"for a reason", org(events.PartyMerged{Into: "nccia"}), party.UnmergeParty{Organisation: ofFIA}, coordinator, "reason.missing", malformed},
	{"if it was not", org(), party.UnmergeParty{Organisation: ofFIA, Grounds: "x"}, coordinator, "unmerge.not-merged", no},
	{"not by a reader", org(events.PartyMerged{Into: "nccia"}), party.UnmergeParty{Organisation: ofFIA, Grounds: "x"}, reader, "role.not-allowed", forbidden},
}

func rating(change func(*events.RatingAsserted)) rule.Command {
	d := events.RatingAsserted{Scheme: "tip", Year: 2023, Place: "PK", Rating: "Tier 2", Bytes: [2]int64{0, 10}}
	change(&d)
	return source.AssertRating{Source: "note-1", Rating: d}
}

func same(*events.RatingAsserted) {}

var (
	note     = on("source/note-1", events.SourceArchived{SHA256: "ab", Bytes: 100})
	rated    = on("source/note-1", events.SourceArchived{SHA256: "ab", Bytes: 100}, events.RatingAsserted{Scheme: "tip", Year: 2023, Place: "PK"})
	answered = on("register/register", events.RegisterOpened{Origin: "urn:ahd:ahd"}, events.QuestionRaised{Question: "oq-1"}, events.QuestionAnswered{Question: "oq-1"})
)

var (
	stood = on("register/register", events.RegisterOpened{Origin: "urn:ahd:ahd"}, events.HeadsRecorded{Day: "2026-11-22", Number: 2, Sequence: 5})
)

// heads says where three streams stand after event 9, on the day of these tests.
func heads(change func(*events.HeadsRecorded)) rule.Command {
	d := events.HeadsRecorded{Day: "2026-11-22", Number: 3, Root: "LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=", Sequence: 9}
	change(&d)
	return registercmd.RecordHeads{Heads: d}
}

func asIs(*events.HeadsRecorded) {}

func answer(id, finding string) rule.Command {
	return registercmd.AnswerQuestion{Answered: events.QuestionAnswered{Question: id, Finding: finding}}
}

// How places were rated, and what turned out.
var ratings = []ruling{
	{"a place was rated", note, rating(same), coordinator, "", nil},
	{"by a source that there is", fold.State{}, rating(same), coordinator, "source.unknown", unknown},
	{"a place that there is", note, rating(func(d *events.RatingAsserted) { d.Place = "XX" }), coordinator, "place", malformed},
	{"by a scheme", note, rating(func(d *events.RatingAsserted) { d.Scheme = "T P" }), coordinator, "scheme", malformed},
	{"somehow", note, rating(func(d *events.RatingAsserted) { d.Rating = "" }), coordinator, "rating.missing", malformed},
	{"in a year", note, rating(func(d *events.RatingAsserted) { d.Year = 23 }), coordinator, "year", malformed},
	{"within the source", note, rating(func(d *events.RatingAsserted) { d.Bytes[1] = 101 }), coordinator, "bytes", malformed},
	{"in some words of it", note, rating(func(d *events.RatingAsserted) { d.Bytes[1] = 0 }), coordinator, "bytes", malformed},
	{"once", rated, rating(same), coordinator, "rating.asserted-already", no},
	{"not by a reader", note, rating(same), reader, "role.not-allowed", forbidden},
	{"a question is answered", register, answer("oq-1", "In 2018."), coordinator, "", nil},
	{"with something", register, answer("oq-1", " "), coordinator, "finding.missing", malformed},
	{"if somebody asked", register, answer("oq-9", "In 2018."), coordinator, "question.unknown", unknown},
	{"once", answered, answer("oq-1", "In 2018."), coordinator, "question.answered-already", no},
	{"not by a reader", register, answer("oq-1", "In 2018."), reader, "role.not-allowed", forbidden},
	{"and open again", answered, registercmd.ReopenQuestion{Question: "oq-1", Grounds: "a second note"}, coordinator, "", nil},
	{"for a reason", answered, registercmd.ReopenQuestion{Question: "oq-1"}, coordinator, "reason.missing", malformed},
	{"if it is answered", register, registercmd.ReopenQuestion{Question: "oq-1", Grounds: "x"}, coordinator, "question.open", no},
	{"not by a reader", answered, registercmd.ReopenQuestion{Question: "oq-1", Grounds: "x"}, reader, "role.not-allowed", forbidden},
	{"where every stream stands is recorded", register, heads(asIs), system, "", nil},
	{"of a register that is open", fold.State{}, heads(asIs), system, "register.not-open", unknown},
	{"by the register itself", register, heads(asIs), coordinator, "heads.system", forbidden},
	{"not by an administrator either", register, heads(asIs), recording.Acting("p-1", "administrator", ""), "heads.system", forbidden},
	{"for a day", register, heads(func(h *events.HeadsRecorded) { h.Day = "2026-11" }), system, "day", malformed},
	{"that has begun", register, heads(func(h *events.HeadsRecorded) { h.Day = "2026-11-23" }), system, "day.future", malformed},
	{"or an earlier one that was missed", register, heads(func(h *events.HeadsRecorded) { h.Day = "2026-11-20" }), system, "", nil},
	{"with a root", register, heads(func(h *events.HeadsRecorded) { h.Root = "AAAA" }), system, "root", malformed},
	{"of some streams", register, heads(func(h *events.HeadsRecorded) { h.Number = 0 }), system, "number", malformed},
	{"that have events", register, heads(func(h *events.HeadsRecorded) { h.Sequence = 2 }), system, "number", malformed},
	{"each day once", stood, heads(asIs), system, "heads.day-already", no},
	{"the days in order", stood, heads(func(h *events.HeadsRecorded) { h.Day = "2026-11-20" }), system, "heads.day-already", no},
	{"and the moments", on("register/register", events.RegisterOpened{Origin: "urn:ahd:ahd"}, events.HeadsRecorded{Day: "2026-11-21", Sequence: 9}), heads(asIs), system, "heads.earlier", no},
}
