package localnats

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/nats-io/nats.go"
)

// Refill makes a new store in dir, as Start would, lets fill write it, and returns when
// all of it is on disk. Nothing in it counts before that, so the server does not sync
// each event by itself: a million takes seconds and not minutes. If we stop before,
// what lies there is of no use to anybody.
func Refill(dir string, fill func(*nats.Conn) error) error {
	s := &Server{dir: dir, lazy: true}
	if err := s.lock(); err != nil {
		return s.said(err)
	}
	defer s.Close()
	if err := s.start(&listener{}); err != nil {
		return s.said(err)
	}
	connection, err := s.Connect()
	if err != nil {
		return s.said(err)
	}
	err = fill(connection)
	connection.Close()
	s.Close()
	if err != nil {
		return err
	}
	return s.syncFiles()
}

// syncFiles brings every file of the store to disk, then every folder.
func (s *Server) syncFiles() error {
	err := filepath.WalkDir(s.store(), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		return errors.Join(file.Sync(), file.Close())
	})
	if err != nil {
		return s.said(fmt.Errorf("the log's folder cannot be made durable: %w", err))
	}
	return s.Sync()
}
