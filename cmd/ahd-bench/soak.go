package main

import (
	"context"
	"time"

	"ahd.example/ahd/cmd/ahd-bench/soak"
)

// soakCommand lets a server run under writes and reads.
type soakCommand struct {
	For    time.Duration `default:"30m" placeholder:"TIME" help:"How long."`
	Settle time.Duration `default:"5m" placeholder:"TIME" help:"How long memory may take to find its size."`
	Every  time.Duration `default:"10s" placeholder:"TIME" help:"Time between samples."`
	Writes int           `default:"50" placeholder:"N" help:"Reports in a second."`
	Reads  int           `default:"200" placeholder:"N" help:"Pages in a second."`
	Events int           `default:"20000" placeholder:"N" help:"How many events the register has when it begins."`
}

// Run prints one line for each sample, and one that says whether the server stayed as it
// began; it fails where it did not.
func (s *soakCommand) Run(ctx context.Context, p *program, c *cli) error {
	ahd := &ahdProgram{named: c.Ahd}
	defer ahd.remove()
	return soak.Run(ctx, p.out, soak.Options{For: s.For, Settle: s.Settle, Every: s.Every, Writes: s.Writes, Reads: s.Reads, Events: s.Events,
		Start: func(ctx context.Context, dir string) (soak.Process, error) {
			served, err := ahd.serve(ctx, dir)
			if err != nil {
				return nil, err
			}
			return served, nil
		}})
}
