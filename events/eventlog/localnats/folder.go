package localnats

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
)

// lock makes the folder, for its owner only, and takes it. The server itself
// has no lock: a second one on the same folder would write into the same files.
func (s *Server) lock() error {
	for _, dir := range []string{s.dir, s.store()} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return fmt.Errorf("the log's folder cannot be made: %w", err)
		}
	}
	if err := os.Chmod(s.store(), 0o700); err != nil {
		return fmt.Errorf("the log's folder cannot be closed to others: %w", err)
	}
	folder, err := os.Open(s.store())
	if err != nil {
		return fmt.Errorf("the log's folder cannot be opened: %w", err)
	}
	if err := syscall.Flock(int(folder.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		folder.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return cause.Of(ErrInUse, err)
		}
		return fmt.Errorf("the log's folder cannot be locked: %w", err)
	}
	s.folder = folder
	return nil
}

// store is the folder that the server makes within the one it is given.
func (s *Server) store() string { return filepath.Join(s.dir, "jetstream") }

// dropUnborn removes streams that a crash left half made: a folder without its
// description in which no byte of an event lies. The server would report them as
// damaged for ever. Whatever holds a byte stays, and the start is refused.
func (s *Server) dropUnborn() error {
	streams, err := fs.Glob(os.DirFS(s.store()), "*/streams/*")
	if err != nil {
		return err
	}
	for _, name := range streams {
		stream := filepath.Join(s.store(), filepath.FromSlash(name))
		if durable.Exists(filepath.Join(stream, "meta.inf")) && durable.Exists(filepath.Join(stream, "meta.sum")) {
			continue
		}
		if info, err := os.Stat(stream); err != nil || !info.IsDir() || holdsEvents(stream) {
			continue
		}
		if err := os.RemoveAll(stream); err != nil {
			return err
		}
	}
	return nil
}

// holdsEvents errs on the safe side: what cannot be read may hold events.
func holdsEvents(stream string) bool {
	blocks, err := os.ReadDir(filepath.Join(stream, "msgs"))
	if err != nil {
		return !errors.Is(err, fs.ErrNotExist)
	}
	for _, block := range blocks {
		if info, err := block.Info(); err != nil || info.Size() > 0 {
			return true
		}
	}
	return false
}

// Sync brings every file of the store to disk, and every folder in which one's name
// stands. What the server had written when it was called is then there after a power cut.
//
// The server syncs the files that hold events by itself, after a while. It never syncs
// what describes the stream, nor the folders, and without those all events in it are
// gone although each was synced. So this is called after the stream was opened, now and
// then while it is used, and when the server has ended.
func (s *Server) Sync() error {
	// A parent that we may not open is a parent in which we made nothing.
	if err := durable.Sync(filepath.Dir(s.dir)); err != nil && !errors.Is(err, fs.ErrPermission) {
		return s.said(err)
	}
	if err := durable.Sync(s.dir); err != nil {
		return s.said(err)
	}
	err := filepath.WalkDir(s.store(), func(path string, entry fs.DirEntry, err error) error {
		if err == nil && (entry.IsDir() || entry.Type().IsRegular()) {
			err = durable.Sync(path)
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil // the server's own scratch files come and go
		}
		return err
	})
	if err != nil {
		return s.said(fmt.Errorf("the log's folder cannot be made durable: %w", err))
	}
	return nil
}
