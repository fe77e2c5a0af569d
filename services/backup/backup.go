// Package backup answers: is there a copy of everything that cannot be made anew, does it
// open, and what else left the data folder?
package backup

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/events/ledger"
)

// format is the version of a backup file: an uncompressed tar whose last member,
// manifest.json, lists the others. It holds the record and the stores that can forget;
// the log and the book are made anew from it.
const format = "ahd-backup/1"

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

type refusal struct{ why string }

func (r *refusal) Error() string { return r.why }
func (r *refusal) Unwrap() error { return ErrBackup }

func refuse(why string) error { return &refusal{why} }

// How the names of folders begin within the data folder that the next start removes, where
// a crash left them: they hold words that may be erased by then.
const (
	CopyMark  = "backup-" // copies of the stores
	DrillMark = "drill-"  // a backup that is tried
)

// Source is the open data folder that is backed up.
type Source struct {
	Dir    string
	Key    folder.Key
	Ledger *ledger.Ledger
	Files  interface {
		Read(name string) ([]byte, error)
	}
	Recorded func(ctx context.Context, command string) (sequence uint64, found bool, err error)
	Now      func() time.Time
}

// Backups are those of one data folder.
type Backups struct {
	Source
	writing sync.Mutex // two to one file would write into one another
}

// Of are the backups of an open data folder.
func Of(source Source) *Backups { return &Backups{Source: source} }

// maxTries is how often a backup is begun again because a text was erased meanwhile.
const maxTries = 5

// Write writes everything that cannot be made anew into a file that is not there yet,
// while commands are recorded. When it returns, the file is on disk. Errors: ErrBackup.
func (b *Backups) Write(ctx context.Context, path string) (Manifest, error) {
	b.writing.Lock()
	defer b.writing.Unlock()
	if durable.Exists(path) {
		return Manifest{}, refuse("There is a file of that name already. Nothing was written: a backup never replaces another.")
	}
	part := path + ".part"
	defer os.Remove(part)
	for range maxTries {
		m, err := b.writeOnce(ctx, part)
		if err != nil {
			return m, err
		}
		erased, err := b.erasedSince(m.Size)
		if err != nil {
			return m, err
		}
		if erased { // its words may or may not be in what was copied
			continue
		}
		if err := os.Rename(part, path); err != nil {
			return m, cause.Of(refuse("The backup could not be given its name."), err)
		}
		if err := durable.Sync(filepath.Dir(path)); err != nil {
			return m, cause.Of(refuse("The backup is there; whether it outlives a power cut is not known, because its folder cannot be brought to disk."), err)
		}
		return m, b.note(m)
	}
	return Manifest{}, refuse("Texts were erased again and again meanwhile. Nothing was written; try again.")
}

// erasedSince reports whether a text was erased after an event.
func (b *Backups) erasedSince(sequence uint64) (bool, error) {
	for next := sequence + 1; next <= b.Ledger.Size(); {
		bodies, err := b.Ledger.Entries(next)
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

// writeOnce writes a backup. What was signed is read first, so that it never is of
// more than the entries; the stores come after the entries were counted, because a text
// is kept before its event.
func (b *Backups) writeOnce(ctx context.Context, path string) (m Manifest, err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return m, cause.Of(refuse("The file of the backup cannot be made. See whether its folder is there and has room."), err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	signed, _ := os.ReadFile(filepath.Join(b.Dir, "ledger", "checkpoint"))
	size, root := b.Ledger.Root()
	m = Manifest{Format: format, Origin: b.Key.Origin, Time: b.Now().UTC(), Size: size, Root: base64.StdEncoding.EncodeToString(root[:])}
	whole := sha256.New()
	w := &writer{tar: tar.NewWriter(io.MultiWriter(file, whole)), manifest: &m}
	entries, err := b.Ledger.Prefix(size)
	if err != nil {
		return m, err
	}
	err = errors.Join(
		w.add("ledger/entries.log", entries, entries.Size()),
		w.text("ledger/origin", b.Key.Origin+"\n"),
		b.addSigned(w, signed), b.addStores(ctx, w), b.addFiles(ctx, w),
		w.file(filepath.Join(b.Dir, "keys", "log.key"), "keys/log.key"),
		b.addCopies(w), b.addPlace(w), b.addConfig(w),
		w.file(filepath.Join(b.Dir, "format"), "format"))
	if err != nil {
		return m, err
	}
	err = errors.Join(w.finish(), file.Sync())
	m.sum = hex.EncodeToString(whole.Sum(nil))
	return m, err
}
