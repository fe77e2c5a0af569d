package recording_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/eventlog"
	commitmentcmd "ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// keeping is a log that keeps what was appended as the one event of the record.
type keeping struct {
	*rooms
	record *oldRecord
}

func (k keeping) Append(_ context.Context, e events.Event, _, _ uint64) (eventlog.Receipt, error) {
	e.Time = noon
	body, err := events.Encode(e)
	k.record.body = body
	return eventlog.Receipt{Sequence: 7}, err
}

// intake is whoever enters what an informant says, with everything that could lead there.
var intake = recording.Acting("p-zqx", "focal_point", "")

// unnamedCommands are one of each command that can be recorded without whoever gives it.
func unnamedCommands(informant *string) map[string]rule.Command {
	document := commitmentcmd.Documented{ID: "cm-1", Kind: "context", Informant: informant}
	return map[string]rule.Command{
		"DisputeProgress": commitmentcmd.DisputeProgress{On: cm1, Claim: "not_implemented", Statement: text("locked"), URL: text("https://example.org/v"), Informant: informant},
		"LinkEvidence":    commitmentcmd.LinkEvidence{URL: "https://example.org/v", Documented: document},
		"DepositEvidence": commitmentcmd.DepositEvidence{Documented: document, Evidence: id(9), Hash: strings.Repeat("a", 64), Visibility: "restricted"},
	}
}

// What somebody brings who must not be known is recorded without whoever entered it.
// Whoever sends it again is told that it is there already, the same for everybody: no
// answer tells who it was.
func TestWhoEntersForAnInformantIsNotInTheRecord(t *testing.T) {
	named, unnamed := unnamedCommands(nil), unnamedCommands(text("withheld"))
	for name, command := range unnamed {
		record, recorder, _ := sample(t, "ahd.commitment.captured.v1")
		recorder.Log = keeping{&rooms{t: t}, record}
		ask := func(actor string, command rule.Command) (recording.Outcome, error) {
			return recorder.Do(t.Context(), recording.Request{ID: commandID, Who: recording.Acting(actor, "focal_point", ""), CorrelationID: "meeting-zqx", Command: command})
		}
		if outcome, err := ask(intake.Actor(), command); err != nil || !outcome.Recorded {
			t.Fatalf("%s: %+v %v", name, outcome, err)
		}
		event, err := events.Decode(record.body)
		if err != nil {
			t.Fatal(err)
		}
		want := events.Envelope{ID: commandID, Source: event.Source, Type: event.Data.Type(), Subject: "commitment/cm-1", Time: noon,
			StreamVersion: 2, StreamPrev: event.StreamPrev, Actor: "withheld", Auth: "withheld"}
		if event.Envelope != want || strings.Contains(string(record.body), "zqx") {
			t.Errorf("%s: the record says %+v", name, event.Envelope)
		}
		if taken, err := recorder.ReadIntake(t.Context(), rule.ByLocal(""), commandID); err != nil || taken.Actor != intake.Actor() || taken.Role != intake.Role || taken.Auth != intake.Auth {
			t.Errorf("%s: the intake is %+v %v", name, taken, err)
		}
		if outcome, err := ask(intake.Actor(), command); err != nil || outcome.Recorded || outcome.Sequence != 7 {
			t.Errorf("%s, the same again: %+v %v", name, outcome, err)
		}
		for what, other := range map[string]struct {
			actor   string
			command rule.Command
		}{"the same, but named": {intake.Actor(), named[name]}, "somebody else, named": {"p-8", named[name]}} {
			if _, err := ask(other.actor, other.command); !errors.Is(err, rule.ErrIDReused) {
				t.Errorf("%s, %s: %v", name, what, err)
			}
		}
		for range 2 { // also where the intake is lost
			if outcome, err := ask("p-8", command); err != nil || outcome.Recorded || outcome.Sequence != 7 {
				t.Errorf("%s, somebody else: %+v %v", name, outcome, err)
			}
			clear(record.taken)
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		for _, name := range slices.Sorted(maps.Keys(commands)) {
			_, anonymous := commands[name](&hand{T: r, id: "cm-1"}).(interface{ Anonymous() bool })
			if _, tested := unnamed[name]; anonymous != tested {
				r.Fatalf("%s can be recorded without whoever gives it: %t, and is tested for it: %t", name, anonymous, tested)
			}
		}
	})
}

// What was recorded with a name is not there already for whoever wants it withheld.
func TestWhatWasNamedIsNotWithheld(t *testing.T) {
	for name, command := range unnamedCommands(nil) {
		record, recorder, _ := sample(t, "ahd.commitment.captured.v1")
		recorder.Log = keeping{&rooms{t: t}, record}
		request := recording.Request{ID: commandID, Who: intake, Command: command}
		if _, err := recorder.Do(t.Context(), request); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		request.Command = unnamedCommands(text("withheld"))[name]
		if _, err := recorder.Do(t.Context(), request); !errors.Is(err, rule.ErrIDReused) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Who is withheld is nobody's equal, and not their own: whatever they did before stands in
// nobody's way, and is nobody's to take back.
func TestWithheldIsNobodysHand(t *testing.T) {
	unnamed := recording.Acting("withheld", "", "")
	somebody := func(role, party string) rule.Who {
		return recording.Acting("withheld", role, party)
	}
	proven := life(document, found, said{unnamed, reported}, said{unnamed, events.CommitmentAssessed{Level: "complete"}}, said{unnamed, against.say})
	for name, c := range map[string]struct {
		command rule.Command
		who     rule.Who
	}{
		"assesses": {assess("limited"), somebody("assessor", "un")}, "closes": {closing("implemented"), somebody("approver", "un")},
		"hides": {commitmentcmd.HideDispute{Reasoned: because, Dispute: id(8)}, somebody("coordinator", "un")},
	} {
		if err := c.command.Decide(proven, c.who, noon); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	brought := life(said{unnamed, document.say})
	for _, who := range []rule.Who{somebody("focal_point", ""), somebody("focal_point", "un"), focal} {
		err := commitmentcmd.RetractEvidence{Reasoned: because, Evidence: id(4)}.Decide(brought, who, noon)
		if !errors.Is(err, rule.ErrNotAllowed) {
			t.Errorf("%s of %q takes it back: %v", who.Actor(), who.Party, err)
		}
	}
	if brought := commitment.Find(brought.Commitment.Evidence, id(4)).Brought; brought != (commitment.Hand{Person: "withheld"}) {
		t.Errorf("%+v brought it", brought)
	}
}

// A document that the record says somebody brought is not named where they are withheld.
func TestADocumentDoesNotLeadToTheInformant(t *testing.T) {
	given := life(said{intake, document.say}, said{recording.Acting("withheld", "", ""), document.say})
	dispute := commitmentcmd.DisputeProgress{On: cm1, Claim: "not_implemented", Statement: text("locked"), Informant: text("withheld")}
	for evidence, want := range map[string]string{id(4): "informant.evidence-named", id(5): ""} {
		dispute.Evidence = []string{evidence}
		check(t, dispute.Decide(given, intake, noon), want)
	}
	dispute.Evidence = []string{id(4)}
	check(t, dispute.Decide(given, recording.Acting("p-8", "coordinator", ""), noon), "")
	replacing := commitmentcmd.LinkEvidence{URL: "https://example.org/v", Documented: commitmentcmd.Documented{ID: "cm-1", Kind: "context", Supersedes: text(id(4)), Informant: text("withheld")}}
	check(t, replacing.Decide(given, intake, noon), "informant.replaces")
}

// check compares the code of a refusal; "" is none.
func check(t *testing.T, err error, code string) {
	t.Helper()
	var refusal *rule.Refusal
	if errors.As(err, &refusal) && refusal.Code != code || (err == nil) != (code == "") {
		t.Errorf("%v, want %q", err, code)
	}
}
