package witness

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/tiles"
	"ahd.example/ahd/events/ledger/verification"
)

var (
	// ErrUnreachable means that a register does not answer, or not with what was asked.
	ErrUnreachable = errors.New("the register does not answer")
	// ErrAbsent means that a register answers, and that there is no such thing in it.
	ErrAbsent = errors.New("there is none")
	// ErrShown means that a register shows hashes that are not those it signed.
	ErrShown = errors.New("the register does not show what it signed")
)

// Remote is a register as it shows itself over HTTP: c2sp.org/tlog-tiles below /log.
type Remote struct{ log *tiles.Log }

// NewRemote is the register at an address: that of its pages, or of its /log.
func NewRemote(address string) (*Remote, error) { return NewReader(address, "") }

// NewReader is the same for somebody with a token, who may read raw events.
func NewReader(address, token string) (*Remote, error) {
	log, err := tiles.Open(address, token)
	if err != nil {
		return nil, &caused{fmt.Errorf("the address is %w", ErrFormat), err, "it begins with http:// or https://"}
	}
	return &Remote{log}, nil
}

// Show fetches the newest checkpoint and, where somebody has a policy, older ones that
// may meet it. They are read as strictly as by whoever verifies the record.
func (r *Remote) Show(ctx context.Context, demands verification.Demands) (tiles.Shown, error) {
	shown, err := r.log.Show(ctx, demands)
	var refused *verification.Failure
	if errors.As(err, &refused) && refused.Code == "checkpoint.unreadable" {
		return shown, err
	}
	return shown, inOurWords(err)
}

// Verify verifies the events behind what was shown, where they may be read. Its errors
// are those of whoever verifies the record.
func (r *Remote) Verify(ctx context.Context, shown tiles.Shown, demands verification.Demands) (verification.Result, error) {
	return r.log.VerifyShown(ctx, shown, demands)
}

// Checkpoint fetches the newest checkpoint.
func (r *Remote) Checkpoint(ctx context.Context) ([]byte, error) {
	return r.get(ctx, "checkpoint", largestNote)
}

// Witnessed fetches the newest checkpoint that others vouch for.
func (r *Remote) Witnessed(ctx context.Context) ([]byte, error) {
	return r.get(ctx, "checkpoint.witnessed", largestNote)
}

// Key fetches the verifier key that the register says it has.
func (r *Remote) Key(ctx context.Context) (string, error) {
	text, err := r.get(ctx, "key", 4096)
	return strings.TrimSpace(string(text)), err
}

// Prove makes the proof that the tree of a checkpoint continues one of old leaves, out
// of the tiles, each of which it checks against the checkpoint. It returns
// ErrUnreachable or ErrShown.
func (r *Remote) Prove(ctx context.Context, old uint64, next ledger.Checkpoint) (*ledger.Continuation, error) {
	if old == 0 || old >= next.Size {
		return nil, nil
	}
	hashes, err := tlog.ProveTree(int64(next.Size), int64(old), r.log.Hashes(ctx, next))
	var refused *verification.Failure
	switch {
	case errors.As(err, &refused):
		return nil, inOurWords(err)
	case err != nil:
		return nil, &caused{ErrShown, err, notItsRoot}
	}
	proof := &ledger.Continuation{Old: old}
	for _, hash := range hashes {
		proof.Hashes = append(proof.Hashes, events.Hash(hash))
	}
	return proof, nil
}

// get fetches one file of at most limit bytes.
func (r *Remote) get(ctx context.Context, name string, limit int64) ([]byte, error) {
	content, err := r.log.File(ctx, name, limit)
	return content, inOurWords(err)
}

const notItsRoot = "its hashes do not lead to the root of its checkpoint"

// inOurWords says of what one who watches a register cannot do that the register does
// not answer, whatever one who verifies all of it would call that.
func inOurWords(err error) error {
	var refused *verification.Failure
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &refused):
		return &caused{ErrUnreachable, err, "its address cannot be asked"}
	case refused.Kind == verification.Broken:
		return &caused{ErrShown, refused.Cause, notItsRoot}
	case refused.Kind == verification.Incomplete:
		return cause.Of(fmt.Errorf("%w: %w", ErrUnreachable, ErrAbsent), refused.Cause)
	}
	return &caused{ErrUnreachable, refused.Cause, strings.TrimSuffix(strings.ToLower(refused.Detail[:1])+refused.Detail[1:], ".")}
}
