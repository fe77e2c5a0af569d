package main

import (
	"context"

	"ahd/cmd/ahd/bench"
)

// benchCommand measures this program on this machine, in a temporary folder.
type benchCommand struct {
	Figure string `arg:"" optional:"" enum:"rebuild,feed,commands,all" default:"all" help:"rebuild, feed or commands; all unless named."`
	Events int    `default:"100000" placeholder:"N" help:"How many events to make up."`
	Rounds int    `default:"3" placeholder:"R" help:"How often to measure, and its limit with it."`
	Seed   uint64 `default:"1" placeholder:"S" help:"What the made-up events depend on."`
}

// Run measures. It prints JSON always: one line for each figure.
func (b *benchCommand) Run(ctx context.Context, p *program) error {
	figures := bench.Figures
	if b.Figure != "all" {
		figures = []string{b.Figure}
	}
	return bench.Run(ctx, p.out, bench.Options{Figures: figures, Events: b.Events, Rounds: b.Rounds, Seed: b.Seed})
}
