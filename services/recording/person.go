package recording

import (
	"context"
	"errors"
	"slices"
	"time"

	"ahd/events"
	"ahd/events/fold"
	"ahd/events/person"
)

// RecordPerson asks to record for which organisation a person acts, and in which
// roles. It replaces what was recorded before.
type RecordPerson struct {
	ID    string
	Party *string
	Roles []string
	From  *string // civil day
	Until *string // civil day
}

func (c RecordPerson) Stream() events.Stream { return events.Stream{Kind: "person", ID: c.ID} }

func (c RecordPerson) Decide(_ fold.State, who Who, _ time.Time) error {
	if err := unreserved(c.ID); err != nil {
		return err
	}
	for _, role := range c.Roles {
		if err := oneOf("role", role, Roles); err != nil {
			return err
		}
	}
	return first(
		when(len(c.Roles) == 0, refuse(ErrMalformed, "role", "Give at least one role. Nothing was recorded.")),
		optionalDay("from", c.From), optionalDay("until", c.Until),
		when(c.From != nil && c.Until != nil && *c.Until < *c.From, refuse(ErrMalformed, "until", "The last day lies before the first. Nothing was recorded.")),
		when(who.kind != byLocal && who.Role != person.Administrator, refuse(ErrNotAllowed, "role.not-allowed", "Only an administrator may record people. Nothing was recorded.")))
}

func (c RecordPerson) Say(Refs) events.Payload {
	return events.PersonRecorded{Party: c.Party, Roles: slices.Compact(slices.Sorted(slices.Values(c.Roles))), From: c.From, Until: c.Until}
}

func (c RecordPerson) Refers() []events.Stream { return parties(c.Party) }

// People says who is who.
type People interface {
	// Administrated reports whether the register has an administrator.
	Administrated(ctx context.Context) (bool, error)
}

// identify completes who asks with what is recorded of that person. What it adds
// is best effort, as everything that other streams say; four-eyes rules rest on
// what the envelope then holds.
func (r *Recorder) identify(ctx context.Context, request Request) (Who, error) {
	who := request.Who
	who.Party, who.For = "", request.OnBehalfOf
	if who.kind == bySystem {
		return who, nil
	}
	administrated, err := r.People.Administrated(ctx)
	if err != nil {
		return who, notNow(errors.New("the book cannot be read")).because(err)
	}
	if who.kind == byLocal {
		return local(who, request.Command, administrated)
	}
	row, err := r.Book.State(ctx, events.Stream{Kind: "person", ID: who.actor})
	if err != nil {
		return who, notNow(errors.New("the book cannot be read")).because(err)
	}
	return registered(who, request.Command, row.State.Person, administrated, r.now())
}

// local is the one at the data folder: trusted with everything until somebody
// looks after people, and from then on not with finding and approving.
func local(who Who, command Command, administrated bool) (Who, error) {
	if who.Role == "" {
		who.Role = usual(command)
	}
	return who, when(administrated && (who.Role == "assessor" || who.Role == "approver"), refuse(ErrNotAllowed, "local.four-eyes",
		"This register has an administrator, so assessing and approving need a person of their own. Nothing was recorded."))
}

func registered(who Who, command Command, known *person.State, administrated bool, at time.Time) (Who, error) {
	if known == nil {
		if who.Role == "" {
			who.Role = usual(command)
		}
		return who, when(administrated, refuse(ErrUnknown, "person.unknown", "There is no person %s in the register. Nothing was recorded.", who.actor))
	}
	who.registered = true
	place, _ := known.Now()
	if who.Role == "" {
		who.Role = usual(command)
		if !place.Has(who.Role) && len(place.Roles) > 0 {
			who.Role = place.Roles[0]
		}
	}
	who.Party = place.Party
	return who, first(
		when(!place.On(today(at).Day), refuse(ErrNotAllowed, "person.not-in-office", "%s does not hold an office on this day. Nothing was recorded.", who.actor)),
		when(!place.Has(who.Role), refuse(ErrNotAllowed, "role.not-held", "%s does not have that role. Nothing was recorded.", who.actor)))
}

// usual is the role in which a command is usually given.
func usual(command Command) string {
	switch command.(type) {
	case AssessCommitment:
		return "assessor"
	case CloseCommitment, ReopenCommitment:
		return "approver"
	case RecordPerson, CorrectClock:
		return person.Administrator
	}
	return "coordinator"
}
