package recording_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections"
	commitmentcmd "ahd.example/ahd/services/commands/commitment"
	personcmd "ahd.example/ahd/services/commands/person"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// Whatever becomes of commitments, organisations and meetings, in whatever order:
// whoever had a part in something judges neither it nor what it became, the door
// refuses by the very reason that the model knows, and what a door let through that
// knew less is told of what was recorded, as it was when it was recorded; what comes to
// something that was judged is told of for as long as it goes on as that.
func TestMachineFourEyesFollowIdentity(t *testing.T) {
	ask(t)
	count := tally{}
	rapid.Check(t, func(r *rapid.T) {
		m := &dutiesMachine{hand: hand{T: r}, count: count}
		end := m.begin(r)
		defer end()
		for range perRun {
			m.step()
		}
		m.compare()
	})
	t.Log(count) // with -v
	if !t.Failed() && count["all"] >= enough {
		for _, rare := range dutiesSeen(count["all"]) {
			if count[rare] == 0 {
				t.Errorf("%s: never in %d operations", rare, count["all"])
			}
		}
	}
}

type dutiesMachine struct {
	hand
	log       *log
	recorder  *recording.Recorder
	blind     *recording.Recorder // asks nothing of other streams
	model     *ledgerOfDuties
	acts      map[string]string    // the organisation of each person
	reports   map[string][]entered // for others, by commitment
	slipped   map[uint64]string    // what was recorded by somebody who was not independent
	found     []finding            // what was assessed and closed
	brought   broughtTo
	favourite string
	count     tally
	story     []string
}

// unaware is a door that knows nothing of other streams.
type unaware struct{}

func (unaware) Of(_ context.Context, _ string, own commitment.Duties, _ commitment.Hand) (commitment.Duties, error) {
	return own, nil
}

func (m *dutiesMachine) begin(r *rapid.T) (end func()) {
	m.log, end = openWorld(r)
	m.recorder, m.blind = m.log.recorder(doorway{m.log.book}), m.log.recorder(unaware{})
	m.model = &ledgerOfDuties{items: map[string]*itemOfDuties{}, house: map[string]belongs{}, joined: map[string]string{}, posts: map[[2]string]bool{}}
	m.acts, m.reports, m.slipped, m.brought = map[string]string{}, map[string][]entered{}, map[uint64]string{}, broughtTo{}
	furnish(func(subject string, say events.Payload) {
		m.log.put(subject, m.local("coordinator"), say)
		stream, _ := events.ParseStream(subject)
		m.model.follow(stream, m.local("coordinator"), say)
	})
	for i := range peopleDrawn {
		m.acts[fmt.Sprintf("p-%d", i+1)] = fmt.Sprintf("o-%d", i+1)
	}
	m.favourite = fmt.Sprintf("i-%d", 1+m.below(itemsDrawn))
	return end
}

// furnish is what there is before anything happens: i-1 to i-3 are of m-1, i-4 to i-6
// of m-2, the others of m-3, and p-1 acts for o-1, as p-2 does for o-2.
func furnish(put func(subject string, say events.Payload)) {
	put("register/register", events.RegisterOpened{Name: "test", Origin: "test"})
	for i := range peopleDrawn {
		org, person := fmt.Sprintf("o-%d", i+1), fmt.Sprintf("p-%d", i+1)
		put("party/"+org, events.PartyRegistered{Name: org, Kind: "agency"})
		put("person/"+person, events.PersonRecorded{Party: text(org), Roles: allRoles})
	}
	put("person/p-9", events.PersonRecorded{Roles: []string{"validator"}})
	for _, id := range meetingsDrawn {
		put("source/note-"+id, events.SourceArchived{SHA256: hashOf(id)})
		put("convening/"+id, events.ConveningRegistered{Kind: "conference", Sources: []string{"note-" + id, "note-m-1"}})
	}
	for i := range itemsDrawn {
		id, home := fmt.Sprintf("i-%d", i+1), meetingsDrawn[i*len(meetingsDrawn)/itemsDrawn]
		put("commitment/"+id, events.CommitmentCaptured{Text: "A shelter", Kind: "pledge", Convening: home, Quotes: []events.Quote{{Source: "note-" + home}, {Source: "note-more"}}})
		put("commitment/"+id, events.CommitmentConfirmed{Basis: "quotes-found"})
	}
}

// wrong ends the run with the whole story.
func (m *dutiesMachine) wrong(format string, args ...any) {
	m.Helper()
	m.Fatalf(format+"\nafter:\n%s", append(args, strings.Join(m.story, "\n"))...)
}

// step asks for one thing, now and then at a door that knows less, and looks at the
// answer.
func (m *dutiesMachine) step() {
	m.n++
	if m.chance(8) {
		m.favourite = fmt.Sprintf("i-%d", 1+m.below(itemsDrawn))
	}
	command, who := m.draw()
	if command.Stream().Kind == "commitment" && who.Actor() != "local" && m.chance(40) {
		who = m.tempted(command, who)
	}
	recorder, slips := m.recorder, m.chance(15)
	if slips {
		recorder = m.blind
	}
	stream := command.Stream()
	row, err := m.recorder.Book.State(context.Background(), stream, rule.Sought(command)...)
	if err != nil {
		m.Fatal(err)
	}
	itself := command.Decide(row.State, who, m.log.at)
	code, how := "", ""
	if stream.Kind == "commitment" {
		code, how = m.model.against(stream.ID, who, command)
	}
	made := rule.ByPerson(who.Actor(), who.Role)
	if who.Actor() == "local" {
		made = rule.ByLocal(who.Role)
	}
	outcome, err := recorder.Do(context.Background(), recording.Request{ID: uuid(m.n), Who: made, OnBehalfOf: who.For, Command: command})
	m.count["all"]++
	m.story = append(m.story, fmt.Sprintf("%d %v: %s %s of %q for %q asks %T %s: %v", m.log.Size(), slips, who.Actor(), who.Role, who.Party, who.For, command, shown(command), err))
	m.answer(command, who, itself, err, code, how, slips)
	if err == nil {
		m.recorded(outcome, command, who, code, how)
	}
}

func shown(command rule.Command) string {
	body, _ := json.Marshal(command)
	return string(body)
}

// answer checks that the door says what the model says.
func (m *dutiesMachine) answer(command rule.Command, who rule.Who, itself, err error, code, how string, slips bool) {
	got := codeOf(err)
	switch {
	case itself != nil && separate(codeOf(itself)) && code == "":
		m.wrong("it has no reason for %s", codeOf(itself))
	case itself != nil && got != codeOf(itself):
		m.wrong("its own stream refuses with %s, the door with %s", codeOf(itself), got)
	case itself == nil && !slips && separate(got) != (code != ""):
		m.wrong("the door says %q, and the model %q by %s", got, code, how)
	case itself == nil && !slips && code != "" && got != code:
		m.wrong("the door says %q, and the model %q by %s", got, code, how)
	case itself == nil && !slips && code != "":
		m.count[code+" by "+how]++
		m.count[m.trace(command.Stream().ID)]++
		m.model.forgets = true
		if without, _ := m.model.against(command.Stream().ID, who, command); without == "" {
			m.count["refused for what came back"]++
		}
		m.model.forgets = false
	}
}

// separate reports whether a refusal is one of separate duties.
func separate(code string) bool {
	return code == "progress.by-assessor" || code == "assign.assessor" || strings.HasPrefix(code, "eyes.") && code != "eyes.proxy" && code != "eyes.no-organisation"
}

func codeOf(err error) string {
	var refusal *rule.Refusal
	if errors.As(err, &refusal) {
		return refusal.Code
	}
	return ""
}

// trace names what is remarkable of a commitment about which somebody was refused.
func (m *dutiesMachine) trace(item string) string {
	steps := 0
	for id := range m.model.items {
		if id != item && m.model.reaches(id, item) {
			steps++
			if !slices.Contains(m.model.items[id].goesOn, item) {
				return "refused over two steps"
			}
		}
	}
	if steps > 0 {
		return "refused over one step"
	}
	return "refused over none"
}

// recorded follows what was recorded.
func (m *dutiesMachine) recorded(outcome recording.Outcome, command rule.Command, who rule.Who, code, how string) {
	refs, before := rule.Refs{}, m.model.pairs()
	m.count[fmt.Sprintf("%T", command)]++
	switch c := command.(type) {
	case commitmentcmd.AssessCommitment, commitmentcmd.CloseCommitment:
		_, closure := command.(commitmentcmd.CloseCommitment)
		m.found = append(m.found, finding{outcome.Sequence, command.Stream().ID, who, closure})
		if code != "" {
			m.slipped[outcome.Sequence] = strings.TrimPrefix(code, "eyes.")
			m.count["slipped "+code]++
		}
	case personcmd.RecordPerson:
		m.acts[c.ID] = *c.Party
	case commitmentcmd.ReportProgress:
		if who.For != "" {
			m.reports[c.ID] = append(m.reports[c.ID], entered{outcome.ID, who.For})
		}
	}
	m.model.follow(command.Stream(), who, command.Say(refs))
	m.again(before, outcome.Sequence)
	if got, want := judgements(m.T, m.log.book), m.dependent(); !maps.Equal(got, want) {
		m.wrong("not independent are %v, and %v by the model", got, want)
	}
}

// compare reads everything into another book at once, which must tell the same.
func (m *dutiesMachine) compare() {
	if m.below(4) > 0 {
		return
	}
	other, err := projections.Open(context.Background(), tempDir(m.T), m.log, projections.Options{Texts: noTexts{}})
	if err != nil {
		m.Fatal(err)
	}
	defer other.Close()
	if got, want := judgements(m.T, other), m.dependent(); !maps.Equal(got, want) {
		m.wrong("in a book made anew, not independent are %v, and %v by the model", got, want)
	}
	m.count["made anew"]++
}

// dutiesSeen is what so many operations have to show.
func dutiesSeen(all int) []string {
	seen := []string{
		"assign.assessor by kin", "assign.assessor by party", "eyes.own-work by kin", "eyes.own-work by party", "eyes.reporter by kin", "eyes.reporter by person",
		"eyes.coordinator by post", "progress.by-assessor by kin", "progress.by-assessor by person",
		"refused over one step", "refused over two steps", "slipped eyes.own-work", "slipped eyes.reporter", "made anew", "refused for what came back",
		"brought own-work", "brought reporter", "taken back reporter",
	}
	if all >= 4*enough {
		seen = append(seen, "eyes.own-work by person", "eyes.assessor by kin", "slipped eyes.coordinator", "taken back own-work", "brought assessor", "commitment.ConfirmReport", "commitment.ContestReport", "commitment.RetractProgress")
	}
	return seen
}
