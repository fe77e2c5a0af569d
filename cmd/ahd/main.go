// Command ahd is the program: a server, and the verbs that record and look up.
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	p := &program{args: os.Args[1:], out: os.Stdout, err: os.Stderr, now: time.Now}
	os.Exit(p.run(ctx))
}

// program is one run of the program. Tests run it without a process.
type program struct {
	args []string
	out  io.Writer // data
	err  io.Writer // everything else
	now  func() time.Time
}

// exit ends a run with a code whose reason was told already.
type exit int

func (exit) Error() string { return "already told" }

// run parses and runs one command and returns the exit code.
func (p *program) run(ctx context.Context) int {
	err := p.parseAndRun(ctx)
	var code exit
	switch {
	case err == nil:
		return 0
	case errors.As(err, &code):
		return int(code)
	}
	return p.tell(err)
}
