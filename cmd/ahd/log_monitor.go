package main

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"

	"ahd/events/ledger/witness"
)

// logMonitor is for an auditor's cron: it needs no data folder.
type logMonitor struct {
	URL    string `name:"url" required:"" placeholder:"URL" help:"Address of the register."`
	State  string `required:"" placeholder:"FILE" help:"What was seen last. Keep it: the first look is trusted."`
	Key    string `placeholder:"KEY" help:"Verifier key of the register, if you have it from its people. Else the one that it shows at the first look is trusted."`
	Policy string `placeholder:"FILE" help:"Ask too that others vouch for the register, as this policy has it (c2sp.org/tlog-policy)."`
}

// watched is the answer as JSON.
type watched struct {
	Origin      string  `json:"origin"`
	Size        uint64  `json:"size"`
	Root        string  `json:"root"`
	Before      *uint64 `json:"before"` // size at the last look; null at the first
	VerifierKey string  `json:"verifier_key"`
	Witnessed   *uint64 `json:"witnessed"` // size for which the policy is met; null where none was asked for
}

// Run looks once. What was seen is kept only where all is in order.
func (l *logMonitor) Run(ctx context.Context, p *program) error {
	remote, err := witness.NewRemote(l.URL)
	if err != nil {
		return err
	}
	state, err := witness.OpenState(l.State)
	if err != nil {
		return err
	}
	defer state.Close()
	signed, err := remote.Checkpoint(ctx)
	if err != nil {
		return err
	}
	shown, _, err := witness.Read(signed)
	if err != nil {
		return err
	}
	before := state.Of(shown.Origin)
	if before.Origin == "" && len(state.Logs) > 0 { // one state, one register: another name is another history
		return fmt.Errorf("%w: it is called %s now, and was %s", witness.ErrFork, shown.Origin, state.Logs[0].Origin)
	}
	if l.Key == "" && before.Key == "" {
		if l.Key, err = p.firstKey(ctx, l.URL); err != nil {
			return err
		}
	}
	seen, err := p.trusted(before, shown, l.Key)
	if err != nil {
		return err
	}
	if err := p.follows(ctx, remote, state, seen, shown); err != nil {
		return err
	}
	answer := watched{Origin: shown.Origin, Size: shown.Size, Root: base64.StdEncoding.EncodeToString(shown.Root[:]), VerifierKey: seen.Key}
	if before.Origin != "" {
		answer.Before = &before.Size
	}
	if answer.Witnessed, err = l.vouched(ctx, p, remote, state, seen.Next(shown)); err != nil {
		return err
	}
	if err := state.Keep(seen.Next(shown)); err != nil {
		return err
	}
	return p.say(answer, func() { p.watched(answer) })
}

// follows asks whether what is shown continues what was seen, with a proof made of the
// tiles that the register shows.
func (p *program) follows(ctx context.Context, remote *witness.Remote, state *witness.State, seen witness.Seen, shown witness.Shown) error {
	proof, err := remote.Prove(ctx, seen.Size, shown.Checkpoint)
	if err != nil {
		return err
	}
	return p.continues(state, seen, shown, proof)
}

// vouched asks whether others vouch for the register, and for this history of it.
func (l *logMonitor) vouched(ctx context.Context, p *program, remote *witness.Remote, state *witness.State, now witness.Seen) (*uint64, error) {
	if l.Policy == "" {
		return nil, nil
	}
	text, err := readBounded(l.Policy, 64<<10)
	if err != nil {
		return nil, err
	}
	policy, err := witness.ParsePolicy(text)
	if err != nil {
		return nil, err
	}
	signed, err := remote.Witnessed(ctx)
	if errors.Is(err, witness.ErrAbsent) {
		return nil, fmt.Errorf("%w: nobody vouches for this register", witness.ErrPolicy)
	}
	if err != nil {
		return nil, err
	}
	if err := policy.Check(signed, p.now()); err != nil {
		return nil, err
	}
	shown, _, err := witness.Read(signed)
	if err != nil {
		return nil, err
	}
	return &shown.Size, l.oneHistory(ctx, p, remote, state, now, shown)
}

// oneHistory asks whether what the witnesses vouch for is the history that is shown.
func (l *logMonitor) oneHistory(ctx context.Context, p *program, remote *witness.Remote, state *witness.State, now witness.Seen, vouched witness.Shown) error {
	newest, _, err := witness.Read([]byte(now.Checkpoint))
	if err != nil {
		return err
	}
	if vouched.Size > newest.Size { // it was cosigned between our two requests
		return p.follows(ctx, remote, state, now, vouched)
	}
	return p.follows(ctx, remote, state, witness.Seen{}.Next(vouched), newest)
}

func (p *program) watched(w watched) {
	switch {
	case w.Before == nil:
		line(p.out, "%s has %d events. This is the first look: from now on it must continue this.", w.Origin, w.Size)
	case *w.Before == w.Size:
		line(p.out, "%s has %d events, as before.", w.Origin, w.Size)
	default:
		line(p.out, "%s has %d events and continues the %d that it had.", w.Origin, w.Size, *w.Before)
	}
	line(p.out, "root %s", w.Root)
	if w.Witnessed != nil {
		line(p.out, "Others vouch for it up to event %d, as the policy asks.", *w.Witnessed)
	}
}
