// Package supervision answers: can the log be used, and what is done until it can?
package supervision

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/eventlog/comparison"
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
	*place
	*current
	mender  *mender
	mover   *mover
	opener  *opener
	wake    chan struct{} // something failed: look at once
	end     func()        // ends the watching and waits for it
	opening sync.Mutex    // held while it is opened or made anew
}

// Open opens the log and starts watching it. A log that cannot be used is an error only
// where there is nothing to read either.
func Open(ctx context.Context, needs Needs) (*Log, error) {
	left, err := readUnanswered(needs.Dir, needs.Crashed)
	if err != nil {
		return nil, err
	}
	where := &place{needs: needs}
	mends := &mender{place: where}
	l := &Log{place: where, current: &current{readTo: needs.ReadTo, answers: doubts{before: left}},
		mender: mends, mover: &mover{place: where}, opener: &opener{place: where, mender: mends}, wake: make(chan struct{}, 1)}
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
	ids, since := l.rest()
	return errors.Join(err, writeUnanswered(l.needs.Dir, since, ids))
}

// Append records one event, as the log itself would.
func (l *Log) Append(ctx context.Context, e events.Event, expected, readAt uint64) (eventlog.Receipt, error) {
	if err := l.needs.Admit(e); err != nil {
		return eventlog.Receipt{}, fmt.Errorf("%w: %w", eventlog.ErrNotRecorded, err)
	}
	if _, appoints := e.Data.(events.NodeAppointed); appoints {
		l.opener.appointing.Add(1)
		defer l.opener.appointing.Add(-1)
	}
	o, err := l.use()
	if err != nil {
		return eventlog.Receipt{}, err
	}
	defer o.users.Done()
	receipt, err := o.log.Append(ctx, e, expected, readAt)
	if err != nil {
		l.wakeUp()
		return receipt, err
	}
	l.needs.Recorded(e)
	return receipt, nil
}

// Quarantine takes a log out of use in which something was found, until it is made anew.
func (l *Log) Quarantine(found []comparison.Finding) error {
	reason := &comparison.Damaged{Findings: found}
	l.bad.Store(reason)
	return l.giveUp(reason)
}
