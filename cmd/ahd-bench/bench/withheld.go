package bench

import (
	"context"

	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/projections"
)

// withheld is a ledger that seems empty until it is released, so that the book
// comes by its events through the feed.
type withheld struct {
	*ledger.Ledger
	released bool
}

var _ projections.Record = (*withheld)(nil)

func (w *withheld) Size() uint64 {
	if !w.released {
		return 0
	}
	return w.Ledger.Size()
}

// noTexts is where every narrative was erased.
type noTexts struct{}

func (noTexts) Read(context.Context, string) (string, bool, error) { return "", false, nil }
