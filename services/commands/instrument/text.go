package instrument

import (
	"strings"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// AttachText asks to record that the wording of an instrument became known.
type AttachText struct {
	Instrument string              `json:"instrument" is:"self"`
	Attached   events.TextAttached `json:"attached" names:"source=Text.Source commitment=Clauses.Item"`
}

func (c AttachText) Stream() events.Stream {
	return events.Stream{Kind: "instrument", ID: c.Instrument}
}

func (c AttachText) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if state.Instrument == nil {
		return rule.Refuse(rule.ErrUnknown, "instrument.unknown", "There is no declaration or set of recommendations %s. Nothing was recorded.", c.Instrument)
	}
	seen := map[string]bool{}
	for _, clause := range c.Attached.Clauses {
		if strings.TrimSpace(clause.Address) == "" || seen[clause.Address] {
			return rule.Refuse(rule.ErrMalformed, "address", "Each clause has an address of its own, such as clause-2. Nothing was recorded.")
		}
		seen[clause.Address] = true
		if clause.Quote.Source != c.Attached.Text.Source || clause.Quote.Bytes[0] < c.Attached.Text.Bytes[0] || clause.Quote.Bytes[1] > c.Attached.Text.Bytes[1] {
			return rule.Refuse(rule.ErrRefused, "clause.outside", "%s does not stand within the text that is attached. Nothing was recorded.", clause.Address)
		}
	}
	return rule.First(
		rule.When(state.Instrument.Worded, rule.Refuse(rule.ErrRefused, "instrument.worded", "The wording of %s is known already. Nothing was recorded.", c.Instrument)),
		rule.When(len(c.Attached.Clauses) == 0, rule.Refuse(rule.ErrMalformed, "clauses", "No clause was found in the text. Name them. Nothing was recorded.")),
		rule.MayRecord(who, "attach texts", rule.Keepers...))
}

func (c AttachText) Say(rule.Refs) events.Payload { return c.Attached }
