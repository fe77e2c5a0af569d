// Package source answers: may this be recorded of a source?
package source

import (
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// ArchiveSource asks to record that a text lies in files/ under its hash.
type ArchiveSource struct {
	ID     string                `json:"id" is:"self"`
	Source events.SourceArchived `json:"source"`
	Text   []byte                `json:"text"` // what is put away
}

func (c ArchiveSource) Stream() events.Stream { return events.Stream{Kind: "source", ID: c.ID} }

func (c ArchiveSource) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if state.Source != nil {
		return rule.Refuse(rule.ErrRefused, "source.archived-already", "The source %s is in the register already. Nothing was recorded.", c.ID)
	}
	return rule.MayRecord(who, "archive sources", "coordinator", "administrator")
}

func (c ArchiveSource) Say(rule.Refs) events.Payload { return c.Source }
