package main

import (
	"context"
	"errors"
	"slices"
	"strings"

	"ahd/cmd/ahd/verbs"
	"ahd/events/ledger"
	"ahd/events/ledger/witness"
)

// firstKey is the verifier key that a register says it has. The first one is trusted,
// so it is shown to whoever can compare it.
func (p *program) firstKey(ctx context.Context, address string) (string, error) {
	remote, err := witness.NewRemote(address)
	if err != nil {
		return "", err
	}
	key, err := remote.Key(ctx)
	if err == nil {
		line(p.err, "The key of this register is trusted from now on. Compare it with what its people tell you:\n%s", key)
	}
	return key, err
}

// trusted is what is known of a log, once its signature was checked with the key that
// was given now or before. The first key is trusted. Where none was ever given, the
// signature cannot be checked; a change of the key is noticed all the same.
func (p *program) trusted(seen witness.Seen, shown witness.Shown, key string) (witness.Seen, error) {
	key = strings.TrimSpace(key)
	switch {
	case key != "" && seen.Key != "" && key != seen.Key, seen.KeyID != "" && key != "" && witness.KeyIDOf(key) != seen.KeyID:
		return seen, changedKey()
	case key == "":
		key = seen.Key
	}
	if key == "" {
		if seen.KeyID != "" && !slices.Contains(shown.KeyIDs, seen.KeyID) {
			return seen, changedKey()
		}
		line(p.err, "ahd: the register's signature was not checked, because its verifier key is not known here: give it once with --key.")
		if seen.KeyID == "" {
			seen.KeyID = shown.KeyIDs[0]
		}
		return seen, nil
	}
	if err := shown.SignedWith(key); err != nil {
		return seen, err
	}
	seen.Key, seen.KeyID = key, witness.KeyIDOf(key)
	return seen, nil
}

func changedKey() error {
	problem := verbs.ProblemOf(witness.ErrSignature)
	problem.Detail = "The register signs with another key than before. Nothing was signed. Ask whoever runs it, by phone or in person, before you begin a new state."
	return problem
}

// continues asks whether a checkpoint continues what was seen. Two that cannot both be
// true are kept side by side, and nothing is signed.
func (p *program) continues(state *witness.State, seen witness.Seen, shown witness.Shown, proof *ledger.Continuation) error {
	err := seen.Continues(shown.Checkpoint, proof)
	if errors.Is(err, witness.ErrFork) {
		name, kept := state.Accuse(seen, shown)
		if kept != nil {
			return errors.Join(err, kept)
		}
		line(p.err, "ahd: both checkpoints are kept in %s, beside the state. Show them to others.", name)
	}
	return err
}
