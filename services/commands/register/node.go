package register

import (
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/events/person"
	"ahd.example/ahd/events/register"
	"ahd.example/ahd/services/commands/rule"
)

// AppointNode asks to record which node appends to the log from then on. Whoever asks
// has made sure that the one before does not, or gives their word for it.
type AppointNode struct {
	Appointed events.NodeAppointed
}

func (c AppointNode) Stream() events.Stream { return events.Register }

func (c AppointNode) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if state.Register == nil || !state.Register.Opened() {
		return rule.Refuse(rule.ErrUnknown, "register.not-open", "The register is not open yet. Nothing was recorded.")
	}
	d, now := c.Appointed, state.Register.Node
	return rule.First(
		rule.When(!events.ValidUUID(d.Node), rule.Refuse(rule.ErrMalformed, "node", "The id of a node is a UUID. Nothing was recorded.")),
		rule.OneOf("log", d.Log, []string{events.LogEmbedded, events.LogExternal}),
		rule.When(d.URL != "" && !rule.WebAddress(d.URL), rule.Refuse(rule.ErrMalformed, "url", "The address of a node is written https://register.example.org, without a name or a password in it. Nothing was recorded.")),
		rule.When(now != nil && now.ID == d.Node && now.URL == d.URL && now.Log == d.Log,
			rule.Refuse(rule.ErrRefused, "node.appointed-already", "That node is appointed already. Nothing was recorded.")),
		rule.When(!replaces(now, d.Replaces),
			rule.Refuse(rule.ErrConflict, "node.replaced", "Another node was appointed meanwhile. Nothing was recorded. Look at “ahd status”.")),
		rule.When(who.Actor() != rule.Local && !who.IsSystem() && who.Role != person.Administrator,
			rule.Refuse(rule.ErrNotAllowed, "role.not-allowed", "Only an administrator may appoint a node. Nothing was recorded.")))
}

// replaces reports whether a node is the one that is appointed now; nil for nobody.
func replaces(now *register.Node, before *string) bool {
	if now == nil || before == nil {
		return now == nil && before == nil
	}
	return *before == now.ID
}

func (AppointNode) Own() {}

func (c AppointNode) Say(rule.Refs) events.Payload { return c.Appointed }
