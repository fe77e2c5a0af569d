// Package supervision answers: can the log be used, and what is done until it can?
package supervision

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"ahd/events"
	"ahd/events/eventlog"
	"ahd/events/eventlog/comparison"
)

// ErrNoLog is the class of every reason why the log cannot be used.
var ErrNoLog = errors.New("the log cannot be used")

// noLog says so with the reason, in a sentence for pages and commands.
type noLog struct{ reason error }

func (n *noLog) Error() string {
	text := fmt.Sprintf("%v: %v; nothing can be recorded, reading goes on", ErrNoLog, n.reason)
	if IsUnplaced(n.reason) || errors.Is(n.reason, comparison.ErrDamaged) || errors.Is(n.reason, ErrAnother) || errors.Is(n.reason, eventlog.ErrAbsent) {
		text += "; “ahd doctor” says what to do"
	}
	return text
}

// Unwrap gives the class and the reason.
func (n *noLog) Unwrap() []error { return []error{ErrNoLog, n.reason} }

var (
	errClosing = errors.New("the program is ending")
	errLost    = errors.New("the connection to it was lost and is tried again")
)

// Log is the folder's log while it can be used, and the reason while it cannot.
//
// One goroutine of its own watches it: a log that fails is given up and opened
// again after a growing pause, for ever, so room on the disk, a mended setting or
// a server that is back heals it. If the goroutine stopped, a failed log would
// stay so until the next start; nothing would be lost.
type Log struct {
	needs   Needs
	wake    chan struct{} // something failed: look at once
	end     func()        // ends the watching and waits for it
	opening sync.Mutex    // held while it is opened or made anew

	moved      atomic.Pointer[Address]              // where the log is since it was moved; nil before
	remade     atomic.Pointer[events.StoreRepaired] // how it was made anew by this process; nil if it was not
	unplaced   atomic.Bool                          // the folder does not say where its log is
	appointing atomic.Int32                         // appointments on their way
	roomAt     atomic.Pointer[time.Time]            // when every disk last had room

	mu      sync.Mutex
	now     *opened // nil while the log cannot be used
	reason  error   // why
	mended  bool    // the log was made anew by this process
	answers doubts  // of an id among them it is not said that nothing was recorded
	bad     error   // what an examination found in it; nothing but a repair heals that
}

// Open opens the log and starts watching it. A log that cannot be used is an error only
// where there is nothing to read either.
func Open(ctx context.Context, needs Needs) (*Log, error) {
	left, err := readUnanswered(needs.Dir, needs.Crashed)
	if err != nil {
		return nil, err
	}
	l := &Log{needs: needs, wake: make(chan struct{}, 1), answers: doubts{before: left}}
	l.unplaced.Store(!needs.Placed)
	if needs.NATS != "" {
		l.answers.linger = lateFor
	}
	var reason *noLog
	if err := l.tryOpen(ctx); errors.As(err, &reason) && (needs.Ledger.Size() == 0 || ctx.Err() != nil) {
		return nil, fmt.Errorf("%w: %w; nothing was recorded", ErrNoLog, reason.reason)
	}
	watching, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		l.watch(watching)
	}()
	l.end = func() { stop(); <-ended }
	return l, nil
}

// Close stops watching and closes the log, and waits for both. It leaves for the next
// process what nobody knows the outcome of.
func (l *Log) Close() error {
	l.end()
	err := l.giveUp(errClosing)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.answers.look(l.needs.ReadTo(), time.Now())
	ids, since := l.answers.rest()
	return errors.Join(err, writeUnanswered(l.needs.Dir, since, ids))
}

// Ready says why nothing can be recorded for the log's sake; nil if it can.
func (l *Log) Ready() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.now != nil && l.now.away.Load() {
		return &noLog{errLost}
	}
	return l.reason
}

func (l *Log) isOpen() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.now != nil
}

// given says why there is no log; nil if there is one, at this moment connected
// or not.
func (l *Log) given() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.reason
}

// Append records one event, as the log itself would.
func (l *Log) Append(ctx context.Context, e events.Event, expected, readAt uint64) (eventlog.Receipt, error) {
	if err := l.needs.Admit(e); err != nil {
		return eventlog.Receipt{}, fmt.Errorf("%w: %w", eventlog.ErrNotRecorded, err)
	}
	if _, appoints := e.Data.(events.NodeAppointed); appoints {
		l.appointing.Add(1)
		defer l.appointing.Add(-1)
	}
	o, err := l.use()
	if err != nil {
		return eventlog.Receipt{}, err
	}
	defer o.users.Done()
	receipt, err := o.log.Append(ctx, e, expected, readAt)
	if err != nil {
		l.look()
		return receipt, err
	}
	l.needs.Recorded(e)
	return receipt, nil
}

// fit is asked by the appender, which may have met an appointment that the book has not
// read. An appointment itself is a person's act, and admitted.
func (l *Log) fit() error {
	if l.appointing.Load() > 0 {
		return nil
	}
	return l.needs.May()
}

// use takes the log for one Append; users.Done gives it back.
func (l *Log) use() (*opened, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.now == nil {
		return nil, fmt.Errorf("%w: %w", eventlog.ErrNotRecorded, l.reason)
	}
	l.now.users.Add(1)
	return l.now, nil
}

// borrow takes the log for reading, nil while it cannot be used; users.Done gives it
// back.
func (l *Log) borrow() *opened {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.now != nil {
		l.now.users.Add(1)
	}
	return l.now
}

// Use takes the log for reading, nil while it cannot be used. done gives it back, however
// often it is called.
func (l *Log) Use() (log *eventlog.Log, done func()) {
	o := l.borrow()
	if o == nil {
		return nil, func() {}
	}
	return o.log, sync.OnceFunc(o.users.Done)
}

// At is where the log is now.
func (l *Log) At() Address {
	if moved := l.moved.Load(); moved != nil {
		return *moved
	}
	return l.needs.Address
}

// Head is the last sequence of the log.
func (l *Log) Head(ctx context.Context) (uint64, error) {
	l.mu.Lock()
	o, reason := l.now, l.reason
	l.mu.Unlock()
	if o == nil {
		return 0, reason
	}
	if o.away.Load() {
		return 0, &noLog{errLost}
	}
	return inTime(ctx, o.log.Head)
}

// inTime asks, and waits no longer than ctx allows: a connection that is lost meanwhile
// keeps whoever asked until an attempt to renew it has failed.
func inTime(ctx context.Context, ask func(context.Context) (uint64, error)) (uint64, error) {
	type answer struct {
		n   uint64
		err error
	}
	told := make(chan answer, 1)
	go func() {
		n, err := ask(ctx)
		told <- answer{n, err}
	}()
	select {
	case a := <-told:
		return a.n, a.err
	case <-ctx.Done():
		return 0, context.Cause(ctx)
	}
}

// Note is what the operator must know and what cannot be seen from here; empty if
// there is nothing.
func (l *Log) Note() string {
	if l.At().NATS == "" {
		return ""
	}
	return "Whether the external NATS server writes each event to its disk before it says so cannot be seen from here. " +
		"Its configuration must say “sync_interval: always” under “jetstream”."
}

// quarantined is what an examination found in the log; nil if it found nothing.
func (l *Log) quarantined() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.bad
}

// Quarantine takes a log out of use in which something was found, until it is made anew.
func (l *Log) Quarantine(found []comparison.Finding) error {
	reason := &comparison.Damaged{Findings: found}
	l.mu.Lock()
	l.bad = reason
	l.mu.Unlock()
	return l.giveUp(reason)
}
