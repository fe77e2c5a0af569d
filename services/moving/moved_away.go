package moving

import (
	"context"
	"fmt"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/eventlog/comparison"
	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/events/register"
)

// movedAway says where the log went that this node still reads at a NATS server; "" where
// it is still there, or where that cannot be told. Who goes on reading a log that was left
// is never told anything new, and whoever recorded in it would part the register.
func (s *Service) movedAway(ctx context.Context, commander *register.Node) string {
	switch {
	case commander == nil || commander.ID == s.ID() || s.Log.At().NATS == "":
		return ""
	case commander.Log == events.LogEmbedded:
		return fmt.Sprintf("into the data folder of the node %s", commander.ID)
	case handedOver(ctx, s.Log):
		return fmt.Sprintf("to another server, where the node %s records", commander.ID)
	}
	return ""
}

// handedOver reports whether the newest event of a log is the appointment under which a node went on
// elsewhere: it records that itself and before it has the new id, see renewed.
func handedOver(ctx context.Context, at *supervision.Log) bool {
	log, done := at.Use()
	defer done()
	if log == nil {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, supervision.AskFor)
	defer cancel()
	body, by, err := log.Newest(ctx)
	if err != nil || by == "" {
		return false
	}
	e, err := events.Decode(body)
	if err != nil {
		return false
	}
	appointed, is := e.Data.(events.NodeAppointed)
	return is && appointed.Log == events.LogExternal && appointed.Node != by
}

// MovedNote is what whoever reads here must know of a log that went elsewhere; "" where it
// did not.
func (s *Service) MovedNote(ctx context.Context) string {
	now, err := s.Commander()
	if err != nil {
		return ""
	}
	where := s.movedAway(ctx, now)
	if where == "" {
		return ""
	}
	return "The log was moved away from here, " + where + ": what was recorded since is not here."
}

// ReadsOnly says who records in this register, where this node does not; "" where it does,
// nobody is appointed, or the folder could not be opened so far.
func (s *Service) ReadsOnly() string {
	if s == nil || s.Log == nil || s.Recorder == nil {
		return ""
	}
	reason := s.Appointed()
	if reason == nil {
		return ""
	}
	now, err := s.Commander()
	if err != nil || now == nil || now.ID == s.ID() {
		return "This node reads only. " + comparison.Sentence(reason)
	}
	return fmt.Sprintf("This node reads only: the node %s records in this register.", called(now))
}
