package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/eventlog/localnats"
)

// logFolder is where the files of the log lie in a data folder.
const logFolder = "jetstream/$G/streams/" + eventlog.Name + "/msgs"

func logFile(dir string, number int) string {
	return filepath.Join(dir, logFolder, fmt.Sprintf("%d.blk", number))
}

// moments is a register at two moments: when the log was in its first file, all of which
// was brought to disk, and when it was in its third and the program was killed.
type moments struct {
	early, late string
	size        int        // events at the first moment
	bodies      [][]byte   // at the second
	people      *recorders // what they were answered
}

func twoMoments(t *testing.T) *moments {
	t.Helper()
	dir := imported(t)
	m := &moments{late: dir, people: &recorders{items: reportable(t, dir), told: map[string]asked{}, most: 100}}
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	m.people.record(t, socketOf(t, dir))
	m.people.items, m.people.large = nil, true
	m.people.recordTo(t, dir, 1, 4<<20)
	s.stop(t)
	m.early, m.size = copied(t, dir), len(ledgerFile(t, dir))

	s = start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	m.people.recordTo(t, dir, 3, 1<<20)
	s.kill()
	m.bodies = ledgerFile(t, dir)
	works(t, os.Remove(filepath.Join(dir, "ahd.sock")), m.asBefore(dir, "synced"))
	return m
}

// recordTo has people record until one of the log's files is as long as this.
func (p *recorders) recordTo(t *testing.T, dir string, number int, size int64) {
	t.Helper()
	for !t.Failed() {
		if info, err := os.Stat(logFile(dir, number)); err == nil && info.Size() >= size {
			return
		}
		p.most = p.answered() + 16
		p.record(t, socketOf(t, dir))
	}
	t.FailNow()
}

// asBefore puts a file or a folder as it was at the first moment.
func (m *moments) asBefore(dir, name string) error {
	from, to := filepath.Join(m.early, name), filepath.Join(dir, name)
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(to); err != nil || info.IsDir() {
		return errors.Join(err, os.CopyFS(to, os.DirFS(from)), os.Chmod(to, 0o700))
	}
	content, err := os.ReadFile(from)
	return errors.Join(err, os.WriteFile(to, content, 0o600))
}

// shortLog leaves the log's files as they were at the first moment.
func (m *moments) shortLog(dir string) error {
	return errors.Join(m.asBefore(dir, logFolder+"/1.blk"), os.Remove(logFile(dir, 2)), os.Remove(logFile(dir, 3)))
}

// shortLedger leaves the ledger as it was at the first moment, and the book, which never
// holds more than the ledger.
func (m *moments) shortLedger(dir string) error {
	return errors.Join(m.asBefore(dir, "ledger"), m.asBefore(dir, "head"), m.asBefore(dir, "book"))
}

// swapped leaves a log that holds two events in each other's place, and all others in
// their own.
func (m *moments) swapped(t *testing.T, dir string) {
	t.Helper()
	works(t, m.asBefore(dir, "jetstream"))
	bodies := ledgerFile(t, dir)[m.size:]
	bodies[1], bodies[2] = bodies[2], bodies[1]
	inItsLog(t, dir, func(log *eventlog.Log) { works(t, log.Restore(t.Context(), uint64(m.size)+1, bodies)) })
}

// inItsLog opens the log that a folder keeps itself, which no program uses.
func inItsLog(t *testing.T, dir string, use func(*eventlog.Log)) {
	t.Helper()
	server, err := localnats.Start(dir)
	works(t, err)
	defer server.Close()
	connection, err := server.Connect()
	works(t, err)
	defer connection.Close()
	log, err := eventlog.OpenExisting(t.Context(), connection, 1)
	works(t, err)
	defer log.Close()
	use(log)
}

// answeredEarly is what people were answered by the first moment.
func (m *moments) answeredEarly() *recorders {
	early := &recorders{told: maps.Clone(m.people.told)}
	maps.DeleteFunc(early.told, func(_ string, a asked) bool { return int(a.sequence) > m.size })
	return early
}
