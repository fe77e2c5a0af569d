package node

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"ahd/events/durable"
	"ahd/events/eventlog/supervision"
	"ahd/projections"
)

// ErrSetBack is the class of a folder whose log and ledger hold less than was recorded
// there.
var ErrSetBack = errors.New("the record is not whole")

// notSetBack refuses a folder whose book has read events that neither log nor ledger
// hold any more: somebody put older ones in their place, or they are gone. Nothing is
// touched: the book would be made anew without those events, and what was typed in them
// swept as never recorded.
func (n *Node) notSetBack(ctx context.Context) error {
	read := projections.Reached(ctx, filepath.Join(n.options.Dir, "book"))
	size := n.Ledger.Size()
	if read <= size {
		return nil
	}
	head, known := n.headOf(ctx)
	if held := max(head, size); known && held < read {
		return fmt.Errorf("%w: %d events were recorded here, and log and ledger hold %d of them. Nothing was touched. Put the folders jetstream and ledger and the file head back that belong to this register, or restore the newest backup into an empty folder. If this older state is what you want, remove the folder book first", ErrSetBack, read, held)
	}
	return nil
}

// headOf is how far the log reaches; not known where it cannot be read, which it says
// itself when it is opened. Looking would make one where there is none.
func (n *Node) headOf(ctx context.Context) (head uint64, known bool) {
	if n.options.NATS == "" && !durable.Exists(filepath.Join(n.options.Dir, "jetstream")) {
		return 0, true
	}
	log, done := supervision.Readable(ctx, n.options.address())
	defer done()
	if log == nil {
		return 0, false
	}
	head, err := log.Head(ctx)
	return head, err == nil
}

// begun reports why a register cannot begin here although log and ledger are empty: the
// folder holds words or files that another was recorded with.
func (n *Node) begun(ctx context.Context) error {
	words, err := n.Texts.Any(ctx)
	if err != nil {
		return err
	}
	files, err := os.ReadDir(filepath.Join(n.options.Dir, "files"))
	if err != nil || !words && len(files) == 0 {
		return err
	}
	return fmt.Errorf("%w: log and ledger are empty, and the folder holds texts or files of a register. Nothing was begun. Put its folders jetstream and ledger back, or restore the newest backup into an empty folder", ErrSetBack)
}
