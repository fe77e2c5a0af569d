// Package commitment answers: may this be recorded of a commitment?
package commitment

import (
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// On is the commitment that a command is about.
type On struct {
	ID string `json:"commitment" is:"self" kong:"-"`
}

// Stream is that of the commitment.
func (o On) Stream() events.Stream { return rule.CommitmentStream(o.ID) }

// standing returns the state of a commitment that is one still.
func (o On) standing(state fold.State) (commitment.State, error) {
	s, err := known(o.ID, state)
	if err == nil && !s.Stands() {
		err = rule.Refuse(rule.ErrRefused, "commitment.not-in-force", "%s is no longer a commitment of its own: it was %s. Nothing was recorded.", o.ID, noLonger[s.Record])
	}
	return s, err
}

var noLonger = map[string]string{
	commitment.Merged: "merged into another", commitment.Superseded: "replaced by another",
	commitment.Withdrawn: "withdrawn", commitment.Rejected: "found not to be a commitment",
}

// open returns the state of a commitment that stands and is not closed.
func (o On) open(state fold.State) (commitment.State, error) {
	s, err := o.standing(state)
	if err == nil && s.Closed() {
		err = rule.Refuse(rule.ErrRefused, "commitment.closed", "%s is closed. Reopen it first, and say why. Nothing was recorded.", o.ID)
	}
	return s, err
}

// whole returns the state of an open commitment that is not kept in several
// places: what is said of each place adds up to what is said of the whole.
func (o On) whole(what string, state fold.State) (commitment.State, error) {
	s, err := o.open(state)
	if err == nil && len(s.Children) > 0 {
		err = rule.Refuse(rule.ErrRefused, what+".on-parent", "%s is kept in several places. Name one of them instead: %s. Nothing was recorded.",
			o.ID, strings.Join(s.Children, ", "))
	}
	return s, err
}

// known returns the commitment's state, or the refusal that there is none.
func known(id string, state fold.State) (commitment.State, error) {
	if state.Commitment == nil || !state.Commitment.Exists() {
		return commitment.State{}, rule.Refuse(rule.ErrUnknown, "commitment.unknown", "There is no commitment %s. Nothing was recorded.", id)
	}
	return *state.Commitment, nil
}

// Reasoned is what a command about a commitment says: why.
type Reasoned struct {
	On
	Reason *string `json:"reason" is:"typed:reason" required:"true" placeholder:"TEXT" doc:"Why. It can be erased later; no names of victims."`
}

// decide: every one of them needs a reason, of somebody who keeps the register.
func (c Reasoned) decide(state fold.State, who rule.Who, what string, checks ...func(commitment.State) error) error {
	s, err := c.standing(state)
	if err := rule.First(err, rule.Required("reason", c.Reason)); err != nil {
		return err
	}
	for _, check := range checks {
		if err := check(s); err != nil {
			return err
		}
	}
	return rule.MayRecord(who, what, rule.Keepers...)
}
