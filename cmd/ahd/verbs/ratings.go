package verbs

import (
	"context"

	"ahd/services/importing"
)

// importRatings takes a table of ratings in; its fields are an importing.Text.
func (d *Desk) importRatings(ctx context.Context, args ImportArgs, progress Progress) (any, error) {
	text, err := fieldsOf[importing.Text](args)
	if err != nil {
		return nil, err
	}
	plan, err := importing.PrepareRatings(text, d.origin(), Who(args.As, args.Role))
	if err != nil {
		return nil, err
	}
	return answered(d.carry(ctx, plan, args, progress))
}

// answered keeps the tally of what failed from being an answer.
func answered(tally importing.Tally, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return tally, nil
}
