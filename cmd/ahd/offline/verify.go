package offline

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"time"

	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/events/ledger/verification"
	"ahd.example/ahd/events/ledger/witness"
	"ahd.example/ahd/services/api"
)

// Verify checks the whole record.
type Verify struct {
	Policy    string `placeholder:"FILE" help:"Whose cosignatures the checkpoint must have (c2sp.org/tlog-policy)."`
	AllowTail bool   `help:"With --policy: events behind the last checkpoint that meets it are no failure (else exit code 6)."`
	Old       string `placeholder:"CHECKPOINT" help:"File with a checkpoint that you kept: the record must continue it."`
	Replay    bool   `help:"Also make the book anew, aside, and compare it with the one that serves."`
	Out       string `placeholder:"FILE" help:"Write both sides of what is wrong there. Left out: nothing is written."`
}

// verified is what was found.
type verified struct {
	OK bool `json:"ok"`
	verification.Result
	Root   string    `json:"root"` // base64
	Replay *replayed `json:"replay"`
}

// Run checks.
func (l *Verify) Run(ctx context.Context, t *terminal.Terminal, f Folder) error {
	demands, err := l.demands(t.Now())
	if err != nil {
		return err
	}
	record, err := f.open()
	if err != nil {
		return err
	}
	defer record.Close()
	tell := t.Progress("verify")
	demands.Told = func(done, of uint64) { tell(int(done), int(of)) }
	found := verified{OK: true}
	signed := f.signedLast()
	if found.Result, err = record.Verify(ctx, demands); err == nil {
		err = setBack(signed, found.Result)
	}
	if l.Replay && (err == nil || verification.OfPolicy(err)) { // a policy is asked last
		var differs error
		if found.Replay, differs = replay(ctx, t, f, record); differs != nil {
			err = differs
		}
	}
	if err != nil {
		return l.failed(accused(t, err, l.Old), err)
	}
	found.Root = found.Result.Root.String()
	document, err := api.Encode(found)
	if err != nil {
		return err
	}
	return t.Print(document, func(json.RawMessage) error {
		for _, each := range found.Lines() {
			t.Line("%s", each)
		}
		if found.Replay != nil {
			t.Line("replay    the book at event %d is what the events say, digest %s", found.Replay.Sequence, found.Replay.Digest)
		}
		return nil
	})
}

func (l *Verify) demands(now time.Time) (d verification.Demands, err error) {
	if d.AllowTail = l.AllowTail; l.AllowTail && l.Policy == "" {
		return d, tailWithoutPolicy()
	}
	if l.Old != "" {
		if d.Old, err = readNamed(l.Old); err != nil {
			return d, err
		}
	}
	if l.Policy == "" {
		return d, nil
	}
	text, err := readNamed(l.Policy)
	if err != nil {
		return d, err
	}
	policy, err := witness.ParsePolicy(text)
	if err != nil {
		return d, err
	}
	policy.Demand(&d, now)
	return d, nil
}

// tailWithoutPolicy is the problem of a call that allows what nobody asked about.
func tailWithoutPolicy() error {
	return api.Usage("--allow-tail goes with --policy FILE: without a policy nobody else is asked for.")
}

// failed says what is wrong, and keeps both sides of it where somebody asked for that.
func (l *Verify) failed(said, err error) error {
	var bad *verification.Failure
	if l.Out == "" || !errors.As(err, &bad) {
		return said
	}
	problem := api.ProblemOf(said)
	document, err := bad.Sides()
	if err == nil {
		err = os.WriteFile(l.Out, document, 0o600)
	}
	if err != nil {
		problem.Detail += " What should stand there and what does could not be written to the file named with --out."
		return problem
	}
	problem.File = l.Out
	return problem
}
