package recording_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/convening"
	"ahd.example/ahd/services/commands/party"
	"ahd.example/ahd/services/commands/rule"
)

// registry is four meetings and four organisations, as the package has them, and
// beside that what a reader of the log would say: what is one with what.
type registry struct {
	*rapid.T
	states  map[string]fold.State // by subject
	into    map[string]string     // by subject: what a meeting is one with, or an organisation part of
	there   map[string]bool       // by subject
	earlier map[string]bool       // "<later> <earlier>"
	count   map[string]int
}

var (
	meetingIDs = []string{"m-1", "m-2", "m-3", "m-4"}
	partyIDs   = []string{"fia", "ssdo", "ncrc", "donor"}
)

// Whatever is joined, parted, merged and followed up in whatever order: nothing is
// one with itself over any number of steps, and nothing that is another is written on.
func TestMachineMeetingsAndOrganisationsStayTrees(t *testing.T) {
	count := map[string]int{}
	ask(t)
	rapid.Check(t, func(r *rapid.T) {
		m := &registry{T: r, states: map[string]fold.State{}, into: map[string]string{}, there: map[string]bool{}, earlier: map[string]bool{}, count: count}
		for range perRun {
			m.step()
		}
	})
	t.Log(count) // with -v
	for _, name := range []string{"JoinConvening", "PartConvening", "FollowUp", "MergeParty", "UnmergeParty", "DescribeParty", "RegisterConvening", "RegisterParty"} {
		if !t.Failed() && (count[name+" recorded"] == 0 || count[name+" refused"] == 0) {
			t.Errorf("%s: recorded %d times, refused %d times", name, count[name+" recorded"], count[name+" refused"])
		}
	}
}

func (m *registry) step() {
	c, legal := m.draw()
	err := m.decide(c)
	if again := m.decide(c); (err == nil) != (again == nil) || err != nil && err.Error() != again.Error() {
		m.Fatalf("%T %+v is answered %v, and then %v", c, c, err, again)
	}
	name := reflect.TypeOf(c).Name()
	if (err == nil) != (legal == "") {
		m.Fatalf("%s %+v is answered %v, and by the model %q\ninto %v", name, c, err, legal, m.into)
	}
	var refusal *rule.Refusal
	if err != nil {
		if !errors.As(err, &refusal) || !strings.HasSuffix(refusal.Code, legal) {
			m.Fatalf("%s %+v is refused as %v, and by the model as %q", name, c, err, legal)
		}
		m.count[name+" refused"]++
		return
	}
	m.count[name+" recorded"]++
	m.record(c)
	m.look()
}

// decide asks the rules of the stream, then what the others say.
func (m *registry) decide(c rule.Command) error {
	if err := c.Decide(m.states[c.Stream().Subject()], coordinator, noon); err != nil {
		return err
	}
	if c, ok := c.(rule.Considering); ok {
		return c.Consider(m.states)
	}
	return nil
}

func (m *registry) record(c rule.Command) {
	subject := c.Stream().Subject()
	m.states[subject] = fold.Evolve(m.states[subject], events.Event{Data: c.Say(nil), Envelope: events.Envelope{Subject: subject}})
	m.there[subject] = true
	switch c := c.(type) {
	case convening.JoinConvening:
		m.into[subject] = "convening/" + c.Into
	case party.MergeParty:
		m.into[subject] = "party/" + c.Into
	case convening.PartConvening, party.UnmergeParty:
		delete(m.into, subject)
	case convening.FollowUp:
		m.earlier[c.Convening+" "+c.Earlier] = true
	}
}

// look follows everything to its end: there is one, and it stands on its own.
func (m *registry) look() {
	for subject, state := range m.states {
		at, steps := subject, 0
		for ; m.into[at] != ""; at, steps = m.into[at], steps+1 {
			if steps > len(m.states) {
				m.Fatalf("%s is one with itself: %v", subject, m.into)
			}
		}
		is := ""
		switch {
		case state.Convening != nil && state.Convening.Into != "":
			is = "convening/" + state.Convening.Into
		case state.Party != nil && state.Party.Into != "":
			is = "party/" + state.Party.Into
		}
		if is != m.into[subject] || !m.there[at] {
			m.Fatalf("%s is one with %q, by the model with %q; it ends at %s", subject, is, m.into[subject], at)
		}
	}
}
