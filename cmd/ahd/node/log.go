package node

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"ahd/events"
	"ahd/events/eventlog"
	"ahd/events/ledger"
	"ahd/projections"
	"ahd/services/recording"
)

// ErrNoLog is the class of every reason why the log cannot be used.
var ErrNoLog = errors.New("the log cannot be used")

// noLog says so with the reason, in a sentence for pages and commands.
type noLog struct{ reason error }

func (n *noLog) Error() string {
	text := fmt.Sprintf("%v: %v; nothing can be recorded, reading goes on", ErrNoLog, n.reason)
	if errors.Is(n.reason, ErrDamaged) || errors.Is(n.reason, errAnother) || errors.Is(n.reason, eventlog.ErrAbsent) {
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
	options Options
	trusted func() error // why the ledger is not to be gone by; nil if it is
	ledger  *ledger.Ledger
	book    *projections.Book
	wake    chan struct{} // something failed: look at once
	end     func()        // ends the watching and waits for it
	opening sync.Mutex    // held while it is opened or made anew

	mu      sync.Mutex
	now     *opened // nil while the log cannot be used
	reason  error   // why
	mended  bool    // the log was made anew by this process
	answers doubts  // of an id among them it is not said that nothing was recorded
	bad     error   // what an examination found in it; nothing but a repair heals that
}

var _ recording.Log = (*Log)(nil)

// openLog opens the log and starts watching it. A log that cannot be used is an
// error only where there is nothing to read either.
func openLog(ctx context.Context, options Options, trusted func() error, ledger *ledger.Ledger, book *projections.Book, left before) (*Log, error) {
	l := &Log{options: options, trusted: trusted, ledger: ledger, book: book, wake: make(chan struct{}, 1), answers: doubts{before: left}}
	if options.NATS != "" {
		l.answers.linger = lateFor
	}
	var reason *noLog
	if err := l.tryOpen(ctx); errors.As(err, &reason) && (ledger.Size() == 0 || ctx.Err() != nil) {
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
	l.answers.look(l.book.Checkpoint().Sequence, time.Now())
	ids, since := l.answers.rest()
	return errors.Join(err, writeUnanswered(l.options.Dir, since, ids))
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
	o, err := l.use()
	if err != nil {
		return eventlog.Receipt{}, err
	}
	defer o.users.Done()
	receipt, err := o.log.Append(ctx, e, expected, readAt)
	if err != nil {
		l.look()
	}
	return receipt, err
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
	if l.options.NATS == "" {
		return ""
	}
	return "Whether the external NATS server writes each event to its disk before it says so cannot be seen from here. " +
		"Its configuration must say “sync_interval: always” under “jetstream”."
}

// Pauses between attempts to open a log that cannot be used, and between looks at
// one that can.
const (
	firstPause      = 250 * time.Millisecond
	longestPause    = 10 * time.Second
	longestPauseOut = 2 * time.Second // an external log: trying costs little, and people wait for it
	betweenLooks    = time.Second
)

func (l *Log) longestPause() time.Duration {
	if l.options.NATS != "" {
		return longestPauseOut
	}
	return longestPause
}

// watch keeps the log open until ctx ends.
func (l *Log) watch(ctx context.Context) {
	for pause := firstPause; ; {
		if l.given() == nil {
			pause = firstPause
			if sleep(ctx, betweenLooks, l.wake); ctx.Err() != nil {
				return
			}
			if reason := l.sick(ctx); reason != nil {
				l.tell(reason)
				l.tell(l.giveUp(reason))
			}
			l.tell(l.flushNow(ctx))
			continue
		}
		if sleep(ctx, pause, nil); ctx.Err() != nil {
			return
		}
		pause = min(2*pause, l.longestPause())
		before := l.given()
		if err := l.tryOpen(ctx); err != nil && ctx.Err() == nil && (before == nil || err.Error() != before.Error()) {
			l.tell(err)
		}
	}
}

// sick says why the open log must be opened again.
func (l *Log) sick(ctx context.Context) error {
	l.mu.Lock()
	o := l.now
	l.mu.Unlock()
	if o == nil { // somebody has just given it up
		return nil
	}
	if err := o.health(); err != nil {
		return err
	}
	return l.recheck(ctx, o)
}

func (l *Log) tell(err error) {
	if err != nil {
		l.options.Messages.Error("the log", "problem", err)
	}
}

// look asks the watcher to look at once.
func (l *Log) look() {
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
	o, head, err := l.open(ctx)
	l.mu.Lock()
	defer l.mu.Unlock()
	if err != nil {
		l.reason = &noLog{err}
		return l.reason
	}
	l.now, l.reason = o, nil
	l.answers.settle(head)
	return nil
}

// giveUp takes the log away, waits for those who use it, and closes it. An
// attempt under way ends within the log's own bound on waiting.
func (l *Log) giveUp(reason error) error {
	l.mu.Lock()
	o := l.now
	l.now, l.reason = nil, &noLog{reason}
	l.mu.Unlock()
	if o == nil {
		return nil
	}
	o.users.Wait()
	l.mu.Lock()
	l.answers.keep(o.log)
	l.mu.Unlock()
	return o.close()
}

// sleep waits, until ctx ends or somebody wakes it.
func sleep(ctx context.Context, pause time.Duration, wake <-chan struct{}) {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-wake:
	case <-ctx.Done():
	}
}
