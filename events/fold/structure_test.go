package fold_test

import (
	"encoding/json"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
)

func ptr(s string) *string { return &s }

// after is, as JSON, the state of a stream to which these things happened.
func after(t *testing.T, subject string, payloads ...events.Payload) string {
	t.Helper()
	var state fold.State
	for _, payload := range payloads {
		state = fold.Evolve(state, events.Event{Data: payload, Envelope: events.Envelope{Subject: subject}})
	}
	var part any = state.Convening
	switch {
	case state.Party != nil:
		part = state.Party
	case state.Instrument != nil:
		part = state.Instrument
	case state.Register != nil:
		part = state.Register
	case state.Source != nil:
		part = state.Source
	}
	body, err := json.Marshal(part)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// What the structure around commitments adds up to, event by event.
func TestTheStructureAddsUp(t *testing.T) {
	held := events.ConveningRegistered{Kind: "conference", Date: events.StatedDate{EDTF: ptr("XXXX-03-04")}}
	undated := events.ConveningRegistered{Kind: "conference"}
	said := func(edtf string) events.Payload { return events.ConveningDateAsserted{EDTF: edtf} }
	conflict := events.ConflictRecorded{Conflict: "cf-1"}
	org := events.PartyRegistered{Name: "FIA", Kind: "agency", Acronym: ptr("FIA")}
	text := events.Passage{Source: "note-1", Bytes: [2]int64{0, 9}}
	opened := events.RegisterOpened{Name: "n", Origin: "o", VerifierKey: "k"}
	asked := events.QuestionRaised{Question: "oq-1"}
	const began = `{"kind":"conference","dates":["XXXX-03-04"],"date":"XXXX-03-04"}`
	for name, c := range map[string]struct {
		subject string
		then    []events.Payload
		want    string
	}{
		"the date of the capture":            {"convening/m", []events.Payload{held}, began},
		"a date beside it moves nothing":     {"convening/m", []events.Payload{held, said("2019-03-04")}, `{"kind":"conference","dates":["XXXX-03-04","2019-03-04"],"date":"XXXX-03-04"}`},
		"the first date goes":                {"convening/m", []events.Payload{undated, said("2019")}, `{"kind":"conference","dates":["2019"],"date":"2019"}`},
		"a correction settles it":            {"convening/m", []events.Payload{held, events.ConveningDateCorrected{EDTF: ptr("2018")}}, `{"kind":"conference","dates":["XXXX-03-04"],"date":"2018","corrected":true}`},
		"to nothing, and it stays":           {"convening/m", []events.Payload{held, events.ConveningDateCorrected{}, said("2020")}, `{"kind":"conference","dates":["XXXX-03-04","2020"],"corrected":true}`},
		"a conflict":                         {"convening/m", []events.Payload{undated, conflict}, `{"kind":"conference","conflicts":[{"id":"cf-1"}]}`},
		"is resolved":                        {"convening/m", []events.Payload{undated, conflict, events.ConflictRecorded{Conflict: "cf-2"}, events.ConflictResolved{Conflict: "cf-1", Resolution: "2018"}}, `{"kind":"conference","conflicts":[{"id":"cf-1","resolution":"2018"},{"id":"cf-2"}]}`},
		"one with another":                   {"convening/m", []events.Payload{undated, events.ConveningJoined{Into: "n"}}, `{"kind":"conference","into":"n"}`},
		"parted, of the kind that it was":    {"convening/m", []events.Payload{undated, events.ConveningJoined{Into: "n"}, events.ConveningParted{From: "n", Kind: "dialogue"}}, `{"kind":"conference"}`},
		"parted off, of the kind it is said": {"convening/m", []events.Payload{events.ConveningParted{From: "n", Kind: "dialogue"}}, `{"kind":"dialogue"}`},
		"follows up others":                  {"convening/m", []events.Payload{undated, events.ConveningFollowedUp{Earlier: "a"}, events.ConveningFollowedUp{Earlier: "b"}}, `{"kind":"conference","earlier":["a","b"]}`},
		"who and what was there": {"convening/m", []events.Payload{undated, events.SessionRecorded{Session: "s-1"}, events.ParticipationRecorded{Participation: "pn-1"}, events.ParticipantsIdentified{Participation: "pn-1", SameAs: "pn-2"},
			events.WorkingGroupFormed{WorkingGroup: "wg-1"}, events.MemberRecorded{WorkingGroup: "wg-1", Party: "fia"}, events.FigureAsserted{Figure: "fg-1"}},
			`{"kind":"conference","sessions":["s-1"],"participations":["pn-1"],"identified":["pn-1=pn-2"],"working_groups":["wg-1"],"members":["wg-1/fia"],"figures":["fg-1"]}`},

		"an organisation":             {"party/fia", []events.Payload{org}, `{"name":"FIA","acronym":"FIA","kind":"agency"}`},
		"what a new name leaves out":  {"party/fia", []events.Payload{org, events.PartyNamed{Name: "Agency", NameUR: ptr("ادارہ")}, events.PartyNamed{Name: "The Agency"}}, `{"name":"The Agency","name_ur":"ادارہ","acronym":"FIA","kind":"agency"}`},
		"a description replaces all":  {"party/fia", []events.Payload{org, events.PartyDescribed{Kind: "police", Place: ptr("PK"), Parent: ptr("moi")}, events.PartyDescribed{Kind: "police"}}, `{"name":"FIA","acronym":"FIA","kind":"police"}`},
		"those who speak for it":      {"party/fia", []events.Payload{org, events.FocalPersonsNamed{Main: ptr("p-1"), Alternate: ptr("p-2")}, events.FocalPersonsNamed{Main: ptr("p-3"), Validator: ptr("p-4")}}, `{"name":"FIA","acronym":"FIA","kind":"agency","main":"p-3","validator":"p-4"}`},
		"merged":                      {"party/fia", []events.Payload{org, events.PartyMerged{Into: "moi"}}, `{"name":"FIA","acronym":"FIA","kind":"agency","into":"moi"}`},
		"and not":                     {"party/fia", []events.Payload{org, events.PartyMerged{Into: "moi"}, events.PartyUnmerged{}}, `{"name":"FIA","acronym":"FIA","kind":"agency"}`},
		"a declaration with its text": {"instrument/d", []events.Payload{events.DeclarationAdopted{Convening: "m", Text: &text}}, `{"kind":"declaration","convening":"m","worded":true}`},
		"recommendations without":     {"instrument/d", []events.Payload{events.RecommendationsIssued{Convening: "m"}}, `{"kind":"recommendations","convening":"m"}`},
		"until it is attached":        {"instrument/d", []events.Payload{events.OutcomePrepared{Convening: "m"}, events.TextAttached{}}, `{"kind":"outcome","convening":"m","worded":true}`},
		"signed":                      {"instrument/d", []events.Payload{events.OutcomePrepared{Convening: "m"}, events.SignatoryRecorded{Party: "fia"}, events.SignatoryRecorded{Party: "moi"}}, `{"kind":"outcome","convening":"m","signatories":["fia","moi"]}`},
		"a question":                  {"register/register", []events.Payload{opened, asked}, `{"name":"n","origin":"o","verifier_key":"k","public_record":false,"questions":["oq-1"]}`},
		"is answered":                 {"register/register", []events.Payload{opened, asked, events.QuestionAnswered{Question: "oq-1"}}, `{"name":"n","origin":"o","verifier_key":"k","public_record":false,"questions":["oq-1"],"answered":["oq-1"]}`},
		"and open again":              {"register/register", []events.Payload{opened, asked, events.QuestionAnswered{Question: "oq-1"}, events.QuestionReopened{Question: "oq-1"}}, `{"name":"n","origin":"o","verifier_key":"k","public_record":false,"questions":["oq-1"]}`},
		"where the streams stand":     {"register/register", []events.Payload{opened, events.HeadsRecorded{Day: "2026-11-22", Number: 1, Sequence: 1}, events.HeadsRecorded{Day: "2026-11-24", Number: 2, Sequence: 7}}, `{"name":"n","origin":"o","verifier_key":"k","public_record":false,"heads_day":"2026-11-24","heads_sequence":7}`},
		"under a clock set right":     {"register/register", []events.Payload{opened, events.HeadsRecorded{Day: "2031-11-22", Number: 1, Sequence: 1}, events.ClockCorrected{To: "2026-11-23T20:00:00.000Z"}}, `{"name":"n","origin":"o","verifier_key":"k","public_record":false,"heads_day":"2026-11-24","heads_sequence":1,"clock_set":1}`},
		"a node is appointed":         {"register/register", []events.Payload{opened, events.NodeAppointed{Node: "n-1", Log: "external", URL: "u"}}, `{"name":"n","origin":"o","verifier_key":"k","public_record":false,"node":{"id":"n-1","url":"u","log":"external"}}`},
		"and another in its place":    {"register/register", []events.Payload{opened, events.NodeAppointed{Node: "n-1", Log: "external", URL: "u"}, events.NodeAppointed{Node: "n-2", Log: "embedded", Replaces: ptr("n-1")}}, `{"name":"n","origin":"o","verifier_key":"k","public_record":false,"node":{"id":"n-2","log":"embedded"}}`},
		"a rating":                    {"source/s", []events.Payload{events.SourceArchived{SHA256: "ab", Bytes: 9}, events.RatingAsserted{Scheme: "tip", Year: 2023, Place: "PK"}}, `{"sha256":"ab","bytes":9,"ratings":["tip/2023/PK"]}`},
	} {
		if got := after(t, c.subject, c.then...); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}
