package recording

import (
	"context"
	"errors"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/person"
	"ahd.example/ahd/services/commands/rule"
)

// People says who is who.
type People interface {
	// Administrated reports whether the register has an administrator.
	Administrated(ctx context.Context) (bool, error)
}

// identify completes who asks with what is recorded of that person. What it adds
// is best effort, as everything that other streams say; four-eyes rules rest on
// what the envelope then holds.
func (r *Recorder) identify(ctx context.Context, request Request) (rule.Who, error) {
	who := request.Who
	who.Party, who.For, who.Registered = "", request.OnBehalfOf, false
	if who.IsSystem() {
		return who, nil
	}
	administrated, err := r.People.Administrated(ctx)
	if err != nil {
		return who, notNow(errors.New("the book cannot be read")).Because(err)
	}
	if who.IsLocal() {
		return local(who, request, administrated)
	}
	row, err := r.Book.State(ctx, events.Stream{Kind: "person", ID: who.Actor()})
	if err != nil {
		return who, notNow(errors.New("the book cannot be read")).Because(err)
	}
	return registered(who, request, row.State.Person, administrated, r.now())
}

// local is the one at the data folder: trusted with everything until somebody
// looks after people, and from then on not with finding and approving.
func local(who rule.Who, request Request, administrated bool) (rule.Who, error) {
	if who.Role == "" {
		who.Role = request.facts().Role
	}
	return who, rule.When(administrated && (who.Role == "assessor" || who.Role == "approver"), rule.Refuse(rule.ErrNotAllowed, "local.four-eyes",
		"This register has an administrator, so assessing and approving need a person of their own. Nothing was recorded."))
}

func registered(who rule.Who, request Request, known *person.State, administrated bool, at time.Time) (rule.Who, error) {
	if known == nil {
		if who.Role == "" {
			who.Role = request.facts().Role
		}
		return who, rule.When(administrated, rule.Refuse(rule.ErrUnknown, "person.unknown", "There is no person %s in the register. Nothing was recorded.", who.Actor()))
	}
	who.Registered = true
	place, _ := known.Now()
	if who.Role == "" {
		who.Role = request.facts().Role
		if !place.Has(who.Role) && len(place.Roles) > 0 {
			who.Role = place.Roles[0]
		}
	}
	who.Party = place.Party
	return who, rule.First(
		rule.When(!place.On(rule.Today(at).Day), rule.Refuse(rule.ErrNotAllowed, "person.not-in-office", "%s does not hold an office on this day. Nothing was recorded.", who.Actor())),
		rule.When(!place.Has(who.Role), rule.Refuse(rule.ErrNotAllowed, "role.not-held", "%s does not have that role. Nothing was recorded.", who.Actor())))
}
