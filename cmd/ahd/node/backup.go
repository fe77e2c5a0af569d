package node

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"ahd/events"
	"ahd/events/cause"
	"ahd/events/durable"
	"ahd/events/folder"
	"ahd/events/ledger"
)

// backupFormat is the version of a backup file: an uncompressed tar whose last member,
// manifest.json, lists the others. It holds the record and the stores that can forget;
// the log and the book are made anew from it.
const backupFormat = "ahd-backup/1"

// Manifest says what a backup holds.
type Manifest struct {
	Format string    `json:"format"`
	Origin string    `json:"origin"`
	Time   time.Time `json:"time"` // when it was begun, UTC
	Size   uint64    `json:"size"` // events
	Root   string    `json:"root"` // RFC 6962 root of them, base64
	Files  []Member  `json:"files"`

	sum string // SHA-256 of the whole file, hexadecimal
}

// Member is a file of a backup.
type Member struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"` // hexadecimal
}

// ErrBackup is the class of what hinders a backup or a restore.
var ErrBackup = errors.New("backup")

type backupError struct{ why string }

func (b *backupError) Error() string { return b.why }
func (b *backupError) Unwrap() error { return ErrBackup }

func noBackup(why string) error { return &backupError{why} }

// mostTries is how often a backup is begun again because a text was erased meanwhile.
const mostTries = 5

// Backup writes everything that cannot be made anew into a file that is not there yet,
// while commands are recorded. When it returns, the file is on disk. Errors: ErrBackup.
func (n *Node) Backup(ctx context.Context, path string) (Manifest, error) {
	n.backing.Lock() // two to one file would write into one another
	defer n.backing.Unlock()
	if durable.Exists(path) {
		return Manifest{}, noBackup("There is a file of that name already. Nothing was written: a backup never replaces another.")
	}
	part := path + ".part"
	defer os.Remove(part)
	for range mostTries {
		m, err := n.backupOnce(ctx, part)
		if err != nil {
			return m, err
		}
		erased, err := n.erasedSince(m.Size)
		if err != nil {
			return m, err
		}
		if erased { // its words may or may not be in what was copied
			continue
		}
		if err := os.Rename(part, path); err != nil {
			return m, cause.Of(noBackup("The backup could not be given its name."), err)
		}
		if err := durable.Sync(filepath.Dir(path)); err != nil {
			return m, cause.Of(noBackup("The backup is there; whether it outlives a power cut is not known, because its folder cannot be brought to disk."), err)
		}
		return m, n.noteBackup(m)
	}
	return Manifest{}, noBackup("Texts were erased again and again meanwhile. Nothing was written; try again.")
}

// erasedSince reports whether a text was erased after an event.
func (n *Node) erasedSince(sequence uint64) (bool, error) {
	for next := sequence + 1; next <= n.Ledger.Size(); {
		bodies, err := n.Ledger.Entries(next)
		if err != nil {
			return false, err
		}
		for _, body := range bodies {
			if envelope, _, err := events.Scan(body); err != nil || envelope.Type == (events.TextErased{}).Type() {
				return true, err
			}
		}
		next += uint64(len(bodies))
	}
	return false, nil
}

// backupOnce writes a backup. What was signed is read first, so that it never is of
// more than the entries; the stores come after the entries were counted, because a text
// is kept before its event.
func (n *Node) backupOnce(ctx context.Context, path string) (m Manifest, err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return m, cause.Of(noBackup("The file of the backup cannot be made. See whether its folder is there and has room."), err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	signed, _ := os.ReadFile(filepath.Join(n.ledgerDir(), "checkpoint"))
	size, root := n.Ledger.Root()
	m = Manifest{Format: backupFormat, Origin: n.Key.Origin, Time: n.options.Now().UTC(), Size: size, Root: base64.StdEncoding.EncodeToString(root[:])}
	whole := sha256.New()
	w := &backupWriter{tar: tar.NewWriter(io.MultiWriter(file, whole)), manifest: &m}
	entries, err := n.Ledger.Prefix(size)
	if err != nil {
		return m, err
	}
	err = errors.Join(
		w.add("ledger/entries.log", entries, entries.Size()),
		w.text("ledger/origin", n.Key.Origin+"\n"),
		n.addSigned(w, signed), n.addStores(ctx, w), n.addFiles(ctx, w),
		w.file(filepath.Join(n.options.Dir, "keys", "log.key"), "keys/log.key"),
		n.addCopies(w),
		n.addPlace(w),
		w.file(filepath.Join(n.options.Dir, "format"), "format"))
	if err != nil {
		return m, err
	}
	err = errors.Join(w.finish(), file.Sync())
	m.sum = hex.EncodeToString(whole.Sum(nil))
	return m, err
}

// addSigned adds what was signed, by us and by others.
func (n *Node) addSigned(w *backupWriter, checkpoint []byte) error {
	if len(checkpoint) == 0 {
		return nil
	}
	signed, err := ledger.OpenCheckpoint(checkpoint, n.Key.Verifier)
	if err != nil {
		return err
	}
	head := fmt.Sprintf("%d %s\n", signed.Size, base64.StdEncoding.EncodeToString(signed.Root[:]))
	err = errors.Join(w.text("ledger/checkpoint", string(checkpoint)), w.text("head", head))
	// Those of a size that is beyond this backup may be among them: they were signed
	// meanwhile, and hold whoever restores it to what came after.
	for _, name := range []string{"policy", "checkpoint.witnessed", "checkpoints", "anchors"} {
		if from := filepath.Join(n.ledgerDir(), name); durable.Exists(from) {
			err = errors.Join(err, w.tree(from, "ledger/"+name))
		}
	}
	return err
}

// addCopies adds the list of copies that left, so that a register that is restored can
// still say where a text may be.
func (n *Node) addCopies(w *backupWriter) error {
	text, err := os.ReadFile(filepath.Join(n.options.Dir, folder.CopiesFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return cause.Of(noBackup("The list of copies in the data folder cannot be read."), err)
	}
	return w.text(folder.CopiesFile, string(text))
}

// addPlace adds where the log is, so that a register that is restored goes on with that
// log and begins no other. Which node this is stays here: a restored folder is another.
func (n *Node) addPlace(w *backupWriter) error {
	place, said, err := folder.ReadPlace(n.options.Dir)
	if err != nil || !said {
		return err
	}
	return w.text("log", place.Text())
}

// addStores adds the databases, each as SQLite copies it while it is written to.
func (n *Node) addStores(ctx context.Context, w *backupWriter) error {
	dir, err := os.MkdirTemp(n.options.Dir, "backup-")
	if err != nil {
		return cause.Of(noBackup("There is no room for a copy of the stores."), err)
	}
	defer os.RemoveAll(dir)
	for _, name := range folder.OnlyStores {
		copied := filepath.Join(dir, name)
		if err := copySQLite(ctx, filepath.Join(n.options.Dir, name), copied); err != nil {
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
func (n *Node) addFiles(ctx context.Context, w *backupWriter) error {
	entries, err := os.ReadDir(filepath.Join(n.options.Dir, "files"))
	if err != nil {
		return cause.Of(noBackup("The folder of files cannot be read."), err)
	}
	for _, entry := range entries {
		content, err := n.Files.Read(entry.Name())
		if err != nil && !durable.Exists(filepath.Join(n.options.Dir, "files", entry.Name())) || filepath.Ext(entry.Name()) == ".part" {
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

// backupWriter writes the members of a backup.
type backupWriter struct {
	tar      *tar.Writer
	manifest *Manifest
}

func (w *backupWriter) add(name string, content io.Reader, size int64) error {
	header := &tar.Header{Name: name, Size: size, Mode: 0o600, Format: tar.FormatUSTAR, Typeflag: tar.TypeReg}
	if size > 8<<30-1 {
		header.Format = tar.FormatGNU
	}
	if err := w.tar.WriteHeader(header); err != nil {
		return cause.Of(noBackup("The backup could not be written: "+withoutPath(err).Error()+"."), err)
	}
	hash := sha256.New()
	if _, err := io.Copy(io.MultiWriter(w.tar, hash), content); err != nil {
		return cause.Of(noBackup("The backup could not be written: "+withoutPath(err).Error()+"."), err)
	}
	w.manifest.Files = append(w.manifest.Files, Member{Name: name, Bytes: size, SHA256: hex.EncodeToString(hash.Sum(nil))})
	return nil
}

// finish writes the manifest.
func (w *backupWriter) finish() error {
	text, err := json.MarshalIndent(w.manifest, "", "  ")
	if err != nil {
		return err
	}
	return errors.Join(w.text("manifest.json", string(text)+"\n"), w.tar.Close())
}
