package web_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/services/web"
	"ahd.example/ahd/services/web/webtest"
)

// gated is a book whose past begins to be looked at when the gate opens.
type gated struct {
	web.Past
	gate    chan struct{}
	waiting chan uint64 // told of each that waits at it
}

func (g gated) ReadAt(ctx context.Context, sequence uint64, read func(*book.View) error) error {
	g.waiting <- sequence
	<-g.gate
	return g.Past.ReadAt(ctx, sequence, read)
}

func (g gated) ReadOn(ctx context.Context, sequence uint64, on edtf.Day, read func(*book.View) error) error {
	g.waiting <- sequence
	<-g.gate
	return g.Past.ReadOn(ctx, sequence, on, read)
}

// crowd asks for pages from addresses and collects what is answered.
type crowd struct {
	w     *webtest.World
	all   sync.WaitGroup
	mu    sync.Mutex
	codes map[string]map[int]int // by address and status
	told  chan *httptest.ResponseRecorder
}

func (c *crowd) ask(from, target string) {
	r := c.w.Request(http.MethodGet, target, "")
	r.RemoteAddr = from
	c.all.Go(func() {
		response := c.w.Do(r)
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.codes[from] == nil {
			c.codes[from] = map[int]int{}
		}
		c.codes[from][response.Code]++
		if response.Code != http.StatusOK {
			c.told <- response
		}
	})
}

func gatedWorld(t *testing.T) (*crowd, gated) {
	w := webtest.Full(webtest.New(t))
	g := gated{Past: w.Book, gate: make(chan struct{}), waiting: make(chan uint64, 5000)}
	config := w.Config()
	config.Past = g
	w.Handler = webtest.Pages(config)
	return &crowd{w: w, codes: map[string]map[int]int{}, told: make(chan *httptest.ResponseRecorder, 5000)}, g
}

// Somebody who asks for a thousand moments waits behind himself: others get their turn,
// by whatever kind of page the moments are asked for.
func TestWhoAsksForManyMomentsWaitsBehindHimself(t *testing.T) {
	const greedy, other = "192.0.2.1:4000", "192.0.2.2:4000"
	c, g := gatedWorld(t)
	size := int(c.w.Log.Size())
	pages := []string{"/at/%d/", "/at/%d/commitments/cm-1", "/changes?from=1&to=%d", "/at/%d/on/2026-01-01/", "/summaries/preview?at=%d"}
	for i := range 1000 {
		c.ask(greedy, fmt.Sprintf(pages[i%len(pages)], 2+i%(size-2)))
	}
	<-g.waiting
	for range 1000 - 2*web.MaxOfOne { // all but those that wait for their turn, to look at a moment or to have a summary
		var response *httptest.ResponseRecorder
		select {
		case response = <-c.told:
		case <-g.waiting:
			t.Fatal("two requests of one client stand in line")
		}
		if !(response.Code == http.StatusTooManyRequests && strings.Contains(response.Body.String(), "many past moments at the same time") ||
			response.Code == http.StatusServiceUnavailable && strings.Contains(response.Body.String(), "Several summaries")) || response.Header().Get("Retry-After") == "" {
			t.Fatalf("%d %s", response.Code, response.Body)
		}
	}
	c.ask(other, "/at/2/")
	<-g.waiting // stands in line, while a thousand of somebody else's do not
	close(g.gate)
	c.all.Wait()
	if codes := c.codes[other]; codes[http.StatusOK] != 1 {
		t.Errorf("the other one was answered %v", codes)
	}
	if codes := c.codes[greedy]; codes[http.StatusOK] < 1 || codes[http.StatusInternalServerError] > 0 {
		t.Errorf("%v", codes)
	}
}

// All together may not be too many either, and room comes back.
func TestPastMomentsAreBoundedInAll(t *testing.T) {
	c, g := gatedWorld(t)
	for i := range web.MaxInAll {
		c.ask(fmt.Sprintf("192.0.2.%d:1", i+1), "/at/2/")
	}
	for range web.MaxInAll {
		<-g.waiting
	}
	c.ask("198.51.100.1:1", "/at/3/")
	var response *httptest.ResponseRecorder
	select {
	case response = <-c.told:
	case <-g.waiting:
		t.Fatal("one more stands in line")
	}
	if response.Code != http.StatusServiceUnavailable || !strings.Contains(response.Body.String(), "How things stand now can be seen") || response.Header().Get("Retry-After") == "" {
		t.Errorf("%d %s", response.Code, response.Body)
	}
	if response := c.w.Get("/commitments/cm-1"); response.Code != http.StatusOK {
		t.Errorf("a page of now is answered %d", response.Code)
	}
	close(g.gate)
	c.all.Wait()
	c.ask("198.51.100.1:2", "/at/3/")
	c.all.Wait()
	if codes := c.codes["198.51.100.1:2"]; codes[http.StatusOK] != 1 {
		t.Errorf("%v", codes)
	}
}
