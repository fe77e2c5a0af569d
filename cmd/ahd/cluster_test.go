package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"ahd.example/ahd/events"
)

var (
	clusterFor  = flag.Duration("cluster", 20*time.Second, "how long three servers fail in turn while sixteen clients record")
	clusterSeed = flag.Uint64("cluster-seed", 0, "which failures; 0 for some")
)

// Three servers keep the log, and fail in every way that servers and networks do while
// sixteen clients record. What was acknowledged is in the log once and where it was
// said, what was denied is not, and everybody who reads it reads the same.
func TestAClusterThatFails(t *testing.T) {
	f := newFailing(t)
	ctx, stop := context.WithCancel(t.Context())
	all := f.clients.run(ctx)
	t.Cleanup(func() { stop(); all.Wait() })
	for end := time.Now().Add(*clusterFor); time.Now().Before(end) && !t.Failed(); {
		time.Sleep(time.Duration(f.rand.IntN(3000)) * time.Millisecond)
		f.fail(t)
	}
	f.heal(t)
	f.notWell()
	stop()
	all.Wait()
	blame(f.failures, f.clients.silences(f.spans))
	judge(t, f.failures)
	f.agreed(t)
}

// failing is a register on a cluster, with those who use it.
type failing struct {
	*cluster
	dir     string
	server  *server
	clients *clients
	rand    *rand.Rand
	spans   []span // when two of three servers were well, and Ahd ran
	well    bool   // whether the last of them is still going on

	failures []failed // that were
}

func newFailing(t *testing.T) *failing {
	t.Helper()
	seed := *clusterSeed
	if seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("go test ./cmd/ahd -run %s -cluster %s -cluster-seed %d", t.Name(), *clusterFor, seed)
	c := newCluster(t)
	f := &failing{cluster: c, dir: c.imported(t), clients: newClients(), rand: rand.New(rand.NewPCG(seed, seed))}
	f.serve(t)
	return f
}

// serve starts Ahd.
func (f *failing) serve(t *testing.T) {
	t.Helper()
	f.server = start(t, "serve", "--listen", "127.0.0.1:0", "--data", f.dir)
	f.clients.server.Store(reached(t, f.server, f.dir))
	f.isWell()
}

func (f *failing) isWell() {
	if !f.well {
		f.spans, f.well = append(f.spans, span{from: time.Now()}), true
	}
}

func (f *failing) notWell() {
	if f.well {
		f.spans[len(f.spans)-1].to, f.well = time.Now(), false
	}
}

// upTo is a random time.
func (f *failing) upTo(most time.Duration) time.Duration {
	return time.Duration(f.rand.Int64N(int64(most)))
}

// failure is one way in which something fails, and comes right again.
type failure struct {
	name string
	do   func(f *failing, t *testing.T, m *peer)
}

var failures = []failure{
	{"is killed", func(f *failing, t *testing.T, m *peer) {
		m.kill()
		time.Sleep(f.upTo(8 * time.Second))
		m.run(t)
	}},
	{"hangs", func(f *failing, t *testing.T, m *peer) {
		m.halt(t)
		time.Sleep(f.upTo(20 * time.Second))
		m.goOn(t)
	}},
	{"is cut off", func(f *failing, _ *testing.T, m *peer) {
		m.relay.refuse(true)
		time.Sleep(f.upTo(8 * time.Second))
		m.relay.refuse(false)
	}},
	{"is cut for a moment", func(_ *failing, _ *testing.T, m *peer) { m.relay.cut() }},
	{"is far away", func(f *failing, _ *testing.T, m *peer) {
		m.relay.slow(50*time.Millisecond + f.upTo(500*time.Millisecond))
		time.Sleep(f.upTo(8 * time.Second))
		m.relay.slow(0)
	}},
	{"is not heard for a while", func(f *failing, _ *testing.T, m *peer) {
		m.relay.hold()
		time.Sleep(f.upTo(12 * time.Second))
		m.relay.release()
	}},
	{"is cut off, and what was sent to it comes late", func(f *failing, _ *testing.T, m *peer) {
		m.relay.hold()
		time.Sleep(f.upTo(time.Second))
		m.relay.abandon()
		time.Sleep(f.upTo(10 * time.Second))
		m.relay.release()
	}},
	{"leads no more", func(f *failing, _ *testing.T, _ *peer) { _ = f.stepDown() }},
	{"is killed, and so is another", func(f *failing, t *testing.T, m *peer) {
		other := f.peers[f.rand.IntN(3)]
		f.notWell()
		m.kill()
		other.kill()
		time.Sleep(f.upTo(4 * time.Second))
		m.run(t)
		if other != m {
			other.run(t)
		}
	}},
	{"sees Ahd killed, and what it had sent comes late", func(f *failing, t *testing.T, m *peer) {
		f.notWell()
		m.relay.hold()
		time.Sleep(f.upTo(300 * time.Millisecond))
		f.clients.server.Store(nil)
		f.server.kill()
		m.relay.abandon()
		f.serve(t)
		time.Sleep(f.upTo(5 * time.Second))
		m.relay.release()
	}},
}

// fail lets one thing fail, most often the server that matters most, and waits until all
// three are there again.
func (f *failing) fail(t *testing.T) {
	t.Helper()
	i := f.leader()
	if i < 0 || f.rand.IntN(3) == 0 {
		i = f.rand.IntN(3)
	}
	chosen := failures[f.rand.IntN(len(failures))]
	began := time.Now()
	chosen.do(f, t, f.peers[i])
	f.whole(t)
	f.isWell()
	f.failures = append(f.failures, failed{name: fmt.Sprint(i+1, " ", chosen.name), span: span{began, time.Now()}})
	t.Logf("%s server %d %s (%s)", began.Format("15:04:05.000"), i+1, chosen.name, time.Since(began).Round(100*time.Millisecond))
}

// heal waits until commands are recorded again.
func (f *failing) heal(t *testing.T) {
	t.Helper()
	f.whole(t)
	healsWithin(t, f.dir, time.Minute)
}

// agreed is the oracle: everybody reads the same, nothing is missing, times do not go
// backwards, and the ledger holds what the log holds.
func (f *failing) agreed(t *testing.T) {
	t.Helper()
	bodies := f.cluster.read(t)
	for range 2 { // whoever leads
		_ = f.stepDown()
		f.whole(t)
		if again := f.cluster.read(t); rootOf(again) != rootOf(bodies) || len(again) != len(bodies) {
			t.Errorf("another server holds another log: %d events and %d", len(bodies), len(again))
		}
	}
	timesInOrder(t, bodies)
	f.clients.check(t, bodies)
	healsWithin(t, f.dir, time.Minute)
	f.server.stop(t)
	agree(t, f.dir)
	sameAsLedger(t, f.dir, f.cluster.read(t))
	nothingFound(t, f.dir)
}

// timesInOrder looks for an event with an earlier time than the one before it.
func timesInOrder(t *testing.T, bodies [][]byte) {
	t.Helper()
	var last time.Time
	for i, body := range bodies {
		envelope, _, err := events.Scan(body)
		must(t, err)
		if envelope.Time.Before(last) {
			t.Errorf("event %d is of %s, and the one before of %s", i+1, envelope.Time, last)
		}
		last = envelope.Time
	}
}

// sameAsLedger compares the log with the ledger's file and with the root that is said.
func sameAsLedger(t *testing.T, dir string, bodies [][]byte) {
	t.Helper()
	entries := ledgerFile(t, dir)
	root := read[status](t, ok(t, "status", "--data", dir, "--json")).Row.Ledger.Root
	if len(entries) != len(bodies) || rootOf(entries) != rootOf(bodies) || root != rootOf(bodies) {
		t.Errorf("the log has %d events and the root %s, the ledger %d and %s (it says %s)",
			len(bodies), rootOf(bodies), len(entries), rootOf(entries), root)
	}
}
