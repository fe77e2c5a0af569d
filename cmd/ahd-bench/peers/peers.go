// Package peers answers: how does recording stand beside what else keeps a record?
//
// Each side does what somebody would build with it who wants what Ahd promises: a fact
// that is on disk when it is acknowledged, and something that can be looked up from it.
// The sides take turns on one machine, in one process, and the others are idle meanwhile.
package peers

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"ahd.example/ahd/cmd/ahd-bench/bench"
	"ahd.example/ahd/events/cause"
)

// Options say how to measure.
type Options struct {
	Clients int           // that ask at the same time
	Rounds  int           // of each side, in turns
	Round   time.Duration // how long each is

	Without []string // sides that are not measured
}

// maxClients bounds the commitments that are captured before anything is measured.
const maxClients = 64

// maxTurns of a client in a round: no round ends by them.
const maxTurns = 1 << 20

// Run measures and prints a line for each side. A side that cannot run is told to
// messages and left out.
func Run(ctx context.Context, out, messages io.Writer, o Options) (err error) {
	if o.Clients < 1 || o.Clients > maxClients || o.Rounds < 1 || o.Round <= 0 {
		return fmt.Errorf("1 to %d clients can be measured, in one round at least", maxClients)
	}
	dir, err := os.MkdirTemp("", "ahd-bench-")
	if err != nil {
		return cause.Of(errors.New("no room for a temporary folder"), err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	all, end, err := open(ctx, dir, messages, o)
	defer func() { err = errors.Join(err, end()) }()
	if err != nil {
		return err
	}
	for range o.Rounds {
		for _, s := range all {
			if err := s.round(ctx, o); err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
		}
	}
	for _, s := range all { // after all others, and in no other figure
		if err := s.readBack(ctx, o); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	lines := json.NewEncoder(out)
	for _, s := range all {
		if err := lines.Encode(s.line(o)); err != nil {
			return err
		}
	}
	return nil
}

// side is one of those that are measured.
type side struct {
	name string
	note string
	body int // bytes of what is recorded each time

	record  func(ctx context.Context, client, turn int) error // returns when it is on disk
	wait    func(ctx context.Context) error                   // waits for what comes after; nil for nothing
	read    func(ctx context.Context, client, turn int) error // records and reads it back; nil where nothing is read
	servers func() time.Duration                              // CPU of processes besides this one; nil for none
	close   func() error

	rounds []round
	reads  []time.Duration
	turns  int // so that no round does what one before it did
}

// round is what one round of a side measured.
type round struct {
	perSecond float64
	waits     []time.Duration
	cpu       time.Duration // of each command
}

func (s *side) round(ctx context.Context, o Options) error {
	before := s.cpu()
	first := s.turns
	took, perSecond, err := bench.AtOnce(o.Clients, maxTurns, o.Round, func(client, turn int) error {
		return s.record(ctx, client, first+turn)
	})
	if err == nil && s.wait != nil {
		err = s.wait(ctx)
	}
	if err != nil {
		return err
	}
	s.turns += len(took)
	s.rounds = append(s.rounds, round{perSecond, took, (s.cpu() - before) / time.Duration(max(1, len(took)))})
	return nil
}

// cpu is what was used so far by everything that a side lets run.
func (s *side) cpu() time.Duration {
	used := ownCPU()
	if s.servers != nil {
		used += s.servers()
	}
	return used
}

// readBack measures from asking to record to having read what was recorded.
func (s *side) readBack(ctx context.Context, o Options) error {
	if s.read == nil {
		return nil
	}
	first := s.turns
	took, _, err := bench.AtOnce(o.Clients, maxTurns, o.Round, func(client, turn int) error {
		return s.read(ctx, client, first+turn)
	})
	s.reads = took
	return err
}

// own is a folder for a side within the one that is removed at the end.
func own(dir, name string) (string, error) {
	path := filepath.Join(dir, name)
	return path, os.MkdirAll(path, 0o700)
}
