package commitment

import (
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// EraseText asks to record that a typed text or a document of a commitment is
// erased, and to erase it. The event that it belonged to, and its hash, stay.
type EraseText struct {
	On
	Text   string  `json:"text" is:"text"`  // "<command id>/<field>", "<command id>/document"
	Basis  string  `json:"basis" is:"code"` // one of commitment.ErasureBases
	Reason *string `json:"reason" is:"typed:reason"`
}

// Decide: whatever became of the commitment, a text of it can be erased.
func (c EraseText) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := known(c.ID, state)
	return rule.First(err, rule.OneOf("basis", c.Basis, commitment.ErasureBases),
		rule.When(s.HasErased(c.Text), rule.Refuse(rule.ErrRefused, "text.erased-already", "That text was erased already. Nothing was recorded.")),
		rule.MayRecord(who, "erase texts", rule.Keepers...))
}

func (c EraseText) Say(refs rule.Refs) events.Payload {
	return events.TextErased{Text: c.Text, Basis: c.Basis, Reason: refs["reason"]}
}
