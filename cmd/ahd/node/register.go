package node

import (
	"context"
	"errors"
	"fmt"
	"time"

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

// openRegister records the opening if the log is empty, and carries out what an earlier
// process recorded and did not come to do.
func (n *Node) openRegister(ctx context.Context) error {
	row, err := shelf{n.Book}.State(ctx, events.Register)
	if err != nil {
		return err
	}
	n.atClose(n.sweepAtEnd)
	if row.Version == 0 && n.Book.Checkpoint().Sequence == 0 && n.usable() == nil {
		if err := n.begun(ctx); err != nil {
			return err
		}
		return n.recordOpening(ctx)
	}
	if n.whole() != nil { // what was recorded is not known for sure
		return nil
	}
	if err := n.eraseAgain(ctx); err != nil || n.Appointed() != nil {
		return err
	}
	return n.Mender.NoteRepairs(ctx)
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

// sweepAtEnd forgets words and documents that were put away and whose event was never
// recorded. It comes when no command is under way any more, and only after this process
// has recorded something itself: an older copy of the folder that only reads a log, or
// the wrong one, must not forget the words of what it does not know. What fails is done
// the next time.
func (n *Node) sweepAtEnd() error {
	if !n.recorded.Load() || n.whole() != nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), longestSweep)
	defer cancel()
	head, err := n.Log.Head(ctx)
	if err == nil {
		err = n.Book.Wait(ctx, head)
	}
	if err == nil {
		err = errors.Join(n.sweepDocuments(ctx), n.sweepIntakes(ctx), n.sweepWords(ctx))
	}
	if err != nil {
		n.options.Messages.Error("words that were never recorded were not forgotten yet", "problem", err)
	}
	return nil
}

// longestSweep is how long the end of the program may take for it.
const longestSweep = time.Minute

func (n *Node) sweepWords(ctx context.Context) error {
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
	at := s.book.Checkpoint().Sequence // what is found is as new, or newer
	found, err := s.book.State(stream, sought...)
	return recording.Row{State: found.State, Sequence: found.Sequence, Version: found.Version, Leaf: found.Leaf, ReadAt: at}, err
}

func (s shelf) Recorded(_ context.Context, id string) (sequence uint64, found bool, err error) {
	err = s.book.Look(func(in *book.Tx) error {
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
