package recording_test

import (
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/events/method"
	methodcmd "ahd.example/ahd/services/commands/method"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/commands/summary"
)

// second is the shipped method, published as a second version with something changed.
func second(change func(*events.MethodPublished)) rule.Command {
	m := method.Ahd1.MethodPublished
	m.Version, m.Changes = 2, "Pledges count too."
	m.Kinds = append([]string{"pledge"}, m.Kinds...)
	change(&m)
	return methodcmd.PublishMethod{ID: "ahd", Method: m}
}

func theSecond(*events.MethodPublished) {}

func publishing(change func(*events.SummaryPublished)) rule.Command {
	p := events.SummaryPublished{Digest: strings.Repeat("9f86d081884c7d65", 4), Format: "ahd-summary/2", Method: "ahd-1", On: "2026-11-22", Sequence: 223, Title: "Third quarter"}
	change(&p)
	return summary.PublishSummary{ID: "s-1", Published: p}
}

func asItIs(*events.SummaryPublished) {}

// published are methods and summaries.
var published = []ruling{
	{"a method is published", fold.State{}, second(theSecond), coordinator, "", nil},
	{"versions can be left out", on("method/ahd", events.MethodPublished{Version: 2}), second(func(m *events.MethodPublished) { m.Version = 9 }), coordinator, "", nil},
	{"each once", on("method/ahd", events.MethodPublished{Version: 2}), second(theSecond), coordinator, "method.published-already", no},
	{"in ascending order", on("method/ahd", events.MethodPublished{Version: 3}), second(theSecond), coordinator, "method.published-already", no},
	{"the shipped one is there", fold.State{}, second(func(m *events.MethodPublished) { m.Version = 1 }), coordinator, "method.published-already", no},
	{"versions begin at 1", fold.State{}, second(func(m *events.MethodPublished) { m.Version = 0 }), coordinator, "version", malformed},
	{"with a title", fold.State{}, second(func(m *events.MethodPublished) { m.Title = " " }), coordinator, "title.missing", malformed},
	{"with what is new", fold.State{}, second(func(m *events.MethodPublished) { m.Changes = "" }), coordinator, "changes.missing", malformed},
	{"something counts", fold.State{}, second(func(m *events.MethodPublished) { m.Kinds = nil }), coordinator, "kinds.missing", malformed},
	{"that there is", fold.State{}, second(func(m *events.MethodPublished) { m.Kinds = []string{"wish"} }), coordinator, "kinds", malformed},
	{"once", fold.State{}, second(func(m *events.MethodPublished) { m.Kinds = []string{"call", "call"} }), coordinator, "kinds", malformed},
	{"stale after some days", fold.State{}, second(func(m *events.MethodPublished) { m.StaleDays = 0 }), coordinator, "stale-days", malformed},
	{"what counts can weigh", fold.State{}, second(func(m *events.MethodPublished) { m.Weights = []events.MethodWeight{{Kind: "pledge", Weight: 2}} }), coordinator, "", nil},
	{"what does not count weighs nothing", fold.State{}, second(func(m *events.MethodPublished) { m.Weights = []events.MethodWeight{{Kind: "call", Weight: 2}} }), coordinator, "weights", malformed},
	{"nothing weighs 0", fold.State{}, second(func(m *events.MethodPublished) { m.Weights = []events.MethodWeight{{Kind: "pledge"}} }), coordinator, "weights", malformed},
	{"or has two weights", fold.State{}, second(func(m *events.MethodPublished) {
		m.Weights = []events.MethodWeight{{Kind: "pledge", Weight: 2}, {Kind: "pledge", Weight: 3}}
	}), coordinator, "weights", malformed},
	{"every level has a grade", fold.State{}, second(func(m *events.MethodPublished) { m.Grades = m.Grades[:3] }), coordinator, "grades", malformed},
	{"of three", fold.State{}, second(func(m *events.MethodPublished) {
		m.Grades = append([]events.MethodGrade{{Level: "complete", Grade: 2}}, m.Grades[1:]...)
	}), coordinator, "grades", malformed},
	{"formulas are published", fold.State{}, second(func(m *events.MethodPublished) { m.Formulas = nil }), coordinator, "formulas", malformed},
	{"in both languages", fold.State{}, second(func(m *events.MethodPublished) {
		m.Formulas = []events.MethodFormula{{Figure: "n", EN: "all"}}
	}), coordinator, "formulas.missing", malformed},
	{"with an example", fold.State{}, second(func(m *events.MethodPublished) { m.Example.Figures = nil }), coordinator, "example.missing", malformed},
	{"of levels that there are", fold.State{}, second(func(m *events.MethodPublished) {
		m.Example.Levels = []events.MethodLevel{{Level: "superb", Count: 1}}
	}), coordinator, "example", malformed},
	{"that comes out", fold.State{}, second(func(m *events.MethodPublished) {
		m.Example.Figures = []events.MethodFigure{{Figure: "score_bp", BP: 3930}}
	}), coordinator, "example.wrong", no},
	{"not by a reader", fold.State{}, second(theSecond), reader, "role.not-allowed", forbidden},

	{"a summary is published", fold.State{}, publishing(asItIs), coordinator, "", nil},
	{"once", on("summary/s-1", events.SummaryPublished{Digest: "9f"}), publishing(asItIs), coordinator, "summary.published-already", no},
	{"with a title", fold.State{}, publishing(func(p *events.SummaryPublished) { p.Title = "" }), coordinator, "title.missing", malformed},
	{"with its digest", fold.State{}, publishing(func(p *events.SummaryPublished) { p.Digest = "9f86" }), coordinator, "digest", malformed},
	{"of a day", fold.State{}, publishing(func(p *events.SummaryPublished) { p.On = "2026" }), coordinator, "on", malformed},
	{"by a method", fold.State{}, publishing(func(p *events.SummaryPublished) { p.Method = "ahd" }), coordinator, "method", malformed},
	{"in a format", fold.State{}, publishing(func(p *events.SummaryPublished) { p.Format = "" }), coordinator, "format", malformed},
	{"of something", fold.State{}, publishing(func(p *events.SummaryPublished) { p.Sequence = 0 }), coordinator, "sequence", malformed},
	{"not by a reader", fold.State{}, publishing(asItIs), reader, "role.not-allowed", forbidden},
}
