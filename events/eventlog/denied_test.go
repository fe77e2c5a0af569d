package eventlog

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/nats-io/nats.go"
)

// A sending is not answered and may get in yet, and then nobody leads the log. Whoever
// asks again with the same id is not told that nothing was recorded because this time it
// was not: the first may come.
func TestWhatWasSentBeforeIsNotDeniedBecauseNobodyTakesItNow(t *testing.T) {
	l := newLog(t)
	through, sendings := l.send, 0
	var first *call
	l.send = func(_ context.Context, _ uint64, calls []*call) answer {
		if sendings++; sendings == 1 {
			copied := call{event: calls[0].event, stream: calls[0].stream, body: slices.Clone(calls[0].body)}
			first = &copied
			return answer{err: errSilent, left: true}
		}
		return answer{err: nats.ErrNoResponders, left: true, heard: true}
	}
	e := progress("c-1")
	for try := range 3 {
		if _, err := l.Append(t.Context(), e, 0, upToDate); !errors.Is(err, ErrOutcomeUnknown) || errors.Is(err, ErrNotRecorded) {
			t.Errorf("asked for the %d. time: %v", try+1, err)
		}
		if !l.Holds(e.ID) {
			t.Error("it is not held any more")
		}
	}
	if a := l.sendLast(t.Context(), 0, first); a.err != nil { // it comes
		t.Fatal(a.err)
	}
	l.send = through
	_, err := l.Append(t.Context(), e, 0, upToDate)
	heldAt(t, err, e.ID, 1)
}

// A caller was told that nobody knows, and then somebody else's event turns out to be at
// the place: nothing is sent any more for whom nobody waits. So whoever asks again meanwhile
// is told the truth, and nothing comes behind it.
func TestNothingIsSentAgainForACallerWhoWasAnswered(t *testing.T) {
	s := serve(t, t.TempDir())
	l := opened(t, s, usual)
	through := l.send
	sent, gone := make(chan struct{}), make(chan struct{})
	l.send = func(ctx context.Context, head uint64, calls []*call) answer {
		if head == 0 {
			close(sent)
			<-gone
		}
		return through(ctx, head, calls)
	}
	ctx, leave := context.WithCancel(t.Context())
	e := progress("c-1")
	answered := make(chan error)
	go func() {
		_, err := l.Append(ctx, e, 0, upToDate)
		answered <- err
	}()
	<-sent
	leave()
	if err := <-answered; !errors.Is(err, ErrOutcomeUnknown) {
		t.Errorf("%v", err)
	}
	if _, err := opened(t, s, usual).Append(t.Context(), progress("c-2"), 0, upToDate); err != nil { // faster
		t.Fatal(err)
	}
	close(gone)
	if _, err := l.Append(t.Context(), progress("c-3"), 0, upToDate); err != nil {
		t.Fatal(err)
	}
	bodies := readAll(t, l)
	if len(bodies) != 2 {
		t.Errorf("%d events", len(bodies))
	}
	if l.Holds(e.ID) {
		t.Error("it is thought to come")
	}
	if receipt, err := l.Append(t.Context(), e, 0, upToDate); err != nil || receipt.Sequence != 3 {
		t.Errorf("%+v %v", receipt, err)
	}
}
