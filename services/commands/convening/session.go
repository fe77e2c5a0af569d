package convening

import (
	"slices"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/convening"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// RecordSession asks to record a part of a convening.
type RecordSession struct {
	Meeting
	Session events.SessionRecorded `json:"session"`
}

func (c RecordSession) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return c.keeps(state, who, "record sessions", func(s convening.State) error {
		return rule.First(rule.ValidID("session", c.Session.Session), rule.Stated("title", c.Session.Title), rule.Date("date", c.Session.Date),
			rule.When(slices.Contains(s.Sessions, c.Session.Session), rule.Refuse(rule.ErrRefused, "convening.has-already", "The meeting %s has %s already. Nothing was recorded.", c.Convening, c.Session.Session)))
	})
}

func (c RecordSession) Say(rule.Refs) events.Payload { return c.Session }

// SessionTyped is a part of a convening, as it is typed.
type SessionTyped struct {
	Meeting
	ID    string  `name:"id" required:"true" placeholder:"ID" doc:"An id for the session."`
	Title string  `is:"words" required:"true" placeholder:"TEXT" doc:"What it was about."`
	Date  *string `placeholder:"DATE" doc:"When it was."`
	Place *string `is:"words" placeholder:"TEXT" doc:"Where it was."`
	Note  *string `is:"words" placeholder:"TEXT" doc:"What else there is to say."`
}

func (t SessionTyped) Fields() (any, error) {
	return RecordSession{t.Meeting, events.SessionRecorded{Session: t.ID, Title: t.Title, Date: t.Date, Place: t.Place, Note: t.Note}}, nil
}
