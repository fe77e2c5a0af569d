package recording

import (
	"time"

	"ahd/events"
	"ahd/events/fold"
	"ahd/events/person"
	"ahd/events/register"
)

// AppointNode asks to record which node appends to the log from then on. Whoever asks
// has made sure that the one before does not, or gives their word for it.
type AppointNode struct {
	Appointed events.NodeAppointed
}

func (c AppointNode) Stream() events.Stream { return events.Register }

func (c AppointNode) Decide(state fold.State, who Who, _ time.Time) error {
	if state.Register == nil || !state.Register.Opened() {
		return refuse(ErrUnknown, "register.not-open", "The register is not open yet. Nothing was recorded.")
	}
	d, now := c.Appointed, state.Register.Node
	return first(
		when(!events.ValidUUID(d.Node), refuse(ErrMalformed, "node", "The id of a node is a UUID. Nothing was recorded.")),
		oneOf("log", d.Log, []string{events.LogEmbedded, events.LogExternal}),
		when(d.URL != "" && !WebAddress(d.URL), refuse(ErrMalformed, "url", "The address of a node is written https://register.example.org, without a name or a password in it. Nothing was recorded.")),
		when(now != nil && now.ID == d.Node && now.URL == d.URL && now.Log == d.Log,
			refuse(ErrRefused, "node.appointed-already", "That node is appointed already. Nothing was recorded.")),
		when(!replaces(now, d.Replaces),
			refuse(ErrConflict, "node.replaced", "Another node was appointed meanwhile. Nothing was recorded. Look at “ahd status”.")),
		when(who.actor != Local && who.kind != bySystem && who.Role != person.Administrator,
			refuse(ErrNotAllowed, "role.not-allowed", "Only an administrator may appoint a node. Nothing was recorded.")))
}

// replaces reports whether a node is the one that is appointed now; nil for nobody.
func replaces(now *register.Node, before *string) bool {
	if now == nil || before == nil {
		return now == nil && before == nil
	}
	return *before == now.ID
}

func (c AppointNode) Say(Refs) events.Payload { return c.Appointed }
