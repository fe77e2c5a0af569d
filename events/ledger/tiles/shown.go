package tiles

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/verification"
)

// Shown is what a server shows of what was signed.
type Shown struct {
	Newest verification.Provable
	Older  []ledger.Older // ascending: those that a policy may count
}

// maxSizes is how long the list of the checkpoints of a server may be, in bytes.
const maxSizes = 64 << 10

// Show asks for the newest checkpoint and, where somebody has a policy, for older ones
// that others vouch for: what the server's own policy counts, and the largest of all
// that it keeps that meets this one. These are asked for first, so that none is newer
// than the newest.
func (l *Log) Show(ctx context.Context, demands verification.Demands) (s Shown, err error) {
	var witnessed []byte
	var sizes []uint64
	if demands.Policy != nil {
		if witnessed, err = l.optional(ctx, "checkpoint.witnessed", maxNote); err != nil {
			return s, err
		}
		if sizes, err = l.sizes(ctx); err != nil {
			return s, err
		}
	}
	note, err := l.Checkpoint(ctx)
	if err != nil {
		return s, err
	}
	if s.Newest, err = verification.NewProvable(note, nil); err != nil {
		return s, err
	}
	if witnessed != nil {
		signed, err := verification.NewProvable(witnessed, nil)
		if err != nil {
			return s, err
		}
		s.Older = append(s.Older, ledger.Older{Size: signed.Size, Note: witnessed})
	}
	return s, l.choose(ctx, demands, sizes, &s)
}

// choose adds the largest checkpoint that meets a policy, if it is none that is there.
func (l *Log) choose(ctx context.Context, demands verification.Demands, sizes []uint64, s *Shown) error {
	if demands.Policy == nil || demands.Policy(s.Newest.Note) == nil {
		return nil
	}
	least := uint64(0)
	for _, older := range s.Older {
		if demands.Policy(older.Note) == nil {
			least = older.Size
		}
	}
	for _, size := range slices.Backward(sizes) {
		if size <= least || size > s.Newest.Size {
			continue
		}
		note, err := l.optional(ctx, "checkpoints/"+strconv.FormatUint(size, 10), maxNote)
		if err != nil {
			return err
		}
		if note != nil && demands.Policy(note) == nil {
			s.Older = append(s.Older, ledger.Older{Size: size, Note: note})
			slices.SortStableFunc(s.Older, func(a, b ledger.Older) int { return int(min(max(int64(a.Size)-int64(b.Size), -1), 1)) })
			return nil
		}
	}
	return nil
}

// sizes are those of the checkpoints that the server keeps, ascending; none where it is
// of a release that did not say.
func (l *Log) sizes(ctx context.Context) (sizes []uint64, err error) {
	text, err := l.optional(ctx, "checkpoints", maxSizes)
	if err != nil || len(text) == 0 {
		return nil, err
	}
	for line := range strings.Lines(string(text)) {
		size, err := strconv.ParseUint(strings.TrimSuffix(line, "\n"), 10, 63)
		if err != nil || len(sizes) > 0 && size <= sizes[len(sizes)-1] {
			return nil, because(verification.Unreadable, "checkpoints", "The server's list of checkpoints is not of the form that it should have.", err)
		}
		sizes = append(sizes, size)
	}
	return sizes, nil
}

// optional asks for what a server need not have; nil where it has none.
func (l *Log) optional(ctx context.Context, name string, limit int64) ([]byte, error) {
	content, err := l.get(ctx, name, limit)
	var none *verification.Failure
	if errors.As(err, &none) && none.Kind == verification.Incomplete {
		return nil, nil
	}
	return content, err
}

// Verify verifies the record as the server shows it.
func (l *Log) Verify(ctx context.Context, demands verification.Demands) (verification.Result, error) {
	shown, err := l.Show(ctx, demands)
	if err != nil {
		return verification.Result{}, err
	}
	return l.VerifyShown(ctx, shown, demands)
}

// VerifyShown verifies the record behind what was shown.
func (l *Log) VerifyShown(ctx context.Context, s Shown, demands verification.Demands) (verification.Result, error) {
	record := verification.Record{Note: s.Newest.Note, Older: s.Older, Entries: &entries{ctx, l, 0, s.Newest.Size}}
	record.Hashes = &stored{ctx: ctx, hashes: l.Hashes(ctx, s.Newest.Checkpoint), size: s.Newest.Size}
	return verification.Whole(ctx, record, demands)
}

func failed(kind verification.Kind, code, detail string) error {
	return because(kind, code, detail, nil)
}

// because is a failure with what caused it, for whoever runs the program.
func because(kind verification.Kind, code, detail string, cause error) error {
	return &verification.Failure{Kind: kind, Code: code, Detail: detail, Cause: cause}
}

// notAsked is what is wrong with an answer that did not come.
func notAsked(err error) (again bool, failure error) {
	if errors.Is(err, errElsewhere) {
		return false, because(verification.Unreachable, "elsewhere",
			"The server sends whoever asks to another host. It was not asked: give its own address, if that is the register that you mean.", err)
	}
	return true, because(verification.Unreachable, "unreachable", "The server does not answer.", fmt.Errorf("asking: %w", err))
}
