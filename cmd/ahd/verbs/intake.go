package verbs

import (
	"context"

	"ahd/projections/book"
)

// IntakeArgs ask who entered what is recorded as withheld.
type IntakeArgs struct {
	Command string `json:"command"` // its id
	As      string `json:"as"`      // an administrator; empty for "local"
}

// Intake is who entered it.
type Intake struct {
	ID    string  `json:"id"` // of the command
	Actor string  `json:"actor"`
	Role  string  `json:"role"`
	Party *string `json:"party"`
	Auth  string  `json:"auth"`
}

func (d *Desk) intake(ctx context.Context, args IntakeArgs, _ Progress) (any, error) {
	if d.Node == nil {
		return nil, errNoRegister
	}
	taken, err := d.Node.Recorder.ReadIntake(ctx, Who(args.As, ""), args.Command)
	if err != nil {
		return nil, err
	}
	answer := Thing{On: d.today().String()}
	row := Intake{ID: args.Command, Actor: taken.Actor, Role: taken.Role, Auth: taken.Auth, Party: book.OrNull(taken.Party)}
	err = d.book.Read(ctx, func(v *book.View) error {
		answer.At, answer.Row = at(v), row
		return nil
	})
	return answer, err
}
