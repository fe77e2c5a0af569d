package node

import (
	"context"

	"ahd/projections/book"
	"ahd/projections/documents"
)

// sweepDocuments forgets documents that were put away and never recorded: the last
// time we stopped, or were refused, in between.
func (n *Node) sweepDocuments(ctx context.Context) error {
	if n.Log.Doubtful() { // what may still come needs its documents
		return nil
	}
	swept, err := n.Private.Sweep(ctx, func(evidence string) (recorded bool, err error) {
		err = n.Book.Read(ctx, func(v *book.View) error {
			_, recorded, err = documents.Find(v, evidence)
			return err
		})
		if err != nil || recorded {
			return recorded, err
		}
		return false, n.removeFile(ctx, evidence)
	})
	if err != nil || len(swept) == 0 {
		return err
	}
	return n.Private.Flush(ctx)
}

// sweepIntakes forgets who entered what was never recorded after all.
func (n *Node) sweepIntakes(ctx context.Context) error {
	swept, err := n.Private.SweepIntakes(ctx, func(command string) (bool, error) {
		_, found, err := shelf{n.Book}.Recorded(ctx, command)
		return found, err
	})
	if err != nil || swept == 0 {
		return err
	}
	return n.Private.Flush(ctx)
}

// removeFile removes the file of a document that is about to be forgotten, unless
// something else is in the same file.
func (n *Node) removeFile(ctx context.Context, evidence string) error {
	document, kept, err := n.Private.Find(ctx, evidence)
	if err != nil || !kept || document.File == "" {
		return err
	}
	named, err := n.Private.Names(ctx, document.File, evidence)
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
