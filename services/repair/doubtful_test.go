package repair_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/services/repair"
)

// After a crash a large server serves the book as it is, and says so until it was made
// anew beside; whoever else opens the folder has it made anew first.
func TestABookServesUntilAnotherIsMade(t *testing.T) {
	for name, c := range map[string]struct{ large, stopped, doubtful, left bool }{
		"a small register, or a single command": {},
		"a large server":                        {large: true, doubtful: true},
		"a large server that is stopped":        {large: true, stopped: true, doubtful: true, left: true},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			current := filepath.Join(dir, "book", "current")
			if err := errors.Join(os.Mkdir(filepath.Dir(current), 0o700), os.WriteFile(current, []byte("some.db"), 0o600)); err != nil {
				t.Fatal(err)
			}
			var closed folder.LastClose
			var doubt repair.DoubtfulBook
			if err := errors.Join(closed.Read(dir), closed.Compare(), doubt.Distrust(dir, &closed, c.large)); err != nil {
				t.Fatal(err)
			}
			if doubt.Doubtful() != c.doubtful || (doubt.Note() != "") != c.doubtful || durable.Exists(current) != c.doubtful {
				t.Errorf("doubtful: %v, %q, the book serves: %v", doubt.Doubtful(), doubt.Note(), durable.Exists(current))
			}
			made := make(chan struct{})
			end := doubt.MakeSure(func(ctx context.Context, _ func(done, total uint64)) error {
				defer close(made)
				if c.stopped {
					<-ctx.Done()
				}
				return ctx.Err()
			}, slog.New(slog.DiscardHandler))
			if doubt.Doubtful() && !c.stopped {
				<-made
			}
			if err := end(); err != nil || doubt.Doubtful() != c.left {
				t.Errorf("it is doubtful still: %v, %v", doubt.Doubtful(), err)
			}
		})
	}
}
