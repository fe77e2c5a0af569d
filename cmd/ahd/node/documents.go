package node

import (
	"context"

	"ahd/events/private"
	"ahd/projections/book"
	"ahd/projections/documents"
)

// sweepDocuments forgets documents that were put away and never recorded: the last
// time we stopped, or were refused, in between.
func (n *Node) sweepDocuments(ctx context.Context) error {
	swept, err := n.Private.Sweep(ctx, func(evidence string) (recorded bool, err error) {
		err = n.Book.Read(ctx, func(v *book.View) error {
			_, recorded, err = documents.Find(v, evidence)
			return err
		})
		return recorded, err
	})
	for _, document := range swept {
		if err == nil && document.File != "" {
			err = n.removeFile(ctx, document)
		}
	}
	if err != nil || len(swept) == 0 {
		return err
	}
	return n.Private.Flush(ctx)
}

// removeFile removes a file that nothing names any more.
func (n *Node) removeFile(ctx context.Context, document private.Document) error {
	named, err := n.Private.Names(ctx, document.File)
	if err != nil || named {
		return err
	}
	err = n.Book.Read(ctx, func(v *book.View) error {
		named, err = documents.Names(v, document.File)
		return err
	})
	if err != nil || named {
		return err
	}
	return n.Files.Remove(document.File)
}
