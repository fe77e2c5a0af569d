package localnats

import (
	"github.com/nats-io/nats.go"
)

// Refill makes a new store in dir, as Start would, lets fill write it, and returns when
// all of it is on disk. If we stop before, what lies there is of no use to anybody.
func Refill(dir string, fill func(*nats.Conn) error) error {
	s := &Server{dir: dir}
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
	return s.Sync()
}
