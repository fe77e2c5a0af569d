package recording_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/convening"
	"ahd.example/ahd/services/commands/instrument"
	"ahd.example/ahd/services/commands/party"
	registercmd "ahd.example/ahd/services/commands/register"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/commands/source"
	"ahd.example/ahd/services/recording"
)

// noon is when every rule of these tests looks: 22 November 2026 in Karachi.
var noon = time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC)

var (
	coordinator = recording.Acting("p-1", "coordinator", "")
	reader      = recording.Acting("p-2", "reader", "")
	system      = recording.Acting("system", "", "")
)

func on(subject string, payloads ...events.Payload) fold.State {
	var state fold.State
	for i, payload := range payloads {
		state = fold.Evolve(state, events.Event{Data: payload, Envelope: events.Envelope{
			Subject: subject, ID: "00000000-0000-7000-8000-00000000000" + string(rune('1'+i)),
		}})
	}
	return state
}

func text(s string) *string { return &s }

var (
	captured = events.CommitmentCaptured{Text: "Open a shelter.", Kind: "pledge"}
	parent   = events.CommitmentCaptured{Text: "Open shelters.", Kind: "pledge", Children: []string{"cm-1-pk-pb", "cm-1-pk-sd"}}
	quoted   = events.CommitmentCaptured{Text: "x", Kind: "pledge", Quotes: []events.Quote{{Source: "note-1"}}}
	reported = events.ProgressReported{State: "planning"}
)

// rule is one line of the tables below: given what happened, when somebody asks,
// then this rule answers; "" records.
type ruling struct {
	name  string
	given fold.State
	when  rule.Command
	who   rule.Who
	then  string // the code of the refusal
	class error
}

// cm is a commitment to which these things happened.
func cm(payloads ...events.Payload) fold.State { return on("commitment/cm-1", payloads...) }

const (
	oldNode = "0198b7d2-11aa-7f03-8a44-5b6c7d8e9f00"
	newNode = "0198c8a0-7c1e-7b52-9d0e-3f1f0c2a9b11"
)

var nodeAppointed = on("register/register", events.RegisterOpened{Origin: "urn:ahd:ahd"}, events.NodeAppointed{Node: oldNode, Log: "external"})

func appoint(replaces, url string) registercmd.AppointNode {
	a := events.NodeAppointed{Node: newNode, Log: "external", URL: url}
	if replaces != "" {
		a.Replaces = &replaces
	}
	return registercmd.AppointNode{Appointed: a}
}

var (
	meeting = on("convening/m-1", events.ConveningRegistered{Kind: "conference"},
		events.WorkingGroupFormed{WorkingGroup: "wg-1"}, events.FigureAsserted{Figure: "fg-1"}, events.ParticipationRecorded{Participation: "p-1"})
	register = on("register/register", events.RegisterOpened{Origin: "urn:ahd:ahd"}, events.QuestionRaised{Question: "oq-1"})

	m1       = convening.RegisterConvening{ID: "m-1", Convening: events.ConveningRegistered{Kind: "conference"}}
	fia      = party.RegisterParty{ID: "fia", Party: events.PartyRegistered{Name: "FIA", Kind: "agency"}}
	report   = commitment.ReportProgress{ID: "cm-1", State: "in_progress"}
	evidence = commitment.LinkEvidence{URL: "https://example.org/a", Documented: commitment.Documented{ID: "cm-1", Kind: "supports"}}
)

// What a commitment is and who answers for it.
var terms = []ruling{
	{"a new commitment with a quote is captured", fold.State{}, commitment.CaptureCommitment{ID: "cm-1", Item: quoted}, coordinator, "", nil},
	{"no quote, no commitment", fold.State{}, commitment.CaptureCommitment{ID: "cm-1", Item: captured}, coordinator, "commitment.without-quote", rule.ErrRefused},
	{"a commitment is captured once", cm(captured), commitment.CaptureCommitment{ID: "cm-1", Item: quoted}, coordinator, "commitment.captured-already", rule.ErrRefused},
	{"kinds come from their list", fold.State{}, commitment.CaptureCommitment{ID: "cm-1", Item: events.CommitmentCaptured{Kind: "wish"}}, coordinator, "kind", rule.ErrMalformed},
	{"a reader captures nothing", fold.State{}, commitment.CaptureCommitment{ID: "cm-1", Item: quoted}, reader, "role.not-allowed", rule.ErrNotAllowed},
	{"what was captured is confirmed", cm(captured), commitment.ConfirmCommitment{ID: "cm-1", Basis: "quotes-found"}, coordinator, "", nil},
	{"once", cm(captured, events.CommitmentConfirmed{}), commitment.ConfirmCommitment{ID: "cm-1"}, coordinator, "commitment.confirmed-already", rule.ErrRefused},
	{"an unknown commitment is not confirmed", fold.State{}, commitment.ConfirmCommitment{ID: "cm-1"}, coordinator, "commitment.unknown", rule.ErrUnknown},
	{"a reader confirms nothing", cm(captured), commitment.ConfirmCommitment{ID: "cm-1"}, reader, "role.not-allowed", rule.ErrNotAllowed},
	{"an organisation answers for it", cm(captured), commitment.AssignCommitment{ID: "cm-1", Party: "fia"}, coordinator, "", nil},
	{"another takes over", cm(captured, events.CommitmentAssigned{Party: "ssdo"}), commitment.AssignCommitment{ID: "cm-1", Party: "fia"}, coordinator, "", nil},
	{"the same one does already", cm(captured, events.CommitmentAssigned{Party: "fia"}), commitment.AssignCommitment{ID: "cm-1", Party: "fia"}, coordinator, "assign.same-party", rule.ErrRefused},
	{"nobody answers for an unknown one", fold.State{}, commitment.AssignCommitment{ID: "cm-1", Party: "fia"}, coordinator, "commitment.unknown", rule.ErrUnknown},
	{"a reader assigns nothing", cm(captured), commitment.AssignCommitment{ID: "cm-1", Party: "fia"}, reader, "role.not-allowed", rule.ErrNotAllowed},
	{"a due date is set", cm(captured), commitment.SetDueDate{ID: "cm-1", Due: "2027-06-30"}, coordinator, "", nil},
	{"a due date is a civil day", cm(captured), commitment.SetDueDate{ID: "cm-1", Due: "June 2027"}, coordinator, "due", rule.ErrMalformed},
	{"a due date is not set twice", cm(captured, events.DueDateSet{Due: "2027-01-01"}), commitment.SetDueDate{ID: "cm-1", Due: "2027-06-30"}, coordinator, "due.set-already", rule.ErrRefused},
	{"an unknown commitment has none", fold.State{}, commitment.SetDueDate{ID: "cm-1", Due: "2027-06-30"}, coordinator, "commitment.unknown", rule.ErrUnknown},
	{"a reader sets none", cm(captured), commitment.SetDueDate{ID: "cm-1", Due: "2027-06-30"}, reader, "role.not-allowed", rule.ErrNotAllowed},
	{"a review interval is set", cm(captured), commitment.SetReviewInterval{ID: "cm-1", Days: 90}, coordinator, "", nil},
	{"it has days", cm(captured), commitment.SetReviewInterval{ID: "cm-1"}, coordinator, "review-days", rule.ErrMalformed},
	{"not more than ten years", cm(captured), commitment.SetReviewInterval{ID: "cm-1", Days: 3651}, coordinator, "review-days", rule.ErrMalformed},
	{"an unknown commitment is not reviewed", fold.State{}, commitment.SetReviewInterval{ID: "cm-1", Days: 90}, coordinator, "commitment.unknown", rule.ErrUnknown},
	{"a reader sets no interval", cm(captured), commitment.SetReviewInterval{ID: "cm-1", Days: 90}, reader, "role.not-allowed", rule.ErrNotAllowed},
}

// What is said of its progress.
var progress = []ruling{
	{"progress is reported", cm(captured), report, coordinator, "", nil},
	{"by a focal person too", cm(captured), report, recording.Acting("p-3", "focal_point", ""), "", nil},
	{"not by a reader", cm(captured), report, reader, "role.not-allowed", rule.ErrNotAllowed},
	{"not on what nobody captured", fold.State{}, report, coordinator, "commitment.unknown", rule.ErrUnknown},
	{"not in words of one's own", cm(captured), commitment.ReportProgress{ID: "cm-1", State: "done"}, coordinator, "state", rule.ErrMalformed},
	{"no report is no report", cm(captured), commitment.ReportProgress{ID: "cm-1", State: "no_report"}, coordinator, "state", rule.ErrMalformed},
	{"on a child, not on its parent", cm(parent), report, coordinator, "progress.on-parent", rule.ErrRefused},
	{"today has happened", cm(captured), commitment.ReportProgress{ID: "cm-1", State: "stalled", Effective: text("2026-11-22")}, coordinator, "", nil},
	{"tomorrow has not", cm(captured), commitment.ReportProgress{ID: "cm-1", State: "stalled", Effective: text("2026-11-23")}, coordinator, "effective.future", rule.ErrMalformed},
	{"this year has begun", cm(captured), commitment.ReportProgress{ID: "cm-1", State: "stalled", Effective: text("2026")}, coordinator, "", nil},
	{"a day of no stated year may have been", cm(captured), commitment.ReportProgress{ID: "cm-1", State: "stalled", Effective: text("XXXX-12-31")}, coordinator, "", nil},
	{"a date is a date", cm(captured), commitment.ReportProgress{ID: "cm-1", State: "stalled", Effective: text("03/04/2026")}, coordinator, "effective", rule.ErrMalformed},
	{"evidence is linked", cm(captured), evidence, coordinator, "", nil},
	{"to a report", cm(captured, reported), with(evidence, func(e *commitment.LinkEvidence) { e.Report = text("00000000-0000-7000-8000-000000000002") }), coordinator, "", nil},
	{"not to a report that is none", cm(captured, reported), with(evidence, func(e *commitment.LinkEvidence) { e.Report = text("00000000-0000-7000-8000-000000000009") }), coordinator, "report.unknown", rule.ErrUnknown},
	{"addresses are of the web", cm(captured), with(evidence, func(e *commitment.LinkEvidence) { e.URL = "javascript:alert(1)" }), coordinator, "url", rule.ErrMalformed},
	{"and hold no password", cm(captured), with(evidence, func(e *commitment.LinkEvidence) { e.URL = "https://me:secret@example.org/" }), coordinator, "url", rule.ErrMalformed},
	{"evidence bears in one of four ways", cm(captured), with(evidence, func(e *commitment.LinkEvidence) { e.Kind = "proves" }), coordinator, "kind", rule.ErrMalformed},
	{"evidence does not speak of tomorrow", cm(captured), with(evidence, func(e *commitment.LinkEvidence) { e.Effective = text("2027") }), coordinator, "effective.future", rule.ErrMalformed},
	{"there is none on an unknown commitment", fold.State{}, evidence, coordinator, "commitment.unknown", rule.ErrUnknown},
	{"a reader links none", cm(captured), evidence, reader, "role.not-allowed", rule.ErrNotAllowed},
}

// What stands around commitments.
var structure = []ruling{
	{"the system opens the register", fold.State{}, registercmd.OpenRegister{}, system, "", nil},
	{"once", register, registercmd.OpenRegister{}, system, "register.open-already", rule.ErrRefused},
	{"a coordinator does not", fold.State{}, registercmd.OpenRegister{}, coordinator, "role.not-allowed", rule.ErrNotAllowed},
	{"the system says that the log was made anew", register, registercmd.NoteRepair{Repair: events.StoreRepaired{Size: 3}}, system, "", nil},
	{"of a register that there is", fold.State{}, registercmd.NoteRepair{}, system, "register.none", rule.ErrRefused},
	{"a coordinator does not say so", register, registercmd.NoteRepair{}, coordinator, "role.not-allowed", rule.ErrNotAllowed},
	{"whoever looks after the folder says that the clock was wrong", register, registercmd.CorrectClock{Grounds: "By the radio"}, rule.ByLocal(""), "", nil},
	{"or an administrator", register, registercmd.CorrectClock{Grounds: "By the radio"}, recording.Acting("p-1", "administrator", ""), "", nil},
	{"not a coordinator", register, registercmd.CorrectClock{Grounds: "By the radio"}, coordinator, "role.not-allowed", rule.ErrNotAllowed},
	{"and says how that is known", register, registercmd.CorrectClock{Grounds: " "}, rule.ByLocal(""), "reason.missing", rule.ErrMalformed},
	{"of a register that is open", fold.State{}, registercmd.CorrectClock{Grounds: "By the radio"}, rule.ByLocal(""), "register.not-open", rule.ErrUnknown},
	{"whoever looks after the folder appoints a node", register, appoint("", ""), rule.ByLocal(""), "", nil},
	{"or an administrator", register, appoint("", "https://example.org"), recording.Acting("p-1", "administrator", ""), "", nil},
	{"not a coordinator", register, appoint("", ""), coordinator, "role.not-allowed", rule.ErrNotAllowed},
	{"of a register that is open", fold.State{}, appoint("", ""), rule.ByLocal(""), "register.not-open", rule.ErrUnknown},
	{"in the place of the one before", nodeAppointed, appoint(oldNode, ""), rule.ByLocal(""), "", nil},
	{"not beside it", nodeAppointed, appoint("", ""), rule.ByLocal(""), "node.replaced", rule.ErrConflict},
	{"not in the place of one that nobody appointed", register, appoint(oldNode, ""), rule.ByLocal(""), "node.replaced", rule.ErrConflict},
	{"a node is known by a UUID", register, registercmd.AppointNode{Appointed: events.NodeAppointed{Node: "n-1", Log: "external"}}, rule.ByLocal(""), "node", rule.ErrMalformed},
	{"and reached without a password", register, appoint("", "https://me:secret@example.org"), rule.ByLocal(""), "url", rule.ErrMalformed},
	{"its log is in one of two places", register, registercmd.AppointNode{Appointed: events.NodeAppointed{Node: newNode, Log: "elsewhere"}}, rule.ByLocal(""), "log", rule.ErrMalformed},
	{"once", nodeAppointed, registercmd.AppointNode{Appointed: events.NodeAppointed{Node: oldNode, Log: "external", Replaces: text(oldNode)}}, rule.ByLocal(""), "node.appointed-already", rule.ErrRefused},
	{"a question is raised", register, asked("oq-2"), coordinator, "", nil},
	{"once", register, asked("oq-1"), coordinator, "question.raised-already", rule.ErrRefused},
	{"a reader raises none", register, asked("oq-2"), reader, "role.not-allowed", rule.ErrNotAllowed},
	{"a source is archived", fold.State{}, source.ArchiveSource{ID: "note-1"}, coordinator, "", nil},
	{"once", on("source/note-1", events.SourceArchived{SHA256: "ab"}), source.ArchiveSource{ID: "note-1"}, coordinator, "source.archived-already", rule.ErrRefused},
	{"a reader archives none", fold.State{}, source.ArchiveSource{ID: "note-1"}, reader, "role.not-allowed", rule.ErrNotAllowed},
	{"an organisation is registered", fold.State{}, fia, coordinator, "", nil},
	{"once", on("party/fia", events.PartyRegistered{Name: "FIA"}), fia, coordinator, "party.registered-already", rule.ErrRefused},
	{"a reader registers none", fold.State{}, fia, reader, "role.not-allowed", rule.ErrNotAllowed},
	{"a meeting is registered", fold.State{}, m1, coordinator, "", nil},
	{"once", meeting, m1, coordinator, "convening.registered-already", rule.ErrRefused},
	{"a reader registers no meeting", fold.State{}, m1, reader, "role.not-allowed", rule.ErrNotAllowed},
	{"a working group is formed", meeting, group("wg-2"), coordinator, "", nil},
	{"once", meeting, group("wg-1"), coordinator, "convening.has-already", rule.ErrRefused},
	{"not of an unknown meeting", fold.State{}, group("wg-1"), coordinator, "convening.unknown", rule.ErrUnknown},
	{"a reader forms none", meeting, group("wg-2"), reader, "role.not-allowed", rule.ErrNotAllowed},
	{"a figure is asserted", meeting, figure("fg-2"), coordinator, "", nil},
	{"once", meeting, figure("fg-1"), coordinator, "convening.has-already", rule.ErrRefused},
	{"not of an unknown meeting", fold.State{}, figure("fg-1"), coordinator, "convening.unknown", rule.ErrUnknown},
	{"a reader asserts none", meeting, figure("fg-2"), reader, "role.not-allowed", rule.ErrNotAllowed},
	{"a participation is recorded", meeting, participation("p-2"), coordinator, "", nil},
	{"once", meeting, participation("p-1"), coordinator, "convening.has-already", rule.ErrRefused},
	{"not of an unknown meeting", fold.State{}, participation("p-1"), coordinator, "convening.unknown", rule.ErrUnknown},
	{"a reader records none", meeting, participation("p-2"), reader, "role.not-allowed", rule.ErrNotAllowed},
	{"a declaration is recorded", fold.State{}, instrument.RecordInstrument{ID: "d-1", Kind: "declaration"}, coordinator, "", nil},
	{"once", on("instrument/d-1", events.DeclarationAdopted{}), instrument.RecordInstrument{ID: "d-1", Kind: "declaration"}, coordinator, "instrument.recorded-already", rule.ErrRefused},
	{"instruments are of three kinds", fold.State{}, instrument.RecordInstrument{ID: "d-1", Kind: "letter"}, coordinator, "kind", rule.ErrMalformed},
	{"recommendations are recorded", fold.State{}, instrument.RecordInstrument{ID: "r-1", Kind: "recommendations"}, coordinator, "", nil},
	{"once", on("instrument/r-1", events.RecommendationsIssued{}), instrument.RecordInstrument{ID: "r-1", Kind: "recommendations"}, coordinator, "instrument.recorded-already", rule.ErrRefused},
	{"another outcome is recorded", fold.State{}, instrument.RecordInstrument{ID: "o-1", Kind: "outcome"}, coordinator, "", nil},
	{"a reader records no declaration", fold.State{}, instrument.RecordInstrument{ID: "d-1", Kind: "outcome"}, reader, "role.not-allowed", rule.ErrNotAllowed},
}

var rules = slices.Concat(terms, progress, structure, assessing, closingRules, reporting, disputing, dating,
	dates, joining, presence, wordings, organisations, ratings, identity, filing, published, describing)

// Every type of event has a line in which it is recorded and one in which it is not.
func TestEveryTypeHasRules(t *testing.T) {
	recorded, refused := map[events.Type]bool{}, map[events.Type]bool{}
	for _, c := range rules {
		name := c.when.Say(rule.Refs{}).Type()
		recorded[name], refused[name] = recorded[name] || c.then == "", refused[name] || c.then != ""
	}
	for _, payload := range events.Catalogue() {
		if name := payload.Type(); !recorded[name] || !refused[name] {
			t.Errorf("%s: recorded in a line %t, refused in a line %t", name, recorded[name], refused[name])
		}
	}
}

func TestRules(t *testing.T) {
	for _, c := range rules {
		err := c.when.Decide(c.given, c.who, noon)
		var refusal *rule.Refusal
		if !errors.As(err, &refusal) {
			if c.then != "" || err != nil {
				t.Errorf("%s (%T): want %q, got %v", c.name, c.when, c.then, err)
			}
			continue
		}
		if refusal.Code != c.then || !errors.Is(err, c.class) {
			t.Errorf("%s (%T): want %q, got %q: %v", c.name, c.when, c.then, refusal.Code, err)
		}
		if !strings.HasSuffix(refusal.Sentence, ".") || !strings.Contains(refusal.Sentence, "Nothing was recorded") {
			t.Errorf("%s: the sentence does not say what was recorded: %q", c.name, refusal.Sentence)
		}
		if again := c.when.Decide(c.given, c.who, noon); again == nil || again.Error() != err.Error() {
			t.Errorf("%s: deciding again decides otherwise", c.name)
		}
	}
}

func with(e commitment.LinkEvidence, change func(*commitment.LinkEvidence)) commitment.LinkEvidence {
	change(&e)
	return e
}

func group(id string) rule.Command {
	return convening.FormWorkingGroup{Convening: "m-1", Group: events.WorkingGroupFormed{WorkingGroup: id, Name: "Group one"}}
}

func figure(id string) rule.Command {
	return convening.AssertFigure{Convening: "m-1", Figure: events.FigureAsserted{Figure: id, Claim: "Nine of ten"}}
}

func asked(id string) rule.Command {
	return registercmd.RaiseQuestion{Question: events.QuestionRaised{Question: id, Text: "When was it?"}}
}

func participation(id string) rule.Command {
	return convening.RecordParticipation{Convening: "m-1", Participation: events.ParticipationRecorded{Participation: id}}
}

// Whatever a command says is a type of the catalogue, of the kind of its stream.
func TestCommandsSayWhatTheirStreamCanHold(t *testing.T) {
	for _, c := range rules {
		name := string(c.when.Say(nil).Type())
		if !strings.HasPrefix(name, "ahd."+c.when.Stream().Kind+".") {
			t.Errorf("%T says %s on %s", c.when, name, c.when.Stream())
		}
	}
}
