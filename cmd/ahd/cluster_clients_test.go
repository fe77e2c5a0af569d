package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	commitmentcmd "ahd.example/ahd/services/commands/commitment"

	"github.com/google/uuid"

	"ahd.example/ahd/cmd/ahd/door"
	"ahd.example/ahd/services/api"
)

// heard is how a command was answered.
type heard struct {
	kind     string // of these
	sequence uint64
	fresh    bool // by this very question
	said     string
}

const (
	recordedKind = "recorded"
	deniedKind   = "not recorded"
	unknownKind  = "unknown"
	goneKind     = "nobody there"
)

// clients record while the log fails, and keep what they were told.
type clients struct {
	server  atomic.Pointer[reachable] // nil while there is none
	another bool                      // another program may be the one that records

	mu        sync.Mutex
	last      map[string]heard // command id → the newest answer
	kinds     map[string]int
	reasons   map[string]int // of what was not recorded
	slowest   time.Duration  // that an answer was waited for
	recorded  []time.Time    // when something new was recorded
	unforseen []string
}

// reachable is where a running program answers.
type reachable struct{ socket, pages string }

func newClients() *clients {
	return &clients{last: map[string]heard{}, kinds: map[string]int{}, reasons: map[string]int{}}
}

// run lets sixteen record until ctx ends: twelve as scripts do, four as people do in the
// form. Each asks again, with the same id, when it was told that nobody knows.
func (c *clients) run(ctx context.Context) *sync.WaitGroup {
	var all sync.WaitGroup
	for i := range 16 {
		way := c.byCommand
		if i%4 == 3 {
			way = c.byForm
		}
		all.Go(func() {
			for ctx.Err() == nil {
				c.record(ctx, fmt.Sprintf("cm-b%d", 1+i%5), way)
				time.Sleep(time.Duration(rand.IntN(600)) * time.Millisecond)
			}
		})
	}
	return &all
}

// record records one command, and asks again as people would.
func (c *clients) record(ctx context.Context, commitment string, way func(id, commitment string) heard) {
	id := uuid.NewString()
	for ctx.Err() == nil {
		began := time.Now()
		h := way(id, commitment)
		c.note(id, h, began)
		switch {
		case h.kind == recordedKind && rand.IntN(10) > 0, h.kind == deniedKind && rand.IntN(2) > 0:
			return
		case h.kind == recordedKind: // to be told the same again
			if again := way(id, commitment); again.kind == recordedKind && again.sequence != h.sequence {
				c.surprise("event %d of command %s is event %d when it is asked for again", h.sequence, id, again.sequence)
			} else if again.kind == deniedKind {
				c.surprise("command %s is event %d, and that is denied: %s", id, h.sequence, again.said)
			}
			return
		}
		time.Sleep(time.Duration(100+rand.IntN(400)) * time.Millisecond)
	}
}

func (c *clients) note(id string, h heard, began time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.slowest = max(c.slowest, time.Since(began))
	c.kinds[h.kind]++
	switch h.kind {
	case goneKind: // nothing was sent
		if _, known := c.last[id]; !known {
			return
		}
		h = c.last[id]
	case recordedKind:
		if h.fresh {
			c.recorded = append(c.recorded, time.Now())
		}
	case deniedKind:
		c.reasons[anyNumber.ReplaceAllString(h.said, "N")]++
	}
	c.last[id] = h
}

var anyNumber = regexp.MustCompile(`[0-9]+`)

func (c *clients) surprise(format string, a ...any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.unforseen = append(c.unforseen, fmt.Sprintf(format, a...))
}

func (c *clients) byCommand(id, commitment string) heard {
	narrative := "client " + id
	command, err := json.Marshal(commitmentcmd.ReportProgress{ID: commitment, State: "in_progress", Narrative: &narrative})
	if err != nil {
		panic(err)
	}
	args, err := json.Marshal(api.RecordArgs{What: "progress", CommandID: id, Command: command})
	if err != nil {
		panic(err)
	}
	server := c.server.Load()
	if server == nil {
		return heard{kind: goneKind}
	}
	document, problem, err := door.Ask(context.Background(), server.socket, door.Question{Verb: "record", Arguments: args}, func(int, int) {})
	var r recordedAt
	switch {
	case errors.Is(err, door.ErrGone):
		return heard{kind: goneKind}
	case err != nil:
		return heard{kind: unknownKind, said: err.Error()}
	case problem == nil:
		if err := json.Unmarshal(document, &r); err != nil || r.Sequence == 0 {
			c.surprise("%v %s", err, document)
		}
		return heard{kind: recordedKind, sequence: r.Sequence, fresh: r.Recorded}
	case c.another && problem.Code == "node.not-appointed":
	case problem.Code != "conflict" && problem.Code != "not-now" && problem.Code != "outcome-unknown":
		c.surprise("%s: %s", problem.Code, problem.Detail)
	}
	if problem.Recorded == nil {
		return heard{kind: unknownKind, said: problem.Detail}
	}
	return heard{kind: deniedKind, said: problem.Detail}
}

var asBrowser = &http.Client{Timeout: time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

func (c *clients) byForm(id, commitment string) heard {
	form := url.Values{"command": {id}, "state": {"in_progress"}, "narrative": {"client " + id}}
	server := c.server.Load()
	if server == nil {
		return heard{kind: goneKind}
	}
	response, err := asBrowser.PostForm(server.pages+"/commitments/"+commitment+"/progress", form)
	if err != nil {
		return heard{kind: unknownKind, said: err.Error()}
	}
	defer response.Body.Close()
	page, _ := io.ReadAll(response.Body)
	switch response.StatusCode {
	case http.StatusSeeOther:
		to, err := response.Location()
		if err != nil {
			c.surprise("a form leads nowhere: %v", err)
			return heard{kind: unknownKind}
		}
		sequence, err := strconv.ParseUint(to.Query().Get("after"), 10, 64)
		if err != nil {
			c.surprise("a form leads to %s", to)
		}
		return heard{kind: recordedKind, sequence: sequence, fresh: !to.Query().Has("already")}
	case http.StatusForbidden:
		if said := barOf(page); c.another && strings.Contains(said, "records in this register") || c.another && strings.Contains(said, "recorded in this register") {
			return heard{kind: deniedKind, said: said}
		}
	case http.StatusConflict:
		return heard{kind: deniedKind, said: "by the form, of a conflict"}
	case http.StatusServiceUnavailable:
		said := barOf(page)
		if strings.Contains(said, "Not recorded") || strings.Contains(said, "Nothing was recorded") {
			return heard{kind: deniedKind, said: said}
		}
		return heard{kind: unknownKind, said: said}
	}
	c.surprise("the form is answered with %d: %s", response.StatusCode, barOf(page))
	return heard{kind: unknownKind}
}

// span is a time.
type span struct{ from, to time.Time }

// check compares what was told with what the log holds.
func (c *clients) check(t *testing.T, bodies [][]byte) {
	t.Helper()
	for _, s := range c.unforseen {
		t.Error(s)
	}
	places := map[string]uint64{}
	for i, body := range bodies {
		var event struct{ ID string }
		must(t, json.Unmarshal(body, &event))
		if before := places[event.ID]; before != 0 {
			t.Errorf("command %s is event %d and event %d", event.ID, before, i+1)
		}
		places[event.ID] = uint64(i) + 1
	}
	var lost, moved, denied int
	for id, h := range c.last {
		place := places[id]
		switch {
		case h.kind == recordedKind && place == 0:
			lost++
			t.Errorf("command %s was recorded as event %d and is lost", id, h.sequence)
		case h.kind == recordedKind && place != h.sequence:
			moved++
			t.Errorf("command %s was recorded as event %d and is event %d", id, h.sequence, place)
		case h.kind == deniedKind && place != 0:
			denied++
			t.Errorf("command %s is event %d, and it was said that it was not recorded: %s", id, place, h.said)
		}
	}
	t.Logf("%d commands; answers %v; lost %d, at another place %d, denied falsely %d; slowest answer %s",
		len(c.last), c.kinds, lost, moved, denied, c.slowest.Round(time.Millisecond))
	for reason, n := range c.reasons {
		t.Logf("%5d × %s", n, reason)
	}
}

// spoken is what a page says about what was sent to it: above its form, or instead of it.
var spoken = regexp.MustCompile(`(?s)<p class="bar stop".*?</p>|<main[^>]*>\s*<h1.*</main>`)

func barOf(page []byte) string {
	return strings.Join(strings.Fields(markup.ReplaceAllString(string(spoken.Find(page)), " ")), " ")
}

var markup = regexp.MustCompile(`<[^>]*>`)
