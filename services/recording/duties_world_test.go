package recording_test

import (
	"context"
	"fmt"
	"os"
	"time"

	"pgregory.net/rapid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/texts"
	"ahd.example/ahd/projections"
	bookfile "ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/convenings"
	"ahd.example/ahd/projections/duties"
	"ahd.example/ahd/projections/people"
	"ahd.example/ahd/projections/streams"
	"ahd.example/ahd/projections/timeline"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// failing is a test, of rapid or not.
type failing interface{ Fatal(args ...any) }

// log is a record in memory that a real book reads: log, ledger and what a book is made
// of in one. It takes events as the real ones do and refuses a stale guard.
type log struct {
	t      failing
	book   *projections.Book
	bodies [][]byte
	last   map[string]recording.Row // by subject; no states
	at     time.Time
}

func (l *log) Append(ctx context.Context, e events.Event, expected, _ uint64) (eventlog.Receipt, error) {
	if l.last[e.Subject].Sequence != expected {
		return eventlog.Receipt{}, &eventlog.Conflict{Last: l.last[e.Subject].Sequence}
	}
	l.at = l.at.Add(time.Minute)
	e.Time = l.at
	body, err := events.Encode(e)
	if err != nil {
		return eventlog.Receipt{}, err
	}
	l.bodies = append(l.bodies, body)
	l.last[e.Subject] = recording.Row{Sequence: l.Size(), Version: e.StreamVersion, Leaf: events.LeafHash(body)}
	return eventlog.Receipt{Sequence: l.Size()}, l.book.Apply(ctx, l.Size(), [][]byte{body})
}

// put records whatever is said, as a door that knew less would have done.
func (l *log) put(subject string, who rule.Who, say events.Payload) {
	row := l.last[subject]
	e := events.Event{Data: say, Envelope: events.Envelope{ID: uuid(900_000 + len(l.bodies)), Source: "urn:ahd:test", Type: say.Type(), Subject: subject,
		Actor: who.Actor(), ActorRole: who.Role, ActorParty: who.Party, OnBehalfOf: who.For, Auth: "local", StreamVersion: row.Version + 1}}
	if row.Version > 0 {
		e.StreamPrev = row.Leaf.String()
	}
	if _, err := l.Append(context.Background(), e, row.Sequence, row.Sequence); err != nil {
		l.t.Fatal(err)
	}
}

func (l *log) Head(context.Context) (uint64, error) { return l.Size(), nil }
func (l *log) InDoubt(string) bool                  { return false }
func (l *log) Size() uint64                         { return uint64(len(l.bodies)) }

func (l *log) Leaf(sequence uint64) (events.Hash, error) {
	return events.LeafHash(l.bodies[sequence-1]), nil
}
func (l *log) Entries(first uint64) ([][]byte, error)     { return l.bodies[first-1:], nil }
func (l *log) Entry(sequence uint64) ([]byte, error)      { return l.bodies[sequence-1], nil }
func (l *log) Wait(_ context.Context, among uint64) error { return nil }
func (l *log) Among(sequences []uint64) (bodies [][]byte, _ error) {
	for _, sequence := range sequences {
		bodies = append(bodies, l.bodies[sequence-1])
	}
	return bodies, nil
}

// doorway is a recorder on a real book of that log, as cmd/ahd/node wires one.
type doorway struct{ *projections.Book }

func (d doorway) read(ctx context.Context, ask func(*bookfile.View) error) error {
	return d.Read(ctx, ask)
}

func (d doorway) State(ctx context.Context, stream events.Stream, sought ...commitment.Name) (row recording.Row, err error) {
	err = d.read(ctx, func(v *bookfile.View) error {
		found, err := streams.Find(v, stream, sought...)
		row = recording.Row{State: found.State, Sequence: found.Sequence, Version: found.Version, Leaf: found.Leaf}
		return err
	})
	return row, err
}

func (d doorway) Recorded(ctx context.Context, id string) (at uint64, found bool, err error) {
	err = d.read(ctx, func(v *bookfile.View) error { at, found, err = timeline.Sequence(v, id); return err })
	return at, found, err
}

func (d doorway) Administrated(ctx context.Context) (so bool, err error) {
	err = d.read(ctx, func(v *bookfile.View) error { so, err = people.Administrated(v); return err })
	return so, err
}

func (d doorway) Of(ctx context.Context, item string, own commitment.Duties, who commitment.Hand) (all commitment.Duties, err error) {
	err = d.read(ctx, func(v *bookfile.View) error { all, err = duties.Of(v, item, own, who); return err })
	return all, err
}

func (d doorway) Text(context.Context, string) ([]byte, error) { return nil, fmt.Errorf("no text") }

func (d doorway) Telling(ctx context.Context, convening string) (sources []string, err error) {
	err = d.read(ctx, func(v *bookfile.View) error {
		row, _, err := convenings.Find(v, convening)
		sources = row.Sources
		return err
	})
	return sources, err
}

// noTexts is what a book finds of typed words that nobody searches.
type noTexts struct{}

func (noTexts) Read(context.Context, string) (string, bool, error) { return "", false, nil }

// words keeps what was typed, for one run.
type words map[string]string

func (w words) Put(_ context.Context, command, field, said string) (events.Text, error) {
	w[texts.ID(command, field)] = said
	return events.Text{ID: texts.ID(command, field), Hash: events.LeafHash([]byte(said)).String()}, nil
}
func (w words) Match(_ context.Context, id, said string) (texts.Kept, error) {
	return texts.Kept{Known: w[id] != "", Same: w[id] == said, Hash: events.LeafHash([]byte(said)).String()}, nil
}
func (words) Erase(context.Context, ...string) error { return nil }

// openWorld makes an empty record with a book of it.
func openWorld(t failing) (*log, func()) {
	dir, err := os.MkdirTemp("", "ahd-duties-")
	if err != nil {
		t.Fatal(err)
	}
	l := &log{t: t, at: noon, last: map[string]recording.Row{}}
	if l.book, err = projections.Open(context.Background(), dir, l, projections.Options{Texts: noTexts{}}); err != nil {
		t.Fatal(err)
	}
	return l, func() {
		l.book.Close()
		os.RemoveAll(dir)
	}
}

// recorder is one of that log and its book.
func (l *log) recorder(knows recording.Duties) *recording.Recorder {
	door := doorway{l.book}
	return &recording.Recorder{Source: "urn:ahd:test", Log: l, Book: door, Ledger: l, Texts: words{}, People: door, Duties: knows, Sources: door,
		Ready: func() error { return nil }, Now: func() time.Time { return l.at }}
}

// judgements are what a book tells of assessments and closures that were not
// independent, by their place.
func judgements(t failing, b *projections.Book) map[uint64]string {
	found := map[uint64]string{}
	err := b.Read(context.Background(), func(v *bookfile.View) error {
		list, err := duties.Dependent(v)
		for _, judged := range list {
			found[judged.Sequence] = judged.Why
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func tempDir(t *rapid.T) string {
	dir, err := os.MkdirTemp("", "ahd-duties-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}
