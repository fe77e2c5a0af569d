package node

import (
	"context"
	"errors"
	"io"

	"ahd/events/ledger/bundle"
	"ahd/events/ledger/verification"
)

// WriteBundle writes a bundle of what is signed, or of one stream of it, without typed
// texts; "" is the whole record. It reads the ledger as it lies there, as anybody does.
// Errors: those of bundle.Write.
func (n *Node) WriteBundle(ctx context.Context, stream string, out io.Writer) (err error) {
	record, err := verification.OpenFolder(n.options.Dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, record.Close()) }()
	contents, err := record.Contents(stream, nil)
	if err != nil {
		return err
	}
	return bundle.Write(ctx, out, contents)
}
