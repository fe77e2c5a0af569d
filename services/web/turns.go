package web

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
)

// A past moment takes the whole machine to make and a file as large as the book was then,
// so they are made one at a time, and whoever waits stands in one line. Of one client
// only one request stands in it: somebody who asks for a thousand moments waits behind
// himself and not before everybody else.
const (
	maxOfOne = 8  // requests of one client that wait or look at a moment
	maxInAll = 32 // of all clients

	turnTimeout = 20 * time.Second // that a request of one client waits for those before it
)

var (
	errTooMany = &Problem{Status: http.StatusTooManyRequests, Title: "Too many at once",
		Sentence: "You are asking for many past moments at the same time. Wait until one of the pages is there, then ask for the next."}
	errAllTaken = &Problem{Status: http.StatusServiceUnavailable, Title: "Not now",
		Sentence: "Many people are looking at past moments just now. Load this page again in a few seconds. How things stand now can be seen all the time."}
)

// Turns are what clients ask for that is made one after the other.
type Turns struct {
	mu      sync.Mutex
	clients map[string]*client // that wait or look
	all     int
	timeout time.Duration
}

// client is one who asks.
type client struct {
	asked int
	turn  chan struct{} // holds one while a request of this client stands in the line
}

// NewTurns are turns that nobody waits for yet.
func NewTurns() *Turns { return &Turns{clients: map[string]*client{}, timeout: turnTimeout} }

// Enter waits for the client's turn. Whoever got it says when what was waited for has
// begun, so that the client's next request may stand in line, and when it is over; the
// first may be left out, and each may be said twice.
func (t *Turns) Enter(ctx context.Context, name string) (begun, over func(), err error) {
	c, err := t.add(name)
	if err != nil {
		return nil, nil, err
	}
	gone := sync.OnceFunc(func() { t.remove(name, c) })
	select {
	case c.turn <- struct{}{}:
	case <-time.After(t.timeout):
		gone()
		return nil, nil, errTooMany
	case <-ctx.Done(): // whoever asked has gone
		gone()
		return nil, nil, ctx.Err()
	}
	begun = sync.OnceFunc(func() { <-c.turn })
	return begun, func() { begun(); gone() }, nil
}

func (t *Turns) add(name string) (*client, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.clients[name]
	switch {
	case c != nil && c.asked == maxOfOne:
		return nil, errTooMany
	case t.all == maxInAll:
		return nil, errAllTaken
	case c == nil:
		c = &client{turn: make(chan struct{}, 1)}
		t.clients[name] = c
	}
	c.asked++
	t.all++
	return c, nil
}

func (t *Turns) remove(name string, c *client) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.all--
	if c.asked--; c.asked == 0 {
		delete(t.clients, name)
	}
}

// inTurn is the past as one client may look at it. A page that does not say who asks is
// one of those that nobody in particular asked for: it is bounded with them.
type inTurn struct {
	Past
	turns *Turns
	name  string
}

func (p inTurn) ReadAt(ctx context.Context, sequence uint64, read func(*book.View) error) error {
	return p.wait(ctx, read, func(read func(*book.View) error) error { return p.Past.ReadAt(ctx, sequence, read) })
}

func (p inTurn) ReadOn(ctx context.Context, sequence uint64, on edtf.Day, read func(*book.View) error) error {
	return p.wait(ctx, read, func(read func(*book.View) error) error { return p.Past.ReadOn(ctx, sequence, on, read) })
}

func (p inTurn) wait(ctx context.Context, read func(*book.View) error, look func(func(*book.View) error) error) error {
	begun, over, err := p.turns.Enter(ctx, p.name)
	if err != nil {
		return err
	}
	defer over()
	err = look(func(v *book.View) error {
		begun()
		return read(v)
	})
	if errors.Is(err, book.ErrBusy) {
		return cause.Of(errAllTaken, err)
	}
	return err
}

// AskedBy is the frame as whoever asks may look at its past.
func (f *Frame) AskedBy(r *http.Request) *Frame {
	past, bounded := f.Past.(inTurn)
	if !bounded { // there is no past, or it was bounded where it was entered
		return f
	}
	one := *f
	one.Client = clientOf(r)
	past.name = one.Client
	one.Past = past
	return &one
}

// clientOf is who asks: an address, or the network of one of the new kind, of which
// everybody has as many as they like. A proxy on this computer says for whom it asks.
func clientOf(r *http.Request) string {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	address := peer.Addr().Unmap()
	if forwarded := r.Header.Values("X-Forwarded-For"); address.IsLoopback() && len(forwarded) > 0 {
		all := strings.Split(forwarded[len(forwarded)-1], ",") // the proxy's own word is the last
		if said, err := netip.ParseAddr(strings.TrimSpace(all[len(all)-1])); err == nil {
			address = said.Unmap()
		}
	}
	if address.Is6() {
		network, err := address.WithZone("").Prefix(64)
		if err == nil {
			return network.String()
		}
	}
	return address.String()
}
