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

	"ahd.example/ahd/cmd/ahd/answers"
	"ahd.example/ahd/cmd/ahd/settings"
	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/services/api"
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
	config settings.File
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

// tell prints what went wrong on standard error and returns the exit code.
func (p *program) tell(err error) int {
	problem := api.ProblemOf(err)
	if p.JSON {
		encoded, err := api.Encode(problem)
		if err == nil {
			terminal.JSONLine(p.Err, encoded)
		}
		return problem.Exit
	}
	p.Note("ahd: %s", problem.Detail)
	if flag, known := flagFor[problem.Code]; known {
		p.Note("     The flag for it is %s.", flag)
	}
	if codes := answers.CodesFor(problem); codes != "" {
		p.Note("     %s", codes)
	}
	if problem.Code == "internal" && problem.Cause != nil {
		p.Note("  %s", problem.Cause)
	}
	if problem.CommandID != "" {
		p.Note("  To send it again: --command-id %s", problem.CommandID)
	}
	return problem.Exit
}

// flagFor names the flag that answers a refusal, by the code of that.
var flagFor = map[string]string{
	"operationalise.nobody": "--party", "operationalise.undated": "--review-days or --due", "url.secret": "--visibility restricted",
	"progress.not-yours": "--on-behalf-of", "text.sensitive": "--confirmed", "file.author": "--confirmed", "local.four-eyes": "--as",
	"reason.missing": "--reason", "join.without-reason": "--reason", "basis.missing": "--basis, or --source", "quote.not-found": "--quote", "bytes": "--bytes",
}
