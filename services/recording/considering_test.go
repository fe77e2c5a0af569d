package recording_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/convening"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/events/method"
	"ahd.example/ahd/events/party"
	"ahd.example/ahd/events/person"
	commitmentcmd "ahd.example/ahd/services/commands/commitment"
	conveningcmd "ahd.example/ahd/services/commands/convening"
	"ahd.example/ahd/services/commands/instrument"
	partycmd "ahd.example/ahd/services/commands/party"
	registercmd "ahd.example/ahd/services/commands/register"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// shelf is a book with several streams, and the texts of its sources. It has no
// stream of which a test does not tell.
type shelf struct {
	book
	states  map[string]fold.State // by subject
	telling map[string][]string   // source ids, by convening id
	texts   map[string]string     // by SHA-256
}

func (s shelf) State(_ context.Context, stream events.Stream, _ ...commitment.Name) (recording.Row, error) {
	state, ok := s.states[stream.Subject()]
	if !ok {
		return recording.Row{}, nil
	}
	return recording.Row{State: state, Sequence: 7, Version: 1}, nil
}

func (s shelf) Text(_ context.Context, sha256 string) ([]byte, error) {
	text, ok := s.texts[sha256]
	if !ok {
		return nil, errors.New("no such text")
	}
	return []byte(text), nil
}

func (s shelf) Telling(_ context.Context, convening string) ([]string, error) {
	return s.telling[convening], nil
}

// minutes is a source: é is one letter of two bytes here, "open" stands at 8.
const minutes = "Caf\u00e9s — open shelters by June."

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func shelved() shelf {
	held := func(into string) fold.State {
		return fold.State{Convening: &convening.State{Kind: "conference", Into: into, WorkingGroups: []string{"wg-1"}}}
	}
	archived := on("source/note-1", events.SourceArchived{SHA256: hashOf(minutes), Bytes: int64(len(minutes))})
	return shelf{
		states: map[string]fold.State{
			"convening/m-1": held(""), "convening/m-2": held(""), "convening/m-3": held("m-2"),
			"convening/m-0": {Convening: &convening.State{Kind: "conference", Earlier: []string{"m-1"}}},
			"source/note-1": archived, "source/note-2": archived, "commitment/cm-1": cm(captured), "commitment/cm-2": cm(captured),
			"commitment/cm-3": life(withdrawn), "party/fia": {Party: &party.State{Name: "FIA"}}, "party/ssdo": {Party: &party.State{Name: "SSDO", Into: "fia", Parent: "ncrc"}},
			"method/ahd": {Method: &method.State{Versions: []events.MethodPublished{{Version: 2}}}}, "commitment/cm-4": life(),
			"party/ncrc": {Party: &party.State{Name: "NCRC"}},
			"person/p-4": {Person: &person.State{Places: []person.Place{{Party: "ncrc", Roles: []string{"assessor"}}}}},
		},
		telling: map[string][]string{"m-2": {"note-1", "note-2"}, "m-1": {"note-1"}},
		texts:   map[string]string{hashOf(minutes): minutes},
	}
}

func quote(words string, from, to int64) events.Quote {
	return events.Quote{Source: "note-1", SHA256: hashOf(minutes), Quote: words, Bytes: [2]int64{from, to}}
}

func assessedBy(name string) rule.Command {
	c := assess("limited")
	c.On, c.Method = commitmentcmd.On{ID: "cm-4"}, name
	return c
}

func corroborated(q events.Quote) rule.Command {
	return commitmentcmd.CorroborateCommitment{On: cm1, Quote: q}
}

// What a command names exists, is what it should be, and quotes word for word.
func TestWhatOtherStreamsSayIsAsked(t *testing.T) {
	m3 := conveningcmd.Meeting{Convening: "m-3"}
	parting := conveningcmd.PartConvening{Meeting: m3, From: "m-2", Source: "note-2", Grounds: "two halls"}
	from := func(change func(*conveningcmd.PartConvening)) rule.Command {
		c := parting
		change(&c)
		return c
	}
	other := quote("open shelters", 11, 24)
	other.SHA256 = hashOf("another text")
	group, foreign := "wg-1", "wg-9"
	for name, c := range map[string]struct {
		command rule.Command
		code    string
	}{
		"into one that there is":     {conveningcmd.JoinConvening{Meeting: about1, Into: "m-2", Grounds: "x"}, ""},
		"into one that there is not": {conveningcmd.JoinConvening{Meeting: about1, Into: "m-9", Grounds: "x"}, "convening.unknown"},
		"into one that is another":   {conveningcmd.JoinConvening{Meeting: about1, Into: "m-3", Grounds: "x"}, "convening.joined"},
		"parted by its source":       {parting, ""},
		"by a source of another":     {from(func(c *conveningcmd.PartConvening) { c.Convening, c.From = "m-9", "m-1"; c.Kind = "conference" }), "part.foreign-source"},
		"by its only source": {from(func(c *conveningcmd.PartConvening) {
			c.Convening, c.From, c.Source, c.Kind = "m-9", "m-1", "note-1", "x"
		}), "part.only-source"},
		"from one that is another":             {from(func(c *conveningcmd.PartConvening) { c.Convening, c.From, c.Kind = "m-9", "m-3", "x" }), "convening.joined"},
		"with an item that there is not":       {from(func(c *conveningcmd.PartConvening) { c.Items = []string{"cm-9"} }), "commitment.unknown"},
		"later than what follows it":           {conveningcmd.FollowUp{Meeting: about1, Earlier: "m-0"}, "follow-up.circle"},
		"later than another":                   {conveningcmd.FollowUp{Meeting: about1, Earlier: "m-2"}, ""},
		"the same as one in force":             {commitmentcmd.MergeCommitment{Reasoned: because, Into: "cm-2"}, ""},
		"the same as one that is none":         {commitmentcmd.MergeCommitment{Reasoned: because, Into: "cm-3"}, "commitment.not-in-force"},
		"the same as nothing":                  {commitmentcmd.MergeCommitment{Reasoned: because, Into: "cm-9"}, "commitment.unknown"},
		"split into one that is none":          {commitmentcmd.SplitCommitment{Reasoned: because, Into: []string{"cm-2", "cm-3"}}, "commitment.not-in-force"},
		"part of one that is part of it":       {partycmd.DescribeParty{Organisation: partycmd.Organisation{Party: "ncrc"}, Described: events.PartyDescribed{Kind: "x", Parent: text("ssdo")}}, "parent.circle"},
		"into an organisation":                 {partycmd.MergeParty{Organisation: partycmd.Organisation{Party: "ncrc"}, Into: "fia", Grounds: "x"}, ""},
		"into one that went into another":      {partycmd.MergeParty{Organisation: partycmd.Organisation{Party: "ncrc"}, Into: "ssdo", Grounds: "x"}, "merge.chain"},
		"handed to nobody":                     {handOver("donor", nil, nil, because), "party.unknown"},
		"handed to somebody unknown":           {handOver("fia", text("p-99"), nil, because), "person.unknown"},
		"by a group of the meeting":            {instrument.RecordInstrument{ID: "d-1", Kind: "declaration", Instrument: events.Instrument{Convening: "m-1", WorkingGroup: &group}}, ""},
		"by a group of no meeting":             {instrument.RecordInstrument{ID: "d-1", Kind: "declaration", Instrument: events.Instrument{Convening: "m-1", WorkingGroup: &foreign}}, "working-group.unknown"},
		"a quote that stands there":            {corroborated(quote("open shelters", 11, 24)), ""},
		"a letter of two bytes":                {corroborated(quote("Caf\u00e9s", 0, 6)), ""},
		"the same letter, written in two":      {corroborated(quote("Cafe\u0301s", 0, 6)), "quote.not-found"},
		"one byte off":                         {corroborated(quote("open shelters", 12, 25)), "quote.not-found"},
		"beyond the end":                       {corroborated(quote("June.", 29, 99)), "quote.not-found"},
		"before the beginning":                 {corroborated(quote("June.", -1, 4)), "quote.not-found"},
		"of no length":                         {corroborated(quote("", 4, 4)), "quote.not-found"},
		"of another text":                      {corroborated(other), "quote.not-found"},
		"of a source that there is not":        {corroborated(events.Quote{Source: "note-9"}), "source.unknown"},
		"a question about nothing":             {registercmd.RaiseQuestion{Question: events.QuestionRaised{Question: "oq-1", Text: "When?", About: []string{"commitment/cm-99"}}}, "commitment.unknown"},
		"assessed by a published method":       {assessedBy("ahd-2"), ""},
		"by a version that nobody published":   {assessedBy("ahd-3"), "method.unknown"},
		"by a method that nobody published":    {assessedBy("guess-1"), "method.unknown"},
		"a clause that stands elsewhere":       {instrument.AttachText{Instrument: "d-1"}, "instrument.unknown"},
		"an identity card in a finding":        {registercmd.AnswerQuestion{Answered: events.QuestionAnswered{Question: "oq-1", Finding: "35202-1234567-1"}}, "text.cnic"},
		"a phone number in a reason to join":   {conveningcmd.JoinConvening{Meeting: about1, Into: "m-2", Grounds: "call 0300-1234567"}, "text.sensitive"},
		"a police report in an organisation's": {called("see FIR No. 123/24", nil, "x"), "text.sensitive"},
	} {
		_, there := shelved().states[c.command.Stream().Subject()]
		r := &rooms{t: t, fresh: !there}
		recorder := r.recorder(nil)
		recorder.Book, recorder.Sources = shelved(), shelved()
		who := coordinator
		if _, ok := c.command.(commitmentcmd.AssessCommitment); ok {
			who = assessor
		}
		_, err := recorder.Do(context.Background(), recording.Request{ID: commandID, Who: who, Command: c.command})
		var refusal *rule.Refusal
		errors.As(err, &refusal)
		switch {
		case c.code == "" && err != nil, c.code != "" && (refusal == nil || refusal.Code != c.code):
			t.Errorf("%s: want %q, got %v", name, c.code, err)
		case (r.appended > 0) != (c.code == ""):
			t.Errorf("%s: appended %d times", name, r.appended)
		}
	}
}

// A source that cannot be read is no reason to say that the quote is wrong.
func TestASourceThatCannotBeReadIsNotAWrongQuote(t *testing.T) {
	r := &rooms{t: t}
	recorder, empty := r.recorder(nil), shelved()
	empty.texts = nil
	recorder.Book, recorder.Sources = shelved(), empty
	_, err := recorder.Do(context.Background(), recording.Request{ID: commandID, Who: coordinator, Command: corroborated(quote("open shelters", 11, 24))})
	if !errors.Is(err, rule.ErrNotNow) || r.appended > 0 {
		t.Errorf("%v after %d appends", err, r.appended)
	}
}
