package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"ahd/cmd/ahd/bench"
	"ahd/events/cause"
)

// benchCommand measures this program on this machine, in a temporary folder.
type benchCommand struct {
	Figure string `arg:"" optional:"" enum:"rebuild,tree,verify,feed,schedule,commands,past,start,summary,day,all" default:"all" help:"rebuild, tree and verify (the record, against SHA-256 of its bytes), feed, schedule (500 commands a second, when they are due), commands, past (moments), start, summary (of --events/20 commitments), or day (how things stood on days that are over); all unless named."`
	Events int    `default:"100000" placeholder:"N" help:"How many events to make up."`
	Rounds int    `default:"3" placeholder:"R" help:"How often to measure, and its limit with it."`
	Seed   uint64 `default:"1" placeholder:"S" help:"What the made-up events depend on."`
	Spread bool   `help:"Let the events of each commitment stand all over the register, instead of close together."`
	Years  int    `placeholder:"Y" help:"Let what is made up happen in so many years."`
	Import bool   `help:"Let it be recorded at once after those years, as from a big import, instead of while it happened."`

	// What one bench asks of another process of the program: see fillElsewhere.
	Fill    string `hidden:"" placeholder:"DIR" help:"Make up the events in this folder, and measure nothing."`
	FillLog bool   `hidden:"" help:"And a log of them."`
}

// Run measures. It prints JSON always: one line for each figure.
func (b *benchCommand) Run(ctx context.Context, p *program) error {
	if b.Fill != "" {
		return bench.Fill(ctx, bench.Filling{Dir: b.Fill, Events: b.Events, Seed: b.Seed, Spread: b.Spread, Dated: bench.Dated{Years: b.Years, Imported: b.Import}, Log: b.FillLog})
	}
	figures := bench.Figures
	if b.Figure != "all" {
		figures = []string{b.Figure}
	}
	return bench.Run(ctx, p.out, bench.Options{Figures: figures, Events: b.Events, Rounds: b.Rounds, Seed: b.Seed, Spread: b.Spread, Dated: bench.Dated{Years: b.Years, Imported: b.Import}, Fill: fillElsewhere, Start: startElsewhere})
}

// fillElsewhere lets another process of this program make up the events, and waits
// for it: what is measured then was not just written by who measures. If that
// process ends early, what it left goes with the temporary folder.
func fillElsewhere(ctx context.Context, what bench.Filling) error {
	program, err := os.Executable()
	if err != nil {
		return cause.Of(errors.New("the program that is to make up the events was not found"), err)
	}
	child := exec.CommandContext(ctx, program, "bench", "--fill="+what.Dir, fmt.Sprintf("--fill-log=%t", what.Log),
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
