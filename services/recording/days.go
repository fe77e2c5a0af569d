package recording

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/commands/rule"
)

// daysInterval is how often a server looks whether another day has begun.
const daysInterval = 20 * time.Second

// dayTimeout is how long recording a day may take: a server that starts waits for it.
const dayTimeout = 10 * time.Second

// Days records once for each day where every stream stands.
type Days struct {
	*Recorder
	Heads    func(ctx context.Context, day string) (events.HeadsRecorded, error) // in a book that does not move meanwhile
	Command  func(heads events.HeadsRecorded) rule.Own                           // that records them
	ID       func(address string, t events.Type) string                          // of the command that records one
	Keep     func(ctx context.Context, sequence uint64) error                    // keeps the checkpoint of the day, which covers that event
	Messages *slog.Logger
	Interval time.Duration // between looks; 0 for the usual
}

// Run records today, if that is not recorded yet, and then each day after its midnight. It
// returns when ctx ends; whoever started it waits for that. What cannot be recorded now is
// tried again.
func (d Days) Run(ctx context.Context) {
	if d.Interval == 0 {
		d.Interval = daysInterval
	}
	ticker := time.NewTicker(d.Interval)
	defer ticker.Stop()
	for {
		if err := d.Today(ctx); err != nil && ctx.Err() == nil {
			d.Messages.Error("where the streams stand was not recorded", "problem", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// Today records where every stream stands, if that is not recorded for today, and keeps the
// checkpoint of the day that covers it. A server does it before it says that it is ready, so
// that nothing moves afterwards that nobody asked for.
func (d Days) Today(ctx context.Context) error {
	if d.Ready() != nil { // said by status and by every page
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, dayTimeout)
	defer cancel()
	day := d.zone().Day(d.Now()).String()
	known, err := d.Book.State(ctx, events.Register)
	if err != nil || known.State.Register == nil || known.State.Register.HeadsDay >= day {
		return err
	}
	heads, err := d.Heads(ctx, day)
	if err != nil {
		return err
	}
	outcome, err := d.RecordOwn(ctx, d.ID(events.Register.Subject()+"/"+day, heads.Type()), d.Command(heads))
	if errors.Is(err, rule.ErrIDReused) { // by an attempt whose answer we did not hear, at another moment of the day
		return nil
	}
	if err != nil {
		return err
	}
	if err := d.Book.Wait(ctx, outcome.Sequence); err != nil {
		return err
	}
	return d.Keep(ctx, outcome.Sequence)
}
