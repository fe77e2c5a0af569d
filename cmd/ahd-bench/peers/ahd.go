package peers

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync/atomic"

	"ahd.example/ahd/cmd/ahd-bench/bench"
	"ahd.example/ahd/cmd/ahd/node"
)

const (
	withoutNarrative = "ahd without narrative"
	withNarrative    = "ahd with narrative"
)

// openAhd opens one register for both of our sides, and gives the body of a report.
func openAhd(ctx context.Context, dir string, clients int) (two [2]*side, end func() error, body []byte, err error) {
	n, err := bench.OpenNode(ctx, filepath.Join(dir, "ahd"))
	if err != nil {
		return two, nil, nil, err
	}
	if body, err = bench.Prepare(ctx, n, clients); err != nil {
		return two, nil, nil, errors.Join(err, n.Close())
	}
	two[0], two[1] = ours(n, ""), ours(n, bench.Narrative)
	if two[0].body, err = bare(ctx, n); err != nil {
		return two, nil, nil, errors.Join(err, n.Close())
	}
	two[1].body = len(body)
	return two, n.Close, body, nil
}

// ours is a side on which reports are recorded, as the program does.
func ours(n *node.Node, narrative string) *side {
	var last atomic.Uint64 // that was recorded
	record := func(ctx context.Context, client, turn int) (uint64, error) {
		outcome, err := n.Recorder.Do(ctx, bench.ReportOf(bench.CommitmentOf(client, turn), narrative))
		for before := last.Load(); outcome.Sequence > before && !last.CompareAndSwap(before, outcome.Sequence); {
			before = last.Load()
		}
		return outcome.Sequence, err
	}
	note := "a command through every rule, acknowledged by log and ledger, in one process with its log server; the CPU counts until the book has it"
	if narrative != "" {
		note += fmt.Sprintf("; its narrative of %d bytes lies in the store of texts before", len(narrative))
	}
	return &side{
		note: note,
		record: func(ctx context.Context, client, turn int) error {
			_, err := record(ctx, client, turn)
			return err
		},
		wait: func(ctx context.Context) error { return n.Book.Wait(ctx, last.Load()) },
		read: func(ctx context.Context, client, turn int) error {
			sequence, err := record(ctx, client, turn)
			if err != nil {
				return err
			}
			return bench.ReadBack(ctx, n, bench.CommitmentOf(client, turn), sequence)
		},
	}
}

// bare is how many bytes a report without a narrative has.
func bare(ctx context.Context, n *node.Node) (int, error) {
	outcome, err := n.Recorder.Do(ctx, bench.ReportOf(bench.CommitmentOf(0, 0), ""))
	if err != nil {
		return 0, err
	}
	if err := n.Book.Wait(ctx, outcome.Sequence); err != nil {
		return 0, err
	}
	body, err := n.Ledger.Entry(outcome.Sequence)
	return len(body), err
}
