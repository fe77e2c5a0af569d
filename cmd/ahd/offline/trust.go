package offline

import (
	"errors"
	"strings"

	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/witness"
	"ahd.example/ahd/services/api"
)

// needsKey is the problem of whoever would vouch for a register without knowing it: any
// key that came with the checkpoint would do.
func needsKey() error {
	problem := api.Usage("The key of this register is not known here, so that its signature cannot be checked. Give its verifier key once with --key, as its people tell you by phone, on paper or in person. Nothing was signed.")
	problem.Code = "key.unknown"
	return problem
}

// trusted is what is known of a log, once its signature was checked with the key that
// was given now or before.
func trusted(seen witness.Seen, shown witness.Shown, key string) (witness.Seen, error) {
	key = strings.TrimSpace(key)
	switch {
	case key != "" && seen.Key != "" && key != seen.Key, seen.KeyID != "" && key != "" && witness.KeyIDOf(key) != seen.KeyID:
		return seen, changedKey()
	case key == "":
		key = seen.Key
	}
	if err := shown.SignedWith(key); err != nil {
		return seen, err
	}
	seen.Key, seen.KeyID = key, witness.KeyIDOf(key)
	return seen, nil
}

func changedKey() error {
	problem := api.ProblemOf(witness.ErrSignature)
	problem.Detail = "The register signs with another key than before. Nothing was signed. Ask whoever runs it, by phone or in person, before you begin a new state."
	return problem
}

// continues asks whether a checkpoint continues what was seen. Two that cannot both be
// true are kept side by side, and nothing is signed.
func continues(t *terminal.Terminal, state *witness.State, seen witness.Seen, shown witness.Shown, proof *ledger.Continuation) error {
	err := seen.Continues(shown.Checkpoint, proof)
	if !errors.Is(err, witness.ErrFork) {
		return err
	}
	problem := api.ProblemOf(err)
	problem.Place = &api.Place{Checkpoints: []string{seen.Checkpoint, string(shown.Signed)}}
	name, kept := state.Accuse(seen, shown)
	if kept != nil { // then the answer has them
		problem.Cause = errors.Join(err, kept)
		if !t.JSON {
			t.Note("ahd: both signed checkpoints follow, and could not be written beside the state. Keep them, and show them to others.\n\n%s\n%s", seen.Checkpoint, shown.Signed)
		}
		return problem
	}
	if problem.Evidence = name; !t.JSON {
		t.Note("ahd: both checkpoints are kept in %s, beside the state. Show them to others.", name)
	}
	return problem
}
