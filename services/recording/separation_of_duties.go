package recording

import (
	"context"
	"errors"

	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/services/commands/rule"
)

// Duties say who had which part in a commitment, as far as other streams tell.
type Duties interface {
	// Of adds to the duties of a commitment's own stream those of whatever it was
	// before, and what ties somebody to those who acted.
	Of(ctx context.Context, item string, own commitment.Duties, who commitment.Hand) (commitment.Duties, error)
}

// separated asks the four-eyes rules once more, with what other streams say: what else
// the commitment was, and which organisations belong together. As everything that other
// streams say, it is asked best effort.
func (a *attempt) separated(ctx context.Context, row Row) error {
	command, ok := a.request.Command.(rule.Separating)
	if !ok || row.State.Commitment == nil {
		return nil
	}
	s := *row.State.Commitment
	who, independence := command.Separate(s, a.request.Who)
	if independence == nil {
		return nil
	}
	duties, err := a.Duties.Of(ctx, a.request.Command.Stream().ID, s.Duties(), who)
	if err != nil {
		return notNow(errors.New("the book cannot be read")).Because(err)
	}
	return independence(duties)
}
