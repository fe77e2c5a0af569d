package repair

import (
	"bytes"
	"context"

	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/events/ledger"
)

// Open opens the ledger and sets aside what a power cut tore beyond the last signed size:
// nobody was answered for it, and the log brings it again. Where it cannot be read what
// was signed, nothing is mended: whoever signs says so.
func (l Ledger) Open(ctx context.Context) (*ledger.Ledger, error) {
	signed, err := ledger.ReadSigned(l.folder(), l.Head, l.Key.Verifier)
	if err != nil {
		return ledger.Open(l.folder(), l.Key.Origin, canonical)
	}
	return ledger.Recover(l.folder(), l.Key.Origin, canonical, signed.Size, func(sequence uint64, body []byte) bool { return l.logged(ctx, sequence, body) })
}

// logged looks into the log before it is opened.
func (l Ledger) logged(ctx context.Context, sequence uint64, body []byte) bool {
	ctx, cancel := context.WithTimeout(ctx, supervision.AskFor)
	defer cancel()
	log, done := supervision.Readable(ctx, l.Log)
	defer done()
	if log == nil {
		return false
	}
	logged, err := log.Body(ctx, sequence)
	return err == nil && bytes.Equal(logged, body)
}
