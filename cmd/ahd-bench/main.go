// Command ahd-bench answers: how fast is Ahd, against what this machine can do, and does
// it stay as it began? It is no part of what people install: what it is measured against
// comes with it.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // the time zones of registers, wherever the program runs

	"github.com/alecthomas/kong"

	"ahd.example/ahd/events/cause"
	_ "ahd.example/ahd/services/reporting/forms" // a summary is measured as a workbook too
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	p := &program{out: os.Stdout, err: os.Stderr}
	if err := p.run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "ahd-bench:", err)
		os.Exit(1)
	}
}

// program is one run. Tests run it without a process.
type program struct {
	out io.Writer // what was measured, a JSON line each
	err io.Writer // everything else
}

// cli is the command line.
type cli struct {
	JSON bool   `name:"json" help:"Print JSON lines. It always does."`
	Ahd  string `env:"AHD_PROGRAM" placeholder:"FILE" help:"The ahd that is started. Left out: the one beside this program, else it is built here."`

	Measure measureCommand `cmd:"" default:"withargs" help:"Measure figures, each with its limit."`
	Soak    soakCommand    `cmd:"" help:"Let ahd serve run for long under writes and reads, and see whether it stays as it began."`
	Figures figuresCommand `cmd:"" help:"Write the table of figures in FIGURES.md from the lines that were measured."`
}

const description = `Measures Ahd on the disk of the temporary folder (TMPDIR).

Figures, of --events made-up events, each beside what this machine can do without Ahd:

    rebuild    the book, made anew
    tree       the roots of the record, against SHA-256 of its bytes
    verify     the whole record, likewise
    feed       the book, following the log
    schedule   500 commands a second, when they are due
    commands   as many as get through
    past       how things stood at a moment
    start      to ready, after an end and after a kill
    summary    of all commitments
    day        how things stood on a day that is over
    lists      pages, of --events/20 commitments

All of them take several minutes, and with --events 1000000 an hour or so.

Examples:

    ahd-bench all                         every figure, with its limit
    ahd-bench rebuild start               two of them
    ahd-bench commands --peers --json     commands beside JetStream, PostgreSQL and SQLite: two minutes
    ahd-bench soak                        half an hour of writes and reads`

// helped stops kong from ending the process after it printed help.
type helped struct{}

// run parses and runs one command.
func (p *program) run(ctx context.Context, args []string) (err error) {
	if len(args) == 0 { // all figures take long: whoever wants them says so
		args = []string{"--help"}
	}
	var c cli
	parser, err := kong.New(&c, kong.Name("ahd-bench"), kong.Description(description), kong.Writers(p.out, p.err),
		kong.Exit(func(int) { panic(helped{}) }), kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(p))
	if err != nil {
		return err
	}
	defer func() {
		if printed := recover(); printed != nil {
			if _, ok := printed.(helped); !ok {
				panic(printed)
			}
			err = nil
		}
	}()
	parsed, err := parser.Parse(args)
	if err != nil {
		return fmt.Errorf("%w. See “ahd-bench --help”", err)
	}
	if err := parsed.Run(&c); err != nil && ctx.Err() != nil {
		return cause.Of(errors.New("it was ended before it was done"), err)
	} else if err != nil {
		return err
	}
	return nil
}
