package verbs

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"ahd/services/guard"
	"ahd/services/importing"
	"ahd/services/recording"
)

// ImportArgs ask for something that is recorded by several commands, checked whole
// before the first of them.
type ImportArgs struct {
	What      string          `json:"what"` // register, ratings, attach, source, capture
	As        string          `json:"as"`
	Role      string          `json:"role"`
	Confirmed bool            `json:"confirmed"`
	DryRun    bool            `json:"dry_run"`
	Fields    json.RawMessage `json:"fields"`
}

// RegisterArgs are the fields of a register.
type RegisterArgs struct {
	Register []byte            `json:"register"`
	Sources  map[string][]byte `json:"sources"` // by file name
}

// imports is the table of what is recorded in this way.
var imports = map[string]func(*Desk, context.Context, ImportArgs, Progress) (any, error){
	"register": (*Desk).importRegister,
	"ratings":  (*Desk).importRatings,
	"attach":   (*Desk).attachText,
	"source":   (*Desk).archiveSource,
	"capture":  (*Desk).capture,
}

func (d *Desk) takeIn(ctx context.Context, args ImportArgs, progress Progress) (any, error) {
	run, known := imports[args.What]
	if !known {
		return nil, usage("verb", "There is no such thing to import.")
	}
	if d.Node != nil { // what was recorded a moment ago is compared with, too
		if err := d.Node.Book.Wait(ctx, d.Node.Ledger.Size()); err != nil {
			return nil, recording.NotNow(errors.New("the book is behind the log"), err)
		}
	}
	document, err := run(d, ctx, args, progress)
	var stopped *importing.Stopped
	if errors.As(err, &stopped) && stopped.Done > 0 {
		p := ProblemOf(err)
		p.Recorded = nil // some of it was
		return nil, p
	}
	return document, err
}

func (d *Desk) importRegister(ctx context.Context, args ImportArgs, progress Progress) (any, error) {
	fields, err := fieldsOf[RegisterArgs](args)
	if err != nil {
		return nil, err
	}
	register, err := importing.Prepare(fields.Register, fields.Sources, d.origin(), Who(args.As, args.Role))
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

// carry records a plan, or says what it would record.
func (d *Desk) carry(ctx context.Context, plan *importing.Plan, args ImportArgs, progress Progress) (tally importing.Tally, err error) {
	if err := harmless(plan.Wording(), args.Confirmed); err != nil {
		return tally, err
	}
	switch {
	case d.Node == nil && args.DryRun:
		return plan.Unseen(), nil
	case d.Node == nil:
		return tally, errNoRegister
	case args.DryRun:
		return plan.Compare(ctx, d.Node.Recorder)
	}
	if tally, err = plan.Run(ctx, d.Node.Recorder, d.Node.Files, progress); err != nil {
		return tally, err
	}
	_ = d.Node.Book.Wait(ctx, d.Node.Ledger.Size()) // whoever reads next sees it
	return tally, nil
}

// harmless looks at all words of a plan as the recorder does at those of a command:
// what it would refuse in the middle is refused at the beginning.
func harmless(all []string, confirmed bool) error {
	for _, words := range all {
		for _, danger := range guard.Look(words) {
			if danger.Kind.Refused() {
				return recording.Refuse(recording.ErrRefused, "text."+danger.Kind.String(), "The text holds an identity card number. It cannot be recorded. Nothing was recorded.")
			}
		}
	}
	if confirmed || !slices.ContainsFunc(all, func(words string) bool { return len(guard.Look(words)) > 0 }) {
		return nil
	}
	return recording.Refuse(recording.ErrRefused, "text.sensitive",
		"The text seems to hold what could lead to a person who must not be found: a phone number, an address, a name beside an age. If it is harmless, confirm that. Nothing was recorded.")
}

// origin is the register's; where nothing is recorded, it does not matter.
func (d *Desk) origin() string {
	if d.Node == nil {
		return "urn:ahd:ahd"
	}
	return d.Node.Key.Origin
}

func fieldsOf[A any](args ImportArgs) (fields A, err error) {
	if json.Unmarshal(args.Fields, &fields) != nil {
		err = errFields
	}
	return fields, err
}
