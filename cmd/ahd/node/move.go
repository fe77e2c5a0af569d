package node

import (
	"context"
	"errors"

	"ahd/events/cause"
	"ahd/events/eventlog/comparison"
	"ahd/events/eventlog/supervision"
	"ahd/events/folder"
	"ahd/services/recording"
)

// Destination is where a log is moved to.
type Destination struct {
	NATS      string // addresses; empty for the data folder itself
	Security  Security
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
func (n *Node) MoveLog(ctx context.Context, to Destination, who recording.Who, progress func(done, total uint64)) (*recording.Outcome, error) {
	if err := n.movable(to); err != nil {
		return nil, err
	}
	target := supervision.Address{Dir: n.options.Dir, NATS: to.NATS, Security: to.Security, Replicas: to.Replicas}
	stays := supervision.SameServers(n.Log.At(), target)
	if !stays {
		if err := n.Log.Prepare(ctx, target, progress); err != nil {
			return nil, err
		}
	}
	var outcome *recording.Outcome
	as, err := n.renewed(target)
	if err != nil {
		return nil, err
	}
	if n.Log.Ready() == nil { // else the log before is gone
		if outcome, err = n.appointSelf(ctx, target, to, as, who); err != nil {
			return nil, err
		}
	}
	if stays && target.NATS == "" && n.Log.Ready() == nil {
		return outcome, nil
	}
	if err := n.Log.Move(ctx, target, func() error { return n.sayPlace(target) }, progress); err != nil {
		return outcome, err
	}
	if outcome == nil {
		outcome, err = n.appointSelf(context.WithoutCancel(ctx), target, to, as, who)
	}
	return outcome, err
}

// movable says why the log is not moved from here. A log that is lost for good, or that
// the folder never named, is made anew from the ledger on somebody's word.
func (n *Node) movable(to Destination) error {
	reason := n.usable()
	unusable := n.Log.Ready()
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
	for _, check := range []func() error{n.ownRegister, n.Appointed, n.Notary.Refuses, n.lastClose.Refuses} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// sayPlace lets the folder say where the log is.
func (n *Node) sayPlace(target supervision.Address) error {
	n.settling.Lock()
	defer n.settling.Unlock()
	err := folder.RaiseFormat(n.options.Dir)
	if err == nil {
		err = supervision.WritePlace(target)
	}
	if err == nil {
		n.placed = true
	}
	return err
}
