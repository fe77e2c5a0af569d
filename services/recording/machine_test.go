package recording_test

import (
	"encoding/json"
	"errors"
	"flag"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// The long form: go test ./services/recording -run Machine -operations 100000
var operations = flag.Int("operations", 5000, "how many commands the machine asks for, over all of its runs")

const (
	perRun = 100 // operations of one run of rapid, over one or more commitments
	enough = 5000
)

// Whatever eight people of four organisations ask for in whatever order, what is
// recorded is what the model allows, and nothing that it forbids.
func TestMachineNothingIllegalIsRecorded(t *testing.T) {
	ask(t)
	count := tally{}
	rapid.Check(t, func(r *rapid.T) {
		m := &machine{count: count}
		m.begin(r)
		for range perRun {
			if m.after > 3 {
				m.replay()
				m.begin(r)
			}
			m.step()
		}
		m.replay()
	})
	t.Log(count) // with -v
	if !t.Failed() && count["all"] >= enough {
		count.complete(t)
	}
}

// ask sets how often rapid runs, unless somebody said how often.
func ask(t *testing.T) {
	if set := flag.Lookup("rapid.checks"); set.Value.String() == set.DefValue {
		flag.Set("rapid.checks", strconv.Itoa(max(1, *operations/perRun)))
		t.Cleanup(func() { flag.Set("rapid.checks", set.DefValue) })
	}
}

// tally counts what was recorded and refused, by command.
type tally map[string]int

// complete refuses a machine that tried less than everything.
func (c tally) complete(t *testing.T) {
	for name := range commands {
		for _, answer := range []string{" recorded", " refused"} {
			if c[name+answer] == 0 {
				t.Errorf("%s was never %s in %d operations", name, answer, c["all"])
			}
		}
	}
	for _, payload := range events.Catalogue() {
		if name := string(payload.Type()); strings.HasPrefix(name, "ahd.commitment.") && c[name] == 0 {
			t.Errorf("%s was never recorded: its command belongs in machine_commands_test.go", name)
		}
	}
	rare := append([]string{}, "closed as implemented", "complete", "regressed", "against what is closed_implemented", "RetractEvidence takes their own")
	if c["all"] >= 10*enough {
		rare = append(append(append(rare, alone...), rarely...), "against what is closed_not_implemented", "RetractEvidence takes their organisation's",
			"RetractEvidence takes as administrator", "LinkEvidence takes their own", "LinkEvidence takes their organisation's")
	}
	for _, rare := range rare {
		if c[rare] == 0 {
			t.Errorf("%s: never in %d operations", rare, c["all"])
		}
	}
}

// machine is one commitment, as the package has it and as the model has it.
type machine struct {
	hand
	state, twin fold.State // evolved apart from each other
	stored      string     // the state as the book stores it
	kept        []moment
	at          time.Time
	after       int // operations since it is no longer in force
	count       tally
}

// moment is an event, and what the state was after it.
type moment struct {
	body   []byte
	state  fold.State
	stored string
}

func (m *machine) begin(r *rapid.T) {
	*m = machine{hand: hand{T: r, id: "cm-1"}, at: noon, stored: m.store(r, fold.State{}), count: m.count}
}

func (m *machine) store(r *rapid.T, s fold.State) string {
	body, err := json.Marshal(s)
	if err != nil {
		r.Fatal(err)
	}
	return string(body)
}

// wrong ends the run with the whole story.
func (m *machine) wrong(d deed, format string, args ...any) {
	m.Helper()
	m.Fatalf(format+"\nasked:\n%s\nafter:\n%s", append(args, d, m.past)...)
}

// step asks for one thing and looks at the answer.
func (m *machine) step() {
	m.at = m.at.Add(time.Duration(m.below(8))*24*time.Hour + time.Duration(m.below(90))*time.Second + 7*time.Millisecond)
	d := m.next(m.at)
	err := m.decide(d)
	m.count["all"]++
	why := m.past.illegal(d)
	switch {
	case err == nil && len(why) > 0:
		m.wrong(d, "it is recorded, and should not be: %s", why)
	case err != nil && len(why) == 0:
		m.wrong(d, "it is refused, and should not be: %v", err)
	case err != nil:
		m.refused(d, why, err)
	}
	if err == nil {
		m.count[d.name()+" recorded"]++
		before := m.state
		m.record(d)
		m.look(before, d)
		m.remarkable(d)
		m.past = append(m.past, d)
		m.agree(d)
	}
	if len(m.past) > 0 && !m.past.inForce() {
		m.after++
	}
}

// decide asks twice: the second answer is the first, and the state stays as it was.
func (m *machine) decide(d deed) error {
	err := d.command.Decide(m.state, d.who, d.at)
	again := d.command.Decide(m.state, d.who, d.at)
	if !reflect.DeepEqual(m.state, m.twin) || m.store(m.T, m.state) != m.stored {
		m.wrong(d, "deciding changed the state to %s", m.store(m.T, m.state))
	}
	if err == nil {
		if again != nil {
			m.wrong(d, "the second answer is %v", again)
		}
		return nil
	}
	var refusal, second *rule.Refusal
	if !errors.As(err, &refusal) || refusal == nil {
		m.wrong(d, "%T is no refusal: %v", err, err)
	}
	if !errors.As(again, &second) || second.Code != refusal.Code || second.Sentence != refusal.Sentence || second.Class != refusal.Class {
		m.wrong(d, "the second answer to %v is %v", err, again)
	}
	classes := []error{rule.ErrMalformed, rule.ErrUnreadable, rule.ErrUnknown, rule.ErrRefused, rule.ErrNotAllowed}
	if refusal.Code == "" || !slices.Contains(classes, refusal.Class) ||
		!strings.Contains(refusal.Sentence, "Nothing was recorded") || !strings.HasSuffix(refusal.Sentence, ".") {
		m.wrong(d, "a refusal that does not say what it should: %+v", refusal)
	}
	return err
}

// record says it, writes it down and adds it to the state.
func (m *machine) record(d deed) {
	e := events.Event{Data: d.command.Say(refsOf(d)), Envelope: events.Envelope{
		ID: d.id, Source: "urn:ahd:test", Subject: d.command.Stream().Subject(), Time: d.at, Actor: d.who.Actor(), ActorRole: d.who.Role,
		ActorParty: d.who.Party, Auth: d.who.Auth, OnBehalfOf: d.who.For, StreamVersion: int64(len(m.kept)) + 1,
	}}
	e.Type = e.Data.Type()
	if rule.FactsOf(d.command).Withheld {
		e.Actor, e.ActorRole, e.ActorParty, e.Auth = "withheld", "", "", "withheld"
	}
	if last := len(m.kept); last > 0 {
		e.StreamPrev = events.LeafHash(m.kept[last-1].body).String()
	}
	m.count[string(e.Type)]++
	body, err := events.Encode(e)
	if err != nil {
		m.wrong(d, "it cannot be written: %v", err)
	}
	other := m.read(body) // what might have happened instead leaves what did alone
	other.ID, other.Actor = uuid(0), "p-0"
	was := m.state
	m.state, m.twin = fold.Evolve(m.state, m.read(body)), fold.Evolve(m.twin, m.read(body))
	fold.Evolve(was, other)
	var shelved fold.State
	if err := json.Unmarshal([]byte(m.stored), &shelved); err != nil {
		m.Fatal(err)
	}
	m.stored = m.store(m.T, fold.Evolve(shelved, m.read(body)))
	if now := m.store(m.T, m.state); now != m.stored {
		m.wrong(d, "from the stored state it is\n%s, else\n%s", m.stored, now)
	}
	m.kept = append(m.kept, moment{body, m.state, m.stored})
}

// read decodes an event, which must be written as the same bytes again.
func (m *machine) read(body []byte) events.Event {
	e, err := events.Decode(body)
	if err != nil {
		m.Fatalf("%s: %v", body, err)
	}
	if again, err := events.Encode(e); err != nil || string(again) != string(body) {
		m.Fatalf("%s\nbecame (%v)\n%s", body, err, again)
	}
	return e
}

func refsOf(d deed) rule.Refs {
	refs := rule.Refs{}
	for field, words := range rule.FactsOf(d.command).Typed {
		refs[field] = &events.Text{ID: d.id + "/" + field, Hash: events.LeafHash([]byte(words)).String()}
	}
	return refs
}

// replay reads everything again: each prefix is the state that was kept, and no
// later event reached into it.
func (m *machine) replay() {
	var state fold.State
	for i, k := range m.kept {
		state = fold.Evolve(state, m.read(k.body))
		if !reflect.DeepEqual(state, k.state) || m.store(m.T, k.state) != k.stored {
			m.Fatalf("event %d: replayed\n%s, kept\n%s\nafter:\n%s", i+1, m.store(m.T, state), k.stored, m.past)
		}
	}
}
