package backup

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/events/ledger"
)

// addSigned adds what was signed, by us and by others.
func (b *Backups) addSigned(w *writer, checkpoint []byte) error {
	if len(checkpoint) == 0 {
		return nil
	}
	signed, err := ledger.OpenCheckpoint(checkpoint, b.Key.Verifier)
	if err != nil {
		return err
	}
	head := fmt.Sprintf("%d %s\n", signed.Size, base64.StdEncoding.EncodeToString(signed.Root[:]))
	err = errors.Join(w.text("ledger/checkpoint", string(checkpoint)), w.text("head", head))
	// Those of a size that is beyond this backup may be among them: they were signed
	// meanwhile, and hold whoever restores it to what came after.
	for _, name := range []string{"policy", "checkpoint.witnessed", "checkpoints", "anchors"} {
		if from := filepath.Join(b.Dir, "ledger", name); durable.Exists(from) {
			err = errors.Join(err, w.tree(from, "ledger/"+name))
		}
	}
	return err
}

// addCopies adds the list of copies that left, so that a register that is restored can
// still say where a text may be.
func (b *Backups) addCopies(w *writer) error {
	text, err := os.ReadFile(filepath.Join(b.Dir, folder.CopiesFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return cause.Of(refuse("The list of copies in the data folder cannot be read."), err)
	}
	return w.text(folder.CopiesFile, string(text))
}

// addPlace adds where the log is, so that a register that is restored goes on with that
// log and begins no other. Which node this is stays here: a restored folder is another.
func (b *Backups) addPlace(w *writer) error {
	place, said, err := folder.ReadPlace(b.Dir)
	if err != nil || !said {
		return err
	}
	return w.text("log", place.Text())
}

// addConfig adds the configuration file that somebody put into the data folder.
func (b *Backups) addConfig(w *writer) error {
	text, err := durable.ReadFile(filepath.Join(b.Dir, folder.ConfigFile), folder.LargestConfig)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return cause.Of(refuse("The configuration file "+folder.ConfigFile+" in the data folder cannot be read, or is larger than 64 KB."), err)
	}
	return w.text(folder.ConfigFile, string(text))
}

// addStores adds the databases, each as SQLite copies it while it is written to.
func (b *Backups) addStores(ctx context.Context, w *writer) error {
	dir, err := os.MkdirTemp(b.Dir, CopyMark)
	if err != nil {
		return cause.Of(refuse("There is no room for a copy of the stores."), err)
	}
	defer os.RemoveAll(dir)
	for _, name := range folder.OnlyStores {
		copied := filepath.Join(dir, name)
		if err := copySQLite(ctx, filepath.Join(b.Dir, name), copied); err != nil {
			return err
		}
		if err := w.file(copied, name); err != nil {
			return err
		}
	}
	return nil
}

// addFiles adds archived texts and documents. One that is erased meanwhile is not
// missed: the backup is begun again then.
func (b *Backups) addFiles(ctx context.Context, w *writer) error {
	entries, err := os.ReadDir(filepath.Join(b.Dir, "files"))
	if err != nil {
		return cause.Of(refuse("The folder of files cannot be read."), err)
	}
	for _, entry := range entries {
		content, err := b.Files.Read(entry.Name())
		if err != nil && !durable.Exists(filepath.Join(b.Dir, "files", entry.Name())) || filepath.Ext(entry.Name()) == ".part" {
			continue
		}
		if err == nil {
			err = w.text("files/"+entry.Name(), string(content))
		}
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
	}
	return nil
}
