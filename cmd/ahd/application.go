package main

import (
	"context"
	"errors"
	"os"
	"time"

	"ahd.example/ahd/cmd/ahd/node"
	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/services/api"
)

// application is what can be asked of an open data folder. One that could not be opened
// whole can be asked for what is wrong with it, and nothing else; unopened is why.
func application(n *node.Node, unopened error, now func() time.Time) *api.Application {
	register := api.Register{Now: now}
	if n.Book != nil {
		register.Book, register.Says = n.Book, n.Book.Described
	}
	keeping := api.Keeping{
		Opening: unopened, Unopened: unopened != nil && n.Recorder == nil, Log: n.Log, Examiner: n.Examiner, ReadsOnly: n.Moving.ReadsOnly,
	}
	if unopened != nil {
		return api.New(register, api.Recording{}, api.Sealing{}, keeping)
	}
	register.Name, register.Origin = n.Key.Name(), n.Key.Origin
	register.Events, register.Ledger, register.Words = n.Ledger, n.Ledger, n.Words
	keeping.Notary, keeping.Node, keeping.Repairs, keeping.Backups, keeping.Mover = n.Notary, n.Moving, n.Mender, n.Backups, n.Moving
	keeping.Ready, keeping.Anew, keeping.MovedNote, keeping.BelieveClock = n.Ready, n.Book.Rebuild, n.Moving.MovedNote, n.Clock.Right
	keeping.Stopped = func() error {
		if stop := n.Book.Stopped(); stop != nil {
			return stop
		}
		return nil
	}
	keeping.Clock, keeping.BookNote = n.Clock.State, n.BookDoubt.Note
	return api.New(register,
		api.Recording{Recorder: n.Recorder, Files: n.Files, Private: n.Private, Owns: n.Owns, CopiesOf: n.Backups.CopiesOf},
		api.Sealing{Notary: n.Notary, Partners: n.Notary, Kept: n.Notary.Kept().Sizes},
		keeping)
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
