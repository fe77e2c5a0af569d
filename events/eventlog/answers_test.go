package eventlog

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// impatient bounds make silence short.
var impatient = bounds{queue: 100 * time.Millisecond, answer: 300 * time.Millisecond, giveUp: time.Minute, idle: time.Minute}

// answering opens a log and then puts a stranger in the server's place, who says
// answer to each event; nothing at all for "". Each event goes to arrived.
func answering(t *testing.T, answer string, b bounds) (l *Log, arrived chan *nats.Msg) {
	t.Helper()
	s := serve(t, t.TempDir())
	l = openOn(t, s, b)
	if err := l.js.DeleteStream(t.Context(), Name); err != nil {
		t.Fatal(err)
	}
	arrived = make(chan *nats.Msg, 1000)
	stranger := connect(t, s)
	if _, err := stranger.Subscribe(subjects, func(m *nats.Msg) {
		arrived <- m
		if answer != "" {
			_ = m.Respond([]byte(answer))
		}
	}); err != nil {
		t.Fatal(err)
	}
	if err := stranger.Flush(); err != nil {
		t.Fatal(err)
	}
	return l, arrived
}

func refusal(code int, text string) string {
	return fmt.Sprintf(`{"error":{"code":400,"err_code":%d,"description":%q},"stream":%q,"seq":0}`, code, text, Name)
}

// heldAt fails the test unless an id is refused as held at a sequence.
func heldAt(t *testing.T, err error, id string, sequence uint64) {
	t.Helper()
	var held *Held
	if !errors.As(err, &held) || held.ID != id || held.Sequence != sequence {
		t.Errorf("%v, not held at %d", err, sequence)
	}
}

// What the server says is believed where it says that it has the event at its place, or
// that it does not take it. All else is not known until it can be seen what stands there,
// and here nobody can be asked.
func TestEachAnswerOfTheServerIsReadTruly(t *testing.T) {
	unknown, none := ErrOutcomeUnknown, ErrNotRecorded
	cases := []struct {
		name, answer string
		want         error
	}{
		{"recorded", `{"stream":"AHD_EVENTS","seq":1}`, nil},
		{"another place", `{"stream":"AHD_EVENTS","seq":4}`, unknown},
		{"the place is taken", refusal(10071, "wrong last sequence: 17"), unknown},
		{"something is on its way", refusal(10164, "wrong last sequence"), unknown},
		{"a batch that was left", refusal(10176, "batch publish is incomplete and was abandoned"), unknown},
		{"no room", refusal(10023, "insufficient resources"), none},
		{"too large", refusal(10054, "message size exceeds maximum allowed"), none},
		{"too many", refusal(10167, "too many requests"), none},
		{"the store failed", refusal(10077, "disk"), unknown},
		{"out of order", refusal(10063, "expected stream sequence does not match"), unknown},
		{"an error without a code", `{"error":{"code":500}}`, unknown},
		{"not JSON", `ok`, unknown},
		{"another stream", `{"stream":"OTHER","seq":1}`, unknown},
		{"no sequence", `{"stream":"AHD_EVENTS"}`, unknown},
		{"a duplicate", `{"stream":"AHD_EVENTS","seq":1,"duplicate":true}`, unknown},
		{"silence", ``, unknown},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l, _ := answering(t, c.answer, impatient)
			e := progress("a")
			receipt, err := l.Append(t.Context(), e, 0, 0)
			if !errors.Is(err, c.want) || c.want != nil && (receipt.Sequence != 0 || receipt.Body != nil) || c.want == nil && receipt.Sequence != 1 {
				t.Errorf("%+v, %v", receipt, err)
			}
			if open := l.Holds(e.ID); open != (c.want != none) {
				t.Errorf("held: %t", open)
			}
			t.Log(err)
		})
	}
}

// Where nobody takes events, none can get in later.
func TestWhereNobodyTakesEventsNothingIsRecorded(t *testing.T) {
	l := newLog(t)
	if err := l.js.DeleteStream(t.Context(), Name); err != nil {
		t.Fatal(err)
	}
	_, err := l.Append(t.Context(), progress("a"), 0, 0)
	if !errors.Is(err, ErrNotRecorded) || !errors.Is(err, jetstream.ErrNoStreamResponse) || len(l.Held()) > 0 {
		t.Error(err, l.Held())
	}
}

// Whoever stops waiting for an event that was sent does not know its outcome, and it goes
// on being found out. Whoever waits meanwhile was not sent, and can be told so.
func TestWhatIsOnItsWayIsHeldUntilItIsKnown(t *testing.T) {
	l, arrived := answering(t, "", usual)
	e := progress("a")
	ctx, cancel := context.WithCancel(t.Context())
	first := make(chan error)
	go func() {
		_, err := l.Append(ctx, e, 0, 0)
		first <- err
	}()
	m := <-arrived
	cancel()
	if err := <-first; !errors.Is(err, ErrOutcomeUnknown) || !errors.Is(err, context.Canceled) || !l.Holds(e.ID) {
		t.Error(err)
	}
	brief, end := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer end()
	if _, err := l.Append(brief, progress("b"), 0, 0); !errors.Is(err, ErrNotRecorded) || !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	// "Not recorded" is true of this call, and not of the id.
	if _, err := l.Append(brief, e, 0, 0); !errors.Is(err, ErrOutcomeUnknown) || errors.Is(err, ErrNotRecorded) {
		t.Error(err)
	}
	if err := m.Respond([]byte(`{"stream":"AHD_EVENTS","seq":1}`)); err != nil { // late, and heard
		t.Fatal(err)
	}
	_, err := l.Append(t.Context(), e, 0, 0)
	heldAt(t, err, e.ID, 1)
}

// While the log is silent, whoever waits hears that it is busy, and that nothing was
// recorded for him.
func TestASilentLogIsBusy(t *testing.T) {
	b := impatient
	b.answer = time.Minute
	l, arrived := answering(t, "", b)
	ctx, cancel := context.WithCancel(t.Context())
	first := make(chan error)
	go func() {
		_, err := l.Append(ctx, progress("a"), 0, 0)
		first <- err
	}()
	<-arrived
	for range 3 {
		if _, err := l.Append(t.Context(), progress("b"), 0, 0); !errors.Is(err, ErrNotRecorded) || errors.Is(err, ErrOutcomeUnknown) || len(arrived) != 0 {
			t.Error(err, len(arrived))
		}
	}
	cancel()
	if err := <-first; !errors.Is(err, ErrOutcomeUnknown) {
		t.Error(err)
	}
}

// A log that is closed answers everybody, and its appender has ended.
func TestClosingAnswersEverybody(t *testing.T) {
	l, arrived := answering(t, "", usual)
	answers := make(chan error, 3)
	e := progress("a")
	go func() {
		_, err := l.Append(t.Context(), e, 0, 0)
		answers <- err
	}()
	<-arrived
	for range 2 {
		go func() {
			_, err := l.Append(t.Context(), progress("b"), 0, 0)
			answers <- err
		}()
	}
	for len(l.queue) < 2 {
		time.Sleep(time.Millisecond)
	}
	l.Close()
	l.Close()
	unknown := 0
	for range 3 {
		err := <-answers
		if errors.Is(err, ErrOutcomeUnknown) {
			unknown++
		} else if !errors.Is(err, ErrNotRecorded) {
			t.Error(err)
		}
	}
	if held := l.Held(); unknown != 1 || len(held) != 1 || held[0] != e.ID {
		t.Errorf("%d unknown, held %v", unknown, held)
	}
	if _, err := l.Append(t.Context(), progress("c"), 0, 0); !errors.Is(err, ErrNotRecorded) {
		t.Error(err)
	}
}
