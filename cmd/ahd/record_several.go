package main

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"

	"ahd/services/api"
	"ahd/services/recording"
)

// onCommitment is what every command about a commitment is given. Named several times,
// the same is recorded on each of them.
type onCommitment struct {
	envelope
	Commitment []string `required:"" sep:"none" placeholder:"ID" help:"The commitment. Given again, the same is recorded on each: all of it is decided before the first is recorded."`
}

// id is the commitment for which the command is spelled; send puts the others in.
func (o onCommitment) id() string { return o.Commitment[0] }

func (o onCommitment) on() recording.On { return recording.On{ID: o.id()} }

// send has the command recorded on each commitment.
func (o onCommitment) send(ctx context.Context, p *program, c *cli, what string, command any) error {
	if len(o.Commitment) == 1 {
		return o.envelope.send(ctx, p, c, what, command)
	}
	if o.Receipt != "" {
		return api.Usage("A receipt is of one event: leave --receipt out, or name one commitment. Nothing was recorded.")
	}
	args, err := o.args(what, command)
	if err != nil {
		return err
	}
	if args.CommandID == "" { // whoever is told to ask again needs it
		args.CommandID = uuid.Must(uuid.NewV7()).String()
	}
	args.Commitments = o.Commitment
	document, err := p.ask(ctx, c, "record", args, false)
	if err != nil {
		return err
	}
	var all []json.RawMessage
	if err := json.Unmarshal(document, &all); err != nil {
		return err
	}
	for _, one := range all {
		if err := p.print(one, p.recorded); err != nil {
			return err
		}
	}
	return nil
}
