package node

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"ahd/events/durable"
	"ahd/projections/book"
	"ahd/projections/sources"
)

// FolderNotes are what the operator must see to in the data folder, and what does not
// keep anybody from recording.
func (n *Node) FolderNotes(ctx context.Context) (notes []string) {
	if info, err := os.Stat(n.options.Dir); err == nil && info.Mode().Perm()&0o077 != 0 {
		notes = append(notes, fmt.Sprintf("Others on this computer can enter the data folder (mode %04o). Close it to them: chmod 700.", info.Mode().Perm()))
	}
	return append(notes, n.losses(ctx)...)
}

// losses are what the folder has lost that the record names.
func (n *Node) losses(ctx context.Context) (notes []string) {
	if n.filesGone(ctx) {
		notes = append(notes, "The folder files/ is empty, and the record names archived texts: they are gone. Put files/ back, from a backup.")
	}
	for _, name := range n.missing {
		notes = append(notes, fmt.Sprintf("%s was gone and was begun anew, empty. What it held is in the newest backup.", name))
	}
	return notes
}

// filesGone reports whether no file is left of those that the record names.
func (n *Node) filesGone(ctx context.Context) bool {
	entries, err := os.ReadDir(filepath.Join(n.options.Dir, "files"))
	if err != nil || len(entries) > 0 || n.Book == nil {
		return false
	}
	named := false
	_ = n.Book.Read(ctx, func(v *book.View) error { // a book that cannot be read says so itself
		rows, err := sources.List(v, book.Query{Limit: 1})
		named = len(rows) > 0
		return err
	})
	return named
}

// noteMissing notices stores of which there is only one and that are gone, before they
// are made anew: a record that has begun had them.
func (n *Node) noteMissing() {
	if n.Ledger.Size() == 0 {
		return
	}
	for _, name := range []string{"texts.db", "private.db"} {
		if !durable.Exists(filepath.Join(n.options.Dir, name)) {
			n.missing = append(n.missing, name)
		}
	}
}
