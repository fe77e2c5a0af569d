package main

import (
	"context"
	"encoding/json"
	"errors"

	"ahd.example/ahd/cmd/ahd/answers"
	"ahd.example/ahd/cmd/ahd/node"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/services/api"
)

// doctorCommand looks at everything.
type doctorCommand struct {
	Deep bool `help:"Compare every byte of log and ledger, everything that events name with its hash, and the book with one made anew. A server does it every night."`
}

// Run looks. It ends with 2 where something was found, and with 3 where two stores say
// different things of one event.
func (d *doctorCommand) Run(ctx context.Context, p *program, c *cli) error {
	document, err := p.ask(ctx, c, "doctor", api.DoctorArgs{Deep: d.Deep}, false)
	if err != nil {
		return err
	}
	var found api.Examined
	if err := json.Unmarshal(document, &found); err != nil {
		return err
	}
	if err := p.Print(document, func(json.RawMessage) error { answers.To(p.Terminal).Diagnosis(found); return nil }); err != nil {
		return err
	}
	if len(found.Rows) == 0 {
		return nil
	}
	for _, f := range found.Rows {
		if f.Fork {
			return exit(api.ExitConflict)
		}
	}
	return exit(api.ExitRefused)
}

// repairCommand mends.
type repairCommand struct {
	Log    repairLog    `cmd:"" help:"Make the log anew from the ledger, if something is wrong with it. The damaged one is kept."`
	Ledger repairLedger `cmd:"" help:"Make the ledger anew from what ledger and log hold, if something is wrong with it and it is what was signed. Stop the server first."`
	Stores repairStores `cmd:"" help:"Take the stores of texts and documents as they are, if somebody changed them on purpose and they hold what events name."`
}

type repairLog struct{}

// Run repairs the log.
func (repairLog) Run(ctx context.Context, p *program, c *cli) error { return p.repair(ctx, c, "log") }

type repairStores struct{}

// Run accepts the stores.
func (repairStores) Run(ctx context.Context, p *program, c *cli) error {
	return p.repair(ctx, c, "stores")
}

func (p *program) repair(ctx context.Context, c *cli, store string) error {
	return p.show(ctx, c, "repair", api.RepairArgs{Store: store}, answers.To(p.Terminal).Mended)
}

type repairLedger struct{}

// Run repairs the ledger, on a folder that nobody holds: everything else stands on it.
func (repairLedger) Run(ctx context.Context, p *program, c *cli) error {
	if !folder.Exists(c.Data) {
		return api.Usage("There is no register in this data folder yet, so there is nothing to repair.")
	}
	progress := p.Progress("repair")
	repair, err := node.RepairLedger(ctx, p.options(c, ""), func(done, total uint64) { progress(int(done), int(total)) })
	if errors.Is(err, folder.ErrHeld) {
		return held(err)
	}
	if err != nil {
		return err
	}
	document, err := p.ask(ctx, c, "status", struct{}{}, false) // opens the folder, which records the repair
	if err != nil {
		return err
	}
	var answer api.Thing[any]
	if err := json.Unmarshal(document, &answer); err != nil {
		return err
	}
	answer.Row = api.RepairedAs("ledger", repair)
	if document, err = api.Encode(answer); err != nil {
		return err
	}
	return p.Print(document, answers.To(p.Terminal).Mended)
}
