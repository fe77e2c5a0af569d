package node

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"ahd/events/cause"
	"ahd/events/durable"
	"ahd/events/eventlog"
	"ahd/events/eventlog/comparison"
	"ahd/events/folder"
	"ahd/services/recording"
)

// ErrMove is the class of what keeps a log from being moved.
var ErrMove = errors.New("the log cannot be moved")

func unmovable(why string) error { return fmt.Errorf("%w: %s. Nothing was moved", ErrMove, why) }

var errMoving = errors.New("it is being moved")

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
	target := n.options
	target.NATS, target.Security, target.Replicas = to.NATS, to.Security, to.Replicas
	stays := sameServers(n.Log.at(), target)
	if !stays {
		if err := n.Log.prepare(ctx, target, progress); err != nil {
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
	if err := n.moveTo(ctx, target, progress); err != nil {
		return outcome, err
	}
	if outcome == nil {
		outcome, err = n.appointSelf(context.WithoutCancel(ctx), target, to, as, who)
	}
	return outcome, err
}

// sameServers reports whether a log stays where it is, and only who logs in there, or
// with what, is another.
func sameServers(now, target Options) bool {
	if now.NATS == "" || target.NATS == "" {
		return now.NATS == target.NATS
	}
	place, _, err := now.place()
	if err != nil {
		return false
	}
	addresses, err := folder.SplitAddresses(target.NATS)
	return err == nil && place.Names(addresses)
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
	case to.OldIsGone && (to.NATS == "" || !isUnplaced(unusable)):
	case errors.Is(unusable, errNotHere):
		return cause.Of(unmovable(unplacedSaid(unusable)), unusable)
	case isUnplaced(unusable):
		return cause.Of(unmovable("the data folder does not say where its log is now. If a NATS server keeps it, or ever did, name that with --nats when you record next. Only if the ledger of this folder is all that there is, the log can be made anew from it: --embedded --old-is-gone"), unusable)
	default:
		return cause.Of(unmovable("where it is now it cannot be used, so whether it holds more than this folder is not known. Bring it back; or, if it is lost for good, say so with --old-is-gone. "+comparison.Sentence(unusable)), unusable)
	}
	for _, check := range []func() error{n.ownRegister, n.Appointed, n.Notary.Refuses, n.left.refuses} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// prepare copies what the ledger holds by now to a log outside, while this one is used.
func (l *Log) prepare(ctx context.Context, target Options, progress func(done, total uint64)) error {
	if target.NATS == "" {
		return l.room()
	}
	return l.copyForMove(ctx, target, progress)
}

// fill brings events of the ledger into a log.
func (l *Log) fill(ctx context.Context, log *eventlog.Log, next, size uint64, progress func(done, total uint64)) error {
	for next <= size {
		bodies, err := l.ledger.Entries(next)
		if err != nil {
			return err
		}
		bodies = bodies[:min(uint64(len(bodies)), size-next+1)]
		if err := log.Restore(ctx, next, bodies); err != nil {
			return err
		}
		next += uint64(len(bodies))
		progress(next-1, size)
	}
	return nil
}

// moveTo copies what came last, and lets the folder say where the log is. Nobody appends
// meanwhile. If we stop before the folder says so, the log is where it was.
func (n *Node) moveTo(ctx context.Context, target Options, progress func(done, total uint64)) error {
	l := n.Log
	if err := l.exchangePlace(ctx, target, func() error { return n.sayPlace(target) }, progress); err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx) // it is moved: whoever asked and went is not told otherwise
	if err := l.tryOpen(ctx); err != nil {
		return err
	}
	waiting, cancel := context.WithTimeout(ctx, askFor)
	defer cancel()
	return l.ledger.Resumed(waiting)
}

func (l *Log) exchangePlace(ctx context.Context, target Options, say func() error, progress func(done, total uint64)) (err error) {
	l.opening.Lock()
	defer l.opening.Unlock()
	o := l.takeAway(errMoving)
	if o != nil {
		var head uint64
		if head, err = o.log.Head(ctx); err == nil {
			err = l.ledger.Wait(ctx, head) // what was sent and not answered is moved too
		}
	}
	if err = errors.Join(err, l.finish(o)); err != nil {
		return err
	}
	if target.NATS != "" {
		err = l.copyForMove(ctx, target, progress)
	} else {
		err = l.bringHome(ctx, progress)
	}
	if err == nil {
		err = say()
	}
	if err != nil {
		return err
	}
	l.moved.Store(&target)
	l.unplaced.Store(false)
	l.mu.Lock()
	l.bad = nil
	l.mu.Unlock()
	return l.setAside(target)
}

// bringHome makes the folder's own log of what the ledger holds. What lies in its place
// is kept.
func (l *Log) bringHome(ctx context.Context, progress func(done, total uint64)) error {
	dir := l.options.Dir
	part, place := filepath.Join(dir, partFolder), filepath.Join(dir, "jetstream")
	if err := os.RemoveAll(part); err != nil {
		return cause.Of(unmovable("what an earlier attempt left cannot be removed"), err)
	}
	if err := l.refill(ctx, part, progress); err != nil {
		return err
	}
	err := l.keepAside()
	if err == nil {
		err = os.Rename(filepath.Join(part, "jetstream"), place)
	}
	if err != nil {
		return cause.Of(unmovable("the stores could not be exchanged; nothing was removed"), err)
	}
	return errors.Join(durable.Sync(dir), os.RemoveAll(part))
}

// keepAside gives what was the folder's own log another name.
func (l *Log) keepAside() error {
	place := filepath.Join(l.options.Dir, "jetstream")
	if !durable.Exists(place) {
		return nil
	}
	return os.Rename(place, place+keptMark+stampOf(l.options.Now()))
}

// setAside keeps what was the folder's own log, once the log is outside. If we stop
// before, it lies there and is not used.
func (l *Log) setAside(target Options) error {
	if target.NATS == "" {
		return nil
	}
	if err := l.keepAside(); err != nil {
		return cause.Of(errors.New("the log was moved; what was the folder's own could not be set aside"), err)
	}
	return durable.Sync(l.options.Dir)
}

// sayPlace lets the folder say where the log is.
func (n *Node) sayPlace(target Options) error {
	n.settling.Lock()
	defer n.settling.Unlock()
	err := folder.RaiseFormat(n.options.Dir)
	if err == nil {
		err = writePlace(target)
	}
	if err == nil {
		n.placed = true
	}
	return err
}
