package ledger_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
)

func TestGroupsOfAnySizeMakeTheSameLedger(t *testing.T) {
	bodies := story(300)
	for _, limit := range []int{1, 7, 64, 300} {
		dir := filepath.Join(t.TempDir(), "ledger")
		l := open(t, dir)
		holds(t, l, dir, nil)
		for at := 0; at < len(bodies); {
			n := min(1+rand.IntN(limit), len(bodies)-at)
			must(t, l.Append(uint64(at+1), bodies[at:at+n]))
			at += n
			if limit > 1 || at%50 == 0 {
				holds(t, l, dir, bodies[:at])
			}
		}
		must(t, l.Close())
		holds(t, open(t, dir), dir, bodies)
	}
}

func TestWhatIsRefused(t *testing.T) {
	held := story(5)
	next := story(9)[5:]
	early := body(7, 0, 60)
	for _, c := range []struct {
		name   string
		first  uint64
		bodies [][]byte
		kind   error
		named  uint64
		kept   int // of bodies
	}{
		{"a gap", 7, next, ledger.ErrGap, 7, 0},
		{"a sequence of 0", 0, next, ledger.ErrGap, 0, 0},
		{"an earlier time", 6, [][]byte{next[0], early, next[2]}, ledger.ErrTime, 7, 1},
		{"an earlier time, first of the group", 6, [][]byte{early}, ledger.ErrTime, 6, 0},
		{"what is not canonical", 6, [][]byte{next[0], next[1], []byte(`{ }`)}, ledger.ErrRefused, 8, 2},
		{"an empty body", 6, [][]byte{next[0], {}}, ledger.ErrLength, 7, 1},
		{"a body that is too long", 6, [][]byte{next[0], body(7, 5, events.MaxBody+1)}, ledger.ErrLength, 7, 1},
		{"another body for an entry", 4, [][]byte{held[3], body(5, 2, 70), next[0]}, ledger.ErrFork, 5, 0},
		{"another body, with nothing new", 2, [][]byte{body(2, 0, 70)}, ledger.ErrFork, 2, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "ledger")
			l := open(t, dir)
			must(t, l.Append(1, held))
			refused(t, l.Append(c.first, c.bodies), c.named, c.kind)
			now := append(held[:5:5], c.bodies[:c.kept]...)
			holds(t, l, dir, now)
			must(t, l.Append(6, append(now[5:len(now):len(now)], body(9, 9, 60))))
			holds(t, l, dir, append(now, body(9, 9, 60)))
		})
	}
}

func TestTheCheckIsHeard(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "ledger"))
	if err := l.Append(1, [][]byte{[]byte("x")}); !errors.Is(err, errNotCanonical) {
		t.Fatalf("got %v", err)
	}
}

func TestWhatIsHereAlreadyIsPassedOver(t *testing.T) {
	bodies := story(10)
	dir := filepath.Join(t.TempDir(), "ledger")
	l := open(t, dir)
	for _, step := range []struct{ first, to int }{{1, 4}, {1, 4}, {3, 4}, {2, 8}, {8, 8}, {1, 10}} {
		must(t, l.Append(uint64(step.first), bodies[step.first-1:step.to]))
	}
	must(t, l.Append(99, nil))
	holds(t, l, dir, bodies)
}

func TestTheLargestBodyIsTaken(t *testing.T) {
	bodies := [][]byte{body(1, 0, events.MaxBody), body(2, 0, 50)}
	dir := written(t, bodies)
	holds(t, open(t, dir), dir, bodies)
}

func TestManyReadWhileOneWrites(t *testing.T) {
	bodies := story(400)
	dir := filepath.Join(t.TempDir(), "ledger")
	l := open(t, dir)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for sequence := uint64(1); sequence <= 400; sequence++ {
				if err := l.Wait(ctx, sequence); err != nil {
					t.Error(err)
					return
				}
				have, err := l.Entry(sequence)
				if size, _ := l.Root(); err != nil || string(have) != string(bodies[sequence-1]) || size < sequence {
					t.Errorf("entry %d: %q, %v, size %d", sequence, have, err, size)
				}
			}
		})
	}
	for at := 0; at < 400; at += 20 {
		must(t, l.Append(uint64(at+1), bodies[at:at+20]))
	}
	all.Wait()
	holds(t, l, dir, bodies)
}

func TestWaiting(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "ledger"))
	must(t, l.Append(1, story(2)))
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	must(t, l.Wait(ended, 2)) // it is here: no need to wait
	if err := l.Wait(ended, 3); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	waited := make(chan error)
	go func() { waited <- l.Wait(context.WithoutCancel(ended), 3) }()
	must(t, l.Close())
	if err := <-waited; !errors.Is(err, ledger.ErrClosed) {
		t.Fatalf("got %v", err)
	}
}

func TestAClosedLedgerSaysSo(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "ledger"))
	must(t, l.Append(1, story(2)))
	must(t, l.Close())
	must(t, l.Close())
	_, entry := l.Entry(1)
	_, leaf := l.Leaf(1)
	for i, err := range []error{entry, leaf, l.Append(3, story(3)[2:]), l.Wait(t.Context(), 3), l.Follow(t.Context(), nil)} {
		if !errors.Is(err, ledger.ErrClosed) {
			t.Errorf("%d: %v", i, err)
		}
	}
}

// held is a disk whose syncs wait.
type held struct {
	ledger.Writer
	asked chan struct{}
	free  chan struct{}
}

func (h held) Sync() error {
	h.asked <- struct{}{}
	<-h.free
	return h.Writer.Sync()
}

// Whoever waits for an event, to answer for it, hears of it when it is on disk and not
// before: nothing else brings it there.
func TestNothingIsSaidToBeHereBeforeItIsOnDisk(t *testing.T) {
	asked, free := make(chan struct{}, 10), make(chan struct{}, 10)
	free <- struct{}{} // the one with which it is opened
	l, err := ledger.OpenWith(filepath.Join(t.TempDir(), "ledger"), origin, check, func(role string, w ledger.Writer) ledger.Writer {
		if role == ledger.RoleEntries {
			return held{w, asked, free}
		}
		return w
	})
	must(t, err)
	<-asked
	appended, waited := make(chan error), make(chan error, 1)
	go func() { appended <- l.Append(1, story(3)) }()
	go func() { waited <- l.Wait(t.Context(), 3) }()
	<-asked
	select {
	case <-waited:
		t.Error("it was said to be here before it was synced")
	case <-appended:
		t.Error("it was taken before it was synced")
	case <-time.After(50 * time.Millisecond):
	}
	if size := l.Size(); size != 0 {
		t.Errorf("%d are said to be here", size)
	}
	free <- struct{}{}
	must(t, <-appended)
	must(t, <-waited)
	close(free)
	must(t, l.Close())
}
