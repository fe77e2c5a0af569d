package api

import (
	"context"
	"encoding/json"
	"fmt"

	"ahd.example/ahd/services/commands/summary"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/timeline"
	"ahd.example/ahd/services/recording"
	"ahd.example/ahd/services/reporting/document"
)

// PublishArgs are the fields of a summary that is published.
type PublishArgs struct {
	ID    string `json:"id"` // "" for one made of its digest
	Title string `json:"title"`
	SummaryArgs
}

// publish makes a summary and records its digest. The same command sent again makes
// the summary that it made the first time, whatever was recorded since.
func (r *Recording) publish(ctx context.Context, request recording.Request, fields json.RawMessage) (recording.Outcome, error) {
	if err := r.Recorder.Caught(ctx, &request); err != nil {
		return recording.Outcome{}, err
	}
	command, err := r.published(ctx, request.ID, fields)
	if err != nil {
		return recording.Outcome{}, err
	}
	request.Command = command
	return r.Recorder.Do(ctx, request)
}

// published is the command that a summary becomes.
func (r *Recording) published(ctx context.Context, id string, fields json.RawMessage) (command summary.PublishSummary, err error) {
	args, err := fieldsOf[PublishArgs](fields)
	if err != nil {
		return command, err
	}
	if err := r.asBefore(ctx, id, &args.SummaryArgs); err != nil {
		return command, err
	}
	made, err := (&Summarising{r.Register}).summarise(ctx, args.SummaryArgs)
	if err != nil {
		return command, err
	}
	encoded, err := made.JSON()
	if err != nil {
		return command, err
	}
	digest := document.Digest(encoded)
	command.ID = args.ID
	if command.ID == "" {
		command.ID = "s-" + digest[:16]
	}
	command.Published = events.SummaryPublished{
		Digest: digest, Format: made.Format, Method: fmt.Sprintf("%s-%d", made.Method.ID, made.Method.Version), On: made.On, Root: made.At.Root,
		Sequence: int64(made.At.Sequence), Title: args.Title, Scope: []events.SummaryScope{},
	}
	for _, s := range made.Scope {
		command.Published.Scope = append(command.Published.Scope, events.SummaryScope{ID: s.ID, Kind: s.Kind})
	}
	return command, nil
}

// asBefore finds as of when a command with an id was asked the first time.
func (r *Recording) asBefore(ctx context.Context, id string, args *SummaryArgs) error {
	var sequence uint64
	var found bool
	err := r.Book.Read(ctx, func(v *book.View) (err error) {
		sequence, found, err = timeline.Sequence(v, id)
		return err
	})
	if err != nil || !found {
		return err
	}
	event, err := r.event(sequence)
	if before, ok := event.Data.(events.SummaryPublished); ok {
		if args.At == "" {
			args.At = fmt.Sprint(before.Sequence)
		}
		args.Shape = before.Format
		if args.On == "" {
			args.On = before.On
		}
	}
	return err
}
