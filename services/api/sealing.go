package api

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/witness"
)

// Sealing answers what was signed of the record, and takes in who else signed it.
type Sealing struct {
	*Register
	Notary   Notary
	Partners Partners
	Kept     func() (sizes []uint64, err error) // of the checkpoints that are kept
}

// Notary signs what the ledger holds.
type Notary interface {
	Last() (ledger.Checkpoint, bool)
	Covering(ctx context.Context, sequence uint64) (ledger.Checkpoint, []byte, error)
}

// Partners are those who sign beside the register.
type Partners interface {
	Accept(size uint64, lines []string) (witness.Accepted, error)
	KeepConflict(file []byte) error
}

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

// AcceptCosignature keeps what a partner signed.
func (s *Sealing) AcceptCosignature(_ context.Context, args AcceptArgs) (accepted AcceptedCosignature, err error) {
	if s.none() {
		return accepted, errNoRegister
	}
	lines, whole, err := witness.Lines([]byte(args.File), s.Origin)
	if err != nil {
		return accepted, err
	}
	if whole == nil && args.Size == 0 {
		return s.acceptAnywhere(lines)
	}
	if whole != nil {
		args.Size = whole.Size
		if root, err := s.Ledger.RootAt(whole.Size); err != nil || root != whole.Root || whole.Origin != s.Origin {
			return accepted, cause.Of(errors.Join(fmt.Errorf("%w: the partner's checkpoint is not of this history", witness.ErrFork), s.Partners.KeepConflict([]byte(args.File))), err)
		}
	}
	return s.acceptAt(args.Size, lines)
}

// acceptAnywhere tries the checkpoints that a bare line is most likely for: those that
// are kept, and the newest.
func (s *Sealing) acceptAnywhere(lines []string) (answer AcceptedCosignature, err error) {
	sizes, err := s.Kept()
	if err != nil {
		return answer, err
	}
	if last, any := s.Notary.Last(); any {
		sizes = append(sizes, last.Size)
	}
	for i := len(sizes) - 1; i >= 0; i-- {
		answer, err := s.acceptAt(sizes[i], lines)
		if !errors.Is(err, witness.ErrSignature) {
			return answer, err
		}
	}
	return answer, errSizeUnknown
}

func (s *Sealing) acceptAt(size uint64, lines []string) (answer AcceptedCosignature, err error) {
	accepted, err := s.Partners.Accept(size, lines)
	if errors.Is(err, ledger.ErrNoEntry) {
		return answer, cause.Of(usage("size", fmt.Sprintf("This register has signed no checkpoint of %d events.", size)), err)
	}
	if err != nil {
		return answer, err
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

// receiptTimeout is how long a receipt waits for the next checkpoint.
const receiptTimeout = 5 * time.Second

// Receipt is the receipt of an event.
func (s *Sealing) Receipt(ctx context.Context, args ReceiptArgs) (receipt ReceiptOf, err error) {
	if s.none() || args.Sequence == 0 || args.Sequence > s.Ledger.Size() {
		return receipt, usage("sequence", fmt.Sprintf("There is no event %d in this register.", args.Sequence))
	}
	ctx, cancel := context.WithTimeout(ctx, receiptTimeout)
	defer cancel()
	_, signed, err := s.Notary.Covering(ctx, args.Sequence)
	if err != nil {
		return receipt, err
	}
	event, err := s.Ledger.Entry(args.Sequence)
	if err != nil {
		return receipt, err
	}
	proof, err := s.Ledger.Prove(args.Sequence, signed)
	if err != nil {
		return receipt, err
	}
	return ReceiptOf{Sequence: args.Sequence, Receipt: string(ledger.Receipt{Event: event, Proof: proof}.Text())}, nil
}
