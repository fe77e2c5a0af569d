package recording

import (
	"context"
	"time"

	"ahd/events"
	"ahd/events/fold"
	"ahd/services/commands/rule"
)

// persons refuses reserved words wherever a command names persons.
func (r Request) persons() error {
	streams := []events.Stream{r.Command.Stream()}
	if command, ok := r.Command.(rule.Referring); ok {
		streams = append(streams, command.Refers()...)
	}
	for _, stream := range streams {
		if stream.Kind == "person" {
			if err := rule.Unreserved(stream.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// RecordOwn records what the program itself has to say, under the id of that command.
func (r *Recorder) RecordOwn(ctx context.Context, id string, command rule.Own) (Outcome, error) {
	return r.Do(ctx, Request{ID: id, Who: rule.System(), Command: command})
}

// Takes is why a stream would not take a command now, whoever sends it: who may send
// it is asked of whoever does.
func Takes(command rule.Command, state fold.State) error {
	return command.Decide(state, rule.System(), time.Time{})
}
