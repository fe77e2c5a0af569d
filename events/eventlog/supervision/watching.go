package supervision

import (
	"context"
	"time"

	"ahd.example/ahd/events/durable"
)

// Pauses between attempts to open a log that cannot be used, and between looks at
// one that can.
const (
	firstPause      = 250 * time.Millisecond
	longestPause    = 10 * time.Second
	longestPauseOut = 2 * time.Second // an external log: trying costs little, and people wait for it
	lookInterval    = time.Second
)

func (p *place) backoff() durable.Backoff {
	if p.At().NATS != "" {
		return durable.Backoff{First: firstPause, Longest: longestPauseOut}
	}
	return durable.Backoff{First: firstPause, Longest: longestPause}
}

// watch keeps the log open until ctx ends.
func (l *Log) watch(ctx context.Context) {
	for again := l.backoff(); ; {
		if l.given() == nil {
			again = l.backoff()
			if durable.SleepUnless(ctx, lookInterval, l.wake); ctx.Err() != nil {
				return
			}
			if reason := l.unhealthy(ctx); reason != nil {
				l.tell(reason)
				l.tell(l.giveUp(reason))
			}
			l.tell(l.flushNow(ctx))
			continue
		}
		if durable.Sleep(ctx, again.Next()); ctx.Err() != nil {
			return
		}
		before := l.given()
		if err := l.tryOpen(ctx); err != nil && ctx.Err() == nil && (before == nil || err.Error() != before.Error()) {
			l.tell(err)
		}
	}
}

// unhealthy says why the open log must be opened again.
func (l *Log) unhealthy(ctx context.Context) error {
	o, _ := l.look()
	if o == nil { // somebody has just given it up
		return nil
	}
	if err := o.health(); err != nil {
		return err
	}
	return l.opener.recheck(ctx, o)
}

func (p *place) tell(err error) {
	if err != nil {
		p.needs.Messages.Error("the log", "problem", err)
	}
}

// wakeUp asks the watcher to look at once.
func (l *Log) wakeUp() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// tryOpen opens the log, or keeps the reason why it cannot be used. One attempt is made
// at a time.
func (l *Log) tryOpen(ctx context.Context) error {
	l.opening.Lock()
	defer l.opening.Unlock()
	if l.isOpen() { // whoever made it anew has opened it
		return nil
	}
	o, head, err := l.opener.open(ctx)
	return l.found(o, head, err)
}
