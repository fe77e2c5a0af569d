package offline

import (
	"errors"

	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/events/ledger/verification"
	"ahd.example/ahd/events/ledger/witness"
	"ahd.example/ahd/services/api"
)

// accused keeps two checkpoints that cannot both be true, where an error is about such,
// beside the one that somebody kept. What cannot be kept is shown.
func accused(t *terminal.Terminal, err error, old string) error {
	var bad *verification.Failure
	if !errors.As(err, &bad) || len(bad.Checkpoints) != 2 {
		return err
	}
	problem := api.ProblemOf(err)
	if old != "" {
		name, kept := witness.KeepEvidence(old, bad.Checkpoints[0], bad.Checkpoints[1])
		if kept == nil {
			problem.Evidence = name
			if !t.JSON {
				t.Note("ahd: both signed checkpoints are kept in %s, beside the one that you kept. Show them to others.", name)
			}
			return problem
		}
	}
	if !t.JSON {
		t.Note("ahd: both signed checkpoints follow. Keep them, and show them to others.\n\n%s\n%s", bad.Checkpoints[0], bad.Checkpoints[1])
	}
	return problem
}
