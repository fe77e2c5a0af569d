package offline

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/witness"
	"ahd.example/ahd/services/api"
)

// Cosign needs no data folder: a partner has a laptop and a state file.
type Cosign struct {
	File    string `arg:"" help:"The checkpoint, as it came by mail or from /log/checkpoint."`
	State   string `required:"" placeholder:"FILE" help:"What was signed last, of each register. Its key lies beside it, in FILE.key: keep both."`
	Key     string `placeholder:"KEY" help:"Verifier key of the register, as its people give it to you by phone, on paper or in person. Needed the first time, and remembered."`
	BeginAt uint64 `placeholder:"N" help:"If the state is lost and its key is there: begin again, and sign nothing of fewer than N events, the number that you signed last."`
	Proof   string `placeholder:"FILE" help:"Proof that the register continues what was signed last: what /log/consistency?old=SIZE shows."`
	URL     string `name:"url" placeholder:"URL" help:"Address of the register, from which to take the proof."`
	Bundle  string `placeholder:"FILE" help:"A bundle of the register, from which to take the proof."`
	Witness string `placeholder:"NAME" help:"Name under which to sign, where the key is made: one word, such as ssdo.example/ahd."`
	Output  string `short:"o" placeholder:"FILE" help:"Write the whole checkpoint with the new signature there, to be sent back."`
}

// cosigned is the answer as JSON.
type cosigned struct {
	Origin      string `json:"origin"`
	Size        uint64 `json:"size"`
	Root        string `json:"root"`
	Cosignature string `json:"cosignature"`
	VerifierKey string `json:"verifier_key"` // of the witness
}

// Run cosigns. What is signed is on disk in the state before anybody sees the
// signature: if we stop between the two, the same checkpoint is signed again.
func (l *Cosign) Run(ctx context.Context, t *terminal.Terminal) error {
	file, err := ReadBounded(l.File, 64<<10)
	if err != nil {
		return err
	}
	shown, proof, err := witness.Read(file)
	if err != nil {
		return err
	}
	state, err := witness.OpenState(l.State)
	if err != nil {
		return err
	}
	defer state.Close()
	seen := state.Of(shown.Origin)
	if l.Key == "" && seen.Key == "" {
		return needsKey()
	}
	if seen, err = trusted(seen, shown, l.Key); err != nil {
		return err
	}
	if err := l.begins(state, shown); err != nil {
		return err
	}
	if proof == nil || seen.Size != 0 && proof.Old != seen.Size {
		if proof, err = l.proof(ctx, seen, shown.Checkpoint); err != nil {
			return err
		}
	}
	if err := continues(t, state, seen, shown, proof); err != nil {
		return err
	}
	return l.sign(t, state, seen, shown)
}

// begins asks whether this state may sign at all: a witness that forgot what it signed
// would sign two histories, unless somebody who knows says from where to go on.
func (l *Cosign) begins(state *witness.State, shown witness.Shown) error {
	if err := state.Ready(); err != nil {
		return err
	}
	lost, err := state.Lost()
	switch {
	case err != nil:
		return err
	case lost && l.BeginAt == 0:
		return forgot()
	case !lost && l.BeginAt != 0:
		return api.Usage("--begin-at is for a state that is lost, and this one is there. Leave it out. Nothing was signed.")
	case lost && shown.Size < l.BeginAt:
		return fmt.Errorf("%w: you said that %d events were signed, and it shows %d", witness.ErrRolledBack, l.BeginAt, shown.Size)
	}
	return nil
}

// forgot is the problem of a witness whose state is gone while its key is there.
func forgot() error {
	problem := api.ProblemOf(witness.ErrForgot)
	problem.Detail = "The key of this witness is there, and what it signed last is not. Nothing was signed: it might sign two histories. " +
		"Bring the state file back. If it is lost, find out how many events you signed for last (the register keeps what you sent, below /log/checkpoints), and begin again with --begin-at and that number."
	return problem
}

// proof brings the proof that a register continues what was seen; nil where none is
// needed, or none was given.
func (l *Cosign) proof(ctx context.Context, seen witness.Seen, next ledger.Checkpoint) (*ledger.Continuation, error) {
	switch {
	case l.Proof != "":
		file, err := ReadBounded(l.Proof, 64<<10)
		if err != nil {
			return nil, err
		}
		return witness.ParseProof(file)
	case l.Bundle != "":
		file, err := durable.OpenFile(l.Bundle)
		if err != nil {
			return nil, api.Usage("The bundle cannot be read. Nothing was signed.").Because(err)
		}
		defer file.Close()
		return witness.ProofInBundle(file, seen.Size, next)
	case l.URL != "":
		remote, err := witness.NewRemote(l.URL)
		if err != nil {
			return nil, err
		}
		return remote.Prove(ctx, seen.Size, next)
	}
	return nil, nil
}

func (l *Cosign) sign(t *terminal.Terminal, state *witness.State, seen witness.Seen, shown witness.Shown) error {
	if err := witness.Named(l.Witness); l.Witness != "" && err != nil {
		return err
	}
	if err := state.Keep(seen.Next(shown)); err != nil { // before the key: a key without a state is one that forgot
		return err
	}
	key, made, err := state.Key(l.name())
	if err != nil {
		return err
	}
	signature, err := key.Cosign(shown.Text)
	if err != nil {
		return err
	}
	if made {
		t.Note("A key was made beside the state. The register needs its public part, in its policy:\n%s", key.Verifier)
	}
	if l.Output != "" {
		if err := WriteNew(l.Output, append(shown.Signed, signature...)); err != nil {
			return err
		}
	}
	answer := cosigned{
		Origin: shown.Origin, Size: shown.Size, Root: base64.StdEncoding.EncodeToString(shown.Root[:]),
		Cosignature: strings.TrimSuffix(signature, "\n"), VerifierKey: key.Verifier,
	}
	return say(t, answer, func() {
		t.Note("Signed: %s with %d events. Send this line back, with that number:", shown.Origin, shown.Size)
		t.Line("%s", answer.Cosignature)
	})
}

// say prints an answer that needed no data folder: as JSON, or in words.
func say(t *terminal.Terminal, answer any, words func()) error {
	document, err := api.Encode(answer)
	if err != nil {
		return err
	}
	return t.Print(document, func(json.RawMessage) error { words(); return nil })
}

// name is the name of a witness that gave none.
func (l *Cosign) name() string {
	if l.Witness != "" {
		return l.Witness
	}
	var random [4]byte
	_, _ = rand.Read(random[:]) // never fails
	return "ahd-witness/" + hex.EncodeToString(random[:])
}
