package commitment

import (
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// RecordResponse asks to record what the addressee answered, as a source tells it.
type RecordResponse struct {
	On
	Response  string  `json:"response" is:"code" required:"true" placeholder:"R" doc:"accepted, accepted_in_part, noted or rejected."`
	Source    string  `json:"source" is:"source" required:"true" placeholder:"ID" doc:"The source that says so."`
	Effective *string `json:"effective" is:"day" placeholder:"DATE" doc:"When it answered: 2026-10-31, 2026-10, 2026, 2026-10?. Not stated if left out."` // EDTF
}

func (c RecordResponse) Decide(state fold.State, who rule.Who, at time.Time) error {
	_, err := c.standing(state)
	return rule.First(err, rule.OneOf("response", c.Response, commitment.Responses), rule.HasHappened(c.Effective, rule.Today(at)),
		rule.MayRecord(who, "record an addressee's answer", rule.Keepers...))
}

func (c RecordResponse) Say(rule.Refs) events.Payload {
	return events.ResponseRecorded{Response: c.Response, Source: c.Source, Effective: c.Effective}
}

// RequestUpdate asks to record that an organisation was asked how far it is.
type RequestUpdate struct {
	On
	Party   string `json:"party" is:"party" required:"true" placeholder:"ID" doc:"The organisation that was asked."`
	Channel string `json:"channel" is:"code" required:"true" placeholder:"CHANNEL" doc:"letter, phone, e-mail, meeting or message."`
	Day     string `json:"day" is:"day" required:"true" placeholder:"DAY" doc:"When it was asked."` // civil day
}

func (c RequestUpdate) Decide(state fold.State, who rule.Who, at time.Time) error {
	_, err := c.open(state)
	return rule.First(err, rule.OneOf("channel", c.Channel, commitment.Channels), rule.Day("day", c.Day), rule.HasHappened(&c.Day, rule.Today(at)),
		rule.MayRecord(who, "record that an update was requested", rule.Keepers...))
}

func (c RequestUpdate) Say(rule.Refs) events.Payload {
	return events.UpdateRequested{Party: c.Party, Channel: c.Channel, Day: c.Day}
}
