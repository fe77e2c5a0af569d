package main

import (
	"context"
	"encoding/json"

	"ahd/services/api"
)

// logAccept keeps what partners cosigned.
type logAccept struct {
	File string `arg:"" help:"What the partner sent: the line, the mail around it, or the whole checkpoint."`
	Size uint64 `placeholder:"N" help:"How many events the partner signed for. Needed for a bare line, unless it is a checkpoint that is kept."`
}

// Run sends it to whoever holds the data folder.
func (l *logAccept) Run(ctx context.Context, p *program, c *cli) error {
	file, err := readBounded(l.File, 64<<10)
	if err != nil {
		return err
	}
	document, err := p.ask(ctx, c, "accept-cosignature", api.AcceptArgs{File: string(file), Size: l.Size}, false)
	if err != nil {
		return err
	}
	return p.Print(document, func(document json.RawMessage) error {
		var answer api.AcceptedCosignature
		if err := json.Unmarshal(document, &answer); err != nil {
			return err
		}
		p.Line("Kept: the checkpoint of %d events has %d cosignatures.", answer.Size, answer.Cosignatures)
		if answer.Satisfied {
			p.Line("The policy is met.")
			return nil
		}
		p.Line("The policy is not met yet.")
		return nil
	})
}
