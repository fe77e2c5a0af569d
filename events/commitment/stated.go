package commitment

import (
	"slices"

	"ahd.example/ahd/events"
)

// Restate adds an event to what is stated of a commitment: its wording, what it is
// filed under, where it stands. The passages that told of it before stay. It reports
// whether the event says anything of that.
func Restate(c *events.CommitmentCaptured, payload events.Payload) bool {
	switch d := payload.(type) {
	case events.CommitmentCaptured:
		*c = d
	case events.CommitmentCorrected:
		put(c, d.Field, d.Value)
	case events.CommitmentCorroborated:
		c.Quotes = append(slices.Clip(c.Quotes), d.Quote)
	case events.CommitmentWorded:
		c.Kind, c.Text, c.Quotes = d.Kind, d.Quote.Quote, append(slices.Clip(c.Quotes), d.Quote)
		if d.Address != nil {
			c.Address = d.Address
		}
	case events.CommitmentClassified:
		c.Pillar, c.SDGTargets, c.Geography = d.Pillar, d.SDGTargets, d.Geography
	default:
		return false
	}
	return true
}

// put replaces one field of what was stated. A field that no capture has is passed
// over: what it would say is in the record.
func put(c *events.CommitmentCaptured, field string, value *string) {
	switch field {
	case "address":
		c.Address = value
	case "addressee_stated":
		c.AddresseeStated = value
	case "geography_stated":
		c.GeographyStated = value
	case "issued_by":
		c.IssuedBy = value
	case "note":
		c.Note = value
	case "pillar":
		c.Pillar = value
	case "verifiable_note":
		c.VerifiableNote = value
	}
	if value == nil {
		return
	}
	switch field {
	case "kind":
		c.Kind = *value
	case "text":
		c.Text = *value
	}
}
