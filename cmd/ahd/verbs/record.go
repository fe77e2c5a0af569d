package verbs

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/google/uuid"

	"ahd/services/recording"
)

// RecordArgs ask for one thing to be recorded.
type RecordArgs struct {
	What       string          `json:"what"`       // progress, evidence, …
	CommandID  string          `json:"command_id"` // empty for a new one
	As         string          `json:"as"`         // person id; empty for "local"
	Role       string          `json:"role"`       // empty for coordinator
	OnBehalfOf string          `json:"on_behalf_of"`
	Command    json.RawMessage `json:"command"` // the fields of the command
}

// recordable is the table of what can be recorded from the command line.
var recordable = map[string]func(json.RawMessage) (recording.Command, error){
	"progress": command[recording.ReportProgress],
	"evidence": command[recording.LinkEvidence],
	"assign":   command[recording.AssignCommitment],
	"due":      command[recording.SetDueDate],
	"review":   command[recording.SetReviewInterval],
}

func command[C recording.Command](fields json.RawMessage) (recording.Command, error) {
	var c C
	if err := json.Unmarshal(fields, &c); err != nil {
		return nil, usage("command", "The command could not be read. Nothing was recorded.")
	}
	return c, nil
}

// Who is who asks from the command line.
func Who(as, role string) recording.Who {
	who := recording.Who{Actor: "local", Role: "coordinator", Auth: "local"}
	if as != "" {
		who.Actor = as
	}
	if role != "" {
		who.Role = role
	}
	return who
}

// errNoRegister is returned where something should be recorded about a register
// that nobody has opened.
var errNoRegister = usage("register.none", "There is no register in this data folder yet. Nothing was recorded. “ahd import register” or “ahd serve” begins one.")

func (d *Desk) record(ctx context.Context, args RecordArgs, _ Progress) (any, error) {
	read, known := recordable[args.What]
	if !known {
		return nil, usage("verb", "There is no such thing to record.")
	}
	if d.Node == nil {
		return nil, errNoRegister
	}
	c, err := read(args.Command)
	if err != nil {
		return nil, err
	}
	if args.CommandID == "" {
		args.CommandID = uuid.Must(uuid.NewV7()).String()
	}
	outcome, err := d.Node.Recorder.Do(ctx, recording.Request{
		ID: args.CommandID, Who: Who(args.As, args.Role), OnBehalfOf: args.OnBehalfOf, Command: c,
	})
	if err != nil {
		p := ProblemOf(err)
		if again(err) {
			p.CommandID = args.CommandID
		}
		return nil, p
	}
	// Whoever reads next sees it; if the book does not get there in time, it is
	// recorded all the same.
	_ = d.Node.Book.Wait(ctx, outcome.Sequence)
	return Recorded{
		Recorded: outcome.Recorded, Sequence: outcome.Sequence,
		Kind: outcome.Stream.Kind, ID: outcome.Stream.ID, CommandID: outcome.ID,
	}, nil
}

// again reports whether the same command may get in when it is sent again.
func again(err error) bool {
	return errors.Is(err, recording.ErrOutcomeUnknown) || errors.Is(err, recording.ErrConflict) || errors.Is(err, recording.ErrNotNow)
}
