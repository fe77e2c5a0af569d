package node

import (
	"context"

	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/services/backup"
)

// openBackups comes when everything is open that a backup holds.
func (n *Node) openBackups(context.Context) error {
	n.Backups = backup.Of(backup.Source{
		Dir: n.options.Dir, Key: n.Key, Ledger: n.Ledger, Files: n.Files, Recorded: bookReader{n.Book}.Recorded, Now: n.options.Now,
	})
	return nil
}

// Restore restores a backup into a folder in which nothing is: see backup.Restore.
func Restore(ctx context.Context, path string, options Options, progress func(done, total uint64)) (backup.Manifest, error) {
	n := &Node{options: options}
	return backup.Restore(ctx, path, backup.Target{
		Address: options.address(), Drill: options.Drill, Close: n.Close,
		Hold: func(ctx context.Context) (backup.Held, error) {
			err := n.hold(ctx)
			return backup.Held{Origin: n.Key.Origin, Address: n.options.address(), Placed: n.placed}, err
		},
		Ledger: func(ctx context.Context) (*ledger.Ledger, error) {
			err := n.openLedger(ctx)
			return n.Ledger, err
		},
	}, progress)
}
