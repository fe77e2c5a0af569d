package offline

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"

	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/events/ledger/tiles"
	"ahd.example/ahd/events/ledger/verification"
	"ahd.example/ahd/events/ledger/witness"
)

// look is one look of a monitor at a register.
type look struct {
	*terminal.Terminal
	remote  *witness.Remote
	state   *witness.State
	demands verification.Demands

	shown  tiles.Shown
	newest witness.Shown
	before witness.Seen // at the last look
	seen   witness.Seen // the same, with the key
	events *uint64      // that were read and checked; nil where they may not be read
}

// take takes only what whoever verifies the record takes: a checkpoint in the one form,
// of this log and signed with its key, that continues what was seen; and, where they may
// be read, events that are right.
func (l *look) take(ctx context.Context, key string, policy *witness.Policy) (err error) {
	if l.shown, err = l.remote.Show(ctx, l.demands); err != nil {
		return err
	}
	if l.newest, _, err = witness.Read(l.shown.Newest.Note); err != nil {
		return err
	}
	if l.newest.Size == 0 {
		return fmt.Errorf("%w: a register has at least the event that opens it", witness.ErrShown)
	}
	l.before = l.state.Of(l.newest.Origin)
	if l.before.Origin == "" && len(l.state.Logs) > 0 { // one state, one register: another name is another history
		return fmt.Errorf("%w: it is called %s now, and was %s", witness.ErrFork, l.newest.Origin, l.state.Logs[0].Origin)
	}
	if key == "" && l.before.Key == "" {
		if key, err = l.firstKey(ctx, policy); err != nil {
			return err
		}
	}
	if l.seen, err = trusted(l.before, l.newest, key); err != nil {
		return err
	}
	if err := l.follows(ctx, l.seen, l.newest); err != nil {
		return err
	}
	return l.read(ctx)
}

// firstKey is the key of the register that the policy names, or else the one that the
// register says it has. That is trusted, so it is shown to whoever can compare it.
func (l *look) firstKey(ctx context.Context, policy *witness.Policy) (string, error) {
	if key := policy.KeyOf(l.newest.Origin); key != "" {
		return key, nil
	}
	key, err := l.remote.Key(ctx)
	if err == nil {
		l.Note("The key of this register is trusted from now on. Compare it with what its people tell you:\n%s", key)
	}
	return key, err
}

// follows asks whether what is shown continues what was seen, with a proof made of the
// tiles that the register shows.
func (l *look) follows(ctx context.Context, seen witness.Seen, shown witness.Shown) error {
	proof, err := l.remote.Prove(ctx, seen.Size, shown.Checkpoint)
	if err != nil {
		return err
	}
	return continues(l.Terminal, l.state, seen, shown, proof)
}

// read reads the events, if there are more than at the last look.
func (l *look) read(ctx context.Context) error {
	none := uint64(0)
	if l.events = &none; l.before.Size == l.newest.Size {
		return nil
	}
	result, err := l.remote.Verify(ctx, tiles.Shown{Newest: l.shown.Newest}, verification.Demands{})
	var bad *verification.Failure
	if errors.As(err, &bad) && bad.Kind == verification.Unmet && result.Events == 0 {
		l.events = nil
		return nil
	}
	l.events = &result.Events
	return err
}

// vouched asks how far others vouch for the register, and for this history of it.
func (l *look) vouched(ctx context.Context) (*verification.Vouched, error) {
	if l.demands.Policy == nil {
		return nil, nil
	}
	var checkpoints []verification.Signed
	for _, older := range l.shown.Older {
		shown, _, err := witness.Read(older.Note)
		if err != nil {
			return nil, err
		}
		if err := shown.SignedWith(l.seen.Key); err != nil {
			return nil, err
		}
		if shown.Size != older.Size || shown.Size > l.newest.Size {
			return nil, fmt.Errorf("%w: an older checkpoint has a size that it cannot have", witness.ErrShown)
		}
		if err := l.follows(ctx, witness.Seen{}.Next(shown), l.newest); err != nil {
			return nil, err
		}
		checkpoints = append(checkpoints, verification.Signed{Checkpoint: shown.Checkpoint, Note: older.Note})
	}
	return verification.Vouch(l.demands, append(checkpoints, l.shown.Newest.Signed))
}

// keeps says whether what was seen is kept although a policy is not met to the end: its
// key is known, and whoever shows another history under it later is found out.
func (l *look) keeps(unmet error) bool {
	var bad *verification.Failure
	return errors.As(unmet, &bad) && bad.Policy != nil
}

func (l *look) answer(vouched *verification.Vouched) watched {
	w := watched{
		Origin: l.newest.Origin, Size: l.newest.Size, Root: base64.StdEncoding.EncodeToString(l.newest.Root[:]),
		VerifierKey: l.seen.Key, Policy: vouched, Events: l.events,
	}
	if l.before.Origin != "" {
		w.Before = &l.before.Size
	}
	if vouched != nil {
		w.Witnessed = &vouched.Size
	}
	return w
}
