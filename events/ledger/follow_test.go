package ledger_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"ahd.example/ahd/events/ledger"
)

// log is a source that checks: it must be asked for the entry after the last,
// and handle must be called as the contract says.
type log struct {
	t      *testing.T
	l      *ledger.Ledger
	limit  int // in one group
	mu     sync.Mutex
	bodies [][]byte
	more   chan struct{} // closed when there are more
	fail   error         // answered instead of following
	asked  []time.Time   // when Follow was called
}

func (s *log) Follow(ctx context.Context, from uint64, handle func(uint64, [][]byte) error) error {
	if from != s.l.Size()+1 {
		s.t.Errorf("asked for entry %d at size %d", from, s.l.Size())
	}
	s.mu.Lock()
	s.asked = append(s.asked, time.Now())
	s.mu.Unlock()
	for {
		bodies, more, err := s.next(from)
		if err != nil {
			return err
		}
		if err := handle(from, bodies); err != nil {
			return err
		}
		from += uint64(len(bodies))
		if len(bodies) > 0 {
			continue
		}
		select {
		case <-more:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (s *log) next(from uint64) ([][]byte, <-chan struct{}, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := min(s.limit, len(s.bodies)-int(from-1))
	return s.bodies[from-1 : int(from-1)+n], s.more, s.fail
}

// record appends to the log, behind the ledger's back.
func (s *log) record(bodies ...[]byte) {
	s.change(func() { s.bodies = append(s.bodies, bodies...) })
}

func (s *log) change(what func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	what()
	close(s.more)
	s.more = make(chan struct{})
}

// followed runs with a ledger that follows a log; it ends when the test does, and
// all goroutines with it. Time is the bubble's: pauses cost nothing.
func followed(t *testing.T, limit int, run func(t *testing.T, l *ledger.Ledger, dir string, s *log)) {
	dir := filepath.Join(t.TempDir(), "ledger")
	synctest.Test(t, func(t *testing.T) {
		l := open(t, dir)
		s := &log{t: t, l: l, limit: limit, more: make(chan struct{})}
		defer follow(t, l, s)()
		run(t, l, dir, s)
	})
}

// follow starts to follow and returns what ends it.
func follow(t *testing.T, l *ledger.Ledger, s *log) (end func()) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- l.Follow(ctx, s) }()
	return func() {
		t.Helper()
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("Follow ended with %v", err)
		}
		if err := l.Stopped(); !errors.Is(err, ledger.ErrIdle) {
			t.Errorf("nobody follows, but: %v", err)
		}
	}
}

func TestItCatchesUpWithWhatIsAppendedBehindItsBack(t *testing.T) {
	followed(t, 3, func(t *testing.T, l *ledger.Ledger, dir string, s *log) {
		bodies := story(40)
		for at := 0; at < 40; at += 8 {
			s.record(bodies[at : at+8]...)
			must(t, l.Wait(t.Context(), uint64(at+8)))
			holds(t, l, dir, bodies[:at+8])
		}
		must(t, l.Stopped())
		if err := l.Follow(t.Context(), s); !errors.Is(err, ledger.ErrFollowed) {
			t.Errorf("a second writer: %v", err)
		}
	})
}

func TestABadEntryStopsItAndIsNeverSkipped(t *testing.T) {
	followed(t, 10, func(t *testing.T, l *ledger.Ledger, dir string, s *log) {
		bodies := story(10)
		s.record(bodies[:4]...)
		s.record([]byte("not an event"), bodies[5])
		refused(t, l.Wait(t.Context(), 6), 5, ledger.ErrRefused)
		refused(t, l.Stopped(), 5, ledger.ErrRefused)
		must(t, l.Wait(t.Context(), 4))
		holds(t, l, dir, bodies[:4])
		time.Sleep(5 * time.Minute)
		refused(t, l.Stopped(), 5, ledger.ErrRefused)
		paused(t, s, 30*time.Second)
		s.change(func() { s.bodies = append([][]byte(nil), bodies...) })
		time.Sleep(31 * time.Second)
		must(t, l.Stopped())
		holds(t, l, dir, bodies)
	})
}

// paused checks that the pauses between attempts doubled from 0.1 s and ended at
// the longest.
func paused(t *testing.T, s *log, longest time.Duration) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	want, got := 100*time.Millisecond, time.Duration(0)
	for i := 1; i < len(s.asked); i++ {
		got = s.asked[i].Sub(s.asked[i-1])
		if got != min(want, longest) {
			t.Fatalf("pause %d lasted %v, want %v", i, got, want)
		}
		want *= 2
	}
	if got != longest {
		t.Fatalf("the last pause lasted %v, want %v", got, longest)
	}
}

func TestALostSourceIsAReasonUntilItIsBack(t *testing.T) {
	followed(t, 10, func(t *testing.T, l *ledger.Ledger, dir string, s *log) {
		lost := errors.New("no connection")
		s.record(story(3)...)
		must(t, l.Wait(t.Context(), 3))
		s.change(func() { s.fail = lost })
		if err := l.Wait(t.Context(), 4); !errors.Is(err, lost) {
			t.Fatalf("got %v", err)
		}
		time.Sleep(10 * time.Minute)
		s.change(func() { s.fail = nil })
		time.Sleep(time.Minute)
		must(t, l.Stopped()) // though nothing new has come
		s.change(func() { s.fail, s.asked = lost, nil })
		time.Sleep(10 * time.Minute)
		s.change(func() {
			if again := s.asked[1].Sub(s.asked[0]); again != 200*time.Millisecond {
				t.Errorf("lost again, it paused %v", again)
			}
		})
		holds(t, l, dir, story(3))
	})
}

func TestAForkOnTheLogStopsIt(t *testing.T) {
	followed(t, 10, func(t *testing.T, l *ledger.Ledger, dir string, s *log) {
		bodies := story(6)
		s.record(bodies[:4]...)
		must(t, l.Wait(t.Context(), 4))
		must(t, l.Append(4, bodies[3:5])) // another hand; the log comes to 5 with other bytes
		s.record(body(5, 2, 99))
		refused(t, l.Wait(t.Context(), 6), 5, ledger.ErrFork)
		holds(t, l, dir, bodies[:5])
	})
}

// After a refusal it believes nothing that it has not read again.
func TestARefusalMakesItReadItsFilesAgain(t *testing.T) {
	followed(t, 10, func(t *testing.T, l *ledger.Ledger, dir string, s *log) {
		bodies := story(6)
		s.record(bodies[:5]...)
		must(t, l.Wait(t.Context(), 5))
		flip(t, dir, "entries.log", endOf(bodies, 3)-9)
		s.record([]byte("not an event"))
		refused(t, l.Wait(t.Context(), 6), 6, ledger.ErrRefused)
		synctest.Wait() // until it pauses
		if err := l.Stopped(); !errors.Is(err, ledger.ErrDamaged) {
			t.Fatalf("got %v", err)
		}
		flip(t, dir, "entries.log", endOf(bodies, 3)-9)
		s.change(func() { s.bodies = bodies })
		time.Sleep(time.Minute)
		must(t, l.Stopped())
		holds(t, l, dir, bodies)
	})
}

type ends struct{ err error }

func (e ends) Follow(_ context.Context, _ uint64, handle func(uint64, [][]byte) error) error {
	if e.err == nil {
		return nil
	}
	handle(2, story(3)) // a source that swallows a refusal, and goes on
	handle(1, story(3))
	return nil
}

func TestASourceThatBreaksItsContract(t *testing.T) {
	for _, c := range []struct {
		source ends
		want   error
	}{{ends{}, ledger.ErrEnded}, {ends{errors.New("")}, ledger.ErrGap}} {
		l := open(t, filepath.Join(t.TempDir(), "ledger"))
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		var all sync.WaitGroup
		all.Go(func() { l.Follow(ctx, c.source) })
		if err := l.Wait(context.Background(), 1); !errors.Is(err, c.want) || strings.Contains(err.Error(), "/") {
			t.Errorf("got %v, want %v", err, c.want)
		}
		all.Wait()
		cancel()
		if l.Size() != 0 {
			t.Error("an entry came in after a refusal")
		}
	}
}
