package node

import (
	"context"

	"ahd/events/cause"
	"ahd/events/eventlog/supervision"
)

// foundThere refuses to restore a backup beside an address at which the log of its
// register is not: the folder would name a place where its log never was.
func (n *Node) foundThere(ctx context.Context) error {
	if err := supervision.LookThere(ctx, n.options.address(), n.Ledger); err != nil {
		return cause.Of(noBackup("The log of this register was not found at the address that was given, or is not whole there. Nothing was restored. See whether the address is right, and whether the NATS server runs on its own store. If the log was never moved there, leave --nats out."), err)
	}
	return nil
}
