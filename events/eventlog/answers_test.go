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
var impatient = bounds{unanswered: 4, held: 8, stall: 100 * time.Millisecond, answer: 300 * time.Millisecond, idle: time.Minute}

// answering opens a log and then puts a stranger in the server's place, who says
// answer to each event; nothing at all for "". Each event goes to arrived.
func answering(t *testing.T, answer string, b bounds) (l *Log, arrived chan *nats.Msg) {
	t.Helper()
	s := serve(t, t.TempDir())
	l = openOn(t, s, b)
	if err := l.js.DeleteStream(t.Context(), Name); err != nil {
		t.Fatal(err)
	}
	arrived = make(chan *nats.Msg, 100)
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

func TestEachAnswerOfTheServerIsReadTruly(t *testing.T) {
	conflict, unknown, none := &Conflict{}, ErrOutcomeUnknown, ErrNotRecorded
	cases := []struct {
		name, answer string
		want         error
		last         uint64
	}{
		{"recorded", `{"stream":"AHD_EVENTS","seq":4}`, nil, 0},
		{"conflict with a sequence", refusal(10071, "wrong last sequence: 17"), conflict, 17},
		{"conflict in flight", refusal(10164, "wrong last sequence"), conflict, 0},
		{"no room", refusal(10023, "insufficient resources"), none, 0},
		{"too large", refusal(10054, "message size exceeds maximum allowed"), none, 0},
		{"too many", refusal(10167, "too many requests"), none, 0},
		{"the store failed", refusal(10077, "disk"), unknown, 0},
		{"out of order", refusal(10063, "expected stream sequence does not match"), unknown, 0},
		{"an error without a code", `{"error":{"code":500}}`, unknown, 0},
		{"not JSON", `ok`, unknown, 0},
		{"another stream", `{"stream":"OTHER","seq":4}`, unknown, 0},
		{"no sequence", `{"stream":"AHD_EVENTS"}`, unknown, 0},
		{"a duplicate", `{"stream":"AHD_EVENTS","seq":4,"duplicate":true}`, unknown, 0},
		{"silence", ``, unknown, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l, _ := answering(t, c.answer, impatient)
			receipt, err := l.Append(t.Context(), progress("a"), 0)
			switch want := c.want.(type) {
			case nil:
				if err != nil || receipt.Sequence != 4 {
					t.Errorf("%+v, %v", receipt, err)
				}
			case *Conflict:
				if !errors.As(err, &want) || want.Last != c.last {
					t.Error(err)
				}
			default:
				if !errors.Is(err, c.want) || receipt.Sequence != 0 || receipt.Body != nil {
					t.Errorf("%+v, %v", receipt, err)
				}
			}
			t.Log(err)
		})
	}
}

// Where nobody takes events, nothing is sent a second time by itself.
func TestNothingIsSentAgainByItself(t *testing.T) {
	l := newLog(t)
	if err := l.js.DeleteStream(t.Context(), Name); err != nil {
		t.Fatal(err)
	}
	before := l.nc.Stats().OutMsgs
	_, err := l.Append(t.Context(), progress("a"), 0)
	if !errors.Is(err, ErrNotRecorded) || !errors.Is(err, jetstream.ErrNoStreamResponse) {
		t.Error(err)
	}
	if sent := l.nc.Stats().OutMsgs - before; sent != 1 {
		t.Errorf("%d messages were sent", sent)
	}
}

func TestAnIDInFlightSendsNothing(t *testing.T) {
	l, arrived := answering(t, "", usual)
	e := progress("a")
	ctx, cancel := context.WithCancel(t.Context())
	first := make(chan error)
	go func() {
		_, err := l.Append(ctx, e, 0)
		first <- err
	}()
	<-arrived
	_, err := l.Append(t.Context(), e, 0)
	heldAt(t, err, e.ID, 0)
	// Who stops waiting for an event that was sent does not know its outcome, and
	// the id stays in flight: the answer may still come.
	cancel()
	if err := <-first; !errors.Is(err, ErrOutcomeUnknown) || !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	_, err = l.Append(t.Context(), e, 0)
	heldAt(t, err, e.ID, 0)
	if len(arrived) != 0 {
		t.Error("it was sent twice")
	}
}

// An answer that nobody waits for any more still settles the id.
func TestALateAnswerCounts(t *testing.T) {
	l, arrived := answering(t, "", usual)
	e := progress("a")
	ctx, cancel := context.WithCancel(t.Context())
	first := make(chan error)
	go func() {
		_, err := l.Append(ctx, e, 0)
		first <- err
	}()
	m := <-arrived
	cancel()
	<-first
	a := l.claims.only(t)
	if err := m.Respond([]byte(`{"stream":"AHD_EVENTS","seq":9}`)); err != nil {
		t.Fatal(err)
	}
	<-a.done
	_, err := l.Append(t.Context(), e, 0)
	heldAt(t, err, e.ID, 9)
}

// only gives the one attempt that is on its way.
func (c *claims) only(t *testing.T) *attempt {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.flying) != 1 {
		t.Fatalf("%d attempts are on their way", len(c.flying))
	}
	for _, a := range c.flying {
		return a
	}
	return nil
}

func TestADoubtfulEventMayBeRepeatedUnderItsGuardOnly(t *testing.T) {
	l, arrived := answering(t, "", impatient)
	e := progress("a")
	if _, err := l.Append(t.Context(), e, 5); !errors.Is(err, ErrOutcomeUnknown) {
		t.Fatal(err)
	}
	for _, c := range []struct {
		subject  string
		expected uint64
	}{{"commitment/b", 5}, {"commitment/a", 4}} {
		e := e
		e.Subject = c.subject
		_, err := l.Append(t.Context(), e, c.expected)
		heldAt(t, err, e.ID, 0)
	}
	if len(arrived) != 1 {
		t.Errorf("%d were sent", len(arrived))
	}
	if _, err := l.Append(t.Context(), e, 6); !errors.Is(err, ErrOutcomeUnknown) || len(arrived) != 2 {
		t.Error(err, len(arrived))
	}
}

// A silent log takes only so many events, and then says that it is busy.
func TestASilentLogIsBusy(t *testing.T) {
	b := impatient
	b.answer = time.Minute
	l, arrived := answering(t, "", b)
	ctx, cancel := context.WithCancel(t.Context())
	unanswered := make(chan error)
	for range b.unanswered {
		go func() {
			_, err := l.Append(ctx, progress("a"), 0)
			unanswered <- err
		}()
		<-arrived
	}
	_, err := l.Append(t.Context(), progress("b"), 0)
	if !errors.Is(err, ErrNotRecorded) || errors.Is(err, ErrOutcomeUnknown) || len(arrived) != 0 {
		t.Error(err, len(arrived))
	}
	cancel()
	for range b.unanswered {
		if err := <-unanswered; !errors.Is(err, ErrOutcomeUnknown) {
			t.Error(err)
		}
	}
}

func TestALogWhoseBookStandsStillTakesOnlySoMany(t *testing.T) {
	l := newLog(t, bounds{unanswered: 4, held: 3, stall: time.Second, answer: time.Second, idle: time.Minute})
	var last Receipt
	for i := range 3 {
		last = mustAppend(t, l, progress(fmt.Sprint("c-", i)), 0)
	}
	_, err := l.Append(t.Context(), progress("d"), 0)
	if !errors.Is(err, ErrNotRecorded) {
		t.Error(err)
	}
	l.Settled(last.Sequence)
	fill(t, l, 10)
}
