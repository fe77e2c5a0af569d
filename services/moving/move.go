package moving

import (
	"context"
	"errors"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/eventlog/comparison"
	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// Destination is where a log is moved to.
type Destination struct {
	NATS      string // addresses; empty for the data folder itself
	Security  supervision.Security
	Replicas  int
	URL       string // where people reach this node; "" for not said
	OldIsGone bool   // somebody gives their word that the log before is lost for good
}

// MoveLog copies the whole log from the ledger to another place, compares both, and lets
// the folder say that it is there; from then on this node is the one that appends. It
// says what was recorded of that; nil where nothing had to be.
//
// It can be stopped anywhere and asked again: the log stays where the folder says that
// it is, and what lies at the other place already is compared and completed. What was
// the folder's own log is kept beside it. Errors: ErrMove, *recording.Refusal; those of
// the log.
func (s *Service) MoveLog(ctx context.Context, to Destination, who rule.Who, progress func(done, total uint64)) (*recording.Outcome, error) {
	if err := s.movable(to); err != nil {
		return nil, err
	}
	target := supervision.Address{Dir: s.dir, NATS: to.NATS, Security: to.Security, Replicas: to.Replicas}
	stays := supervision.SameServers(s.Log.At(), target)
	if !stays {
		if err := s.Log.Prepare(ctx, target, progress); err != nil {
			return nil, err
		}
	}
	var outcome *recording.Outcome
	as, err := s.renewed(target)
	if err != nil {
		return nil, err
	}
	if s.Log.Ready() == nil { // else the log before is gone
		if outcome, err = s.appointSelf(ctx, target, to, as, who); err != nil {
			return nil, err
		}
	}
	if stays && target.NATS == "" && s.Log.Ready() == nil {
		return outcome, nil
	}
	if err := s.Log.Move(ctx, target, func() error { return s.say(target) }, progress); err != nil {
		return outcome, err
	}
	if outcome == nil {
		outcome, err = s.appointSelf(context.WithoutCancel(ctx), target, to, as, who)
	}
	return outcome, err
}

// movable says why the log is not moved from here. A log that is lost for good, or that
// the folder never named, is made anew from the ledger on somebody's word.
func (s *Service) movable(to Destination) error {
	reason := s.Usable()
	unusable := s.Log.Ready()
	switch {
	case reason == nil:
		return nil
	case unusable == nil:
		return reason
	case to.OldIsGone && (to.NATS == "" || !supervision.IsUnplaced(unusable)):
	case errors.Is(unusable, supervision.ErrNotHere):
		return cause.Of(supervision.Unmovable(supervision.UnplacedSaid(unusable)), unusable)
	case supervision.IsUnplaced(unusable):
		return cause.Of(supervision.Unmovable("the data folder does not say where its log is now. If a NATS server keeps it, or ever did, name that with --nats when you record next. Only if the ledger of this folder is all that there is, the log can be made anew from it: --embedded --old-is-gone"), unusable)
	default:
		return cause.Of(supervision.Unmovable("where it is now it cannot be used, so whether it holds more than this folder is not known. Bring it back; or, if it is lost for good, say so with --old-is-gone. "+comparison.Sentence(unusable)), unusable)
	}
	for _, check := range []func() error{s.OwnKey, s.Appointed, s.Sound} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// renewed is the id under which this node leaves where its log is for another place; "" for
// the one that it has.
func (s *Service) renewed(target supervision.Address) (string, error) {
	if s.Log.At().NATS == "" || supervision.SameServers(s.Log.At(), target) {
		return "", nil
	}
	now, err := s.Commander()
	if err != nil {
		return "", err
	}
	if now != nil && now.ID == s.ID() && now.Log == events.LogEmbedded && target.NATS == "" {
		return "", nil // an earlier attempt at the same took it
	}
	if err := s.writePlace(s.Log); err != nil {
		return "", err
	}
	return s.renew()
}
