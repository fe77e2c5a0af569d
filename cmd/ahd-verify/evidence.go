package main

import (
	"fmt"

	"ahd.example/ahd/events/ledger/verification"
	"ahd.example/ahd/events/ledger/witness"
)

// keepEvidence keeps two checkpoints that cannot both be true beside the one that was
// kept, and gives the name of the file; "" where there is no such place. They are never
// only seen and gone: what is not kept is in the answer.
func (p *program) keepEvidence(c call, bad *verification.Failure) string {
	if len(bad.Checkpoints) != 2 || c.old == "" {
		return ""
	}
	name, err := witness.KeepEvidence(c.old, bad.Checkpoints[0], bad.Checkpoints[1])
	if err != nil {
		return "" // it is shown instead
	}
	return name
}

// sayEvidence says in words where the two checkpoints are, or shows them.
func (p *program) sayEvidence(pr problem) {
	switch {
	case pr.Evidence != "":
		fmt.Fprintf(p.err, "  both signed checkpoints are kept in %s, beside the one that you kept: show them to others\n", pr.Evidence)
	case len(pr.Checkpoints) == 2:
		fmt.Fprintf(p.err, "Both signed checkpoints follow. Keep them, and show them to others.\n\n%s\n%s", pr.Checkpoints[0], pr.Checkpoints[1])
	}
}
