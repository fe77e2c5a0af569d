package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"ahd/cmd/ahd/node"
	"ahd/events/folder"
	"ahd/services/api"
	"ahd/services/auditing"
	"ahd/services/auditing/examination"
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
	if err := p.Print(document, func(json.RawMessage) error { p.diagnosis(found); return nil }); err != nil {
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

func (p *program) diagnosis(found api.Examined) {
	for _, f := range found.Rows {
		p.Line("%s\n  %s\n  %s", f.Code, f.Sentence, f.Remedy)
	}
	if found.PersonsNote != "" {
		p.Note("%s", found.PersonsNote)
	}
	if found.LogNote != "" {
		p.Note("%s", found.LogNote)
	}
	end := "Nothing is wrong."
	switch n := len(found.Rows); n {
	case 0:
	case 1:
		end = "One thing was found."
	default:
		end = fmt.Sprintf("%d things were found.", n)
	}
	if found.ReadsOnly != "" {
		end += " " + found.ReadsOnly
	}
	p.Note("%s %s", lookedAt(found), end)
}

// lookedAt says what was looked at, and nothing that was not.
func lookedAt(found api.Examined) string {
	switch {
	case found.Unopened:
		return "The data folder could not be opened, so log, ledger, book and stores were not looked at."
	case slices.ContainsFunc(found.Rows, func(f auditing.Finding) bool { return f.Code == examination.Uncompared }):
		return "Every byte of the ledger was read, and ledger, book and stores were looked at. Nothing was compared with the ledger, which is damaged."
	case found.LogUnusable && found.Deep:
		return "Every byte of ledger, book and stores was compared. The log cannot be used: of it no more was looked at than is said here."
	case found.LogUnusable:
		return "Ledger, book and stores were looked at. The log cannot be used: of it no more was looked at than is said here. Only --deep compares every document and the book."
	case found.Deep:
		return "Every byte of log, ledger, book and stores was compared."
	}
	return "Log, ledger, book and stores were looked at. Of log and ledger the first event, the newest and a thousand others were compared, and when the log was opened what was not known to be on disk. Only --deep compares every byte, every document and the book."
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
	document, err := p.ask(ctx, c, "repair", api.RepairArgs{Store: store}, false)
	if err != nil {
		return err
	}
	return p.Print(document, p.mended)
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
	return p.Print(document, p.mended)
}

func (p *program) mended(document json.RawMessage) error {
	var answer api.Thing[api.Repaired]
	if err := json.Unmarshal(document, &answer); err != nil {
		return err
	}
	r := answer.Row
	switch {
	case !r.Repaired:
		p.Line("Nothing is wrong with the %s. Nothing was changed.", r.Store)
	case r.Cause == nil:
		p.Line("The stores are taken as they are.")
	default:
		p.Line("The %s was made anew: %d events, root %s.", r.Store, *r.Size, *r.Root)
		p.Line("What had been wrong: %s", *r.Cause)
		if r.Kept != nil {
			p.Line("The damaged one is kept in the data folder as %s.", *r.Kept)
		}
	}
	return nil
}
