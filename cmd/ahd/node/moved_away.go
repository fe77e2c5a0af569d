package node

import (
	"context"
	"fmt"

	"ahd/events"
	"ahd/events/eventlog/supervision"
	"ahd/events/register"
)

// movedAway says where the log went that this node still reads at a NATS server; "" where
// it is still there, or where that cannot be told. Who goes on reading a log that was left
// is never told anything new, and whoever recorded in it would part the register.
func (n *Node) movedAway(ctx context.Context, commander *register.Node) string {
	switch {
	case commander == nil || commander.ID == n.ID() || n.Log.At().NATS == "":
		return ""
	case commander.Log == events.LogEmbedded:
		return fmt.Sprintf("into the data folder of the node %s", commander.ID)
	case n.handedOver(ctx):
		return fmt.Sprintf("to another server, where the node %s records", commander.ID)
	}
	return ""
}

// handedOver reports whether the newest event is the appointment under which a node went on
// elsewhere: it records that itself and before it has the new id, see renewed.
func (n *Node) handedOver(ctx context.Context) bool {
	log, done := n.Log.Use()
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
func (n *Node) MovedNote(ctx context.Context) string {
	now, err := n.Commander()
	if err != nil {
		return ""
	}
	where := n.movedAway(ctx, now)
	if where == "" {
		return ""
	}
	return "The log was moved away from here, " + where + ": what was recorded since is not here."
}
