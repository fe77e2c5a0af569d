package recording_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/texts"
	commitmentcmd "ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

const commandID = "9d2c1a64-0f0e-4a52-8f3b-5a1de5f3c111"

// rooms are the log, book and ledger around a recorder, of which one may fail. It
// checks the guard that it is given.
type rooms struct {
	t        *testing.T
	appended int
	readAt   uint64 // how far the book had read at least
	fresh    bool   // the stream has no event yet
	refused  error  // the log's answer
	sealed   error  // the ledger's
}

func (r *rooms) Append(_ context.Context, e events.Event, expected, readAt uint64) (eventlog.Receipt, error) {
	last, version := uint64(7), int64(2)
	if r.fresh {
		last, version = 0, 1
	}
	if expected != last || readAt < r.readAt || e.StreamVersion != version || e.ID != commandID {
		r.t.Errorf("guard %d, read at %d, version %d, id %s", expected, readAt, e.StreamVersion, e.ID)
	}
	r.appended++
	return eventlog.Receipt{Sequence: 8}, r.refused
}
func (r *rooms) Head(context.Context) (uint64, error) { return 8, nil }
func (r *rooms) InDoubt(string) bool                  { return false }

type book struct{}

func (book) State(context.Context, events.Stream, ...commitment.Name) (recording.Row, error) {
	return recording.Row{State: cm(captured), Sequence: 7, Version: 1, ReadAt: 9}, nil
}
func (book) Recorded(context.Context, string) (uint64, bool, error) { return 0, false, nil }
func (book) Administrated(context.Context) (bool, error)            { return false, nil }
func (book) Of(_ context.Context, _ string, own commitment.Duties, _ commitment.Hand) (commitment.Duties, error) {
	return own, nil
}
func (book) Wait(context.Context, uint64) error { return nil }

type ledger struct{ *rooms }

func (l ledger) Wait(context.Context, uint64) error { return l.sealed }
func (ledger) Entry(uint64) ([]byte, error)         { return nil, errors.New("no entry") }

func (r *rooms) recorder(ready error) *recording.Recorder {
	store, err := texts.Open(r.t.TempDir() + "/texts.db")
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { store.Close() })
	return &recording.Recorder{Source: "urn:ahd:test", Log: r, Book: book{}, Ledger: ledger{r}, Texts: store, People: book{}, Duties: book{},
		Ready: func() error { return ready }, Now: func() time.Time { return noon }}
}

// A command succeeds only when log and ledger both have it; each other answer says
// truly whether it was recorded.
func TestACommandSucceedsOnlyWhenBothHaveIt(t *testing.T) {
	broken := errors.New("broken")
	for name, c := range map[string]struct {
		refused, sealed, ready error
		want                   error
		appended               int
	}{
		"both have it":            {nil, nil, nil, nil, 1},
		"the ledger has it not":   {nil, broken, nil, rule.ErrOutcomeUnknown, 1},
		"the log does not say":    {eventlog.ErrOutcomeUnknown, nil, nil, rule.ErrOutcomeUnknown, 1},
		"the log refuses":         {eventlog.ErrNotRecorded, nil, nil, rule.ErrNotNow, 1},
		"somebody is faster":      {&eventlog.Conflict{Last: 8}, nil, nil, rule.ErrConflict, 3},
		"so fast, no place named": {&eventlog.Conflict{}, nil, nil, rule.ErrConflict, 3},
		"the id is under way":     {&eventlog.Held{ID: commandID}, nil, nil, rule.ErrOutcomeUnknown, 1},
		"the book stands still":   {nil, nil, broken, rule.ErrNotNow, 0},
	} {
		r := &rooms{t: t, readAt: 9, refused: c.refused, sealed: c.sealed}
		outcome, err := r.recorder(c.ready).Do(context.Background(), recording.Request{
			ID: commandID, Who: coordinator, Command: commitmentcmd.ReportProgress{ID: "cm-1", State: "planning", Narrative: text("one")},
		})
		if !errors.Is(err, c.want) || (err == nil) != outcome.Recorded || r.appended != c.appended {
			t.Errorf("%s: %+v %v after %d appends", name, outcome, err, r.appended)
		}
	}
}
