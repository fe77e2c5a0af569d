package events

// NodeAppointed records which node appends to the log from this event on: of several
// that follow one log, one takes commands. Before the first, it is whoever holds the key
// with which the register was opened.
type NodeAppointed struct {
	Log       string  `json:"log" guard:"-"`      // where the log is from then on: embedded in the node's folder, or external
	Node      string  `json:"node" guard:"-"`     // its id, as its data folder has it
	OldIsGone bool    `json:"old_is_gone"`        // somebody gave their word that the one before does not record any more
	Replaces  *string `json:"replaces" guard:"-"` // id of the node before; null where there was none
	URL       string  `json:"url"`                // where people reach it; "" where it was not said
}

// Where the log of a node is.
const (
	LogEmbedded = "embedded"
	LogExternal = "external"
)

// Type is written once and never changes.
func (NodeAppointed) Type() Type { return "ahd.register.node-appointed.v1" }
