package main

import (
	"context"

	"ahd/services/recording"
)

type recordClockCorrected struct {
	envelope
	Grounds string `required:"" aliases:"reason" placeholder:"TEXT" help:"How the right time is known. It stays in the record for good."`
}

// Run records.
func (r *recordClockCorrected) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "clock-corrected", recording.CorrectClock{Grounds: recording.Clean(r.Grounds)})
}
