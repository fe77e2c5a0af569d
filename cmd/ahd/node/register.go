package node

import (
	"context"
	"errors"
	"fmt"

	"ahd/events"
	"ahd/events/commitment"
	"ahd/projections"
	"ahd/projections/book"
	"ahd/projections/described"
	"ahd/projections/duties"
	"ahd/projections/erasures"
	"ahd/projections/timeline"
	"ahd/services/importing"
	"ahd/services/recording"
)

// openRegister records the opening if the log is empty, makes sure that the
// folder's key is the one that opened it, and sweeps texts that were never
// recorded.
func (n *Node) openRegister(ctx context.Context) error {
	row, err := shelf{n.Book}.State(ctx, events.Register)
	if err != nil {
		return err
	}
	if row.Version == 0 && n.Book.Checkpoint().Sequence == 0 && n.usable() == nil {
		if err := n.begun(ctx); err != nil {
			return err
		}
		return n.recordOpening(ctx)
	}
	if n.usable() != nil { // what was recorded is not known for sure
		return nil
	}
	return n.sweep(ctx)
}

func (n *Node) recordOpening(ctx context.Context) error {
	command := recording.OpenRegister{Opening: events.RegisterOpened{
		Name: n.Key.Name(), Origin: n.Key.Origin, PublicRecord: n.options.PublicRecord, VerifierKey: n.Key.VerifierKey,
	}}
	outcome, err := n.Recorder.RecordOwn(ctx, importing.CommandID(n.Key.Origin, events.Register.Subject(), command.Opening.Type()), command)
	if err != nil {
		return fmt.Errorf("the register could not be opened: %w", err)
	}
	return n.Book.Wait(ctx, outcome.Sequence)
}

// eraseAgain carries out every erasure that was recorded: the last time we may have
// stopped before it.
func (n *Node) eraseAgain(ctx context.Context) error {
	var gone []string
	err := n.Book.Read(ctx, func(v *book.View) (err error) {
		gone, err = erasures.All(v)
		return err
	})
	if err != nil || len(gone) == 0 {
		return err
	}
	return eraser{n.Texts, n}.Erase(ctx, gone...)
}

func (n *Node) sweep(ctx context.Context) error {
	if err := errors.Join(n.noteRepairs(ctx), n.eraseAgain(ctx), n.sweepDocuments(ctx), n.sweepIntakes(ctx)); err != nil {
		return err
	}
	_, err := n.Texts.Sweep(ctx, func(command string) (bool, error) {
		_, found, err := shelf{n.Book}.Recorded(ctx, command)
		return found || n.Log.InDoubt(command), err // what may still come needs its words
	})
	return err
}

// shelf shows the book to the recorder, which does not know that books exist.
type shelf struct{ book *projections.Book }

var (
	_ recording.Book    = shelf{}
	_ recording.People  = shelf{}
	_ recording.Duties  = shelf{}
	_ recording.Streams = shelf{}
)

func (s shelf) Of(_ context.Context, item string, own commitment.Duties, who commitment.Hand) (all commitment.Duties, err error) {
	err = s.book.Ask(func(in *book.Tx) error {
		all, err = duties.Of(in, item, own, who)
		return err
	})
	return all, err
}

func (s shelf) Administrated(context.Context) (bool, error) { return s.book.Administrated() }

func (s shelf) State(_ context.Context, stream events.Stream, sought ...commitment.Name) (recording.Row, error) {
	found, err := s.book.State(stream, sought...)
	return recording.Row{State: found.State, Sequence: found.Sequence, Version: found.Version, Leaf: found.Leaf}, err
}

func (s shelf) Recorded(_ context.Context, id string) (sequence uint64, found bool, err error) {
	err = s.book.Ask(func(in *book.Tx) error {
		sequence, found, err = timeline.Sequence(in, id)
		return err
	})
	return sequence, found, err
}

// Sequences are the places of a stream's events.
func (s shelf) Sequences(ctx context.Context, stream events.Stream) (sequences []uint64, err error) {
	err = s.book.Read(ctx, func(v *book.View) error {
		sequences, err = timeline.Sequences(v, stream.Subject(), v.At.Sequence)
		return err
	})
	return sequences, err
}

// Begun reports whether a commitment was captured.
func (s shelf) Begun(ctx context.Context) (begun bool, err error) {
	err = s.book.Read(ctx, func(v *book.View) error {
		begun, err = described.Begun(v)
		return err
	})
	return begun, err
}

func (s shelf) Wait(ctx context.Context, sequence uint64) error {
	return s.book.Wait(ctx, sequence)
}
