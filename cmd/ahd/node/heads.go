package node

import (
	"context"
	"errors"
	"time"

	"ahd/events"
	"ahd/events/ledger"
	"ahd/projections/book"
	"ahd/projections/streams"
	"ahd/services/importing"
	"ahd/services/recording"
)

// betweenDays is how often a server looks whether another day has begun in Karachi.
const betweenDays = 20 * time.Second

// longestDay is how long recording a day may take: a server that starts waits for it.
const longestDay = 10 * time.Second

// KeepDays records once for each day where every stream stands: for today, if that is
// not recorded yet, and then after each midnight in Karachi. It returns when ctx ends;
// whoever started it waits for that. What cannot be recorded now is tried again.
func (n *Node) KeepDays(ctx context.Context) { n.keepDays(ctx, betweenDays) }

func (n *Node) keepDays(ctx context.Context, pause time.Duration) {
	ticker := time.NewTicker(pause)
	defer ticker.Stop()
	for {
		if err := n.RecordDay(ctx); err != nil && ctx.Err() == nil {
			n.options.Messages.Error("where the streams stand was not recorded", "problem", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// RecordDay records where every stream stands, if that is not recorded for today, and
// keeps the checkpoint of the day that covers it. A server does it before it says that
// it is ready, so that nothing moves afterwards that nobody asked for.
func (n *Node) RecordDay(ctx context.Context) error {
	if n.Ready() != nil { // said by status and by every page
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, longestDay)
	defer cancel()
	day := n.Book.Described().Zone.Day(n.options.Now()).String()
	known, err := shelf{n.Book}.State(ctx, events.Register)
	if err != nil || known.State.Register == nil || known.State.Register.HeadsDay >= day {
		return err
	}
	heads, err := n.headsOf(ctx, day)
	if err != nil {
		return err
	}
	outcome, err := n.Recorder.RecordOwn(ctx, importing.CommandID(n.Key.Origin, events.Register.Subject()+"/"+day, heads.Type()), recording.RecordHeads{Heads: heads})
	if errors.Is(err, recording.ErrIDReused) { // by an attempt whose answer we did not hear, at another moment of the day
		return nil
	}
	if err != nil {
		return err
	}
	if err := n.Book.Wait(ctx, outcome.Sequence); err != nil {
		return err
	}
	if err := n.Notary.Sign(); err != nil { // one more a day; nobody waits a second for it
		return err
	}
	c, signed, err := n.Notary.Covering(ctx, outcome.Sequence)
	if err != nil {
		return err
	}
	return n.Notary.Keep(c.Size, signed)
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
