// Command ahd-verify checks a record, for somebody who trusts nobody: a bundle, a data
// folder, or a server. It is linked with nothing that could change a record, and with
// nothing of the program that keeps one.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	p := &program{out: os.Stdout, err: os.Stderr}
	os.Exit(p.run(ctx, os.Args[1:]))
}

// program is one run. Tests run it without a process.
type program struct {
	out  io.Writer // data
	err  io.Writer // everything else
	json bool
}

// run does what the arguments ask for and returns the exit code.
func (p *program) run(ctx context.Context, args []string) int {
	c, err := parse(args)
	p.json = c.json
	if err == nil {
		err = p.do(ctx, c)
	}
	if err != nil {
		return p.tell(c, err)
	}
	return 0
}

func (p *program) do(ctx context.Context, c call) error {
	switch c.verb {
	case "verify":
		return p.verify(ctx, c)
	case "prove":
		return p.prove(ctx, c)
	case "consistency":
		return p.consistency(ctx, c)
	}
	_, err := io.WriteString(p.out, help)
	return err
}
