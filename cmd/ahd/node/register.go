package node

import (
	"context"
	"fmt"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/described"
	"ahd.example/ahd/projections/duties"
	"ahd.example/ahd/projections/streams"
	"ahd.example/ahd/projections/timeline"
	"ahd.example/ahd/services/commands/register"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/importing"
	"ahd.example/ahd/services/moving"
	"ahd.example/ahd/services/recording"
)

// openRegister records the opening if the log is empty, and carries out what an earlier
// process recorded and did not come to do.
func (n *Node) openRegister(ctx context.Context) error {
	row, err := bookReader{n.Book}.State(ctx, events.Register)
	if err != nil {
		return err
	}
	n.atClose(n.sweepAtEnd)
	if row.Version == 0 && n.Book.Checkpoint().Sequence == 0 && n.Moving.Usable() == nil {
		if err := moving.Unbegun(ctx, n.options.Dir, n.Texts); err != nil {
			return err
		}
		return n.recordOpening(ctx)
	}
	if n.whole() != nil { // what was recorded is not known for sure
		return nil
	}
	if err := n.erasing.Again(ctx); err != nil || n.Moving.Appointed() != nil {
		return err
	}
	return n.Mender.NoteRepairs(ctx)
}

func (n *Node) recordOpening(ctx context.Context) error {
	command := register.OpenRegister{Opening: events.RegisterOpened{
		Name: n.Key.Name(), Origin: n.Key.Origin, PublicRecord: n.options.PublicRecord, VerifierKey: n.Key.VerifierKey,
	}}
	outcome, err := n.Recorder.RecordOwn(ctx, importing.CommandID(n.Key.Origin, events.Register.Subject(), command.Opening.Type()), command)
	if err != nil {
		return fmt.Errorf("the register could not be opened: %w", err)
	}
	return n.Book.Wait(ctx, outcome.Sequence)
}

// sweepAtEnd forgets what was typed here and never recorded, once this process has recorded
// something itself. What fails is done the next time.
func (n *Node) sweepAtEnd() error {
	if !n.Moving.Recorded() || n.whole() != nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), sweepTimeout)
	defer cancel()
	if err := n.erasing.Sweep(ctx); err != nil {
		n.options.Messages.Error("words that were never recorded were not forgotten yet", "problem", err)
	}
	return nil
}

// sweepTimeout is how long the end of the program may take for it.
const sweepTimeout = time.Minute

// recordHeads is the command that records where every stream stands.
func recordHeads(heads events.HeadsRecorded) rule.Own {
	return register.RecordHeads{Heads: heads}
}

// headsOf works out where every stream stands, in a book that does not move meanwhile.
func (n *Node) headsOf(ctx context.Context, day string) (heads events.HeadsRecorded, err error) {
	var tree ledger.HeadsTree
	err = n.Book.Read(ctx, func(v *book.View) error {
		heads = events.HeadsRecorded{Day: day, Sequence: int64(v.At.Sequence)}
		return streams.Heads(v, func(h streams.Head) error {
			return tree.Add(ledger.HeadRecord{Stream: h.Stream, Version: uint64(h.Version), Leaf: h.Leaf})
		})
	})
	root, number := tree.Root()
	heads.Root, heads.Number = root.String(), int64(number)
	return heads, err
}

// keepDay keeps the checkpoint of a day, which covers an event.
func (n *Node) keepDay(ctx context.Context, sequence uint64) error {
	if err := n.Notary.Sign(); err != nil { // one more a day; nobody waits a second for it
		return err
	}
	c, signed, err := n.Notary.Covering(ctx, sequence)
	if err != nil {
		return err
	}
	return n.Notary.Keep(c.Size, signed)
}

// bookReader shows the book to the recorder, which does not know that books exist.
type bookReader struct{ book *projections.Book }

var (
	_ recording.Book    = bookReader{}
	_ recording.People  = bookReader{}
	_ recording.Duties  = bookReader{}
	_ recording.Streams = bookReader{}
)

func (s bookReader) Of(_ context.Context, item string, own commitment.Duties, who commitment.Hand) (all commitment.Duties, err error) {
	err = s.book.Ask(func(in *book.Tx) error {
		all, err = duties.Of(in, item, own, who)
		return err
	})
	return all, err
}

func (s bookReader) Administrated(context.Context) (bool, error) { return s.book.Administrated() }

func (s bookReader) State(_ context.Context, stream events.Stream, sought ...commitment.Name) (recording.Row, error) {
	at := s.book.Checkpoint().Sequence // what is found is as new, or newer
	found, err := s.book.State(stream, sought...)
	return recording.Row{State: found.State, Sequence: found.Sequence, Version: found.Version, Leaf: found.Leaf, ReadAt: at}, err
}

func (s bookReader) Recorded(_ context.Context, id string) (sequence uint64, found bool, err error) {
	err = s.book.Look(func(in *book.Tx) error {
		sequence, found, err = timeline.Sequence(in, id)
		return err
	})
	return sequence, found, err
}

// Sequences are the places of a stream's events.
func (s bookReader) Sequences(ctx context.Context, stream events.Stream) (sequences []uint64, err error) {
	err = s.book.Read(ctx, func(v *book.View) error {
		sequences, err = timeline.Sequences(v, stream.Subject(), v.At.Sequence)
		return err
	})
	return sequences, err
}

// Begun reports whether a commitment was captured.
func (s bookReader) Begun(ctx context.Context) (begun bool, err error) {
	err = s.book.Read(ctx, func(v *book.View) error {
		begun, err = described.Begun(v)
		return err
	})
	return begun, err
}

func (s bookReader) Wait(ctx context.Context, sequence uint64) error {
	return s.book.Wait(ctx, sequence)
}
