package verification

import (
	"context"
	"runtime"
	"sync"

	"ahd.example/ahd/events"
)

// fact is what one event says that the record as a whole is held against. It is found
// out on any core; the rest is done in order.
type fact struct {
	body     []byte
	leaf     events.Hash
	envelope events.Envelope
	data     []byte
	quotes   []events.Quote
	texts    []events.Text
	err      error // it is not canonical
}

// batch is a run of events that one worker looks at.
type batch struct {
	bodies [][]byte
	facts  []fact
	err    error // why no more follow
	done   chan struct{}
}

// ahead is how many batches are in memory at once.
func ahead() int { return 2*runtime.GOMAXPROCS(0) + 2 }

// read looks at the events of a record on all cores and gives them to each in order. It
// ends with what ended the entries, or with what each returned, and waits for whoever it
// started.
func read(ctx context.Context, entries Entries, texts bool, each func(*fact) error) error {
	ctx, stop := context.WithCancel(ctx)
	var workers sync.WaitGroup
	defer workers.Wait()
	defer stop()
	work, order := make(chan *batch, ahead()), make(chan *batch, ahead())
	workers.Add(1)
	go func() {
		defer workers.Done()
		defer close(order)
		defer close(work)
		deal(ctx, entries, work, order)
	}()
	for range runtime.GOMAXPROCS(0) {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for b := range work {
				b.look(texts)
				close(b.done)
			}
		}()
	}
	for b := range order {
		<-b.done
		for i := range b.facts {
			if err := each(&b.facts[i]); err != nil {
				return err
			}
		}
		if b.err != nil {
			return b.err
		}
	}
	return ctx.Err()
}

// deal hands batches to the workers, and to whoever takes them in order.
func deal(ctx context.Context, entries Entries, work, order chan<- *batch) {
	for {
		b := &batch{done: make(chan struct{})}
		b.bodies, b.err = entries.Next()
		last := b.err != nil
		select {
		case order <- b:
		case <-ctx.Done():
			return
		}
		select {
		case work <- b:
		case <-ctx.Done():
			return
		}
		if last {
			return
		}
	}
}

func (b *batch) look(texts bool) {
	b.facts = make([]fact, len(b.bodies))
	for i, body := range b.bodies {
		b.facts[i] = look(body)
		if !texts {
			b.facts[i].texts = nil
		}
	}
}

func look(body []byte) fact {
	f := fact{body: body, leaf: events.LeafHash(body)}
	if f.envelope, f.data, f.err = events.Scan(body); f.err == nil {
		f.quotes, f.texts = events.Mentions(f.data)
	}
	return f
}
