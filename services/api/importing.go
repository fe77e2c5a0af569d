package api

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"ahd.example/ahd/services/commands/rule"

	"ahd.example/ahd/services/importing"
	"ahd.example/ahd/services/recording"
)

// Importing takes in what is recorded by several commands.
type Importing struct{ *Recording }

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

	Title    string `json:"title"`     // what the register is called from now on; "" as before
	TimeZone string `json:"time_zone"` // likewise by which clock days are counted
}

// imports is the table of what is recorded in this way.
var imports = map[string]func(*Importing, context.Context, ImportArgs, Progress) (any, error){
	"register": (*Importing).importRegister,
	"ratings":  planning((*Importing).ratings),
	"attach":   (*Importing).attachText,
	"source":   planning((*Importing).archiving),
	"capture":  planning((*Importing).capturing),
}

// Imports names what can be taken in.
func Imports() []string { return slices.Sorted(maps.Keys(imports)) }

// Import takes something in.
func (i *Importing) Import(ctx context.Context, args ImportArgs, progress Progress) (any, error) {
	run, known := imports[args.What]
	if !known {
		return nil, usage("verb", "There is no such thing to import.")
	}
	if err := Who(args.As, args.Role).Check(); err != nil {
		return nil, err
	}
	if !i.none() { // what was recorded a moment ago is compared with, too
		if err := i.Recorder.Book.Wait(ctx, i.Ledger.Size()); err != nil {
			return nil, recording.NotNow(errors.New("the book is behind the log"), err)
		}
	}
	document, err := run(i, ctx, args, progress)
	var stopped *importing.Stopped
	if errors.As(err, &stopped) && stopped.Done > 0 {
		p := ProblemOf(err)
		p.Recorded = nil // some of it was
		return nil, p
	}
	return document, err
}

func (i *Importing) importRegister(ctx context.Context, args ImportArgs, progress Progress) (any, error) {
	fields, err := fieldsOf[RegisterArgs](args.Fields)
	if err != nil {
		return nil, err
	}
	register, err := importing.Prepare(fields.Register, fields.Sources, i.origin(), Who(args.As, args.Role))
	if err != nil {
		return nil, err
	}
	if args.Confirmed {
		register.Confirm()
	}
	called := Description{Title: fields.Title, TimeZone: fields.TimeZone, Confirmed: args.Confirmed}
	if i.none() {
		return unseen(register, called, args)
	}
	result, err := i.foreseen(ctx, register, called, args)
	if err != nil || args.DryRun {
		return result, err
	}
	if err := i.Describe(ctx, Who(args.As, args.Role), called); err != nil {
		return nil, err
	}
	if result, err = register.Run(ctx, i.Recorder, i.Files, progress); err != nil {
		return nil, err
	}
	_ = i.Recorder.Book.Wait(ctx, i.Ledger.Size()) // whoever reads next sees it
	return result, nil
}

// unseen is what importing would do where there is no register yet.
func unseen(register *importing.Import, called Description, args ImportArgs) (any, error) {
	if err := register.Faults(); err != nil {
		return nil, err
	}
	found, err := called.Describable(Who(args.As, args.Role))
	if err != nil {
		return nil, err
	}
	result := register.Unseen()
	result.Findings = append(ofTheRegister(found), result.Findings...)
	if args.DryRun {
		return result, nil
	}
	if err := register.Sensitive(result.Findings); err != nil {
		return nil, err
	}
	return nil, errNoRegister
}

// foreseen is what importing would do, asked before anything is recorded.
func (i *Importing) foreseen(ctx context.Context, register *importing.Import, called Description, args ImportArgs) (result importing.Result, err error) {
	if result, _, err = register.Compare(ctx, i.Recorder); err != nil {
		return importing.Result{}, err
	}
	found, err := i.describable(ctx, Who(args.As, args.Role), called)
	if err != nil {
		return importing.Result{}, err
	}
	result.Findings = append(ofTheRegister(found), result.Findings...)
	if !args.DryRun && !args.Confirmed {
		err = register.Sensitive(result.Findings)
	}
	return result, err
}

// ofTheRegister are findings in what the register is to be called.
func ofTheRegister(found []rule.Finding) []importing.Finding {
	list := []importing.Finding{}
	for _, f := range found {
		list = append(list, importing.Finding{Item: "register", Finding: f})
	}
	return list
}

// unopened is why nothing can be recorded where there is no register: what is wrong with
// the file, or else that there is none.
func unopened(what interface{ Check() error }) error {
	if err := what.Check(); err != nil {
		return err
	}
	return errNoRegister
}

// carry records a plan, or says what it would record.
func (i *Importing) carry(ctx context.Context, plan *importing.Plan, args ImportArgs, progress Progress) (tally importing.Tally, err error) {
	if args.Confirmed {
		plan.Confirm()
	}
	switch {
	case i.none() && args.DryRun:
		if err := plan.Faults(); err != nil {
			return tally, err
		}
		return plan.Unseen(), nil
	case i.none():
		return tally, unopened(plan)
	case args.DryRun:
		return plan.Compare(ctx, i.Recorder)
	}
	if tally, err = plan.Run(ctx, i.Recorder, i.Files, progress); err != nil {
		return tally, err
	}
	_ = i.Recorder.Book.Wait(ctx, i.Ledger.Size()) // whoever reads next sees it
	return tally, nil
}

// origin is the register's; where nothing is recorded, it does not matter.
func (i *Importing) origin() string {
	if i.none() {
		return "urn:ahd:ahd"
	}
	return i.Origin
}

// planning takes in what becomes a plan of its fields.
func planning[F any](plan func(i *Importing, ctx context.Context, fields F, who rule.Who) (*importing.Plan, error)) func(*Importing, context.Context, ImportArgs, Progress) (any, error) {
	return func(i *Importing, ctx context.Context, args ImportArgs, progress Progress) (any, error) {
		fields, err := fieldsOf[F](args.Fields)
		if err != nil {
			return nil, err
		}
		planned, err := plan(i, ctx, fields, Who(args.As, args.Role))
		if err != nil {
			return nil, err
		}
		return i.carry(ctx, planned, args, progress)
	}
}

// ratings takes a table of ratings in.
func (i *Importing) ratings(_ context.Context, table importing.Text, who rule.Who) (*importing.Plan, error) {
	return importing.PrepareRatings(table, i.origin(), who)
}
