package projections_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
)

// history makes bodies that follow one another as the log would have them, and
// is the record of them: a fake that checks what it is asked for.
type history struct {
	t      *testing.T
	at     time.Time
	bodies [][]byte
	prev   map[string]string
	count  map[string]int64
	ids    map[string][]string // of the events of each subject
	hidden bool                // for a book that is to be filled batch by batch: it begins empty
}

func newHistory(t *testing.T) *history {
	return &history{t: t, at: time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC), prev: map[string]string{}, count: map[string]int64{}, ids: map[string][]string{}}
}

// add records a payload about a subject and returns its sequence.
func (h *history) add(subject string, payload events.Payload) uint64 {
	h.t.Helper()
	return h.put(events.Event{Data: payload, Envelope: events.Envelope{
		ID: uuid.NewSHA1(uuid.NameSpaceURL, fmt.Append(nil, len(h.bodies))).String(), Source: "urn:ahd:test",
		Type: payload.Type(), Subject: subject, Time: h.at.Add(time.Duration(len(h.bodies)) * time.Second),
		Actor: "local", ActorRole: "coordinator", Auth: "local",
		StreamVersion: h.count[subject] + 1, StreamPrev: h.prev[subject],
	}})
}

func (h *history) put(e events.Event) uint64 {
	h.t.Helper()
	body, err := events.Encode(e)
	if err != nil {
		h.t.Fatal(err)
	}
	h.bodies = append(h.bodies, body)
	h.count[e.Subject]++
	h.ids[e.Subject] = append(h.ids[e.Subject], e.ID)
	h.prev[e.Subject] = events.LeafHash(body).String()
	return uint64(len(h.bodies))
}

func (h *history) Size() uint64 {
	if h.hidden {
		return 0
	}
	return uint64(len(h.bodies))
}

func (h *history) Leaf(sequence uint64) (events.Hash, error) {
	if sequence == 0 || sequence > uint64(len(h.bodies)) {
		return events.Hash{}, fmt.Errorf("no entry %d", sequence)
	}
	return events.LeafHash(h.bodies[sequence-1]), nil
}

func (h *history) Wait(_ context.Context, sequence uint64) error {
	if sequence > uint64(len(h.bodies)) {
		return fmt.Errorf("the book asks for event %d of %d", sequence, h.Size())
	}
	return nil
}

func (h *history) Entries(first uint64) ([][]byte, error) {
	if first == 0 || first > h.Size()+1 {
		return nil, fmt.Errorf("no entry %d", first)
	}
	return h.bodies[first-1 : min(first+6, h.Size())], nil // a few at a time
}

func (h *history) Among(sequences []uint64) (bodies [][]byte, err error) {
	if !slices.IsSorted(sequences) {
		return nil, fmt.Errorf("asked for %v", sequences)
	}
	for _, sequence := range sequences {
		bodies = append(bodies, h.bodies[sequence-1])
	}
	return bodies, nil
}

func (h *history) Entry(sequence uint64) ([]byte, error) { return h.bodies[sequence-1], nil }

// noTexts is a store in which every text was erased.
type noTexts struct{}

func (noTexts) Read(context.Context, string) (string, bool, error) { return "", false, nil }

// some is a history that reaches every table.
func some(t *testing.T) *history {
	h := newHistory(t)
	h.add("register/register", events.RegisterOpened{Name: "test", Origin: "urn:ahd:test", VerifierKey: "k"})
	h.add("source/note-1", events.SourceArchived{SHA256: "ab", File: "note.txt"})
	h.add("party/fia", events.PartyRegistered{Name: "FIA", Kind: "government", Sources: []string{"note-1"}})
	h.add("convening/m-1", events.ConveningRegistered{Kind: "conference", Sources: []string{"note-1"}})
	h.add("convening/m-1", events.WorkingGroupFormed{WorkingGroup: "wg-1", Name: "Group"})
	h.add("convening/m-1", events.ParticipationRecorded{Participation: "p-1", Quote: events.Quote{Source: "note-1"}})
	h.add("convening/m-1", events.FigureAsserted{Figure: "fg-1", Claim: "40", Quote: events.Quote{Source: "note-1"}})
	h.add("instrument/d-1", events.DeclarationAdopted{Convening: "m-1", Clauses: []events.Clause{{Item: "cm-1"}}})
	for i := range 5 {
		subject := fmt.Sprintf("commitment/cm-%d", i+1)
		h.add(subject, events.CommitmentCaptured{Text: "Open a shelter.", Kind: "pledge", Convening: "m-1", Verifiable: i%2 == 0,
			Quotes: []events.Quote{{Source: "note-1", Quote: "q"}, {Source: "note-1", Quote: "r"}}})
		h.add(subject, events.CommitmentConfirmed{Basis: "quotes-found"})
	}
	h.add("commitment/cm-1", events.CommitmentAssigned{Party: "fia"})
	h.add("commitment/cm-1", events.DueDateSet{Due: "2026-12-31"})
	h.add("commitment/cm-2", events.DueDateSet{Due: "2026-11-01"})
	h.add("commitment/cm-2", events.ReviewIntervalSet{Days: 90})
	effective := "2026-10"
	h.add("commitment/cm-1", events.ProgressReported{State: "planning", Effective: &effective})
	h.add("commitment/cm-1", events.ProgressReported{State: "in_progress"})
	h.add("commitment/cm-1", events.EvidenceLinked{Kind: "supports", Address: &events.Text{ID: "9d2c1a64-0f0e-4a52-8f3b-5a1de5f3c111/address", Hash: "x"}})
	whole := "cm-6"
	h.add("commitment/cm-6", events.CommitmentCaptured{Text: "Open shelters.", Kind: "pledge", Convening: "m-1", Children: []string{"cm-6-pk-pb"}})
	h.add("commitment/cm-6-pk-pb", events.CommitmentCaptured{Text: "Open a shelter.", Kind: "pledge", Convening: "m-1", Parent: &whole})
	h.add("commitment/cm-6-pk-pb", events.CommitmentAssessed{Level: "limited", Method: "ahd-1"})
	h.add("person/p-1", events.PersonRecorded{Roles: []string{"administrator"}})
	h.add("register/register", events.QuestionRaised{Question: "oq-1", Text: "Which year?", About: []string{"source/note-1"}})
	return h
}

func openBook(t *testing.T, dir string, record projections.Record) *projections.Book {
	t.Helper()
	return openBookWith(t, dir, record, projections.Options{Texts: noTexts{}})
}

func openBookWith(t *testing.T, dir string, record projections.Record, options projections.Options) *projections.Book {
	t.Helper()
	b, err := projections.Open(context.Background(), dir, record, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

// emptyBook opens a new book that knows nothing yet.
func emptyBook(t *testing.T, dir string, h *history) *projections.Book {
	t.Helper()
	h.hidden = true
	b := openBook(t, dir, h)
	h.hidden = false
	return b
}

// reached are the tables that the history of these tests fills.
var reached = []string{"checkpoint", "streams", "timeline", "sources", "parties", "convenings",
	"participations", "working_groups", "figures", "instruments", "questions", "commitments", "parts", "people"}

// tables are all tables of the book but those of the search, which have no order.
func tables(t *testing.T, v *book.View) (names []string) {
	t.Helper()
	err := v.Rows(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`, nil, func(scan func(...any) error) error {
		var name string
		err := scan(&name)
		names = append(names, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// dump is every row of every table, in the order of their keys.
func dump(t *testing.T, b *projections.Book) string {
	t.Helper()
	var all string
	err := b.Read(context.Background(), func(v *book.View) error {
		for _, table := range tables(t, v) {
			rows := 0
			err := v.Rows(`SELECT * FROM `+table+` ORDER BY 1, 2`, nil, func(scan func(...any) error) error {
				rows++
				cells := make([]any, width(t, v, table))
				into := make([]any, len(cells))
				for i := range cells {
					into[i] = &cells[i]
				}
				err := scan(into...)
				all += fmt.Sprintln(append([]any{table}, cells...)...)
				return err
			})
			if err != nil {
				return err
			}
			if rows == 0 && v.At.Sequence > 0 && slices.Contains(reached, table) {
				t.Errorf("the table %s is empty: this history does not reach it", table)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func width(t *testing.T, v *book.View, table string) (n int) {
	t.Helper()
	if _, err := v.Row(`SELECT count(*) FROM pragma_table_info(?)`, []any{table}, []any{&n}); err != nil {
		t.Fatal(err)
	}
	return n
}
