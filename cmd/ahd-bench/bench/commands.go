package bench

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ahd.example/ahd/cmd/ahd/node"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
)

const maxEach = 2000 // commands of a client in a round

// measureCommands measures recording reports durably, against publishing the same
// bodies under the same guard, and then how soon what was recorded can be read.
func measureCommands(ctx context.Context, dir string, o Options, _ *filled) (f figure, err error) {
	s, err := openSides(ctx, dir)
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	each := max(1, min(maxEach, o.Events/clients/o.Rounds))
	f.Note = fmt.Sprintf("%d clients; %s; to read its own write, a client records, waits for the book and looks the commitment up: "+
		"in rounds of their own after all others, and in no other figure of this line", clients, s.note)
	var ours, limit []time.Duration
	for range o.Rounds {
		forgetPeak()
		recorded, oursRate, err := AtOnce(clients, each, roundTime, func(client, turn int) error {
			_, err := s.report(ctx, client, turn)
			return err
		})
		if err != nil {
			return f, err
		}
		f.VmHWM = max(f.VmHWM, peak())
		published, limitRate, err := AtOnce(clients, each, roundTime, func(client, turn int) error { return s.raw.publish(ctx, client, turn) })
		if err != nil {
			return f, err
		}
		f.round(oursRate, limitRate)
		ours, limit = append(ours, recorded...), append(limit, published...)
	}
	f.Events = len(ours)
	f.Ours, f.Limit = waitsOf(ours), waitsOf(limit)
	f.ReadYourWrite, err = s.readYourWrites(ctx, each, o.Rounds)
	return f, err
}

// readYourWrites lets every client record, and read what it recorded before it
// goes on.
func (s *sides) readYourWrites(ctx context.Context, each, rounds int) (*waits, error) {
	var all []time.Duration
	for range rounds {
		took, _, err := AtOnce(clients, each, roundTime, func(client, turn int) error {
			outcome, err := s.report(ctx, client, turn)
			if err != nil {
				return err
			}
			return ReadBack(ctx, s.node, CommitmentOf(client, turn), outcome.Sequence)
		})
		if err != nil {
			return nil, err
		}
		all = append(all, took...)
	}
	return waitsOf(all), nil
}

// ReadBack reads a commitment as a page does, once the book has this event of it.
func ReadBack(ctx context.Context, n *node.Node, id string, sequence uint64) error {
	if err := n.Book.Wait(ctx, sequence); err != nil {
		return err
	}
	return n.Book.Read(ctx, func(v *book.View) error {
		row, found, err := commitments.Find(v, id, edtf.Karachi(time.Now()))
		if err == nil && (!found || row.LastEvent < sequence) {
			err = errors.New("the book does not show what it was waited for")
		}
		return err
	})
}
