package node

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"ahd/events"
	"ahd/events/eventlog/supervision"
	"ahd/services/recording"
)

// A register that was begun on a log outside has nobody appointed, and whoever holds its
// key may append. Two folders with that key, each with the words that were typed at it,
// would part without anybody noticing. So the one that finds that the other recorded last
// takes its place as everybody does, by an appointment, unless that one is at work; the
// other then refuses, and says where to record.

// rival is another node that recorded last, where none is appointed; "" for none.
func (n *Node) rival() string {
	if n.Log.At().NATS == "" {
		return ""
	}
	if now, err := n.Commander(); err != nil || now != nil {
		return ""
	}
	by := n.Log.RecordedBy()
	if by == n.ID() {
		return ""
	}
	return by
}

// alone says why this node does not append although none is appointed: another does.
func (n *Node) alone() error {
	if by := n.rival(); by != "" {
		return recording.Elsewhere("node.not-appointed", fmt.Sprintf(
			"The node %s recorded in this register meanwhile, and none is appointed. Nothing was recorded. Send it again; or record there.", by))
	}
	return nil
}

// withoutRival is asked before each event. Nobody is replaced for what the program records
// each day by itself: it is a person who records here instead.
func (n *Node) withoutRival(e events.Event) error {
	if _, daily := e.Data.(events.HeadsRecorded); daily {
		return n.alone()
	}
	return n.replaceRival()
}

// replaceRival appoints this node where another recorded last and is not at work.
func (n *Node) replaceRival() error {
	if n.rival() == "" {
		return nil
	}
	n.replacing.Lock()
	defer n.replacing.Unlock()
	by := n.rival()
	if by == "" { // somebody has just done it
		return n.Appointed()
	}
	ctx, cancel := context.WithTimeout(context.Background(), supervision.AskFor)
	defer cancel()
	if n.Log.Present(ctx, by) {
		return recording.Elsewhere("node.not-appointed", fmt.Sprintf(
			"The node %s is at work at this log and records in this register, not this one. Nothing was recorded; reading goes on. Record there; or stop it first, and this node takes its place.", by))
	}
	command, err := n.appointment(n.Log.At(), Destination{}, "")
	if err != nil || command == nil {
		return err
	}
	n.appointing.Add(1)
	defer n.appointing.Add(-1)
	outcome, err := n.Recorder.RecordOwn(ctx, uuid.NewString(), *command)
	if err != nil {
		return err
	}
	return n.Book.Wait(ctx, outcome.Sequence)
}
