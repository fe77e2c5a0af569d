package moving

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/services/recording"
)

// A register that was begun on a log outside has nobody appointed, and whoever holds its
// key may append. Two folders with that key, each with the words that were typed at it,
// would part without anybody noticing. So the one that finds that the other recorded last
// takes its place as everybody does, by an appointment, unless that one is at work; the
// other then refuses, and says where to record.

// rival is another node that recorded last, where none is appointed; "" for none.
func (s *Service) rival() string {
	if s.Log.At().NATS == "" {
		return ""
	}
	if now, err := s.Commander(); err != nil || now != nil {
		return ""
	}
	by := s.Log.RecordedBy()
	if by == s.ID() {
		return ""
	}
	return by
}

// alone says why this node does not append although none is appointed: another does.
func (s *Service) alone() error {
	if by := s.rival(); by != "" {
		return recording.Elsewhere("node.not-appointed", fmt.Sprintf(
			"The node %s recorded in this register meanwhile, and none is appointed. Nothing was recorded. Send it again; or record there.", by))
	}
	return nil
}

// withoutRival is asked before each event. Nobody is replaced for what the program records
// each day by itself: it is a person who records here instead.
func (s *Service) withoutRival(e events.Event) error {
	if _, daily := e.Data.(events.HeadsRecorded); daily {
		return s.alone()
	}
	return s.replaceRival()
}

// replaceRival appoints this node where another recorded last and is not at work.
func (s *Service) replaceRival() error {
	if s.rival() == "" {
		return nil
	}
	s.replacing.Lock()
	defer s.replacing.Unlock()
	by := s.rival()
	if by == "" { // somebody has just done it
		return s.Appointed()
	}
	ctx, cancel := context.WithTimeout(context.Background(), supervision.AskFor)
	defer cancel()
	if s.Log.Present(ctx, by) {
		return recording.Elsewhere("node.not-appointed", fmt.Sprintf(
			"The node %s is at work at this log and records in this register, not this one. Nothing was recorded; reading goes on. Record there; or stop it first, and this node takes its place.", by))
	}
	command, err := s.appointment(s.Log.At(), Destination{}, "")
	if err != nil || command == nil {
		return err
	}
	s.appointing.Add(1)
	defer s.appointing.Add(-1)
	outcome, err := s.Recorder.RecordOwn(ctx, uuid.NewString(), *command)
	if err != nil {
		return err
	}
	return s.Book.Wait(ctx, outcome.Sequence)
}
