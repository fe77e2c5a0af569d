package node

import (
	"bytes"
	"context"
	"fmt"

	"ahd/events/eventlog/comparison"
	"ahd/events/eventlog/supervision"
	"ahd/events/ledger"
)

// recoverLedger opens the ledger and sets aside what a power cut tore beyond the last
// signed size: nobody was answered for it, and the log brings it again. Where it cannot
// be read what was signed, nothing is mended.
func (n *Node) recoverLedger(ctx context.Context) (*ledger.Ledger, error) {
	signed, err := ledger.ReadSigned(n.ledgerDir(), n.headFile(), n.Key.Verifier)
	if err != nil { // said by the notary
		return ledger.Open(n.ledgerDir(), n.Key.Origin, canonical)
	}
	opened, err := ledger.Recover(n.ledgerDir(), n.Key.Origin, canonical, signed.Size, func(sequence uint64, body []byte) bool { return n.logHolds(ctx, sequence, body) })
	if err != nil {
		return nil, err
	}
	n.Ledger = opened
	if torn, was := n.torn(); was {
		n.options.Messages.Error("the ledger", "problem", torn.Sentence)
	}
	return opened, nil
}

// logHolds looks into the log before it is opened.
func (n *Node) logHolds(ctx context.Context, sequence uint64, body []byte) bool {
	ctx, cancel := context.WithTimeout(ctx, supervision.AskFor)
	defer cancel()
	log, done := supervision.Readable(ctx, n.options.address())
	defer done()
	if log == nil {
		return false
	}
	logged, err := log.Body(ctx, sequence)
	return err == nil && bytes.Equal(logged, body)
}

// torn says what was set aside when the folder was opened; false if nothing was.
func (n *Node) torn() (comparison.Finding, bool) {
	aside := n.Ledger.Found().Aside
	return comparison.Finding{
		Code:     "ledger.torn",
		Sentence: fmt.Sprintf("The program had been ended while it wrote: what stood unfinished at the end of the ledger was set aside as %s in the folder “ledger”, and is read again from the log.", aside),
		Remedy:   "Nothing is left to do. Nobody had been told that it was recorded. Keep the file, or delete it.",
	}, aside != ""
}
