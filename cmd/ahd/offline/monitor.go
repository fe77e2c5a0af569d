package offline

import (
	"context"
	"time"

	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/events/ledger/verification"
	"ahd.example/ahd/events/ledger/witness"
)

// Monitor is for an auditor's cron: it needs no data folder.
type Monitor struct {
	URL       string `name:"url" required:"" placeholder:"URL" help:"Address of the register."`
	State     string `required:"" placeholder:"FILE" help:"What was seen last. Keep it: the first look is trusted."`
	Key       string `placeholder:"KEY" help:"Verifier key of the register, if you have it from its people. Else the one that the policy names, or that the register shows at the first look, is trusted."`
	Token     string `placeholder:"TOKEN" help:"To show to the register, for those who may read raw events."`
	Policy    string `placeholder:"FILE" help:"Ask too that others vouch for the register, as this policy has it (c2sp.org/tlog-policy)."`
	AllowTail bool   `help:"With --policy: events behind the last checkpoint that meets it are no failure (else exit code 6)."`
}

// watched is the answer as JSON.
type watched struct {
	Origin      string                `json:"origin"`
	Size        uint64                `json:"size"`
	Root        string                `json:"root"`
	Before      *uint64               `json:"before"` // size at the last look; null at the first
	VerifierKey string                `json:"verifier_key"`
	Witnessed   *uint64               `json:"witnessed"` // size for which the policy is met; null where none was asked for
	Policy      *verification.Vouched `json:"policy"`    // how far it is met; null where none was asked for
	Events      *uint64               `json:"events"`    // that were read and checked: 0 where none is new; null where they may not be read
}

// longestLook is how long one look may take: a server that drips is one that does not
// answer.
const longestLook = time.Hour

// Run looks once. What continues what was seen before is kept, also where others do not
// vouch for it, and so is a first look.
func (l *Monitor) Run(ctx context.Context, t *terminal.Terminal) error {
	ctx, stop := context.WithTimeout(ctx, longestLook)
	defer stop()
	demands, policy, err := l.demands(t.Now())
	if err != nil {
		return err
	}
	remote, err := witness.NewReader(l.URL, l.Token)
	if err != nil {
		return err
	}
	state, err := witness.OpenState(l.State)
	if err != nil {
		return err
	}
	defer state.Close()
	look := &look{Terminal: t, remote: remote, state: state, demands: demands}
	if err := look.take(ctx, l.Key, policy); err != nil {
		return err
	}
	vouched, unmet := look.vouched(ctx)
	if unmet != nil && !look.keeps(unmet) {
		return unmet
	}
	if err := state.Keep(look.seen.Next(look.newest)); err != nil {
		return err
	}
	if unmet != nil {
		return unmet
	}
	answer := look.answer(vouched)
	return say(t, answer, func() { answer.told(t) })
}

// demands are what is asked of the checkpoints; policy is nil where none is.
func (l *Monitor) demands(now time.Time) (d verification.Demands, policy *witness.Policy, err error) {
	if d.AllowTail = l.AllowTail; l.AllowTail && l.Policy == "" {
		return d, nil, tailWithoutPolicy()
	}
	if l.Policy == "" {
		return d, nil, nil
	}
	text, err := readNamed(l.Policy)
	if err != nil {
		return d, nil, err
	}
	if policy, err = witness.ParsePolicy(text); err != nil {
		return d, nil, err
	}
	policy.Demand(&d, now)
	return d, policy, nil
}

func (w watched) told(t *terminal.Terminal) {
	switch {
	case w.Before == nil:
		t.Line("%s has %d events. This is the first look: from now on it must continue this.", w.Origin, w.Size)
	case *w.Before == w.Size:
		t.Line("%s has %d events, as before.", w.Origin, w.Size)
	default:
		t.Line("%s has %d events and continues the %d that it had.", w.Origin, w.Size, *w.Before)
	}
	t.Line("root %s", w.Root)
	switch {
	case w.Events == nil:
		t.Line("Its raw events are not for everybody: their form, chains and times were not looked at.")
	case *w.Events > 0:
		t.Line("All %d events were read: their form, chains and times are right.", *w.Events)
	}
	if w.Policy != nil {
		t.Line("%s", w.Policy.Sentence())
	}
}
