package verbs

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"ahd/events/cause"
	"ahd/events/ledger"
	"ahd/events/ledger/witness"
)

// AcceptArgs bring cosignatures.
type AcceptArgs struct {
	File string `json:"file"`
	Size uint64 `json:"size"` // for which they are; 0 where the file says it, or it is to be found
}

// AcceptedCosignature says what the register keeps now.
type AcceptedCosignature struct {
	Size         uint64 `json:"size"`
	Cosignatures int    `json:"cosignatures"`
	Satisfied    bool   `json:"satisfied"` // the policy
}

var errSizeUnknown = usage("size", "These cosignatures are of no checkpoint that is kept here. Say with --size how many events the partner signed for.")

func (d *Desk) acceptCosignature(_ context.Context, args AcceptArgs, _ Progress) (any, error) {
	if d.Node == nil {
		return nil, errNoRegister
	}
	lines, whole, err := witness.Lines([]byte(args.File), d.Node.Key.Origin)
	if err != nil {
		return nil, err
	}
	if whole == nil && args.Size == 0 {
		return d.acceptAnywhere(lines)
	}
	if whole != nil {
		args.Size = whole.Size
		if root, err := d.Node.Ledger.RootAt(whole.Size); err != nil || root != whole.Root || whole.Origin != d.Node.Key.Origin {
			return nil, cause.Of(errors.Join(fmt.Errorf("%w: the partner's checkpoint is not of this history", witness.ErrFork), d.Node.Notary.KeepConflict([]byte(args.File))), err)
		}
	}
	return d.acceptAt(args.Size, lines)
}

// acceptAnywhere tries the checkpoints that a bare line is most likely for: those that
// are kept, and the newest.
func (d *Desk) acceptAnywhere(lines []string) (any, error) {
	sizes, err := d.Node.Notary.Kept().Sizes()
	if err != nil {
		return nil, err
	}
	if last, any := d.Node.Notary.Last(); any {
		sizes = append(sizes, last.Size)
	}
	for i := len(sizes) - 1; i >= 0; i-- {
		answer, err := d.acceptAt(sizes[i], lines)
		if !errors.Is(err, witness.ErrSignature) {
			return answer, err
		}
	}
	return nil, errSizeUnknown
}

func (d *Desk) acceptAt(size uint64, lines []string) (any, error) {
	accepted, err := d.Node.Notary.Accept(size, lines)
	if errors.Is(err, ledger.ErrNoEntry) {
		return nil, cause.Of(usage("size", fmt.Sprintf("This register has signed no checkpoint of %d events.", size)), err)
	}
	if err != nil {
		return nil, err
	}
	return AcceptedCosignature{Size: size, Cosignatures: strings.Count(string(accepted.Signed), "\n— ") - 1, Satisfied: accepted.Satisfied}, nil
}

// ReceiptArgs ask for the receipt of an event.
type ReceiptArgs struct {
	Sequence uint64 `json:"sequence"`
}

// ReceiptOf is the receipt of an event, as a c2sp.org/tlog-proof whose extra data are
// the event.
type ReceiptOf struct {
	Sequence uint64 `json:"sequence"`
	Receipt  string `json:"receipt"`
}

// patience is how long a receipt waits for the next checkpoint.
const patience = 5 * time.Second

func (d *Desk) receipt(ctx context.Context, args ReceiptArgs, _ Progress) (any, error) {
	if d.Node == nil || args.Sequence == 0 || args.Sequence > d.Node.Ledger.Size() {
		return nil, usage("sequence", fmt.Sprintf("There is no event %d in this register.", args.Sequence))
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	_, signed, err := d.Node.Notary.Covering(ctx, args.Sequence)
	if err != nil {
		return nil, err
	}
	event, err := d.Node.Ledger.Entry(args.Sequence)
	if err != nil {
		return nil, err
	}
	proof, err := d.Node.Ledger.Prove(args.Sequence, signed)
	if err != nil {
		return nil, err
	}
	return ReceiptOf{Sequence: args.Sequence, Receipt: string(ledger.Receipt{Event: event, Proof: proof}.Text())}, nil
}
