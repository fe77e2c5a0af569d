package node

import (
	"context"

	"ahd.example/ahd/events/ledger/sealing"
)

// openNotary comes before the log, so that it ends after it: what came last is signed.
func (n *Node) openNotary(context.Context) (err error) {
	n.Notary, err = sealing.Open(sealing.Needs{
		Dir: n.options.Dir, Head: n.options.headFile(), Key: n.Key, Ledger: n.Ledger, Now: n.options.Now, Messages: n.options.Messages,
	})
	if err != nil {
		return err
	}
	n.atClose(n.Notary.Close)
	return nil
}
