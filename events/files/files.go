// Package files answers: where do the texts and documents lie that events name
// by their hash?
package files

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"sync"

	"ahd.example/ahd/events/cause"
)

// ErrMissing is returned for a hash under which nothing lies.
var ErrMissing = errors.New("the file is not there")

// ErrDamaged is returned for a file whose bytes no longer have its hash.
var ErrDamaged = errors.New("the file no longer has the bytes that were recorded")

var hashPattern = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Store is the folder files/. A file's name is the SHA-256 of its bytes in
// hexadecimal, so no name comes from outside. It is safe for concurrent use.
type Store struct {
	root *os.Root
	mu   sync.Mutex // held while a file is written or removed
}

// Open opens or makes the folder.
func Open(dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, cause.Of(errors.New("the folder of files cannot be made"), err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, cause.Of(errors.New("the folder of files cannot be opened"), err)
	}
	return &Store{root: root}, nil
}

// Close lets the folder go.
func (s *Store) Close() error { return s.root.Close() }

// Put keeps content and returns its hash. When it returns, bytes and name are
// on disk, so an event may name them; the same content again changes nothing.
// If we stop before the rename, an unnamed remnant stays that nothing refers to.
func (s *Store) Put(content []byte) (string, error) {
	sum := sha256.Sum256(content)
	name := hex.EncodeToString(sum[:])
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.Read(name); err == nil {
		return name, nil
	}
	if err := s.write(name, content); err != nil {
		return "", fmt.Errorf("the file could not be kept: %w", withoutPath(err))
	}
	return name, nil
}

func (s *Store) write(name string, content []byte) error {
	temporary := name + ".part"
	file, err := s.root.OpenFile(temporary, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	if err := s.root.Rename(temporary, name); err != nil {
		return err
	}
	return s.syncFolder()
}

func (s *Store) syncFolder() error {
	folder, err := s.root.Open(".")
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// Has reports whether a file lies under a hash, without reading it.
func (s *Store) Has(hash string) bool {
	if !hashPattern.MatchString(hash) {
		return false
	}
	info, err := s.root.Stat(hash)
	return err == nil && info.Mode().IsRegular()
}

// Read returns the bytes under a hash and checks them. It returns ErrMissing
// and ErrDamaged.
func (s *Store) Read(hash string) ([]byte, error) {
	if !hashPattern.MatchString(hash) {
		return nil, ErrMissing
	}
	content, err := s.root.ReadFile(hash)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, cause.Of(ErrMissing, err)
	}
	if err != nil {
		return nil, fmt.Errorf("the file cannot be read: %w", withoutPath(err))
	}
	if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != hash {
		return nil, ErrDamaged
	}
	return content, nil
}

// Remove takes a file away, and what an interrupted Put left of it; one that is not
// there is removed already. When it returns, its name is gone from the disk. Its
// bytes are not overwritten: flash and copying file systems would write elsewhere,
// so only an encrypted disk promises that they cannot be found. Its caller makes
// sure that nothing else names the file.
func (s *Store) Remove(hash string) error {
	if !hashPattern.MatchString(hash) {
		return ErrMissing
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, name := range []string{hash, hash + ".part"} {
		if err := s.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("the file could not be removed: %w", withoutPath(err))
		}
	}
	if err := s.syncFolder(); err != nil {
		return fmt.Errorf("the file could not be removed: %w", withoutPath(err))
	}
	return nil
}

// withoutPath keeps what went wrong and leaves out where: paths are nobody's
// business but the operator's.
func withoutPath(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
