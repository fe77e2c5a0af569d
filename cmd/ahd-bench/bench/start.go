package bench

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"ahd.example/ahd/cmd/ahd/node"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/folder"
)

// Running is a register that serves.
type Running interface {
	Record(ctx context.Context, commitment int) error // something about the commitment cm-N
	End(killed bool) error                            // stops it, or kills it where it stands
	Held() float64                                    // the most memory that its process held, in MiB
}

// How often a round starts: after an end, and after a kill.
const startsEach = 3

// recordedBefore is how many commands are recorded before a kill, so that there is
// something to recover.
const recordedBefore = 20

// measureStart measures from starting the program to its being ready, after an end and
// after a kill, against reading the entries of the ledger and hashing them once.
func measureStart(ctx context.Context, dir string, o Options, from *filled) (f figure, err error) {
	if _, err := from.prepare(ctx, true); err != nil {
		return f, err
	}
	if err := from.close(); err != nil {
		return f, err
	}
	own := filepath.Join(dir, "data")
	if _, err := folder.OpenKey(own, "bench"); err != nil {
		return f, err
	}
	if err := os.CopyFS(own, os.DirFS(from.dir)); err != nil { // what is recorded here is no part of the register
		return f, cause.Of(errors.New("there is no room for a copy of the register"), err)
	}
	start, program := o.Start, true
	if start == nil {
		start, program = startHere, false
	}
	if err := begin(ctx, start, own, program); err != nil {
		return f, err
	}
	if program { // before any kill, after which a book is made anew while others are served
		if f.Serving, err = heldServing(ctx, start, own, o.Events/PerCommitment); err != nil {
			return f, err
		}
	}
	f.Events = o.Events
	f.Note = fmt.Sprintf("from starting the program to its line that it is ready, with its own log server; killed_ms after a kill behind %d recorded commands; the limit reads the entries of the ledger and hashes them once; "+
		"the book is there, and the files are in the system's cache%s", recordedBefore, spreadNote(o))
	var clean, killed []time.Duration
	for range o.Rounds {
		var all time.Duration
		for range startsEach {
			took, err := startOnce(ctx, start, own, program)
			if err != nil {
				return f, err
			}
			after, err := startOnce(ctx, start, own, false)
			if err != nil {
				return f, err
			}
			if program { // the one before was killed
				clean, killed, all = append(clean, took), append(killed, after), all+took+after
			} else {
				clean, all = append(clean, took, after), all+took+after
			}
		}
		limit, err := hashEntries(own)
		if err != nil {
			return f, err
		}
		f.round(float64(o.Events)*2*startsEach/all.Seconds(), float64(o.Events)/limit.Seconds())
	}
	f.Ours = waitsOf(clean)
	if program {
		f.Killed = waitsOf(killed)
	}
	return f, nil
}

// begin lets the book be made, which is not measured, and records something, so that the
// folder says like any other where its log is.
func begin(ctx context.Context, start func(context.Context, string) (Running, error), dir string, record bool) error {
	running, err := start(ctx, dir)
	if err != nil {
		return err
	}
	if record {
		err = running.Record(ctx, 1)
	}
	return errors.Join(err, running.End(false))
}

// startOnce starts, and ends or kills what it started.
func startOnce(ctx context.Context, start func(context.Context, string) (Running, error), dir string, kill bool) (took time.Duration, err error) {
	began := time.Now()
	running, err := start(ctx, dir)
	if err != nil {
		return 0, err
	}
	took = time.Since(began)
	if kill {
		for range recordedBefore {
			if err := running.Record(ctx, 1); err != nil {
				return 0, errors.Join(err, running.End(true))
			}
		}
	}
	return took, running.End(kill)
}

// here is a register that serves in this process, for who has no program to start. It
// cannot be killed.
type here struct{ *node.Node }

func startHere(ctx context.Context, dir string) (Running, error) {
	n, err := node.Open(ctx, node.Options{Dir: dir, Name: "bench", Now: time.Now, ClockIsRight: true, Messages: slog.New(slog.DiscardHandler)})
	if err != nil {
		return nil, err
	}
	return here{n}, nil
}

func (h here) Record(context.Context, int) error { return errors.ErrUnsupported }
func (h here) End(bool) error                    { return h.Close() }
func (h here) Held() float64                     { return peak() }

// oldItems is on how many commitments something is recorded before it is asked how much
// memory that took.
const oldItems = 2000

// heldServing is the most memory in MiB that a register held when it was ready, after
// something was recorded on so many of its commitments, from the first to the last, and
// after that was done again.
func heldServing(ctx context.Context, start func(context.Context, string) (Running, error), dir string, commitments int) (held []float64, err error) {
	running, err := start(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, running.End(false)) }()
	held = append(held, running.Held())
	for range 2 {
		for i := range oldItems {
			if err := running.Record(ctx, 1+i*commitments/oldItems); err != nil {
				return nil, err
			}
		}
		held = append(held, running.Held())
	}
	return held, nil
}

// hashEntries is the least that a start can do that trusts no file.
func hashEntries(dir string) (time.Duration, error) {
	start := time.Now()
	entries, err := os.Open(filepath.Join(dir, "ledger", "entries.log"))
	if err != nil {
		return 0, err
	}
	_, err = io.CopyBuffer(struct{ io.Writer }{sha256.New()}, struct{ io.Reader }{entries}, make([]byte, 1<<20))
	return time.Since(start), errors.Join(err, entries.Close())
}
