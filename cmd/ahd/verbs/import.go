package verbs

import (
	"context"

	"ahd/services/importing"
)

// ImportArgs ask for a register to be imported.
type ImportArgs struct {
	Register []byte            `json:"register"`
	Sources  map[string][]byte `json:"sources"` // by file name
	DryRun   bool              `json:"dry_run"`
	As       string            `json:"as"`
	Role     string            `json:"role"`
}

func (d *Desk) importRegister(ctx context.Context, args ImportArgs, progress Progress) (any, error) {
	origin := "urn:ahd:ahd" // where nothing is recorded, it does not matter
	if d.Node != nil {
		origin = d.Node.Key.Origin
	}
	register, err := importing.Prepare(args.Register, args.Sources, origin, Who(args.As, args.Role))
	if err != nil {
		return nil, err
	}
	switch {
	case d.Node == nil && args.DryRun:
		return register.Unseen(), nil
	case d.Node == nil:
		return nil, errNoRegister
	case args.DryRun:
		result, _, err := register.Compare(ctx, d.Node.Recorder)
		return result, err
	}
	result, err := register.Run(ctx, d.Node.Recorder, d.Node.Files, progress)
	if err != nil {
		return nil, err
	}
	_ = d.Node.Book.Wait(ctx, d.Node.Ledger.Size()) // whoever reads next sees it
	return result, nil
}
