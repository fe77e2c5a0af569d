package node

import (
	"context"

	"ahd/events/cause"
	"ahd/events/eventlog"
)

// foundThere refuses to restore a backup beside an address at which the log of its
// register is not: the folder would name a place where its log never was.
func (n *Node) foundThere(ctx context.Context) error {
	if err := n.lookThere(ctx); err != nil {
		return cause.Of(noBackup("The log of this register was not found at the address that was given, or is not whole there. Nothing was restored. See whether the address is right, and whether the NATS server runs on its own store. If the log was never moved there, leave --nats out."), err)
	}
	return nil
}

func (n *Node) lookThere(ctx context.Context) error {
	o := &opened{}
	if err := o.dial(n.options); err != nil {
		return err
	}
	defer o.connection.Close()
	ctx, done := o.rights.during(ctx)
	defer done()
	log, err := eventlog.OpenExisting(ctx, o.connection, max(1, n.options.Replicas))
	if err != nil {
		return err
	}
	defer log.Close()
	here := &Log{options: n.options, ledger: n.Ledger}
	return here.twice(ctx, func() error {
		_, err := here.agrees(ctx, log)
		return err
	})
}
