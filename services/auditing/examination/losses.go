package examination

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/sources"
)

// Missing are the stores of which there is only one and that are gone from a folder, before
// they are made anew: a record that has begun, of a size, had them.
func Missing(dir string, size uint64) (missing []string) {
	if size == 0 {
		return nil
	}
	for _, name := range folder.OnlyStores {
		if !durable.Exists(filepath.Join(dir, name)) {
			missing = append(missing, name)
		}
	}
	return missing
}

// FolderNotes are what the operator must see to in the data folder, and what does not
// keep anybody from recording.
func (e *Examiner) FolderNotes(ctx context.Context) (notes []string) {
	if info, err := os.Stat(e.Dir); err == nil && info.Mode().Perm()&0o077 != 0 {
		notes = append(notes, fmt.Sprintf("Others on this computer can enter the data folder (mode %04o). Close it to them: chmod 700.", info.Mode().Perm()))
	}
	return append(notes, e.losses(ctx)...)
}

// losses are what the folder has lost that the record names.
func (e *Examiner) losses(ctx context.Context) (notes []string) {
	if e.filesGone(ctx) {
		notes = append(notes, "The folder files/ is empty, and the record names archived texts: they are gone. Put files/ back, from a backup.")
	}
	for _, name := range e.Missing {
		notes = append(notes, fmt.Sprintf("%s was gone and was begun anew, empty. What it held is in the newest backup.", name))
	}
	return notes
}

// filesGone reports whether no file is left of those that the record names.
func (e *Examiner) filesGone(ctx context.Context) bool {
	entries, err := os.ReadDir(filepath.Join(e.Dir, "files"))
	if err != nil || len(entries) > 0 {
		return false
	}
	named := false
	_ = e.Book.Read(ctx, func(v *book.View) error { // a book that cannot be read says so itself
		rows, err := sources.List(v, book.Query{Limit: 1})
		named = len(rows) > 0
		return err
	})
	return named
}
