package recording_test

import (
	"context"
	"errors"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/private"
	"ahd.example/ahd/events/texts"
	commitmentcmd "ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// oldRecord is a record of one event, as a version of the program wrote it.
type oldRecord struct {
	book
	body  []byte
	taken map[string]private.Intake
}

func (s *oldRecord) Recorded(_ context.Context, id string) (uint64, bool, error) {
	event, err := events.Decode(s.body)
	return 7, event.ID == id, err
}
func (*oldRecord) Wait(context.Context, uint64) error { return nil }
func (s *oldRecord) Entry(uint64) ([]byte, error)     { return s.body, nil }
func (s *oldRecord) PutIntake(_ context.Context, command string, taken private.Intake) error {
	s.taken[command] = taken
	return nil
}
func (s *oldRecord) Intake(_ context.Context, command string) (private.Intake, bool, error) {
	taken, known := s.taken[command]
	return taken, known, nil
}

// sample is an event as it was written, with the recorder that has it.
func sample(t *testing.T, name string) (*oldRecord, *recording.Recorder, events.Event) {
	t.Helper()
	body, err := os.ReadFile("../../events/testdata/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	event, err := events.Decode(body)
	if err != nil {
		t.Fatal(err)
	}
	store, err := texts.Open(t.TempDir() + "/texts.db")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	s := &oldRecord{body: body, taken: map[string]private.Intake{}}
	return s, &recording.Recorder{Source: event.Source, Log: &rooms{t: t}, Book: s, Ledger: s, Texts: store, Intakes: s, People: s,
		Ready: func() error { return nil }, Now: func() time.Time { return noon }}, event
}

// again is the command that an event came of, with another address if one is given.
func again(event events.Event, address *string) rule.Command {
	id := strings.TrimPrefix(event.Subject, "commitment/")
	words := func(text *events.Text) *string {
		if text == nil {
			return nil
		}
		return &text.ID // any words: those of old were erased
	}
	switch d := event.Data.(type) {
	case events.EvidenceLinked:
		return commitmentcmd.LinkEvidence{URL: *address, Documented: commitmentcmd.Documented{ID: id, Kind: d.Kind, Report: d.Report,
			Description: words(d.Description), Effective: d.Effective, Supersedes: d.Supersedes}}
	case events.ProgressDisputed:
		return commitmentcmd.DisputeProgress{On: commitmentcmd.On{ID: id}, Claim: d.Claim, Statement: words(d.Statement), URL: address,
			Evidence: d.Evidence, Effective: d.Effective, Informant: d.Informant}
	}
	return nil
}

// What an older version recorded with the address in the event itself is there already
// when it is sent again, and another address is another command.
func TestACommandSentAgainAcrossVersionsIsTheSame(t *testing.T) {
	for name, address := range map[string]string{
		"ahd.commitment.evidence-linked.v1": "https://example.org/shelters/2026", "ahd.commitment.evidence-linked.v2": "https://example.org/shelters/2026",
		"ahd.commitment.disputed.v1": "https://example.org/report",
	} {
		_, recorder, event := sample(t, name)
		ask := func(address *string, actor string) (recording.Outcome, error) {
			return recorder.Do(t.Context(), recording.Request{ID: event.ID, Who: rule.ByPerson(actor, ""), OnBehalfOf: event.OnBehalfOf, Command: again(event, address)})
		}
		if outcome, err := ask(&address, event.Actor); err != nil || outcome.Recorded || outcome.Sequence != 7 {
			t.Errorf("%s, the same: %+v %v", name, outcome, err)
		}
		if _, err := ask(text("https://example.org/another"), event.Actor); !errors.Is(err, rule.ErrIDReused) {
			t.Errorf("%s, another address: %v", name, err)
		}
		if _, err := ask(&address, "p-18"); !errors.Is(err, rule.ErrIDReused) {
			t.Errorf("%s, somebody else: %v", name, err)
		}
		if _, dispute := event.Data.(events.ProgressDisputed); !dispute {
			continue
		}
		if _, err := ask(nil, event.Actor); !errors.Is(err, rule.ErrIDReused) {
			t.Errorf("%s, no address: %v", name, err)
		}
	}
}

// An address that stands in the event itself cannot be erased, and the refusal says why.
func TestAnAddressInTheEventItselfIsNotErased(t *testing.T) {
	for _, name := range []string{"ahd.commitment.evidence-linked.v1", "ahd.commitment.evidence-linked.v2", "ahd.commitment.disputed.v1"} {
		_, recorder, event := sample(t, name)
		_, err := recorder.Do(t.Context(), recording.Request{ID: commandID, Who: rule.ByLocal(""),
			Command: commitmentcmd.EraseText{On: cm1, Text: event.ID + "/url", Basis: commitment.ErasureBases[0]}})
		var refusal *rule.Refusal
		if !errors.As(err, &refusal) || refusal.Code != "text.in-the-event" || !errors.Is(err, rule.ErrRefused) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Whatever a command says, it leaves the fields empty in which older versions wrote an
// address into the event itself.
func TestNoCommandWritesAnAddressIntoTheEvent(t *testing.T) {
	found := 0
	names := slices.Sorted(maps.Keys(commands))
	rapid.Check(t, func(r *rapid.T) {
		h := &hand{T: r, id: "cm-1"}
		for _, name := range names {
			command := commands[name](h)
			payload := command.Say(refsOf(deed{command: command}))
			if fields := events.InTheOpen(payload); len(fields) > 0 {
				r.Fatalf("%s writes %v in the open", name, fields)
			}
			if events.Texts(payload)["address"] != nil {
				found++
			}
		}
	})
	if found == 0 {
		t.Error("no command has an address: this test looks in the wrong place")
	}
}

// An address is as long as the web has them, longer than other typed text may be.
func TestAnAddressHasABoundOfItsOwn(t *testing.T) {
	for address, want := range map[string]string{
		"https://example.org/" + strings.Repeat("x", 2028): "", "https://example.org/" + strings.Repeat("x", 2029): "text.too-long",
		"https://example.org/\x01": "text.control", "https://example.org/\xff": "text.utf8", "": "url",
	} {
		for name, command := range map[string]rule.Command{
			"evidence": commitmentcmd.LinkEvidence{URL: address, Documented: commitmentcmd.Documented{ID: "cm-1", Kind: "context"}},
			"dispute":  commitmentcmd.DisputeProgress{On: cm1, Claim: "not_implemented", Statement: text("locked"), URL: &address},
		} {
			err := recording.Request{ID: commandID, Who: coordinator, Command: command}.Check()
			if err == nil {
				err = command.Decide(life(), keeper, noon)
			}
			if name == "evidence" || address != "" {
				check(t, err, want)
			}
		}
	}
}
