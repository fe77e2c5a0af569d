package bench

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"time"

	commitmentcmd "ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/convening"
	"ahd.example/ahd/services/commands/rule"
	sourcecmd "ahd.example/ahd/services/commands/source"

	"github.com/google/uuid"

	"ahd.example/ahd/cmd/ahd/node"
	"ahd.example/ahd/events"
	"ahd.example/ahd/services/recording"
)

// ownEach is the number of commitments on which each client reports, in turn.
const ownEach = 100

// Narrative is what each report says: as long as people write, and in both scripts.
const Narrative = "Shelter two has opened and its staff were trained; the helpline is answered day and night. " +
	"دوسری پناہ گاہ کھول دی گئی ہے اور عملے کی تربیت مکمل ہو چکی ہے۔"

// sides are a node and what it is measured against: each has a server of its own,
// and is idle while the other runs.
type sides struct {
	node *node.Node
	raw  *publishers
	note string // how they differ
}

// openSides opens both in a folder. Whoever does closes them.
func openSides(ctx context.Context, dir string) (_ *sides, err error) {
	s := &sides{}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.close())
		}
	}()
	if s.node, err = OpenNode(ctx, filepath.Join(dir, "node")); err != nil {
		return nil, err
	}
	body, err := Prepare(ctx, s.node, clients)
	if err != nil {
		return nil, err
	}
	s.note = fmt.Sprintf("reports with a narrative of %d bytes, bodies of %d bytes; ours puts each narrative into the store of texts first, one sync after the other, "+
		"and then waits for log and ledger; the limit publishes the bodies alone, to another server in this process with the same settings; each side is idle while the other runs",
		len(Narrative), len(body))
	if s.raw, err = preparePublishers(ctx, filepath.Join(dir, "raw"), body); err != nil {
		return nil, err
	}
	return s, nil
}

// OpenNode opens a register as the program does. Whoever does closes it.
func OpenNode(ctx context.Context, dir string) (*node.Node, error) {
	return node.Open(ctx, node.Options{Dir: dir, Name: "bench", Now: time.Now, ClockIsRight: true, Messages: slog.New(slog.DiscardHandler)})
}

func (s *sides) close() error {
	if s.raw != nil {
		s.raw.server.close()
	}
	if s.node == nil {
		return nil
	}
	return s.node.Close()
}

// report records one report, as a person would.
func (s *sides) report(ctx context.Context, client, turn int) (recording.Outcome, error) {
	return s.node.Recorder.Do(ctx, ReportOf(CommitmentOf(client, turn), Narrative))
}

// CommitmentOf is the commitment on which a client reports in a turn.
func CommitmentOf(client, turn int) string { return fmt.Sprintf("cm-%d-%d", client, turn%ownEach) }

var coordinator = rule.ByPerson("p-1", "coordinator")

func request(command rule.Command) recording.Request {
	return recording.Request{ID: uuid.Must(uuid.NewV7()).String(), Who: coordinator, Command: command}
}

// ReportOf is a report on a commitment, with a narrative unless that is empty.
func ReportOf(commitment, narrative string) recording.Request {
	effective, words := "2026-01", &narrative
	if narrative == "" {
		words = nil
	}
	return request(commitmentcmd.ReportProgress{ID: commitment, State: "in_progress", Narrative: words, Effective: &effective})
}

// Prepare captures the commitments on which so many clients report, and records one
// report on the first, whose body it returns.
func Prepare(ctx context.Context, n *node.Node, clients int) ([]byte, error) {
	text := []byte("shelter " + strings.Repeat("and district ", 76))
	hash, err := n.Files.Put(text)
	if err != nil {
		return nil, err
	}
	for _, command := range []rule.Command{
		sourcecmd.ArchiveSource{ID: "note-1", Source: events.SourceArchived{Bytes: int64(len(text)), File: "note.txt", MediaType: "text/plain", SHA256: hash}, Text: text},
		convening.RegisterConvening{ID: "m-1", Convening: events.ConveningRegistered{Kind: "conference", Organisers: []string{}, Partners: []string{}, Sources: []string{}}},
	} {
		if err := recordAndRead(ctx, n, command); err != nil {
			return nil, err
		}
	}
	_, _, err = AtOnce(clients, ownEach, time.Minute, func(client, turn int) error {
		_, err := n.Recorder.Do(ctx, request(commitmentcmd.CaptureCommitment{ID: CommitmentOf(client, turn), Item: events.CommitmentCaptured{
			Text: "Open a shelter in every district.", Kind: "recommendation", Convening: "m-1", Children: []string{}, Geography: []string{}, SDGTargets: []string{"8.7"},
			Quotes: []events.Quote{{Bytes: [2]int64{0, 7}, Quote: "shelter", SHA256: hash, Source: "note-1"}}, Verifiable: true,
		}}))
		return err
	})
	if err != nil {
		return nil, err
	}
	outcome, err := n.Recorder.Do(ctx, ReportOf(CommitmentOf(0, 0), Narrative))
	if err != nil {
		return nil, err
	}
	if err := n.Book.Wait(ctx, outcome.Sequence); err != nil {
		return nil, err
	}
	return n.Ledger.Entry(outcome.Sequence)
}

func recordAndRead(ctx context.Context, n *node.Node, command rule.Command) error {
	outcome, err := n.Recorder.Do(ctx, request(command))
	if err != nil {
		return err
	}
	return n.Book.Wait(ctx, outcome.Sequence)
}
