// Command ahd is the program: a server, and the verbs that record and look up.
package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // the time zones of registers, wherever the program runs

	"ahd/cmd/ahd/terminal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	p := newProgram(os.Args[1:], &terminal.Terminal{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Now: time.Now, Width: terminal.WidthOf(os.Stdout)})
	os.Exit(p.run(ctx))
}

// program is one run of the program. Tests run it without a process.
type program struct {
	asker
	args   []string
	config configFile
}

// newProgram is one run with these arguments on a terminal.
func newProgram(args []string, t *terminal.Terminal) *program {
	return &program{asker: asker{t}, args: args}
}

// run parses and runs one command and returns the exit code.
func (p *program) run(ctx context.Context) int {
	err := p.parseAndRun(ctx)
	var found exit
	switch {
	case err == nil:
		return 0
	case errors.As(err, &found):
		return int(found)
	}
	return p.tell(err)
}

// exit ends a command that has said all it has to say with a code.
type exit int

func (e exit) Error() string { return "the check failed" }
