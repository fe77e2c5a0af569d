package main

import (
	"context"
	"strings"

	"ahd/cmd/ahd/verbs"
)

// intakeCommand tells an administrator who entered something for an informant who is
// withheld. The record itself names nobody.
type intakeCommand struct {
	ID string `arg:"" help:"The command id of the dispute or the document."`
	As string `env:"AHD_AS" placeholder:"PERSON" help:"The administrator who asks. Left out: whoever owns the data folder."`
}

// Run asks.
func (i *intakeCommand) Run(ctx context.Context, p *program, c *cli) error {
	document, err := p.ask(ctx, c, "intake", verbs.IntakeArgs{Command: strings.ToLower(i.ID), As: i.As}, false)
	if err != nil {
		return err
	}
	return p.print(document, p.sheet)
}
