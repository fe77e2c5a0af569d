package backup

import (
	"archive/tar"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"ahd.example/ahd/events/cause"
)

// writer writes the members of a backup.
type writer struct {
	tar      *tar.Writer
	manifest *Manifest
}

func (w *writer) add(name string, content io.Reader, size int64) error {
	header := &tar.Header{Name: name, Size: size, Mode: 0o600, Format: tar.FormatUSTAR, Typeflag: tar.TypeReg}
	if size > 8<<30-1 {
		header.Format = tar.FormatGNU
	}
	if err := w.tar.WriteHeader(header); err != nil {
		return cause.Of(refuse("The backup could not be written: "+withoutPath(err).Error()+"."), err)
	}
	written, err := copyMember(w.tar, name, content)
	if err != nil {
		return cause.Of(refuse("The backup could not be written: "+withoutPath(err).Error()+"."), err)
	}
	w.manifest.Files = append(w.manifest.Files, written)
	return nil
}

// copyMember copies a member out of a backup or into it.
func copyMember(to io.Writer, name string, content io.Reader) (Member, error) {
	hash := sha256.New()
	size, err := io.Copy(io.MultiWriter(to, hash), content)
	return Member{Name: name, Bytes: size, SHA256: hex.EncodeToString(hash.Sum(nil))}, err
}

// finish writes the manifest.
func (w *writer) finish() error {
	text, err := json.MarshalIndent(w.manifest, "", "  ")
	if err != nil {
		return err
	}
	return errors.Join(w.text("manifest.json", string(text)+"\n"), w.tar.Close())
}

func (w *writer) text(name, content string) error {
	return w.add(name, strings.NewReader(content), int64(len(content)))
}

func (w *writer) file(path, name string) error {
	file, err := os.Open(path)
	if err != nil {
		return cause.Of(refuse("A file of the data folder cannot be read: "+name+"."), err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return cause.Of(refuse("A file of the data folder cannot be read: "+name+"."), err)
	}
	return w.add(name, file, info.Size())
}

// tree adds a file, or all files in a folder.
func (w *writer) tree(path, name string) error {
	return filepath.WalkDir(path, func(at string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		within, err := filepath.Rel(path, at)
		if err != nil {
			return err
		}
		return w.file(at, filepath.ToSlash(filepath.Join(name, within)))
	})
}

// withoutPath keeps what went wrong and leaves out where.
func withoutPath(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
