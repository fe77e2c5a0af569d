package main

import (
	"context"
	"errors"
	"os"
	"time"

	"ahd/cmd/ahd/node"
	"ahd/events"
	"ahd/events/cause"
	"ahd/projections"
	"ahd/services/api"
	"ahd/services/auditing"
	"ahd/services/recording"
)

func init() {
	api.Classify(
		api.Class{Is: node.ErrSetBack, Exit: api.ExitConflict, Status: 409, Code: "register.set-back", Title: "The register was set back"},
		api.Class{Is: node.ErrBackup, Exit: api.ExitRefused, Status: 409, Code: "backup", Title: "The backup is not as it should be"},
	)
}

// application is what can be asked of an open data folder. One that could not be opened
// whole can be asked for what is wrong with it, and nothing else; unopened is why.
func application(n *node.Node, unopened error, now func() time.Time) *api.Application {
	register := api.Register{Now: now}
	if n.Book != nil {
		register.Book, register.Says = n.Book, n.Book.Described
	}
	keeping := api.Keeping{
		Unopened: unopened != nil && n.Recorder == nil, Log: n.Log, Notes: n, Examiner: examiner{n, unopened},
	}
	if unopened != nil {
		return api.New(register, api.Recording{}, api.Sealing{}, keeping)
	}
	register.Name, register.Origin = n.Key.Name(), n.Key.Origin
	register.Events, register.Ledger, register.Words = n.Ledger, n.Ledger, n.Words
	keeping.Notary, keeping.Node, keeping.Repairs, keeping.Backups, keeping.Mover = n.Notary, n, n, backingUp{n}, mover{n}
	keeping.Ready, keeping.Anew, keeping.MovedNote, keeping.BelieveClock = n.Ready, n.Book.Rebuild, n.MovedNote, n.ClockIsRight
	keeping.Stopped = func() error {
		if stop := n.Book.Stopped(); stop != nil {
			return stop
		}
		return nil
	}
	keeping.Clock = func() api.Clock {
		c := n.Clock()
		return api.Clock{Ahead: c.Ahead, Behind: c.Behind, Jumped: c.Jumped, Note: c.Note()}
	}
	return api.New(register,
		api.Recording{Recorder: n.Recorder, Files: n.Files, Private: n.Private, Owns: n.Owns, CopiesOf: n.CopiesOf},
		api.Sealing{Notary: n.Notary, Partners: n, Kept: n.Kept().Sizes},
		keeping)
}

// examiner has a folder looked at.
type examiner struct {
	*node.Node
	unopened error
}

func (e examiner) Examine(ctx context.Context, deep bool, progress func(done, total uint64)) ([]auditing.Finding, error) {
	found, err := e.Doctor(ctx, e.unopened, deep, progress)
	return found.Findings, err
}

func (e examiner) Examined() *api.Examination { return (*api.Examination)(e.Node.Examined()) }

// backingUp has backups written.
type backingUp struct{ *node.Node }

func (b backingUp) Backup(ctx context.Context, file string) error {
	_, err := b.Node.Backup(ctx, file)
	return err
}

func (b backingUp) LastBackup() *api.BackedUp { return (*api.BackedUp)(b.Node.LastBackup()) }

// mover has the log moved.
type mover struct{ *node.Node }

func (m mover) MoveLog(ctx context.Context, to api.Destination, who recording.Who, progress func(done, total uint64)) (*recording.Outcome, error) {
	return m.Node.MoveLog(ctx, node.Destination(to), who, progress)
}

func (m mover) Appoint(ctx context.Context, to api.Destination, who recording.Who) (*recording.Outcome, error) {
	return m.Node.Appoint(ctx, node.Destination(to), who)
}

// noApplication is what can be asked where there is no register: every question is answered
// with nothing, and the folder stays as it is. The returned function closes it.
func noApplication(ctx context.Context, now func() time.Time) (*api.Application, func() error, error) {
	dir, err := os.MkdirTemp("", "ahd-empty-")
	if err != nil {
		return nil, nil, cause.Of(errors.New("no room for temporary files"), err)
	}
	empty, err := projections.Open(ctx, dir, noRecord{}, projections.Options{Texts: noRecord{}})
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(dir))
	}
	end := func() error { return errors.Join(empty.Close(), os.RemoveAll(dir)) }
	register := api.Register{Book: empty, Events: noRecord{}, Words: noRecord{}, Now: now}
	return api.New(register, api.Recording{}, api.Sealing{}, api.Keeping{}), end, nil
}

// noRecord is the record of no register.
type noRecord struct{}

func (noRecord) Size() uint64                                       { return 0 }
func (noRecord) Leaf(uint64) (events.Hash, error)                   { return events.Hash{}, api.ErrNothing }
func (noRecord) Wait(_ context.Context, _ uint64) error             { return api.ErrNothing }
func (noRecord) Entries(uint64) ([][]byte, error)                   { return nil, nil }
func (noRecord) Among([]uint64) ([][]byte, error)                   { return nil, api.ErrNothing }
func (noRecord) Entry(uint64) ([]byte, error)                       { return nil, api.ErrNothing }
func (noRecord) Read(context.Context, string) (string, bool, error) { return "", false, nil }
