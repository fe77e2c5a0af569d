package eventlog

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/durable"
)

// attempt is a group for which places are sought.
type attempt struct {
	calls    []*call // those of which it is not known that they are in the log
	since    time.Time
	left     bool // something of it was handed to the connection
	silent   bool // a sending of it had no answer, and may get in whenever its place is free
	answered int  // sendings that had an answer, since the last that got in
	failed   int  // tries since then
}

// record offers a group until it is known what became of each call in it.
func (a *appender) record(ctx context.Context, calls []*call) {
	o := &attempt{calls: calls, since: time.Now()}
	for len(o.calls) > 0 {
		part := o.calls[:a.reach(o)]
		trying, done := context.WithTimeout(ctx, a.oneTry(o.failed))
		answer := a.send(trying, a.memory.head, part)
		done()
		o.left = o.left || answer.left
		o.silent = o.silent || answer.left && !answer.heard
		if answer.err == nil {
			a.landed(part)
			o.calls, o.answered, o.failed = o.calls[len(part):], 0, 0
			continue
		}
		if !o.left { // not one byte is on its way
			a.putDown(o.calls, notRecorded(answer.err))
			return
		}
		if over := a.decide(ctx, o, part, answer); over {
			return
		}
		o.failed++
		durable.Sleep(ctx, retryInterval(o.failed, answer.heard))
		if ctx.Err() != nil || time.Since(o.since) > a.bounds.giveUp {
			a.abandon(o.calls, answer.err)
			return
		}
	}
}

// reach is how many calls are offered at once.
//
// Where nobody else can publish they are, each for the place that it will have if those
// before it get theirs. That is no fence: one for whose place somebody else was faster
// would not keep the next from landing behind that. So it is done only where there is
// nobody else, and nothing from before. From the third answer on each is offered by
// itself: the answer to several does not say which of them the server refuses.
func (a *appender) reach(o *attempt) int {
	single := o.answered >= 3 || !a.embedded && !a.atomic.Load() || a.embedded && a.memory.head < a.careful
	if single {
		return 1
	}
	return len(o.calls)
}

// retryInterval grows. Batches that a cut link left behind are open on the server for ten
// seconds, and it takes only so many.
func retryInterval(failed int, heard bool) time.Duration {
	shortest := 2 * time.Millisecond
	if !heard {
		shortest = 200 * time.Millisecond
	}
	return min(shortest<<min(failed-1, 10), 500*time.Millisecond)
}

// oneTry is how long one sending is waited for. Of a cluster another server leads soon
// where the one that led hangs, and what was sent before is lost: it is sent again long
// before its caller waits no more. A server that is only slow is given more time.
func (s *sender) oneTry(failed int) time.Duration {
	if !s.elsewhere() || s.bounds.try == 0 {
		return s.bounds.answer
	}
	return min(s.bounds.try<<min(failed/4, 4), s.bounds.answer)
}

// decide looks what stands at the places of a part that was sent, and does what follows.
// over says that nothing of the offer is left to be offered.
func (a *appender) decide(ctx context.Context, o *attempt, part []*call, got answer) (over bool) {
	if got.heard {
		o.answered++
	} else if a.elsewhere() && time.Since(o.since) <= a.bounds.giveUp {
		return false // whoever does not answer this is not asked something else: the next try tells as much
	}
	n, foreign := a.look(ctx, part)
	if n == 0 && !foreign && len(part) == 1 && got.refused() {
		a.refuse(o, got.err)
		return true
	}
	a.landed(part[:n])
	if o.calls = o.calls[n:]; n > 0 {
		o.answered, o.failed = 0, 0
	}
	if foreign {
		for _, c := range o.calls { // their places are taken, or cannot be reached
			a.memory.release(c)
			c.putBack()
		}
		a.again = append(o.calls, a.again...)
		a.catchUp(ctx)
	}
	return foreign
}

// look tells how many of a part stand at their places, and whether somebody else's event
// stands at the next. What cannot be read is looked at again after the next try.
func (a *appender) look(ctx context.Context, part []*call) (n int, foreign bool) {
	for _, c := range part {
		m, err := a.standing(ctx, a.memory.head+1+uint64(n))
		if err != nil {
			return n, false
		}
		if !bytes.Equal(m.Data, c.body) {
			return n, true
		}
		n++
	}
	return n, false
}

// refuse answers the first call of an offer, which the server does not take. What comes
// behind it gets other places. Where a sending was not answered, nothing is certain.
func (a *appender) refuse(o *attempt, why error) {
	if o.silent {
		a.abandon(o.calls, why)
		return
	}
	a.putDown(o.calls[:1], fmt.Errorf("%w: the log refused the event: %w", ErrNotRecorded, why))
	for _, c := range o.calls[1:] {
		a.memory.release(c)
		c.putBack()
	}
	a.again = append(o.calls[1:], a.again...)
}

// putDown answers calls that are not in the log and cannot get there.
func (a *appender) putDown(calls []*call, why error) {
	for _, c := range calls {
		a.memory.release(c)
		c.refused(why)
	}
}

// abandon gives up finding out. Each call may still get in at the place for which it was
// sent; what is recorded there next decides.
func (a *appender) abandon(calls []*call, why error) {
	a.careful = max(a.careful, a.memory.doubtful())
	for _, c := range calls {
		c.refused(fmt.Errorf("%w: %w", ErrOutcomeUnknown, why))
	}
}

// catchUp reads what somebody else recorded, until the end of the log.
func (a *appender) catchUp(ctx context.Context) {
	for failed := 0; ctx.Err() == nil; {
		m, err := a.standing(ctx, a.memory.head+1)
		if errors.Is(err, ErrGap) {
			return
		}
		if err != nil {
			failed++
			durable.Sleep(ctx, retryInterval(failed, false))
			continue
		}
		a.takeIn(m.Data)
		a.recordedBy(m.Header.Get(nodeHeader))
	}
}

// catchUpTo reads what somebody else recorded and the book has read already: what the
// caller knows of its stream is newer than what is remembered of it here. Once, for a
// server that led the log may not have it: then its place decides.
func (a *appender) catchUpTo(ctx context.Context, c *call) {
	a.catchUp(ctx)
	c.readAt = min(c.readAt, a.memory.head)
}

// takeIn takes in the event behind the last, which somebody else recorded.
func (a *appender) takeIn(body []byte) {
	envelope, _, err := events.Scan(body)
	a.memory.add(envelope.Subject, envelope.ID)
	if a.unfit == nil && err != nil {
		a.unfit = fmt.Errorf("event %d is damaged: %w", a.memory.head, err)
	}
	a.last = envelope.Time
	if a.Foreign != nil {
		a.Foreign(a.memory.head, body)
	}
}

// standing is fromLeader for the appender, which asks again where it is not answered.
func (s *sender) standing(ctx context.Context, sequence uint64) (*nats.RawStreamMsg, error) {
	ctx, done := s.asking(ctx, s.oneTry(0))
	defer done()
	return s.fromLeader(ctx, sequence)
}
