package eventlog

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"
)

func at(checkpoint uint64) func(context.Context) (uint64, error) {
	return func(context.Context) (uint64, error) { return checkpoint + 1, nil }
}

// heard keeps what a subscriber tells of the reading.
type heard struct {
	told    []error
	resumed int
}

func (h *heard) Interrupted(err error) { h.told = append(h.told, err) }
func (h *heard) Resumed()              { h.resumed++ }

// keeper is a handler that keeps what it is given, as the book does.
type keeper struct {
	mu         sync.Mutex
	checkpoint uint64
	refuse     map[uint64]int // how often a batch that begins here is refused
	refused    []string       // its messages
	payloads   []string
	reached    chan uint64
}

func (k *keeper) handle(m *message.Message) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	first, err := strconv.ParseUint(m.Metadata.Get(FirstKey), 10, 64)
	if err != nil {
		return err
	}
	if k.refuse[first] > 0 {
		k.refuse[first]--
		k.refused, k.payloads = append(k.refused, m.UUID), append(k.payloads, string(m.Payload))
		return errors.New("no room on the disk")
	}
	bodies, err := Unpack(m.Payload)
	if err != nil || first != k.checkpoint+1 || m.Metadata.Get(LastKey) != fmt.Sprint(first+uint64(len(bodies))-1) {
		return fmt.Errorf("%s at checkpoint %d: %w", m.UUID, k.checkpoint, err)
	}
	k.checkpoint += uint64(len(bodies))
	k.reached <- k.checkpoint
	return nil
}

// route runs a subscriber in a Router until the returned function is called,
// which closes the Router and waits.
func route(t *testing.T, s *Subscriber, handle message.NoPublishHandlerFunc) (stop func()) {
	t.Helper()
	router := message.NewDefaultRouter(nil)
	router.AddConsumerHandler("book", Name, s, handle)
	ended := make(chan error, 1)
	go func() { ended <- router.Run(context.WithoutCancel(t.Context())) }()
	select {
	case <-router.Running():
	case err := <-ended:
		t.Fatal(err)
	}
	return func() {
		if err := errors.Join(router.Close(), <-ended); err != nil {
			t.Error(err)
		}
	}
}

func TestTheRouterIsGivenEveryEventInOrder(t *testing.T) {
	l := newLog(t)
	l.Batch = 7
	fill(t, l, 20)
	k := &keeper{reached: make(chan uint64, 100)}
	s := NewSubscriber(l, at(0), &heard{})
	stop := route(t, s, k.handle)
	for <-k.reached != 20 {
	}
	fill(t, l, 5)
	for <-k.reached != 25 {
	}
	stop()

	// The next process begins behind its checkpoint.
	fill(t, l, 3)
	stop = route(t, NewSubscriber(l, at(k.checkpoint), &heard{}), k.handle)
	for <-k.reached != 28 {
	}
	stop()
	if _, err := s.Subscribe(t.Context(), Name); !errors.Is(err, errClosed) {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// A Nack is the stop: the same batch comes again after a growing pause until the
// cause is gone, and nothing behind it comes before.
func TestARefusedBatchComesAgainUntilItIsTaken(t *testing.T) {
	l := newLog(t)
	l.Batch = 1
	fill(t, l, 6)
	k := &keeper{reached: make(chan uint64, 100), refuse: map[uint64]int{3: 12, 5: 1}}
	s := NewSubscriber(l, at(2), &heard{})
	k.checkpoint = 2
	var pauses []time.Duration
	s.pause = func(_ context.Context, d time.Duration) { pauses = append(pauses, d) }
	stop := route(t, s, k.handle)
	for <-k.reached != 6 {
	}
	stop()
	want := []time.Duration{100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600, 30000, 30000, 30000, 100}
	for i := range want {
		want[i] *= time.Millisecond
	}
	if len(k.refused) != 13 || !slices.Equal(pauses[:13], want) {
		t.Errorf("%v refused, pauses %v", k.refused, pauses)
	}
	for i := range 12 {
		if k.refused[i] != k.refused[0] || k.payloads[i] != k.payloads[0] {
			t.Errorf("%s came instead of %s", k.refused[i], k.refused[0])
		}
	}
}

// When following breaks, it goes on behind the last batch that was taken.
func TestFollowingBeginsAgainByItself(t *testing.T) {
	l := newLog(t)
	l.Batch = 3
	fill(t, l, 9)
	k := &keeper{reached: make(chan uint64, 100)}
	s := NewSubscriber(l, at(0), &heard{})
	cut := errors.New("cut")
	var starts []uint64
	h := &heard{}
	s.following = h
	s.pause = func(context.Context, time.Duration) {}
	s.follow = func(ctx context.Context, from uint64, handle func(uint64, [][]byte) error) error {
		if starts = append(starts, from); len(starts) == 2 {
			return cut
		}
		return l.Follow(ctx, from, func(first uint64, bodies [][]byte) error {
			if err := handle(first, bodies[:1]); err != nil || len(starts) > 3 {
				return err
			}
			return cut
		})
	}
	stop := route(t, s, k.handle)
	for <-k.reached != 3 {
	}
	stop()
	if !slices.Equal(starts, []uint64{1, 2, 2, 3}) || len(h.told) < 3 || h.told[0] != cut {
		t.Errorf("began at %v; told %v", starts, h.told)
	}
}

func TestALostConnectionIsFoundAgain(t *testing.T) {
	l := newLog(t)
	fill(t, l, 1)
	k := &keeper{reached: make(chan uint64, 100)}
	s := NewSubscriber(l, at(0), &heard{})
	s.pause = func(context.Context, time.Duration) { time.Sleep(time.Millisecond) }
	stop := route(t, s, k.handle)
	defer stop()
	for i := range uint64(3) {
		for <-k.reached != i+1 {
		}
		if err := l.nc.ForceReconnect(); err != nil {
			t.Fatal(err)
		}
		e := progress(fmt.Sprint("after-", i))
		for {
			_, err := l.Append(t.Context(), e, 0, upToDate)
			if err == nil || errors.As(err, new(*Conflict)) {
				break // it is there, now or from a sending before
			}
		}
	}
}

func TestASubscriberThatIsAheadIsToldAtOnce(t *testing.T) {
	l := newLog(t)
	fill(t, l, 2)
	if _, err := NewSubscriber(l, at(3), &heard{}).Subscribe(t.Context(), Name); !errors.Is(err, ErrAhead) {
		t.Error(err)
	}
	if _, err := NewSubscriber(l, at(0), &heard{}).Subscribe(t.Context(), "other"); err == nil {
		t.Error("there is no such topic")
	}
	lost := errors.New("no checkpoint")
	nowhere := func(context.Context) (uint64, error) { return 0, lost }
	if _, err := NewSubscriber(l, nowhere, &heard{}).Subscribe(t.Context(), Name); !errors.Is(err, lost) {
		t.Error(err)
	}
}

// Closing does not wait for an answer that never comes, and ends every channel.
func TestCloseEndsWhatIsUnanswered(t *testing.T) {
	l := newLog(t)
	fill(t, l, 2)
	s := NewSubscriber(l, at(0), &heard{})
	ctx, cancel := context.WithCancel(t.Context())
	first, err := s.Subscribe(ctx, Name)
	if err != nil {
		t.Fatal(err)
	}
	second, err := s.Subscribe(t.Context(), Name)
	if err != nil {
		t.Fatal(err)
	}
	m := <-first
	cancel()
	<-m.Context().Done()
	if _, open := <-first; open {
		t.Error("a message came after the end")
	}
	m = <-second
	var closers sync.WaitGroup
	for range 3 {
		closers.Go(func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	closers.Wait()
	if m.Context().Err() == nil {
		t.Error("the message's context goes on")
	}
	if _, open := <-second; open {
		t.Error("a message came after the end")
	}
}
