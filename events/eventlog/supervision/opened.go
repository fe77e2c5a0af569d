package supervision

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"

	"ahd/events/cause"
	"ahd/events/durable"
	"ahd/events/eventlog"
	"ahd/events/eventlog/comparison"
	"ahd/events/eventlog/localnats"
)

// opened is a log that can be used, with the ledger and the book following it.
type opened struct {
	log        *eventlog.Log
	connection *nats.Conn
	away       *atomic.Bool      // the connection is lost. It cannot be asked itself: while it is renewed it answers nobody
	rights     *rights           // nil where the log is the folder's own
	checked    time.Time         // when its settings were looked at
	server     *localnats.Server // nil where the log is an external one
	renewals   uint64            // how often the connection had been renewed when the log was looked at
	users      sync.WaitGroup    // calls of Append under way
	head       uint64            // how far the folder's own log reached when it was closed
	flushed    time.Time         // when its files were synced
	synced     uint64            // how far it reached before that
	closing    []func() error    // in the order of opening
}

// close closes everything in the reverse order of opening and waits for it.
func (o *opened) close() error {
	var errs []error
	for _, end := range slices.Backward(o.closing) {
		errs = append(errs, end())
	}
	return errors.Join(errs...)
}

// health says why the log must be opened again. A connection that was lost comes back by
// itself; one that was closed, or a server in this process that failed to write, does not.
func (o *opened) health() error {
	if o.connection.IsClosed() {
		return errors.New("the connection to it was refused")
	}
	if lacking := o.rights.lacking(); lacking != nil {
		return lacking
	}
	if o.server != nil {
		if reason := o.server.Health(); reason != nil {
			return reason
		}
	}
	return nil
}

// recheck looks at the log again after its connection was renewed: a server that
// was away may have come back with another log or other settings. Settings of a log
// that others keep are looked at each minute besides: whoever may change them needs no
// connection to be renewed. What it cannot ask now it asks at the next look.
func (l *Log) recheck(ctx context.Context, o *opened) error {
	renewals := o.connection.Stats().Reconnects
	renewed := renewals != o.renewals
	due := l.At().NATS != "" && time.Since(o.checked) >= cmp.Or(l.needs.BetweenChecks, betweenChecks)
	if !renewed && !due || o.away.Load() {
		return nil
	}
	asking, cancel := context.WithTimeout(ctx, compareFor)
	defer cancel()
	var err error
	if renewed {
		err = l.twice(asking, func() error {
			_, err := l.agrees(asking, o.log)
			return err
		})
	}
	if err == nil {
		err = o.log.Check(asking, max(1, l.At().Replicas))
	}
	switch {
	case err == nil:
		o.renewals, o.checked = renewals, time.Now()
	case saysLost(err), errors.Is(err, eventlog.ErrWeakened):
		return err
	}
	return nil
}

const (
	AskFor        = 5 * time.Second // how long a log is given to answer a question
	compareFor    = 2 * time.Minute // how long log and ledger may take to be compared again
	betweenChecks = time.Minute     // looks at the settings of an external log
)

// ErrAnother is the class of what shows that a log is not the ledger's.
var ErrAnother = errors.New("it has lost events or is another log")

// open opens the log, lets ledger and book follow it, and waits until the book
// has read it or stands still. head is how far the log reached.
func (l *Log) open(ctx context.Context) (_ *opened, head uint64, err error) {
	o := &opened{}
	defer func() {
		if err != nil {
			err = errors.Join(err, o.close())
		}
	}()
	if err := l.Room(); err != nil {
		return nil, 0, err
	}
	if err := l.quarantined(); err != nil {
		return nil, 0, err
	}
	if err := l.movedOut(ctx); err != nil {
		return nil, 0, err
	}
	if err := l.connectMended(ctx, o); err != nil {
		return nil, 0, err
	}
	if o.rights != nil {
		heeding, done := o.rights.during(ctx)
		defer done()
		ctx = heeding
		defer func() {
			if lacking := o.rights.lacking(); err != nil && lacking != nil {
				err = lacking
			}
		}()
	}
	if err := l.find(ctx, o); err != nil {
		return nil, 0, err
	}
	err = l.twice(ctx, func() (err error) {
		head, err = l.agrees(ctx, o.log)
		return err
	})
	if err != nil {
		return nil, 0, l.unplacedBecause(err)
	}
	if o.rights != nil {
		if err := o.askForRights(ctx); err != nil {
			return nil, 0, err
		}
	}
	if err := l.flush(ctx, o); err != nil {
		return nil, 0, err
	}
	return o, head, l.follow(ctx, o, head)
}

// connect starts the folder's own log server or connects to another.
func (l *Log) connect(o *opened) (err error) {
	if l.At().NATS != "" {
		err = o.dial(l.At())
	} else {
		if o.server, err = localnats.Start(l.needs.Dir); err != nil {
			return err
		}
		o.closing = append(o.closing, func() error {
			o.server.Close()
			return l.markSynced(o.server, o.head) // closing brings nothing to disk
		})
		o.connection, err = o.server.Connect()
	}
	if err != nil {
		return err
	}
	o.closing = append(o.closing, func() error { o.connection.Close(); return nil })
	away := &atomic.Bool{} // of this connection: one that was closed before says so late
	o.away = away
	o.connection.SetDisconnectErrHandler(func(*nats.Conn, error) { away.Store(true) })
	o.connection.SetReconnectHandler(func(*nats.Conn) { away.Store(false) })
	o.renewals, o.checked = o.connection.Stats().Reconnects, time.Now()
	return nil
}

// agrees compares the log with the ledger: the first and the last event that both
// should have, and a thousand others or two. What it does not see from there, following
// and the examination at night do.
func (l *Log) agrees(ctx context.Context, log *eventlog.Log) (head uint64, err error) {
	size := l.needs.Ledger.Size()
	if head, err = log.Head(ctx); err != nil {
		return 0, err
	}
	if l.At().NATS != "" {
		if err := l.notForeign(ctx, log, head); err != nil {
			return 0, err
		}
	}
	if head < size {
		return 0, &comparison.Damaged{Findings: []comparison.Finding{comparison.Short(head, size)}}
	}
	if known := l.needs.Ledger.Found().Known; head < known {
		return 0, &comparison.Damaged{Findings: []comparison.Finding{comparison.Gone(head, known)}}
	}
	if size == 0 {
		return head, nil
	}
	for _, sequence := range []uint64{1, size} {
		body, err := log.Body(ctx, sequence)
		if errors.Is(err, eventlog.ErrGap) {
			return 0, cause.Of(fmt.Errorf("%w: event %d, which the ledger holds, is not in it", ErrAnother, sequence), err)
		}
		if err != nil {
			return 0, err
		}
		entry, err := l.needs.Ledger.Entry(sequence)
		if err != nil {
			return 0, err
		}
		if !bytes.Equal(body, entry) {
			return 0, fmt.Errorf("%w: its event %d is not the one in the ledger", ErrAnother, sequence)
		}
	}
	found, err := comparison.Runs(ctx, log, l.needs.Ledger, size)
	if err == nil && l.At().NATS != "" { // of the folder's own, what was not synced was compared before
		found, err = comparison.End(ctx, log, l.needs.Ledger, size, found)
	}
	if err == nil && len(found) > 0 {
		err = &comparison.Damaged{Findings: found}
	}
	return head, err
}

// follow lets ledger and book follow the log, and waits until the book has read
// all of it. A book or a ledger that stands still is for Ready to say.
func (l *Log) follow(ctx context.Context, o *opened, head uint64) error {
	following, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		l.needs.Ledger.Follow(following, o.log) // its errors are in Stopped
	}()
	o.closing = append(o.closing, func() error { stop(); <-ended; return nil })
	// What stopped the book while another feed ran is no reason now: an event that
	// cannot be applied comes again and stops it again.
	if err := l.needs.Book.Apply(ctx, 1, nil); err != nil {
		return err
	}
	end, err := l.needs.Feed(o.log)
	if err != nil {
		return err
	}
	o.closing = append(o.closing, end)
	l.bePresent(following, o)
	if err := l.needs.Book.Wait(ctx, head); err != nil {
		return fmt.Errorf("the book did not catch up with the log: %w", err)
	}
	return nil
}

// bePresent lets other nodes see at an external log that this server is there.
func (l *Log) bePresent(following context.Context, o *opened) {
	if o.server != nil || l.needs.Socket == "" || l.needs.NodeID == nil {
		return
	}
	ended := make(chan struct{})
	ctx, stop := context.WithCancel(following)
	go func() {
		defer close(ended)
		for ctx.Err() == nil && l.needs.NodeID() == "" { // it has no id before it records
			durable.Sleep(ctx, betweenLooks)
		}
		if ctx.Err() == nil {
			eventlog.BePresent(ctx, o.connection, l.needs.NodeID())
		}
	}()
	o.closing = append(o.closing, func() error { stop(); <-ended; return nil })
}
