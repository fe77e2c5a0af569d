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
	_ "time/tzdata" // the time zones of registers, wherever the program runs

	"ahd/cmd/ahd/settings"
	"ahd/events/register"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	p := &program{args: os.Args[1:], in: os.Stdin, out: os.Stdout, err: os.Stderr, now: time.Now, width: widthOf(os.Stdout)}
	os.Exit(p.run(ctx))
}

// program is one run of the program. Tests run it without a process.
type program struct {
	args []string
	in   *os.File  // where somebody may confirm; nil for nobody
	out  io.Writer // data
	err  io.Writer // everything else
	now  func() time.Time
	json bool // print JSON

	progressJSON bool // so is told how far long work is
	config       settings.File

	width int // how many characters a line of the terminal has; 0 where whole lines are wanted

	register register.Described // what the register says of itself, once it was asked
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
