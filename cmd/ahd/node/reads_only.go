package node

import (
	"fmt"

	"ahd/events/eventlog/comparison"
)

// ReadsOnly says who records in this register, where this node does not; "" where it does,
// or nobody is appointed.
func (n *Node) ReadsOnly() string {
	if n.Log == nil || n.Recorder == nil {
		return ""
	}
	reason := n.Appointed()
	if reason == nil {
		return ""
	}
	now, err := n.Commander()
	if err != nil || now == nil || now.ID == n.ID() {
		return "This node reads only. " + comparison.Sentence(reason)
	}
	return fmt.Sprintf("This node reads only: the node %s records in this register.", called(now))
}
