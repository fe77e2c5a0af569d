// Package soak answers: does a server stay as it began, however long it is asked?
//
// It looks at a real process from outside while others write and read: what it holds in
// memory, how large the files grow that are only to be swept, and how much it has open.
package soak

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
	"ahd.example/ahd/events/folder"
)

// Options say for how long, and how much.
type Options struct {
	For    time.Duration
	Settle time.Duration // how long memory may take to find its size
	Every  time.Duration // between samples
	Writes int           // of each second
	Reads  int           // likewise
	Events int           // in the register when it begins

	// Start starts the program on a folder and returns when it is ready.
	Start func(ctx context.Context, dir string) (Process, error)
}

// Process is a server that runs.
type Process interface {
	Where() (pid int, url, socket string)
	End(killed bool) error
}

// ErrNotFlat is returned where the server did not stay as it began; what grew was
// printed.
var ErrNotFlat = errors.New("the server did not stay as it began")

// Run prints a line for each sample, and one that says whether the server stayed as it
// began.
func Run(ctx context.Context, out io.Writer, o Options) (err error) {
	if o.Writes < 1 || o.Reads < 1 || o.Every <= 0 || o.For < 4*o.Every || o.Settle >= o.For || o.Events < bench.PerCommitment {
		return fmt.Errorf("at least four samples, a write and a read a second, %d events, and less time to settle than in all are needed", bench.PerCommitment)
	}
	dir, err := os.MkdirTemp("", "ahd-bench-")
	if err != nil {
		return cause.Of(errors.New("no room for a temporary folder"), err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	data := filepath.Join(dir, "data")
	if err := fill(ctx, data, o.Events); err != nil {
		return err
	}
	process, err := o.Start(ctx, data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, process.End(false)) }()
	lines := json.NewEncoder(out)
	w := newWatch(process, data)
	samples, err := w.sample(ctx, o, func(s Sample) error { return lines.Encode(s) })
	if err != nil {
		return err
	}
	verdict := Judge(samples, o.Settle)
	if w.load.first != nil {
		verdict.Failure = w.load.first.Error()
	}
	if err := lines.Encode(verdict); err != nil {
		return err
	}
	if !verdict.Flat {
		return ErrNotFlat
	}
	return nil
}

// fill makes up a register in a folder of its own.
func fill(ctx context.Context, data string, count int) error {
	if _, err := folder.OpenKey(data, "bench"); err != nil {
		return err
	}
	return bench.Fill(ctx, bench.Filling{Dir: data, Events: count, Seed: 1, Log: true})
}
