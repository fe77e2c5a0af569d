package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"ahd.example/ahd/events/folder"
)

// behindRelays is a register whose log is reached through relays.
type behindRelays struct {
	dir    string
	relays []*relay
	read   func(*testing.T) [][]byte // the log
}

// logs are the ways in which a log stands outside Ahd.
var logs = map[string]func(*testing.T) behindRelays{
	"one server": func(t *testing.T) behindRelays {
		e := newExternal(t)
		r := newRelay(t, e.address)
		e.used(t)
		t.Setenv("AHD_NATS", "tls://node:secret1@"+r.address())
		return behindRelays{imported(t), []*relay{r}, func(t *testing.T) (bodies [][]byte) {
			must(t, e.asOwner(func(ctx context.Context, _ *nats.Conn, js jetstream.JetStream) (err error) {
				bodies, err = wholeLog(ctx, js)
				return err
			}))
			return bodies
		}}
	},
	"three servers": func(t *testing.T) behindRelays {
		c := newCluster(t)
		w := behindRelays{dir: c.imported(t), read: c.read}
		for _, p := range c.peers {
			w.relays = append(w.relays, p.relay)
		}
		return w
	},
}

func (w behindRelays) each(do func(*relay)) {
	for _, r := range w.relays {
		do(r)
	}
}

// reached is where the server of a folder answers.
func reached(t *testing.T, s *server, dir string) *reachable {
	t.Helper()
	var held *folder.Held
	if lock, err := folder.Acquire(dir, ""); !errors.As(err, &held) {
		t.Fatalf("the server does not hold its folder: %v %v", lock, err)
	}
	return &reachable{held.Socket, s.url}
}

// What was sent and held up on the way arrives when nobody waits for it any more: after
// the connection was cut, or after the program was killed and started again, and whether
// or not something else was recorded meanwhile. The register works on, and each command
// is one event.
func TestWhatArrivesLateDoesNoHarm(t *testing.T) {
	for name, log := range logs {
		t.Run(name, func(t *testing.T) {
			w := log(t)
			for _, restarted := range []bool{false, true} {
				for _, between := range []bool{false, true} {
					w.lateOnce(t, restarted, between)
				}
			}
			ok(t, "status", "--data", w.dir)
			bodies := w.read(t)
			timesInOrder(t, bodies)
			sameAsLedger(t, w.dir, bodies)
			nothingFound(t, w.dir)
		})
	}
}

// lateOnce lets five commands be late.
func (w behindRelays) lateOnce(t *testing.T, restarted, between bool) {
	t.Helper()
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", w.dir)
	c := newClients()
	c.server.Store(reached(t, s, w.dir))
	w.recordsWithin(t, c, time.Minute)
	w.each((*relay).hold)
	var asked sync.WaitGroup
	var late []string
	for i := range 5 {
		id := uuid.NewString()
		late = append(late, id)
		asked.Go(func() { c.note(id, c.byCommand(id, fmt.Sprintf("cm-b%d", 1+i)), time.Now()) })
	}
	until(t, "something is on its way", func() bool { return w.held() > 0 })
	time.Sleep(300 * time.Millisecond)
	if restarted {
		s.kill()
	}
	asked.Wait() // nobody knows
	w.each((*relay).abandon)
	if restarted {
		s = start(t, "serve", "--listen", "127.0.0.1:0", "--data", w.dir)
		c.server.Store(reached(t, s, w.dir))
	}
	if between {
		w.recordsWithin(t, c, time.Minute)
	}
	w.each((*relay).release)
	for i, id := range late {
		w.records(t, c, id, fmt.Sprintf("cm-b%d", 1+i), time.Minute)
	}
	w.recordsWithin(t, c, time.Minute)
	c.check(t, w.read(t))
	s.stop(t)
}

// held is how much is on its way.
func (w behindRelays) held() (chunks int) {
	w.each(func(r *relay) { chunks += r.holds() })
	return chunks
}

// recordsWithin records something new.
func (w behindRelays) recordsWithin(t *testing.T, c *clients, most time.Duration) {
	t.Helper()
	w.records(t, c, uuid.NewString(), "cm-b1", most)
}

// records asks, with one id, until it is recorded.
func (w behindRelays) records(t *testing.T, c *clients, id, commitment string, most time.Duration) {
	t.Helper()
	var h heard
	for deadline := time.Now().Add(most); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		began := time.Now()
		h = c.byCommand(id, commitment)
		if c.note(id, h, began); h.kind == recordedKind {
			return
		}
	}
	t.Fatalf("nothing can be recorded any more: %+v; %s", h, ahd(t, "status", "--data", w.dir, "--json").out)
}

// nothingFound lets doctor compare everything.
func nothingFound(t *testing.T, dir string) {
	t.Helper()
	a := ahd(t, "doctor", "--deep", "--data", dir, "--json")
	if found := read[list](t, a); a.code != 0 || len(found.Rows) > 0 {
		t.Errorf("exit %d, something is found: %s", a.code, a.out)
	}
}

// nothingButTexts is nothingFound in a folder that did not record everything itself: what
// people typed is in no log.
func nothingButTexts(t *testing.T, dir string) {
	t.Helper()
	for _, row := range read[list](t, ahd(t, "doctor", "--deep", "--data", dir, "--json")).Rows {
		if row["code"] != "texts.missing" {
			t.Errorf("something is found: %v", row)
		}
	}
}

// Two programs with the register's key record in one log at once: each works, or says
// why it does not, and no event of one does harm to the other.
func TestTwoProgramsOnOneLog(t *testing.T) {
	for name, log := range logs {
		t.Run(name, func(t *testing.T) {
			w := log(t)
			dirs := []string{w.dir, w.restored(t)}
			ctx, stop := context.WithCancel(t.Context())
			var both []*clients
			var servers []*server
			for _, dir := range dirs {
				s, c := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir), newClients()
				c.server.Store(reached(t, s, dir))
				c.another = true
				both, servers = append(both, c), append(servers, s)
			}
			all := []*sync.WaitGroup{both[0].run(ctx), both[1].run(ctx)}
			time.Sleep(4 * time.Second)
			stop()
			for i := range both {
				all[i].Wait()
				w.dir = dirs[i]
				w.recordsOrSays(t, both[i])
			}
			for _, s := range servers {
				s.stop(t)
			}
			bodies := w.read(t)
			timesInOrder(t, bodies)
			for i, dir := range dirs {
				both[i].check(t, bodies)
				ok(t, "status", "--data", dir)
				sameAsLedger(t, dir, w.read(t))
				nothingButTexts(t, dir)
			}
		})
	}
}

// recordsOrSays asks until something is recorded, or the program says that it is not the
// one that records.
func (w behindRelays) recordsOrSays(t *testing.T, c *clients) {
	t.Helper()
	id := uuid.NewString()
	var h heard
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		h = c.byCommand(id, "cm-b1")
		if c.note(id, h, time.Now()); h.kind == recordedKind || h.kind == deniedKind && strings.Contains(h.said, "Record there") {
			return
		}
	}
	t.Fatalf("it neither records nor says who does: %+v", h)
}

// restored is another folder, from a backup of this one.
func (w behindRelays) restored(t *testing.T) (dir string) {
	t.Helper()
	file, dir := t.TempDir()+"/backup", t.TempDir()+"/data"
	ok(t, "backup", file, "--data", w.dir)
	ok(t, "restore", file, "--data", dir)
	return dir
}

// A folder that comes from an older backup reads in the log what was recorded since, and
// records behind it.
func TestAnOlderBackupGoesOnWithTheLog(t *testing.T) {
	for name, log := range logs {
		t.Run(name, func(t *testing.T) {
			w := log(t)
			second := w.restored(t)
			for range 3 {
				ok(t, progress(w.dir, uuid.NewString(), "planning", "since the backup")...)
			}
			ok(t, progress(second, uuid.NewString(), "planning", "in the restored folder")...)
			bodies := w.read(t)
			timesInOrder(t, bodies)
			sameAsLedger(t, second, bodies)
			nothingButTexts(t, second)
		})
	}
}
