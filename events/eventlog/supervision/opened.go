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

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/eventlog/comparison"
	"ahd.example/ahd/events/eventlog/localnats"
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
func (op *opener) recheck(ctx context.Context, o *opened) error {
	renewals := o.connection.Stats().Reconnects
	renewed := renewals != o.renewals
	due := op.At().NATS != "" && time.Since(o.checked) >= cmp.Or(op.needs.CheckInterval, checkInterval)
	if !renewed && !due || o.away.Load() {
		return nil
	}
	asking, cancel := context.WithTimeout(ctx, compareFor)
	defer cancel()
	var err error
	if renewed {
		err = op.twice(asking, func() error {
			_, err := op.agrees(asking, o.log)
			return err
		})
	}
	if err == nil {
		err = o.log.Check(asking, max(1, op.At().Replicas))
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
	checkInterval = time.Minute     // looks at the settings of an external log
)

// ErrAnother is the class of what shows that a log is not the ledger's.
var ErrAnother = errors.New("it has lost events or is another log")

// opener opens a log and lets ledger and book follow it.
type opener struct {
	*place
	mender     *mender
	appointing atomic.Int32 // appointments on their way
}

// fit is asked by the appender, which may have met an appointment that the book has not
// read. An appointment itself is a person's act, and admitted.
func (op *opener) fit() error {
	if op.appointing.Load() > 0 {
		return nil
	}
	return op.needs.May()
}

// open opens the log, lets ledger and book follow it, and waits until the book
// has read it or stands still. head is how far the log reached.
func (op *opener) open(ctx context.Context) (_ *opened, head uint64, err error) {
	o := &opened{}
	defer func() {
		if err != nil {
			err = errors.Join(err, o.close())
		}
	}()
	if err := op.Room(); err != nil {
		return nil, 0, err
	}
	if err := op.quarantined(); err != nil {
		return nil, 0, err
	}
	if err := op.movedOut(ctx); err != nil {
		return nil, 0, err
	}
	if err := op.mender.connectMended(ctx, o); err != nil {
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
	if err := op.find(ctx, o); err != nil {
		return nil, 0, err
	}
	err = op.twice(ctx, func() (err error) {
		head, err = op.agrees(ctx, o.log)
		return err
	})
	if err != nil {
		return nil, 0, op.unplacedBecause(err)
	}
	if o.rights != nil {
		if err := o.askForRights(ctx); err != nil {
			return nil, 0, err
		}
	}
	if err := op.flush(ctx, o); err != nil {
		return nil, 0, err
	}
	return o, head, op.follow(ctx, o, head)
}

// connect starts the folder's own log server or connects to another.
func (p *place) connect(o *opened) (err error) {
	if p.At().NATS != "" {
		err = o.dial(p.At())
	} else {
		if o.server, err = localnats.Start(p.needs.Dir); err != nil {
			return err
		}
		o.closing = append(o.closing, func() error {
			o.server.Close()
			return p.markSynced(o.server, o.head) // closing brings nothing to disk
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
func (op *opener) agrees(ctx context.Context, log *eventlog.Log) (head uint64, err error) {
	size := op.needs.Ledger.Size()
	if head, err = log.Head(ctx); err != nil {
		return 0, err
	}
	if op.At().NATS != "" {
		if err := op.notForeign(ctx, log, head); err != nil {
			return 0, err
		}
	}
	if head < size {
		return 0, &comparison.Damaged{Findings: []comparison.Finding{comparison.Short(head, size)}}
	}
	if known := op.needs.Ledger.Found().Known; head < known {
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
		entry, err := op.needs.Ledger.Entry(sequence)
		if err != nil {
			return 0, err
		}
		if !bytes.Equal(body, entry) {
			return 0, fmt.Errorf("%w: its event %d is not the one in the ledger", ErrAnother, sequence)
		}
	}
	found, err := comparison.Runs(ctx, log, op.needs.Ledger, size)
	if err == nil && op.At().NATS != "" { // of the folder's own, what was not synced was compared before
		found, err = comparison.End(ctx, log, op.needs.Ledger, size, found)
	}
	if err == nil && len(found) > 0 {
		err = &comparison.Damaged{Findings: found}
	}
	return head, err
}

// follow lets ledger and book follow the log, and waits until the book has read
// all of it. A book or a ledger that stands still is for Ready to say.
func (op *opener) follow(ctx context.Context, o *opened, head uint64) error {
	following, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		op.needs.Ledger.Follow(following, o.log) // its errors are in Stopped
	}()
	o.closing = append(o.closing, func() error { stop(); <-ended; return nil })
	// What stopped the book while another feed ran is no reason now: an event that
	// cannot be applied comes again and stops it again.
	if err := op.needs.Book.Apply(ctx, 1, nil); err != nil {
		return err
	}
	end, err := op.needs.Feed(o.log)
	if err != nil {
		return err
	}
	o.closing = append(o.closing, end)
	op.bePresent(following, o)
	if err := op.needs.Book.Wait(ctx, head); err != nil {
		return fmt.Errorf("the book did not catch up with the log: %w", err)
	}
	return nil
}

// bePresent lets other nodes see at an external log that this server is there.
func (op *opener) bePresent(following context.Context, o *opened) {
	if o.server != nil || op.needs.Socket == "" || op.needs.NodeID == nil {
		return
	}
	ended := make(chan struct{})
	ctx, stop := context.WithCancel(following)
	go func() {
		defer close(ended)
		for ctx.Err() == nil && op.needs.NodeID() == "" { // it has no id before it records
			durable.Sleep(ctx, lookInterval)
		}
		if ctx.Err() == nil {
			eventlog.BePresent(ctx, o.connection, op.needs.NodeID())
		}
	}()
	o.closing = append(o.closing, func() error { stop(); <-ended; return nil })
}
