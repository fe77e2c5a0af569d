package main

import (
	"net"
	"sync"
	"testing"
	"time"
)

// relay stands between Ahd and one server of the log, as a network does that fails: it
// cuts, it is slow, it holds what was sent and delivers it when nobody waits any more.
type relay struct {
	listener net.Listener
	server   string

	mu       sync.Mutex
	changed  *sync.Cond
	held     bool                       // nothing is delivered, either way
	waits    int                        // how many chunks were not delivered for that
	refusing bool                       // nobody is connected
	lag      time.Duration              // between arrival and delivery
	changes  func(answer []byte) []byte // what the server says, as the client hears it; nil for as it is
	lines    map[*wire]bool
}

// wire is one connection of a client, and the one to the server that goes with it.
type wire struct {
	client, server net.Conn
	held           bool // nothing is delivered on this one
}

// chunk is what arrived together.
type chunk struct {
	bytes []byte
	at    time.Time
}

func newRelay(t *testing.T, server string) *relay {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	r := &relay{listener: listener, server: server, lines: map[*wire]bool{}}
	r.changed = sync.NewCond(&r.mu)
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			go r.join(client)
		}
	}()
	t.Cleanup(func() {
		listener.Close()
		r.release()
		r.cut()
	})
	return r
}

func (r *relay) address() string { return r.listener.Addr().String() }

// join connects a client with the server, both ways.
func (r *relay) join(client net.Conn) {
	server, err := net.Dial("tcp", r.server)
	r.mu.Lock()
	defer r.mu.Unlock()
	if err != nil || r.refusing {
		client.Close()
		if err == nil {
			server.Close()
		}
		return
	}
	l := &wire{client: client, server: server}
	r.lines[l] = true
	go r.carry(l, client, server, time.Second) // it reads what was sent before it sees the end
	go r.carry(l, server, client, 0)
}

// carry delivers what arrives, in order, and the end behind it.
func (r *relay) carry(l *wire, from, to net.Conn, linger time.Duration) {
	arrived := make(chan chunk, 1<<16)
	go func() {
		defer close(arrived)
		for {
			b := make([]byte, 16<<10)
			n, err := from.Read(b)
			if n > 0 {
				arrived <- chunk{b[:n], time.Now()}
			}
			if err != nil {
				return
			}
		}
	}()
	for c := range arrived {
		r.pass(l, c)
		if from == l.server {
			c.bytes = r.change(c.bytes)
		}
		to.Write(c.bytes) // nobody may be there to read it any more
	}
	r.pass(l, chunk{at: time.Now()})
	time.Sleep(linger)
	to.Close()
	r.mu.Lock()
	defer r.mu.Unlock()
	if to == l.server {
		delete(r.lines, l)
	}
}

// pass waits until a chunk may be delivered.
func (r *relay) pass(l *wire, c chunk) {
	r.mu.Lock()
	lag := r.lag
	r.mu.Unlock()
	time.Sleep(time.Until(c.at.Add(lag)))
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.held || l.held {
		r.waits++
	}
	for r.held || l.held {
		r.changed.Wait()
	}
}

// lies changes what the server says from now on; nil has it told as it is.
func (r *relay) lies(change func(answer []byte) []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.changes = change
}

func (r *relay) change(answer []byte) []byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.changes == nil {
		return answer
	}
	return r.changes(answer)
}

// cut ends all connections; refuse lets no new one be made either.
func (r *relay) cut() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for l := range r.lines {
		l.client.Close()
		l.server.Close()
	}
}

func (r *relay) refuse(refusing bool) {
	r.mu.Lock()
	r.refusing = refusing
	r.mu.Unlock()
	if refusing {
		r.cut()
	}
}

func (r *relay) slow(lag time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lag = lag
}

// hold keeps what is sent from now on; release delivers it, and what comes after it.
func (r *relay) hold() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.held, r.waits = true, 0
}

// holds is how much is kept, in chunks.
func (r *relay) holds() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.waits
}

func (r *relay) release() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.held = false
	for l := range r.lines {
		l.held = false
	}
	r.changed.Broadcast()
}

// abandon ends the connections for the clients only, who may make new ones. What they
// had sent on the old ones is delivered when it is released, to servers that know of no
// end yet.
func (r *relay) abandon() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for l := range r.lines {
		l.held = true
		l.client.Close()
	}
	r.held = false
	r.changed.Broadcast()
}
