package node

import (
	"github.com/google/uuid"

	"ahd/events"
	"ahd/events/eventlog/supervision"
	"ahd/events/folder"
)

// A node that leaves a log outside takes another id, and the last event in that log is that
// it is appointed under this one. Whatever still stands at that log under the id that was,
// as a machine that was set back to a copy of its disk does, is not the node that records.

// renewed is the id under which this node leaves where its log is for another place; "" for
// the one that it has.
func (n *Node) renewed(target supervision.Address) (string, error) {
	if n.Log.At().NATS == "" || supervision.SameServers(n.Log.At(), target) {
		return "", nil
	}
	now, err := n.Commander()
	if err != nil {
		return "", err
	}
	if now != nil && now.ID == n.ID() && now.Log == events.LogEmbedded && target.NATS == "" {
		return "", nil // an earlier attempt at the same took it
	}
	if err := n.settle(); err != nil {
		return "", err
	}
	n.settling.Lock()
	defer n.settling.Unlock()
	id := uuid.NewString()
	if err := folder.SetNextNodeID(n.options.Dir, id); err != nil {
		return "", err
	}
	n.next = id
	return id, nil
}

// is reports whether an id is this node's, or was to become it.
func (n *Node) is(id string) (bool, error) {
	n.settling.Lock()
	defer n.settling.Unlock()
	if n.next == "" || n.next != id {
		return n.id == id, nil
	}
	if err := folder.TakeNextNodeID(n.options.Dir, id); err != nil {
		return false, err
	}
	n.id, n.next = id, ""
	return true, nil
}
