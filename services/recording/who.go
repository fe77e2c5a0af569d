package recording

import (
	"context"
	"time"

	"ahd/events"
	"ahd/events/commitment"
	"ahd/events/fold"
	"ahd/events/person"
)

// Local is whoever works on the data folder itself, without being a person of the
// register.
const Local = "local"

// kind says what an actor is. It is made with the actor and never read from a word
// that somebody typed: whoever types “system” is a person of that id, and refused.
type kind int

const (
	byNobody kind = iota // the zero Who: it may do nothing
	byLocal
	byPerson
	bySystem
)

// Who asks, and how that is known.
type Who struct {
	kind  kind
	actor string

	registered bool // the register has this person

	Role  string // one of Roles; empty for the one that the command usually needs
	Party string // the organisation acted for, as the register has it; may be empty
	For   string // the organisation spoken for, as Request.OnBehalfOf says; may be empty
	Auth  string // local, session, token, link
}

// ByLocal is whoever works on the data folder.
func ByLocal(role string) Who { return Who{kind: byLocal, actor: Local, Role: role, Auth: Local} }

// ByPerson is a person of the register. Whether there is one is found out when the
// person asks for something.
func ByPerson(id, role string) Who { return Who{kind: byPerson, actor: id, Role: role, Auth: Local} }

// system is the program itself. Only commands of its own reach the record in its name.
func system() Who { return Who{kind: bySystem, actor: "system", Auth: Local} }

// hand is whoever asks, as commitments remember who acted on them.
func (w Who) hand() commitment.Hand {
	return commitment.Hand{Person: w.actor, Party: w.Party, For: w.For}
}

// house is the same without the person, for rules that look at no meeting.
func (w Who) house() commitment.Hand { return commitment.Hand{Party: w.Party, For: w.For} }

// Actor is what events call whoever asks: a person id, "local" or "system".
func (w Who) Actor() string { return w.actor }

// Check refuses who cannot be anybody.
func (w Who) Check() error {
	switch {
	case w.kind == byNobody || !events.ValidID(w.actor):
		return refuse(ErrMalformed, "person", "A person id has 1 to 64 of the characters a–z, 0–9 and “-”. Nothing was recorded.")
	case w.kind == byPerson:
		return unreserved(w.actor)
	}
	return nil
}

// unreserved refuses the words that events have for whoever is no person.
func unreserved(id string) error {
	return when(person.Reserved(id), refuse(ErrMalformed, "person.reserved",
		"That word is kept for who is no person of the register, so it is no person id. Name the person by another id, or leave the person out to record as whoever works on the data folder. Nothing was recorded."))
}

// persons refuses reserved words wherever a command names persons.
func (r Request) persons() error {
	streams := []events.Stream{r.Command.Stream()}
	if command, ok := r.Command.(Referring); ok {
		streams = append(streams, command.Refers()...)
	}
	for _, stream := range streams {
		if stream.Kind == "person" {
			if err := unreserved(stream.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// Own is implemented by what the program records of itself. Nobody can ask for it to
// be recorded in the name of the program but the program.
type Own interface {
	Command
	own()
}

func (OpenRegister) own() {}
func (NoteRepair) own()   {}
func (RecordHeads) own()  {}
func (AppointNode) own()  {}

// RecordOwn records what the program itself has to say, under the id of that command.
func (r *Recorder) RecordOwn(ctx context.Context, id string, command Own) (Outcome, error) {
	return r.Do(ctx, Request{ID: id, Who: system(), Command: command})
}

// Takes is why a stream would not take a command now, whoever sends it: who may send
// it is asked of whoever does.
func Takes(command Command, state fold.State) error {
	return command.Decide(state, system(), time.Time{})
}
