package eventlog

import (
	"context"
	"testing"
	"time"
)

// A server of a cluster that leads and hangs takes what was sent with it; the next one
// never hears of it. So what is not answered is sent again, without asking anybody else
// before, while its caller still waits: it is told that it was recorded.
func TestWhatAHungServerTookIsSentAgainWhileItsCallerWaits(t *testing.T) {
	s := serve(t, t.TempDir())
	connection := connect(t, s)
	connection.Opts.InProcessServer = nil // as a log that others keep
	b := usual
	b.answer, b.try = time.Hour, 10*time.Millisecond
	l, err := open(t.Context(), connection, 1, b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	through, hung := l.send, 3
	leader := l.leader
	l.leader = nil // who asks it now panics
	l.send = func(ctx context.Context, head uint64, calls []*call) answer {
		if hung--; hung >= 0 {
			<-ctx.Done()
			return answer{err: ctx.Err(), left: true}
		}
		l.leader = leader
		return through(ctx, head, calls)
	}
	for _, e := range some(2) {
		if receipt, err := l.Append(t.Context(), e, 0, upToDate); err != nil || receipt.Sequence == 0 {
			t.Errorf("%+v %v", receipt, err)
		}
	}
}

// One that is only slow is given all the time that a caller waits, after some tries.
func TestASlowServerIsGivenMoreTime(t *testing.T) {
	l := &Log{appender: appender{sender: sender{server: server{nc: connect(t, serve(t, t.TempDir())), bounds: usual}}}}
	if l.oneTry(0) != usual.answer {
		t.Errorf("the folder's own server is given %s", l.oneTry(0))
	}
	l.nc.Opts.InProcessServer = nil
	for failed := range 100 {
		switch d := l.oneTry(failed); {
		case failed == 0 && 2*d > usual.answer:
			t.Errorf("the first try may take %s, and so there is no second while the caller waits", d)
		case failed > 0 && d < l.oneTry(failed-1), failed > 10 && d != usual.answer:
			t.Errorf("try %d may take %s", failed+1, d)
		}
	}
}
