package rule

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/person"
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

	Role  string // one of Roles; empty for the one that the command usually needs
	Party string // the organisation acted for, as the register has it; may be empty
	For   string // the organisation spoken for, as Request.OnBehalfOf says; may be empty
	Auth  string // local, session, token, link

	Registered bool // the register has this person: whoever records finds that out, nobody says it of themselves
}

// ByLocal is whoever works on the data folder.
func ByLocal(role string) Who { return Who{kind: byLocal, actor: Local, Role: role, Auth: Local} }

// ByPerson is a person of the register. Whether there is one is found out when the
// person asks for something.
func ByPerson(id, role string) Who { return Who{kind: byPerson, actor: id, Role: role, Auth: Local} }

// System is the program itself. Only commands of its own reach the record in its name.
func System() Who { return Who{kind: bySystem, actor: "system", Auth: Local} }

// Hand is whoever asks, as commitments remember who acted on them.
func (w Who) Hand() commitment.Hand {
	return commitment.Hand{Person: w.actor, Party: w.Party, For: w.For}
}

// House is the same without the person, for rules that look at no meeting.
func (w Who) House() commitment.Hand { return commitment.Hand{Party: w.Party, For: w.For} }

// IsLocal reports whether it is whoever works on the data folder.
func (w Who) IsLocal() bool { return w.kind == byLocal }

// IsPerson reports whether it is a person, of the register or not.
func (w Who) IsPerson() bool { return w.kind == byPerson }

// IsSystem reports whether it is the program itself.
func (w Who) IsSystem() bool { return w.kind == bySystem }

// Actor is what events call whoever asks: a person id, "local" or "system".
func (w Who) Actor() string { return w.actor }

// Check refuses who cannot be anybody.
func (w Who) Check() error {
	switch {
	case w.kind == byNobody || !events.ValidID(w.actor):
		return Refuse(ErrMalformed, "person", "A person id has 1 to 64 of the characters a–z, 0–9 and “-”. Nothing was recorded.")
	case w.kind == byPerson:
		return Unreserved(w.actor)
	}
	return nil
}

// Unreserved refuses the words that events have for whoever is no person.
func Unreserved(id string) error {
	return When(person.Reserved(id), Refuse(ErrMalformed, "person.reserved",
		"That word is kept for who is no person of the register, so it is no person id. Name the person by another id, or leave the person out to record as whoever works on the data folder. Nothing was recorded."))
}
