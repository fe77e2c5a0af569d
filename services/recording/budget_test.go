package recording_test

import (
	"context"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/recording"
)

// slow is a book that takes its time, and remembers until when it was waited for.
type slow struct {
	doubtful
	waited, appended time.Time
}

const takes = time.Second

func (s *slow) Wait(ctx context.Context, sequence uint64) error {
	if s.waited, _ = ctx.Deadline(); s.appended.IsZero() {
		time.Sleep(takes)
	}
	return nil
}

func (s *slow) Append(ctx context.Context, _ events.Event, _, _ uint64) (eventlog.Receipt, error) {
	s.appended, _ = ctx.Deadline()
	return eventlog.Receipt{}, eventlog.ErrOutcomeUnknown
}

// Whoever waited for what the book has read, before a command could be made, does not wait
// as long again for the command: a person waits for both.
func TestTwoWaitsAreOne(t *testing.T) {
	s := &slow{doubtful: doubtful{t: t, fate: lostOnTheWay, behind: true, state: cm(captured)}}
	r := &recording.Recorder{Source: "urn:ahd:test", Log: s, Book: s, Ledger: s, People: s, Duties: book{},
		Ready: func() error { return nil }, Now: func() time.Time { return noon }}
	request := recording.Request{ID: commandID, Who: coordinator, Command: commitment.ReportProgress{ID: "cm-1", State: "planning"}}
	if err := r.Caught(t.Context(), &request); err != nil {
		t.Fatal(err)
	}
	first := s.waited
	_, _ = r.Do(t.Context(), request)
	if later := s.appended.Sub(first); s.appended.IsZero() || later >= takes {
		t.Errorf("the second wait ends %s after the first would have", later)
	}
}
