package recording

import (
	"context"
	"errors"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/person"
	"ahd.example/ahd/events/private"
	"ahd.example/ahd/services/commands/rule"
)

// Withheld is the informant of what is lodged through an intake person.
const Withheld = events.Withheld

// Intakes keeps who entered what is recorded as withheld, where it can be forgotten.
// No rule asks it, and no answer depends on it: whoever could try one person after the
// other would find out who it was.
type Intakes interface {
	PutIntake(ctx context.Context, command string, taken private.Intake) error
	Intake(ctx context.Context, command string) (private.Intake, bool, error)
}

// withhold leaves of an envelope what leads to nobody: no person, role, organisation,
// way of signing in, nor what it came with.
func withhold(e events.Envelope) events.Envelope {
	e.Actor, e.ActorRole, e.ActorParty, e.OnBehalfOf = Withheld, "", "", ""
	e.Auth, e.CorrelationID, e.CausationID = Withheld, "", ""
	return e
}

// keepIntake puts away who gives an anonymous command, before its event. Who gave it in
// an earlier attempt that was not recorded is replaced, as its words are; not where that
// one may be recorded yet.
func (a *attempt) keepIntake(ctx context.Context) error {
	if !a.request.facts().Withheld {
		return nil
	}
	who := a.request.Who
	_, known, err := a.Intakes.Intake(ctx, a.request.ID)
	if err == nil && !(known && a.Log.InDoubt(a.request.ID)) {
		err = a.Intakes.PutIntake(ctx, a.request.ID, private.Intake{Actor: who.Actor(), Role: who.Role, Party: who.Party, Auth: who.Auth})
	}
	if err != nil {
		return notNow(errors.New("who brings it cannot be put away")).Because(err)
	}
	return nil
}

// sameHand reports whether a command that is in the record was given by whoever gives
// it now, as far as the record says: of what is withheld it says nobody.
func sameHand(request Request, recorded events.Event) bool {
	if recorded.Actor == Withheld {
		return request.facts().Withheld
	}
	_, dispute := recorded.Data.(events.ProgressDisputed) // says itself whether its informant is withheld: older versions named the intake all the same
	return recorded.Actor == request.Who.Actor() && (dispute || !request.facts().Withheld)
}

// ReadIntake tells an administrator who entered what is recorded as withheld under the
// id of a command. Its errors are *Refusal.
func (r *Recorder) ReadIntake(ctx context.Context, who rule.Who, command string) (private.Intake, error) {
	who.Role = person.Administrator
	if _, err := r.identify(ctx, Request{Who: who}); err != nil {
		return private.Intake{}, err
	}
	taken, known, err := r.Intakes.Intake(ctx, command)
	if err != nil {
		return taken, notNow(errors.New("the store of intakes cannot be read")).Because(err)
	}
	if !known {
		return taken, rule.Refuse(rule.ErrUnknown, "intake.unknown", "Nothing with that id was entered for an informant who is withheld, or it is not known any more by whom.")
	}
	return taken, nil
}
