// Package localnats answers: how does one command bring its own log?
//
// It runs a NATS server inside the process, with JetStream and without any
// listener, so that a first try and every test need nothing but a folder. It is
// the only importer of nats-server. A register that has grown past one machine
// is given the address of its cluster instead and does not come here.
package localnats

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
)

const (
	// readyWithin bounds the start. A million events take about a second after a
	// crash, five million on a cold disk ten; what takes longer is no start.
	readyWithin = 2 * time.Minute

	// syncInterval is how often the server brings the events to disk that it has
	// written. What it had not when the power went comes back from the ledger, which is
	// synced before anybody is told that something was recorded.
	syncInterval = time.Second

	// noLimit stands for "the folder may grow". Left at zero, the server would
	// allow itself three quarters of what is free when it starts and refuse
	// events while there is room. Who owns the disk watches it.
	noLimit = 1 << 60

	maxMemory = 256 << 20 // consumers live in memory; no stream of ours does
)

var (
	// ErrDamaged is returned where the folder holds something that the server
	// could not bring back. Going on would start an empty log over the old one.
	ErrDamaged = errors.New("the log's folder is damaged")

	// ErrInUse is returned where another server has the folder. Two of them would
	// overwrite each other's events.
	ErrInUse = errors.New("the log's folder is in use by another process")

	// ErrFull is returned where the server could not write for want of room. With
	// room, a new start heals it.
	ErrFull = errors.New("the disk of the log is full")
)

// Server is a log server in this process. Whoever starts it closes it, after
// closing the connections.
type Server struct {
	dir     string
	folder  *os.File // holds the lock on dir
	nats    *server.Server
	door    *door
	closing sync.Once
}

// Start runs a server whose store is the folder jetstream in dir; both are made
// if absent. It returns when the events in it can be read.
func Start(dir string) (*Server, error) {
	s := &Server{dir: dir}
	if err := s.lock(); err != nil {
		return nil, s.said(err)
	}
	heard := &listener{}
	if err := s.start(heard); err != nil {
		s.Close()
		return nil, s.said(err)
	}
	return s, nil
}

func (s *Server) options() *server.Options {
	return &server.Options{
		ServerName:         "ahd",
		DontListen:         true, // nothing to connect to from outside: no port, no password
		JetStream:          true,
		StoreDir:           s.dir,
		SyncInterval:       syncInterval,
		JetStreamMaxStore:  noLimit,
		JetStreamMaxMemory: maxMemory,
		MaxPayload:         66_000,
		NoSigs:             true, // signals are the program's
		NoLog:              true,
	}
}

// start runs the server. It reports many failures to its logger only, and its
// own logger would end the process; hence heard.
func (s *Server) start(heard *listener) (err error) {
	if err := s.dropUnborn(); err != nil {
		return err
	}
	if s.nats, err = server.NewServer(s.options()); err != nil {
		return err
	}
	s.door = &door{Server: s.nats}
	s.nats.SetLoggerV2(heard, false, false, false)
	ended := make(chan error, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				ended <- fmt.Errorf("%w: %v", ErrDamaged, p)
			}
		}()
		s.nats.Start()
		ended <- heard.failure()
	}()
	select {
	case err = <-ended:
	case <-time.After(readyWithin):
		err = fmt.Errorf("the log was not ready after %s", readyWithin)
	}
	if err != nil {
		return err
	}
	return s.Health()
}

// Health tells whether every stream in the folder was brought back and can be
// written. After a failed write the server answers no publisher any more, it
// only remembers why: this is where one can ask. Only a new start heals it.
//
// The server gives itself a millisecond to say that it is well, which a busy
// machine can take from it; so only what it says again and again counts.
func (s *Server) Health() error {
	status := s.nats.Healthz(nil)
	for tries := 1; status.Error != "" && tries < 5; tries++ {
		time.Sleep(100 * time.Millisecond)
		status = s.nats.Healthz(nil)
	}
	if strings.Contains(status.Error, syscall.ENOSPC.Error()) { // the server tells its reasons as text only
		return ErrFull
	}
	if status.Error != "" {
		return s.said(fmt.Errorf("%w: %s", ErrDamaged, status.Error))
	}
	return nil
}

// Connect gives a connection within the process. The caller closes it.
//
// Nothing is kept for later while the connection is away: what cannot be sent
// now was not sent, and the caller is told so.
func (s *Server) Connect() (*nats.Conn, error) {
	return nats.Connect("",
		nats.InProcessServer(s.door),
		nats.Name("ahd"),
		nats.Timeout(10*time.Second),
		nats.FlusherTimeout(5*time.Second),
		nats.MaxReconnects(-1), // a laptop that slept for an hour finds a stale connection
		nats.ReconnectWait(50*time.Millisecond),
		nats.ReconnectJitter(0, 0),
		nats.ReconnectBufSize(-1),
		// Otherwise nats.go writes to the process's stderr. What fails is told to
		// whoever called.
		nats.ErrorHandler(func(*nats.Conn, *nats.Subscription, error) {}),
	)
}

// Close stops the server and waits until its files are closed. Closing twice is
// closing once.
func (s *Server) Close() {
	s.closing.Do(func() {
		if s.nats != nil {
			s.nats.Shutdown()
			s.nats.WaitForShutdown()
		}
		s.folder.Close() // gives the lock back
	})
}

// said takes the folder's path out of an error: it may end on a page.
func (s *Server) said(err error) error {
	absolute, _ := filepath.Abs(s.dir)
	text := err.Error()
	for _, path := range []string{absolute, s.dir} {
		if len(path) > 1 {
			text = strings.ReplaceAll(text, path, "the log's folder")
		}
	}
	return &spoken{text: text, cause: err}
}

// spoken is an error in other words.
type spoken struct {
	text  string
	cause error
}

func (e *spoken) Error() string { return e.text }
func (e *spoken) Unwrap() error { return e.cause }
