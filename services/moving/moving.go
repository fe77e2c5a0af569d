// Package moving answers: where does the log of a register lie, and which node records
// in it?
//
// One node appends to a log: the one that was appointed last, or, while nobody is,
// whoever holds the key with which the register was opened. Every other only reads, and
// says where to record.
package moving

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/services/recording"
)

// Needs is what it goes by of a folder that is opened.
type Needs struct {
	Book   recording.Book
	ReadTo func() uint64 // how far the book has read
	OwnKey func() error  // why the key of the folder is not the register's
	Whole  func() error  // why nothing could be recorded here whoever is appointed
	Sound  func() error  // why the folder's own stores are not to be gone by

	Log      *supervision.Log    // nil until it is open
	Recorder *recording.Recorder // likewise
}

// Service is this node among those that could record in the register. Its needs are set
// before the log is opened.
type Service struct {
	Needs
	identity
	commander

	replacing  sync.Mutex   // of whoever appoints this node in the place of one that recorded before it
	appointing atomic.Int32 // how many appointments are under way, which this node may append whoever is appointed
}

// Open reads which node a folder says that it is. placed says whether it names where its
// log is. Its caller holds the folder.
func Open(dir string, placed bool) (*Service, error) {
	s := &Service{identity: identity{dir: dir, placed: placed}}
	return s, s.read()
}

// Usable says why this node records nothing, whatever the clock says.
func (s *Service) Usable() error {
	if reason := s.Whole(); reason != nil || s.appointing.Load() > 0 { // each event is asked about once more: see Admit
		return reason
	}
	return s.Appointed()
}

// MayAppend reports whether this node is the one that appends to the log.
func (s *Service) MayAppend() bool { return s.OwnKey() == nil && s.Appointed() == nil }

// May says why this node does not append the next group of events.
func (s *Service) May() error {
	if err := s.Appointed(); err != nil {
		return err
	}
	return s.alone()
}

// Admit is asked before each event of this process: it says why this node may not append
// it. What is recorded first also says in the folder where its log is and which node it
// is.
func (s *Service) Admit(e events.Event) error {
	if _, appoints := e.Data.(events.NodeAppointed); !appoints {
		if err := s.Appointed(); err != nil {
			return err
		}
		if err := s.withoutRival(e); err != nil {
			return err
		}
	}
	if err := s.writePlace(s.Log); err != nil {
		return cause.Of(fmt.Errorf("%w: the data folder cannot be written to", errUnplaced), err)
	}
	return nil
}

var errUnplaced = errors.New("where the log is could not be written down")

// Appended notes that this process recorded something.
func (s *Service) Appended(e events.Event) {
	s.noteRecorded()
	if _, appoints := e.Data.(events.NodeAppointed); appoints {
		s.forget()
	}
}
