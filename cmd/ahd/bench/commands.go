package bench

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go/jetstream"

	"ahd/cmd/ahd/node"
	"ahd/events"
	"ahd/services/recording"
)

const (
	clients   = 16
	ownEach   = 20              // commitments on which each client reports, in turn
	roundTime = 3 * time.Second // of each side, unless it is through before
	mostEach  = 2000            // commands of a client in a round
)

// measureCommands measures recording reports durably, against publishing the same
// bodies under the same guard.
func measureCommands(ctx context.Context, dir string, o Options, _ *filled) (f figure, err error) {
	n, err := node.Open(ctx, node.Options{Dir: filepath.Join(dir, "node"), Name: "bench", Now: time.Now, Messages: slog.New(slog.DiscardHandler)})
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, n.Close()) }()
	body, err := prepareCommands(ctx, n)
	if err != nil {
		return f, err
	}
	raw, err := preparePublishers(ctx, filepath.Join(dir, "raw"), body)
	if err != nil {
		return f, err
	}
	defer raw.server.close()
	each := max(1, min(mostEach, o.Events/clients/o.Rounds))
	var ours, limit []time.Duration
	f.Note = fmt.Sprintf("%d clients; reports without narrative, bodies of %d bytes; ours waits for log and ledger; the limit's server is another one in this process with the same settings, idle while ours runs", clients, len(body))
	forgetPeak()
	for range o.Rounds {
		recorded, oursRate, err := atOnce(each, roundTime, func(client, turn int) error {
			_, err := n.Recorder.Do(ctx, reportOf(commitmentOf(client, turn)))
			return err
		})
		if err != nil {
			return f, err
		}
		f.VmHWM = max(f.VmHWM, peak())
		published, limitRate, err := atOnce(each, roundTime, func(client, turn int) error { return raw.publish(ctx, client, turn) })
		if err != nil {
			return f, err
		}
		f.round(oursRate, limitRate)
		ours, limit = append(ours, recorded...), append(limit, published...)
	}
	f.Events = len(ours)
	f.Ours, f.Limit = waitsOf(ours), waitsOf(limit)
	return f, nil
}

func commitmentOf(client, turn int) string { return fmt.Sprintf("cm-%d-%d", client, turn%ownEach) }

var coordinator = recording.Who{Actor: "p-1", Role: "coordinator", Auth: "local"}

func request(command recording.Command) recording.Request {
	return recording.Request{ID: uuid.Must(uuid.NewV7()).String(), Who: coordinator, Command: command}
}

func reportOf(commitment string) recording.Request {
	effective := "2026-01"
	return request(recording.ReportProgress{ID: commitment, State: "in_progress", Effective: &effective})
}

// prepareCommands captures the commitments and records one report on the first,
// whose body it returns.
func prepareCommands(ctx context.Context, n *node.Node) ([]byte, error) {
	hash := strings.Repeat("a", 64)
	for _, command := range []recording.Command{
		recording.ArchiveSource{ID: "note-1", Source: events.SourceArchived{Bytes: 1000, File: "note.txt", MediaType: "text/plain", SHA256: hash}},
		recording.RegisterConvening{ID: "m-1", Convening: events.ConveningRegistered{Kind: "conference", Organisers: []string{}, Partners: []string{}, Sources: []string{}}},
	} {
		if err := recordAndRead(ctx, n, command); err != nil {
			return nil, err
		}
	}
	_, _, err := atOnce(ownEach, time.Minute, func(client, turn int) error {
		_, err := n.Recorder.Do(ctx, request(recording.CaptureCommitment{ID: commitmentOf(client, turn), Item: events.CommitmentCaptured{
			Text: "Open a shelter in every district.", Kind: "recommendation", Convening: "m-1", Children: []string{}, Geography: []string{}, SDGTargets: []string{"8.7"},
			Quotes: []events.Quote{{Bytes: [2]int64{0, 7}, Quote: "shelter", SHA256: hash, Source: "note-1"}}, Verifiable: true,
		}}))
		return err
	})
	if err != nil {
		return nil, err
	}
	outcome, err := n.Recorder.Do(ctx, reportOf(commitmentOf(0, 0)))
	if err != nil {
		return nil, err
	}
	if err := n.Book.Wait(ctx, outcome.Sequence); err != nil {
		return nil, err
	}
	return n.Ledger.Entry(outcome.Sequence)
}

func recordAndRead(ctx context.Context, n *node.Node, command recording.Command) error {
	outcome, err := n.Recorder.Do(ctx, request(command))
	if err != nil {
		return err
	}
	return n.Book.Wait(ctx, outcome.Sequence)
}

// publishers publish one body again and again, each on subjects of its own, under
// the guard that a command has. The server has the settings of ours.
type publishers struct {
	server *server
	js     jetstream.JetStream
	body   []byte
	last   [clients][ownEach]uint64
}

func preparePublishers(ctx context.Context, dir string, body []byte) (*publishers, error) {
	s, err := startServer(ctx, dir)
	if err != nil {
		return nil, err
	}
	p := &publishers{server: s, body: body}
	if p.js, err = jetstream.New(s.connection); err == nil {
		_, _, err = atOnce(ownEach, time.Minute, func(client, turn int) error { return p.publish(ctx, client, turn) })
	}
	if err != nil {
		s.close()
		return nil, err
	}
	return p, nil
}

func (p *publishers) publish(ctx context.Context, client, turn int) error {
	address := events.Stream{Kind: "commitment", ID: commitmentOf(client, turn)}.Address()
	last := &p.last[client][turn%ownEach]
	ack, err := p.js.Publish(ctx, address, p.body, jetstream.WithExpectLastSequencePerSubject(*last))
	if err == nil {
		*last = ack.Sequence
	}
	return err
}

// atOnce lets every client act so often, one turn after the other, all at the same
// time, and begins no turn after longest. It returns how long each turn took, and
// how many there were in a second.
func atOnce(each int, longest time.Duration, act func(client, turn int) error) (took []time.Duration, perSecond float64, err error) {
	turns := make([][]time.Duration, clients)
	errs := make([]error, clients)
	start := time.Now()
	var all sync.WaitGroup
	for client := range clients {
		all.Go(func() {
			for turn := range each {
				began := time.Now()
				if began.Sub(start) > longest {
					return
				}
				if errs[client] = act(client, turn); errs[client] != nil {
					return
				}
				turns[client] = append(turns[client], time.Since(began))
			}
		})
	}
	all.Wait()
	elapsed := time.Since(start)
	for _, own := range turns {
		took = append(took, own...)
	}
	return took, float64(len(took)) / elapsed.Seconds(), errors.Join(errs...)
}
