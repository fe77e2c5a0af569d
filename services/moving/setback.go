package moving

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/eventlog/supervision"
)

// ErrSetBack is the class of a folder whose log and ledger hold less than was recorded
// there.
var ErrSetBack = errors.New("the record is not whole")

// NotSetBack refuses a folder whose book has read events that neither log nor ledger
// hold any more: somebody put older ones in their place, or they are gone. Nothing is
// touched: the book would be made anew without those events, and what was typed in them
// swept as never recorded.
func NotSetBack(ctx context.Context, at supervision.Address, read, size uint64) error {
	if read <= size {
		return nil
	}
	head, known := headOf(ctx, at)
	if held := max(head, size); known && held < read {
		return fmt.Errorf("%w: %d events were recorded here, and log and ledger hold %d of them. Nothing was touched. Put the folders jetstream and ledger and the file head back that belong to this register, or restore the newest backup into an empty folder. If this older state is what you want, remove the folder book first", ErrSetBack, read, held)
	}
	return nil
}

// headOf is how far the log reaches; not known where it cannot be read, which it says
// itself when it is opened. Looking would make one where there is none.
func headOf(ctx context.Context, at supervision.Address) (head uint64, known bool) {
	if at.NATS == "" && !durable.Exists(filepath.Join(at.Dir, "jetstream")) {
		return 0, true
	}
	log, done := supervision.Readable(ctx, at)
	defer done()
	if log == nil {
		return 0, false
	}
	head, err := log.Head(ctx)
	return head, err == nil
}
