package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"ahd.example/ahd/cmd/ahd-bench/bench"
	"ahd.example/ahd/cmd/ahd-bench/peers"
	"ahd.example/ahd/events/cause"
)

// measureCommand measures in a temporary folder.
type measureCommand struct {
	Figures []string      `arg:"" optional:"" name:"figure" enum:"rebuild,tree,verify,feed,schedule,commands,past,start,summary,day,lists,all" default:"all" help:"Which, as named above; all unless named. Several share what is made up."`
	Events  int           `default:"100000" placeholder:"N" help:"How many events to make up."`
	Rounds  int           `default:"3" placeholder:"R" help:"How often to measure, and its limit with it."`
	Seed    uint64        `default:"1" placeholder:"S" help:"What the made-up events depend on."`
	Spread  bool          `help:"Let the events of each commitment stand all over the register, instead of close together."`
	Years   int           `placeholder:"Y" help:"Let what is made up happen in so many years."`
	Import  bool          `help:"Let it be recorded at once after those years, as from a big import, instead of while it happened."`
	Peers   bool          `help:"With commands: beside JetStream, PostgreSQL, SQLite and the disk, in turns, a line for each."`
	Items   int           `placeholder:"N" help:"With lists: how many commitments there are. Left out: one for 20 events."`
	Beside  int           `default:"200" placeholder:"N" help:"With lists: how many commands are recorded in a second beside."`
	Clients int           `default:"16" placeholder:"N" help:"With --peers: how many ask at the same time."`
	Round   time.Duration `default:"3s" placeholder:"TIME" help:"With --peers: how long a round of one side is."`

	// What one bench asks of another process of the program: see fillElsewhere.
	Fill    string `hidden:"" placeholder:"DIR" help:"Make up the events in this folder, and measure nothing."`
	FillLog bool   `hidden:"" help:"And a log of them."`
}

// Run prints one line for each figure.
func (m *measureCommand) Run(ctx context.Context, p *program, c *cli) error {
	switch {
	case m.Fill != "":
		return bench.Fill(ctx, bench.Filling{Dir: m.Fill, Events: m.Events, Seed: m.Seed, Spread: m.Spread, Dated: bench.Dated{Years: m.Years, Imported: m.Import}, Log: m.FillLog})
	case m.Peers && !slices.Equal(m.Figures, []string{"commands"}):
		return errors.New("--peers is said with the figure “commands” alone")
	case m.Peers:
		return peers.Run(ctx, p.out, p.err, peers.Options{Clients: m.Clients, Rounds: m.Rounds, Round: m.Round})
	}
	figures := m.Figures
	if slices.Contains(figures, "all") {
		figures = bench.Figures
	}
	began := time.Now()
	told := func(figure string) {
		fmt.Fprintf(p.err, "%6s  %s, %d events, %d rounds\n", time.Since(began).Round(time.Second), figure, m.Events, m.Rounds)
	}
	ahd := &ahdProgram{named: c.Ahd}
	defer ahd.remove()
	return bench.Run(ctx, p.out, bench.Options{Figures: figures, Events: m.Events, Rounds: m.Rounds, Seed: m.Seed, Spread: m.Spread, Items: m.Items, Beside: m.Beside, Dated: bench.Dated{Years: m.Years, Imported: m.Import}, Told: told, Fill: fillElsewhere, Start: ahd.start})
}

// fillElsewhere lets another process of this program make up the events, and waits
// for it: what is measured then was not just written by who measures. If that
// process ends early, what it left goes with the temporary folder.
func fillElsewhere(ctx context.Context, what bench.Filling) error {
	program, err := os.Executable()
	if err != nil {
		return cause.Of(errors.New("the program that is to make up the events was not found"), err)
	}
	child := exec.CommandContext(ctx, program, "--fill="+what.Dir, fmt.Sprintf("--fill-log=%t", what.Log),
		fmt.Sprintf("--events=%d", what.Events), fmt.Sprintf("--seed=%d", what.Seed), fmt.Sprintf("--spread=%t", what.Spread),
		fmt.Sprintf("--years=%d", what.Years), fmt.Sprintf("--import=%t", what.Imported))
	var said bytes.Buffer
	child.Stderr = &said
	err = child.Run()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil: // its text may name a path; how the process ended does not
		return cause.Of(fmt.Errorf("another process could not make up the events (%v): %s", child.ProcessState, strings.TrimSpace(said.String())), err)
	}
	return nil
}
