package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"ahd.example/ahd/services/commands/commitment"
	partycmd "ahd.example/ahd/services/commands/party"

	"github.com/google/uuid"

	"ahd.example/ahd/cmd/ahd/door"
	"ahd.example/ahd/events"
	"ahd.example/ahd/services/api"
)

// asked is a command that somebody sent, and what became of it.
type asked struct {
	args      api.RecordArgs
	sequence  uint64
	item      string // the commitment that it is about
	narrative string // "" where none was typed
	document  []byte // nil where none was brought
	erases    string // the command whose words or document it erases; "" for none
	erasing   bool   // somebody has asked for what it brought to be erased
	erased    bool   // and was told that it is
}

// recorders are sixteen people who record at the same time.
type recorders struct {
	items []string
	large bool
	most  int // they stop after so many; 0 for never

	mu    sync.Mutex
	told  map[string]asked // what was answered, by the id of the command
	ended bool             // the power is gone: what is refused now is no fault
}

func (p *recorders) cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ended = true
}

func (p *recorders) answered() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.told)
}

// recordUntil has them record as soon as somebody answers at the socket, and ends when
// nobody does any more after ended is closed.
func (p *recorders) recordUntil(t *testing.T, socket string, ended chan struct{}) {
	p.mu.Lock()
	p.ended = false
	p.mu.Unlock()
	for {
		p.record(t, socket)
		select {
		case <-ended:
			return
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// record has them record until nobody answers or there is enough.
func (p *recorders) record(t *testing.T, socket string) {
	documents, err := os.MkdirTemp("", "ahd-documents-")
	if err != nil {
		t.Error(err)
		return
	}
	defer os.RemoveAll(documents)
	var all sync.WaitGroup
	for who := range 16 {
		all.Go(func() {
			for turn := 0; p.most == 0 || p.answered() < p.most; turn++ {
				if a := p.next(t, who, turn, documents); !p.ask(t, socket, a) {
					return
				}
			}
		})
	}
	all.Wait()
}

// next is what somebody asks for in a turn.
func (p *recorders) next(t *testing.T, who, turn int, documents string) asked {
	a := asked{args: api.RecordArgs{CommandID: uuid.NewString()}}
	id := a.args.CommandID
	var command any
	switch {
	case len(p.items) == 0 || p.large && turn%2 == 0 || turn%10 == 9:
		a.args.What, command = "party", p.party(id)
	case turn%20 == who: // each brings a document each twentieth time, at different moments
		a.document, a.item = []byte(strings.Repeat("what document "+id+" says\n", 100)), p.item(who, turn)
		path := filepath.Join(documents, id+".txt")
		if err := os.WriteFile(path, a.document, 0o600); err != nil {
			t.Error(err)
		}
		a.args.What = "deposit"
		command = api.DepositArgs{Documented: commitment.Documented{ID: a.item, Kind: "supports"}, Path: path}
	case turn%20 == who+3 && p.erasable(&a, &command):
		a.args.What = "erase"
	case turn%3 == 0:
		a.args.What, command = "progress", commitment.ReportProgress{ID: p.item(who, turn), State: "planning"}
	default:
		a.item, a.narrative = p.item(who, turn), fmt.Sprintf("client %d says in command %s what was done", who, id)
		a.args.What, command = "progress", commitment.ReportProgress{ID: a.item, State: "in_progress", Narrative: &a.narrative}
	}
	fields, err := json.Marshal(command)
	if err != nil {
		t.Error(err)
	}
	a.args.Command = fields
	return a
}

// erasable makes a an erasure of what some command brought, if any did.
func (p *recorders) erasable(a *asked, command *any) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for id, b := range p.told {
		text := id + "/narrative"
		if b.document != nil {
			text = id + "/document"
		}
		if b.erasing || b.narrative == "" && b.document == nil {
			continue
		}
		a.erases, b.erasing = id, true
		p.told[id] = b
		*command = commitment.EraseText{On: commitment.On{ID: b.item}, Text: text, Basis: "mistake"}
		return true
	}
	return false
}

// item is a commitment that at this turn nobody else reports on, as far as may be.
func (p *recorders) item(who, turn int) string { return p.items[(who+16*turn)%len(p.items)] }

// party is an organisation; where the events are to be large, one that 30 KB of sources
// tell of.
func (p *recorders) party(id string) partycmd.RegisterParty {
	party := partycmd.RegisterParty{ID: "p-" + id, Party: events.PartyRegistered{Name: "An organisation", Kind: "government", Sources: []string{}}}
	for p.large && len(party.Party.Sources) < 2300 {
		party.Party.Sources = append(party.Party.Sources, "source-000")
	}
	return party
}

// ask sends a command; false when the server does not answer any more.
func (p *recorders) ask(t *testing.T, socket string, a asked) bool {
	document, problem, err := sent(a.args, socket)
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case err != nil:
		return false
	case problem != nil && problem.Code == "conflict": // somebody was faster
		return true
	case problem != nil:
		if !p.ended && (problem.Recorded == nil || problem.Status < 500) {
			t.Errorf("%s was refused: %s %s", a.args.What, problem.Code, problem.Detail)
		}
		return false
	}
	var r recordedAt
	if err := json.Unmarshal(document, &r); err != nil || !r.Recorded {
		t.Errorf("%v %s", err, document)
	}
	a.sequence = r.Sequence
	p.told[a.args.CommandID] = a
	if gone, erases := p.told[a.erases]; erases {
		gone.erased = true
		p.told[a.erases] = gone
	}
	return true
}

func sent(args api.RecordArgs, socket string) (json.RawMessage, *api.Problem, error) {
	arguments, err := json.Marshal(args)
	if err != nil {
		return nil, nil, err
	}
	return door.Ask(context.Background(), socket, door.Question{Verb: "record", Arguments: arguments}, func(int, int) {})
}

// safeBuffer is what a process says, also while somebody reads it.
type safeBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *safeBuffer) Write(text []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(text)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}
