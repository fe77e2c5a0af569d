package projections_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
)

// besides is how large what SQLite keeps beside the book that serves is, in MiB.
func besides(t *testing.T, dir string) float64 {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.db-wal"))
	if err != nil || len(names) != 1 {
		t.Fatal(names, err)
	}
	info, err := os.Stat(names[0])
	if err != nil {
		t.Fatal(err)
	}
	return float64(info.Size()) / (1 << 20)
}

// withoutAPause lets somebody read at every moment until ctx ends: whoever reads ends
// when the next one has begun.
func withoutAPause(ctx context.Context, t *testing.T, b *projections.Book) (wait func()) {
	var all sync.WaitGroup
	begin := func() (end chan struct{}) {
		end = make(chan struct{})
		begun := make(chan struct{})
		all.Go(func() {
			err := b.Read(background, func(*book.View) error {
				close(begun)
				<-end
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
		<-begun
		return end
	}
	before := begin()
	all.Go(func() {
		for ctx.Err() == nil {
			next := begin()
			close(before)
			before = next
		}
		close(before)
	})
	return all.Wait
}

// long adds events that write much.
func long(h *history, count int) {
	for range count {
		h.add(fmt.Sprintf("commitment/c-%d", len(h.bodies)), events.CommitmentCaptured{Text: strings.Repeat("shelter ", 5000), Kind: "pledge", Convening: "c-1",
			Children: []string{}, Geography: []string{}, SDGTargets: []string{}, Quotes: []events.Quote{}})
	}
}

// What is beside the book stays small although somebody reads at every moment, and
// although somebody read for long.
func TestWhatIsWrittenIsSweptWhileOthersRead(t *testing.T) {
	const limit = 40 // MiB; each third writes nearly twice as much
	h, dir := newHistory(t), t.TempDir()
	h.hidden = true
	b := openBook(t, dir, h)
	h.hidden = false
	apply := func(each func(beside float64)) {
		first := len(h.bodies)
		long(h, 250)
		for i, body := range h.bodies[first:] {
			if err := b.Apply(background, uint64(first+i+1), [][]byte{body}); err != nil {
				t.Fatal(err)
			}
			each(besides(t, dir))
		}
	}
	reading, end := context.WithCancel(background)
	wait := withoutAPause(reading, t, b)
	apply(func(beside float64) {
		if beside > limit {
			end()
			t.Fatalf("%.0f MiB are beside the book while others read in turns", beside)
		}
	})
	end()
	wait()
	grown, last := 0.0, 0.0
	if err := b.Read(background, func(*book.View) error { // nothing can be swept that somebody sees
		apply(func(beside float64) { grown = max(grown, beside) })
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	apply(func(beside float64) { last = beside })
	if grown < limit || last > limit {
		t.Errorf("%.0f MiB while somebody read for long, and %.0f MiB after that", grown, last)
	}
}

// It stays bounded where each reads for a second, and there are always some: whoever comes
// waits until they are done.
func TestWhatIsWrittenIsSweptWhileManyReadForLong(t *testing.T) {
	const limit = 40 // MiB: it is tried at 8, at 16 and at 32; what is written is a hundred and more
	h, dir := newHistory(t), t.TempDir()
	h.hidden = true
	b := openBook(t, dir, h)
	h.hidden = false
	reading, end := context.WithCancel(background)
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			time.Sleep(time.Duration(i) * 250 * time.Millisecond)
			for reading.Err() == nil {
				if err := b.Read(background, func(*book.View) error { time.Sleep(time.Second); return nil }); err != nil {
					t.Error(err)
				}
			}
		})
	}
	time.Sleep(2 * time.Second) // all of them read
	grown := 0.0
	long(h, 500)
	for i, body := range h.bodies[len(h.bodies)-500:] {
		if err := b.Apply(background, uint64(len(h.bodies)-500+i+1), [][]byte{body}); err != nil {
			t.Error(err)
			break
		}
		grown = max(grown, besides(t, dir))
	}
	end()
	all.Wait()
	if grown > limit || grown < 8 {
		t.Errorf("%.0f MiB are beside the book", grown)
	}
}
