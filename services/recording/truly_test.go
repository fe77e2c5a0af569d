package recording_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/events/texts"
	commitmentcmd "ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// fate is what became of a sending that nobody answered.
type fate int

const (
	neverSent fate = iota
	lostOnTheWay
	landed
	landsLater // while the command is asked again
	landsMuch  // after it was asked again
)

// doubtful is a register in which something is wrong, and the command was perhaps sent
// before. It is log, book and ledger of it; what it remembers of the sending is what a
// node may remember.
type doubtful struct {
	t *testing.T

	fate   fate
	body   []byte // of the event that was sent
	events int    // how often an event with this id got in
	read   bool   // the book has read it

	away, behind, unreadable, unready, forbidden bool
	state                                        fold.State
}

var errAway = errors.New("away")

func (d *doubtful) inLog() bool { return d.fate == landed }

// comes lets what is under way get in, at a moment between two of the recorder's steps.
func (d *doubtful) comes() {
	if d.fate == landsLater {
		d.fate, d.events = landed, d.events+1
	}
}

func (d *doubtful) Append(_ context.Context, e events.Event, expected, _ uint64) (eventlog.Receipt, error) {
	d.comes()
	switch {
	case d.away:
		return eventlog.Receipt{}, eventlog.ErrNotRecorded
	case d.inLog() && expected < 8:
		return eventlog.Receipt{}, &eventlog.Conflict{Last: 8}
	case d.inLog():
		d.t.Error("the recorder knows what is in the log and sends it again")
	}
	d.fate, d.events = landed, d.events+1 // the guard keeps what comes later from getting in
	var err error
	e.Time = noon
	d.body, err = events.Encode(e)
	return eventlog.Receipt{Sequence: 8, Body: d.body, Time: e.Time}, err
}

func (d *doubtful) Head(context.Context) (uint64, error) {
	if d.away {
		return 0, errAway
	}
	if d.inLog() {
		return 8, nil
	}
	return 7, nil
}

// InDoubt is as careful as a node that was started anew: it knows only whether there is
// any doubt, and forgets it when the book has read the log and nothing can come any more.
func (d *doubtful) InDoubt(string) bool {
	return d.fate != neverSent && !(d.read || d.fate == lostOnTheWay && !d.away && !d.behind)
}

func (d *doubtful) State(context.Context, events.Stream, ...commitment.Name) (recording.Row, error) {
	if d.unreadable {
		return recording.Row{}, errAway
	}
	row := recording.Row{State: d.state, Sequence: 7, Version: 1}
	if d.read {
		row.Sequence, row.Version = 8, 2
	}
	d.comes()
	return row, nil
}

func (d *doubtful) Recorded(context.Context, string) (uint64, bool, error) {
	if d.unreadable {
		return 0, false, errAway
	}
	return 8, d.read, nil
}

func (d *doubtful) Administrated(context.Context) (bool, error) { return false, nil }

func (d *doubtful) Wait(_ context.Context, sequence uint64) error {
	if sequence >= 8 && (d.behind || d.away || !d.inLog()) && !d.read {
		return errAway
	}
	d.read = d.read || sequence >= 8
	return nil
}

func (d *doubtful) Entry(uint64) ([]byte, error) { return d.body, nil }

// whatMayBeWrong lists every register that can be made of some switches.
func whatMayBeWrong(visit func(name string, d *doubtful)) {
	for f := neverSent; f <= landsMuch; f++ {
		for bits := range 1 << 5 {
			d := &doubtful{fate: f, away: bits&1 > 0, behind: bits&2 > 0, unreadable: bits&4 > 0, unready: bits&8 > 0, forbidden: bits&16 > 0}
			visit(fmt.Sprintf("fate %d, away %v, behind %v, unreadable %v, not ready %v, forbidden %v", f, d.away, d.behind, d.unreadable, d.unready, d.forbidden), d)
		}
	}
}

// Whatever is wrong and whatever became of an earlier sending: it is not said that
// nothing was recorded while the event is in the log or may come there, nothing is
// recorded twice, and where all is well again the truth is told.
func TestNothingRecordedIsSaidOnlyWhereItIsTrue(t *testing.T) {
	denied, unknown := 0, 0
	whatMayBeWrong(func(name string, d *doubtful) {
		d.t = t
		store, err := texts.Open(t.TempDir() + "/texts.db")
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		d.state = cm(captured)
		r := &recording.Recorder{Source: "urn:ahd:test", Log: d, Book: d, Ledger: d, Texts: store, People: d, Duties: book{}, Now: func() time.Time { return noon },
			Ready: func() error {
				if d.away || d.unready {
					return errAway
				}
				return nil
			}}
		request := recording.Request{ID: commandID, Who: coordinator, Command: commitmentcmd.ReportProgress{ID: "cm-1", State: "planning"}}
		d.before(t, r, request)
		if d.forbidden {
			d.state = cm(captured, events.CommitmentWithdrawn{})
		}
		for range 2 {
			outcome, err := r.Do(t.Context(), request)
			switch {
			case err == nil && outcome.Sequence != 8:
				t.Errorf("%s: %+v", name, outcome)
			case errors.Is(err, rule.ErrOutcomeUnknown):
				unknown++
			case err != nil:
				denied++
				if d.fate >= landed {
					t.Errorf("%s: it says %q, and the event is in the log or comes there", name, err)
				}
			}
		}
		if d.fate == landsMuch {
			d.fate, d.events = landed, d.events+1
		}
		d.away, d.behind, d.unreadable, d.unready = false, false, false, false
		there := d.fate >= landed
		if outcome, err := r.Do(t.Context(), request); there && (err != nil || outcome.Recorded || outcome.Sequence != 8) {
			t.Errorf("%s: all is well and it says %+v, %v", name, outcome, err)
		}
		if d.events > 1 {
			t.Errorf("%s: it was recorded %d times", name, d.events)
		}
	})
	if denied < 30 || unknown < 100 {
		t.Errorf("%d answers were no, %d unknown: the register is not drawn well", denied, unknown)
	}
}

// before is the first sending, whose answer nobody heard.
func (d *doubtful) before(t *testing.T, r *recording.Recorder, request recording.Request) {
	t.Helper()
	wrong := *d
	d.fate, d.away, d.behind, d.unreadable, d.unready = neverSent, false, false, false, false
	if wrong.fate != neverSent {
		if _, err := r.Do(t.Context(), request); err != nil {
			t.Fatal(err)
		}
	}
	body := d.body
	*d = wrong
	d.body, d.events = body, 0
	if d.fate == landed {
		d.events = 1
	}
}
